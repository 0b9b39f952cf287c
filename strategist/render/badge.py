"""A badge as JSON, in the form that badge services read from an address ("endpoint badge")."""

from __future__ import annotations

import json

from strategist.models.checking import Checked
from strategist.render.check_words import breaking, in_words, unreadable
from strategist.texts import count


def render(checked: Checked) -> str:
    """Write label, words and colour: red where the check fails, yellow where something else was found, green where nothing was."""
    message, colour = _state(checked)
    badge = {
        "schemaVersion": 1,
        "label": "customer service",
        "message": message,
        "color": colour,
        "isError": checked.exit_code not in {0, 1},
    }
    return json.dumps(badge) + "\n"


def _state(checked: Checked) -> tuple[str, str]:
    if checked.interrupted:
        return "check interrupted", "red"
    if unread := sum(map(unreadable, checked.found)):
        return f"{count(unread, 'problem')} in the files", "red"
    return in_words(checked.counted) or "no findings", "red" if breaking(checked) else "yellow" if checked.counted else "brightgreen"
