"""HTML from elements: text is escaped wherever it stands, and only what was made here counts as markup."""

from __future__ import annotations

from html import escape

VOID = {"meta", "br", "link"}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(tag: str, *children: str | None, **attributes: str | None) -> Markup:
    """Make an element; children that are plain text are escaped, those that are None left out. `class_` gives the class."""
    written = "".join(
        f' {name.removesuffix("_").replace("_", "-")}="{escape(value)}"' for name, value in attributes.items() if value is not None
    )
    return Markup(f"<{tag}{written}>" if tag in VOID else f"<{tag}{written}>{together(*children)}</{tag}>")


def together(*children: str | None) -> Markup:
    """Put children one after the other."""
    return Markup("".join(child if isinstance(child, Markup) else escape(child, quote=False) for child in children if child is not None))
