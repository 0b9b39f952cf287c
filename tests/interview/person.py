"""What a person would type at each question, and a process that can be talked to and killed."""

from __future__ import annotations

import os
import select
import signal
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from strategist.models.catalogue import Question

from program import COMMAND, PLAIN

PATIENCE = 30
"""Seconds after which nothing more is coming."""

WORDS: Mapping[str, str] = {
    "text": "as they come",
    "date": "2026-03-31",
    "currency": "EUR",
    "money": "2.1m",
    "number": "60000",
    "percent": "8 %",
    "yes-no": "no",
    "ranking": "1, 2",
    "strategy": "1",
    "promises": "first answer by telephone: 20 seconds; we call back",
    "channels": "telephone: 24/7, 30 contacts an hour of 220 s, 4 people, 80 % within 20 s",
    "dimension": "2",
    "choice": "1",
}


def typed(question: Question) -> str:
    """Give an answer that the question takes."""
    return "81 s" if question.unit == "minutes" else WORDS[question.type]


class Talk:
    """An interview in a process of its own, spoken to through pipes."""

    def __init__(self, *args: str | Path, cwd: Path, env: Mapping[str, str] | None = None) -> None:
        self.process = subprocess.Popen(
            [COMMAND, "interview", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=cwd,
            env=PLAIN | {"PYTHONUNBUFFERED": "1"} | dict(env or {}),
        )
        self.heard = ""

    def say(self, line: str) -> None:
        """Type a line."""
        assert self.process.stdin is not None
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def hear(self, words: str) -> str:
        """Read until these words come; gives what was said up to their end since the last time."""
        assert self.process.stdout is not None
        while words not in self.heard:
            ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
            piece = os.read(self.process.stdout.fileno(), 65536) if ready else b""
            assert piece, f"never heard {words!r}, only:\n{self.heard}"
            self.heard += piece.decode()
        said, _, self.heard = self.heard.partition(words)
        return said + words

    def kill(self) -> None:
        """End the process as a crash would: it gets no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.communicate()


def questions(asked: str) -> Iterator[str]:
    """Give the questions that a transcript shows, in order: the line after each line that says where one is."""
    lines = asked.splitlines()
    return (lines[place + 1] for place, line in enumerate(lines[:-1]) if line.endswith(" left"))
