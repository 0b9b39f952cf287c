"""stub"""


def schema() -> None:
    """Stub."""
