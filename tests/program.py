"""Running the program as its user does: in a process of its own, or by its `main` here where a process adds nothing."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack, chdir
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from strategist.cli import main

ROOT = Path(__file__).parent.parent
CASEBOOK = "tests/casebook"
FEDEX, LOGITECH, AOL = (f"{CASEBOOK}/{name}.yaml" for name in ("fedex-81-seconds", "logitech-adapter", "aol-2006"))
COMMAND = str(Path(sys.executable).with_name("strategist"))

PLAIN = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
"""An environment in which nothing changes what is written."""

Argument = str | bytes | Path


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and what it wrote."""

    code: int
    out: str
    err: str


def run(*args: Argument, stdin: str = "", env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Outcome:
    """Run the installed command in a process of its own."""
    return finished([COMMAND, *args], stdin=stdin, env=env, cwd=cwd)


def finished(command: list[Argument], *, stdin: str = "", env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Outcome:
    """Run a command to its end."""
    environment = PLAIN | dict(env or {})
    done = subprocess.run(command, input=stdin.encode(), capture_output=True, env=environment, cwd=cwd, timeout=120, check=False)
    return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


def call(*args: str | Path, stdin: str = "", env: Mapping[str, str] | None = None, encoding: str = "utf-8", cwd: Path = ROOT) -> Outcome:
    """Run `main` in this process, piped, as a terminal of this encoding would have it."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding, write_through=True) for _ in range(2))
    code = 0
    with ExitStack() as stack:
        stack.enter_context(chdir(cwd))
        stack.enter_context(patch.dict(os.environ, PLAIN | dict(env or {}), clear=True))
        stack.enter_context(patch.multiple(sys, argv=["strategist", *map(str, args)], stdout=out, stderr=err))
        stack.enter_context(patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()))))
        try:
            main()
        except SystemExit as ended:
            code = int(ended.code or 0)
    return Outcome(code, *(written(stream) for stream in (out, err)))


def written(stream: io.TextIOWrapper) -> str:
    """Give what was written to a stream."""
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode(stream.encoding)
