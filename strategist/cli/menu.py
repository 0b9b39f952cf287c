"""stub"""


def menu() -> None:
    """Stub."""
