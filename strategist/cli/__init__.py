"""The command line. `main` is the only place where an error becomes an exit code."""

from __future__ import annotations

import gc
import os
import sys

from strategist import __version__

FINE, USERS_INPUT, OUR_BUG = 0, 2, 3
INTERRUPTED = 130

SELDOM = (100_000, 50, 100)
"""How often to look for rubbish in circles: a command leaves hardly any."""


def main() -> None:
    """Run the command line and exit: 0 fine, 2 the user's files or options, 3 our bug."""
    gc.set_threshold(*SELDOM)
    code = OUR_BUG
    try:
        code = _run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        code = FINE
        _abandon_output()
    except OSError as error:
        _say(f"strategist: the output cannot be written ({error.strerror}); check where it goes")
        code = USERS_INPUT
        _abandon_output()
    gc.freeze()  # the process ends, and looking through all it has takes as long as a bare start
    sys.exit(code)


def _run() -> int:
    if sys.argv[1:] == ["--version"]:
        print(f"strategist {__version__}")  # noqa: T201 - nothing else is needed, so nothing else is loaded
        return FINE
    from strategist.errors import InvalidInputError, MissingExtraError

    alone = not sys.argv[1:] and "_STRATEGIST_COMPLETE" not in os.environ
    try:
        if sys.argv[1:2] == ["check"]:
            from strategist.cli import front

            plain = front.read(sys.argv[2:])
            if plain is not None:
                from strategist.cli.gate import gate

                return gate(*plain)
        from strategist.cli.app import app

        app(args=["--help"] if alone else None)
    except SystemExit as stop:
        said = stop.code if isinstance(stop.code, int) else FINE
        return USERS_INPUT if alone else said  # a pipeline that forgot the command is not fine
    except (InvalidInputError, MissingExtraError) as error:
        _say(str(error))
        return USERS_INPUT
    except KeyboardInterrupt:
        _say("strategist: broken off before the end")
        return INTERRUPTED
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - the one place that turns a bug of ours into an exit code
        return _own_up(error)
    return FINE


def _own_up(error: Exception) -> int:
    """Say that this is a bug of ours and how to report it."""
    if "STRATEGIST_TRACEBACK" in os.environ:
        import traceback

        traceback.print_exc()
    _say(
        f"strategist: a bug of ours ({type(error).__name__}: {error}). Your files are unchanged.\n"
        "Run again with STRATEGIST_TRACEBACK=1 and send us what it prints, with the profile if you may."
    )
    return OUR_BUG


def _say(text: str) -> None:
    """Write to standard error, with nothing in it that could steer a terminal."""
    from strategist.texts import clean

    if sys.stderr is None:
        return
    try:
        sys.stderr.write(clean(text) + "\n")
    except OSError:  # where nobody can be told, the exit code still tells
        from strategist.cli.delivery import abandon

        abandon(sys.stderr)


def _abandon_output() -> None:
    from strategist.cli.delivery import abandon

    abandon(sys.stdout)
