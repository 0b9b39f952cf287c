"""When Python looks for rubbish in circles.

A run keeps very many plain tuples, and going through them takes longer than what else is done with them where nothing has changed.
Reading files is another matter: broken ones do leave such rubbish.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def swept(*, on: bool) -> Iterator[None]:
    """Let rubbish be looked for, or not, until the block ends."""
    before = gc.isenabled()
    _switch(on=on)
    try:
        yield
    finally:
        _switch(on=before)


def _switch(*, on: bool) -> None:
    (gc.enable if on else gc.disable)()
