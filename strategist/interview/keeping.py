"""The profile on disk while it is being answered: held for this process alone, and written before the next question is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from strategist import documents, editing, files, profiles
from strategist.editing import AsWritten
from strategist.errors import InvalidInputError, Place, Problem
from strategist.interview.state import State
from strategist.models.knowledge import Catalogue
from strategist.models.profile import FORMAT, Profile
from strategist.nouns import dataclass, replace
from strategist.origins import Document, Route

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile as it stands on disk: its bytes (None: not written yet), what they say, and each answer as plain data."""

    content: bytes | None
    profile: Profile
    given: Mapping[str, object]


@dataclass(slots=True)
class Keeper:
    """Keeps one profile: every answer is written, whole or not at all, with all else in the file left as it is."""

    path: Path
    catalogue: Catalogue
    last: Kept

    def keep(self, before: State, after: State) -> State:
        """Write what a step has answered and give the state as it then stands on disk.

        Raises InvalidInputError when the file can no longer be read or the answer does not go with it, OSError when it cannot be written.
        """
        changed = {name: data for name, data in after.given.items() if name not in before.given or before.given[name] is not data}
        if not changed:
            return after
        on_disk = _content(self.path)
        content = self.last.content if on_disk is None else on_disk  # a file that was removed is written anew
        for name, data in changed.items():
            content = _with_answer(content, self.path, self.catalogue, name, data)
        read = _read(content, self.path, self.catalogue)
        files.write(self.path, content or b"")
        self.last = read
        return replace(after, profile=read.profile, given=read.given)


@contextmanager
def kept(path: Path, catalogue: Catalogue) -> Iterator[Keeper]:
    """Hold a profile, or a place where one is to be; raises InvalidInputError when it cannot be used or somebody else holds it."""
    _usable(path)
    with ExitStack() as stack:
        try:
            stack.enter_context(files.held(path))
            content = _content(path)
        except BlockingIOError:
            what, to_do = "another interview is writing this profile", "finish that one first, or name another profile"
            raise InvalidInputError([Problem(Place(str(path)), what, to_do)]) from None
        except OSError as error:
            problem = Problem(Place(str(path)), f"the profile cannot be used ({error.strerror})", "choose another place")
            raise InvalidInputError([problem]) from None
        yield Keeper(path, catalogue, _read(content, path, catalogue))


def _usable(path: Path) -> None:
    if path.is_dir():
        raise InvalidInputError([Problem(Place(str(path)), "this is a folder", "name a profile inside it, such as acme.yaml")])
    if not path.parent.is_dir():
        raise InvalidInputError([Problem(Place(str(path)), "there is no such folder", "make it first, or choose another place")])
    if path.exists() and not path.is_file():
        raise InvalidInputError([Problem(Place(str(path)), "this is no file", "name a profile, such as acme.yaml")])


def _content(path: Path) -> bytes | None:
    try:
        return files.beginning(str(path), documents.MAX_BYTES + 1)
    except FileNotFoundError:
        return None


def _read(content: bytes | None, path: Path, catalogue: Catalogue) -> Kept:
    if content is None:
        return Kept(None, Profile(str(path)), {})
    found = documents.parse(documents.decoded(content, str(path)), str(path))
    if len(found) > 1:
        raise InvalidInputError([Problem(Place(str(path)), f"the file holds {len(found)} profiles", "put each into a file of its own")])
    return Kept(content, profiles.profile(found[0], catalogue), dict(answers(found[0], catalogue)))


def answers(document: Document, catalogue: Catalogue) -> Iterator[tuple[str, object]]:
    """Give each answer of a document as plain data, figures as they were written."""
    for name, route in catalogue.routes.items():
        data = document.data
        for key in route:
            data = data.get(key) if isinstance(data, dict) else None
        if data is not None:
            yield name, _as_written(document, route, data)


def _as_written(document: Document, route: Route, data: object) -> object:
    if isinstance(data, dict):
        return {key: _as_written(document, (*route, key), inner) for key, inner in data.items()}
    if isinstance(data, list):
        return [_as_written(document, (*route, place), inner) for place, inner in enumerate(data)]
    number = isinstance(data, int | float) and not isinstance(data, bool)
    return AsWritten(document.text(route, str(data))) if number else data


def _with_answer(content: bytes | None, path: Path, catalogue: Catalogue, name: str, data: object) -> bytes:
    text = (content or _opening(catalogue).encode()).decode("utf-8-sig")
    written = editing.with_value(text, catalogue.routes[name], data, name=str(path), order=list(catalogue.routes.values()))
    return (BOM if content and content.startswith(BOM) else b"") + written.encode()


def _opening(catalogue: Catalogue) -> str:
    """Give the first lines of a new profile."""
    versions = ", ".join(f"{questionnaire.id}: {questionnaire.version}" for questionnaire in catalogue.questionnaires.values())
    return f"# Answered with strategist interview; it can be edited by hand.\nstrategist: {FORMAT}\nquestionnaires: {{{versions}}}\n"
