"""The command line. `main` is the only place where an error becomes an exit code."""

from __future__ import annotations

import os
import sys

from strategist import __version__

FINE, FINDINGS, USERS_INPUT, OUR_BUG = 0, 1, 2, 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line and exit: 0 fine, 1 findings at the threshold, 2 the user's files or options, 3 our bug."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"strategist {__version__}\n")
        return
    from strategist.errors import InvalidInputError, MissingExtraError

    try:
        from strategist.cli.app import app

        app()
        sys.stdout.flush()
    except (InvalidInputError, MissingExtraError) as error:
        report(error)
        sys.exit(USERS_INPUT)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output left; point what is still buffered at nothing, so that no second error follows.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FINE)
    except Exception as error:
        if "STRATEGIST_TRACEBACK" in os.environ:
            raise
        sys.stderr.write(
            f"strategist: a bug of ours ({type(error).__name__}: {error}). Your files are unchanged.\n"
            "Run again with STRATEGIST_TRACEBACK=1 and send us what it prints, with the profile if you may.\n"
        )
        sys.exit(OUR_BUG)


def report(error: Exception) -> None:
    """Write every problem to standard error, one a line, with nothing in it that could steer a terminal."""
    from strategist.texts import clean

    sys.stderr.write(clean(str(error)) + "\n")
