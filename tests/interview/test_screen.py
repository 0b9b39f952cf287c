"""The full front: every key through the terminal library's own pipe, and the look of it in real terminals."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pexpect
import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from strategist.interview.canvas import Terminal
from strategist.interview.entry import Choice
from strategist.interview.screen import Screen
from strategist.interview.state import Back, Command, Give, Goto, NotApplicable, Note, Save, Skip, State, Unknown, begin, step
from strategist.models.knowledge import Catalogue
from strategist.models.profile import Profile

from program import COMMAND, PLAIN

UP, DOWN, LEFT, RIGHT, PAGE_DOWN = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b[C", "\x1b[6~"
BACK, WHY, NOTE, UNKNOWN, NOT_APPLICABLE, LEAVE = "\x02", "\x17", "\x0e", "\x15", "\x18", "\x13"
UNDO = UNKNOWN
"""While words stand in the line, the same key clears it."""

ENTER, TAB, SHIFT_TAB, ESCAPE, BACKSPACE, INTERRUPT, END, GO = "\r", "\t", "\x1b[Z", "\x1b", "\x7f", "\x03", "\x04", "\x07"


@dataclass
class Typist:
    """Types at one question, and gives the command that came of it."""

    catalogue: Catalogue

    def at(self, question: str, *earlier: object) -> State:
        state = begin(Profile("acme.yaml"), self.catalogue, scope=self.catalogue.questions, given={})
        for data in earlier:
            state = step(step(state, Goto(question)), Give(data))
        return step(state, Goto(question))

    def types(self, state: State, *keys: str) -> Command:
        with create_pipe_input() as pipe:
            pipe.send_text("".join(keys))
            return Screen(Terminal(input=pipe, output=DummyOutput()), write=lambda _text: None).ask(state)


@pytest.fixture
def typist(catalogue: Catalogue) -> Typist:
    return Typist(catalogue)


def data(command: Command) -> object:
    assert isinstance(command, Give)
    return command.data


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((ENTER,), "unreachable"),
        ((DOWN, ENTER), "after-obstacles"),
        ((DOWN, DOWN, DOWN, UP, ENTER), "deep-menu"),
        ((UP, ENTER), "named-contact-any-hour"),
        ((PAGE_DOWN, ENTER), "unreachable"),
        (("3", ENTER), "deep-menu"),
        (("9", ENTER, BACKSPACE, "5", ENTER), "named-contact-any-hour"),
        ((PAGE_DOWN, "\x1b[F", ENTER), "named-contact-any-hour"),
        (("short", TAB), "short-menu"),
        (("short", ENTER), "short-menu"),
        (("zebra", ENTER, *[BACKSPACE] * 5, "short", ENTER), "short-menu"),
        (("?", "4", ENTER), "short-menu"),
        ((WHY, WHY, "4", ENTER), "short-menu"),
    ],
)
def test_one_is_chosen_by_arrows_numbers_and_words(typist: Typist, keys: tuple[str, ...], expected: str) -> None:
    options = [option.id for option in typist.catalogue.dimensions["human-reach"].options]
    found = data(typist.types(typist.at("human-reach"), *keys))
    by_place = {"unreachable": 0, "after-obstacles": 1, "deep-menu": 2, "short-menu": 3, "named-contact-any-hour": 4}
    assert found == options[by_place[expected]]


def test_an_answer_given_before_is_pointed_at(typist: Typist) -> None:
    assert data(typist.types(typist.at("human-reach", "short-menu"), ENTER)) == "short-menu"


@pytest.mark.parametrize(("keys", "expected"), [((ENTER,), True), ((DOWN, ENTER), False), (("no", ENTER), False), (("y", ENTER), True)])
def test_yes_and_no_are_chosen_too(typist: Typist, keys: tuple[str, ...], expected: object) -> None:
    assert data(typist.types(typist.at("callers-punished"), *keys)) is expected


@pytest.mark.parametrize(
    ("key", "command"),
    [(BACK, Back()), (SHIFT_TAB, Back()), (TAB, Skip()), (UNKNOWN, Unknown()), (LEAVE, Save())],
)
@pytest.mark.parametrize("question", ["human-reach", "company.name", "goals"])
def test_each_key_means_its_command_whatever_the_question(typist: Typist, key: str, command: Command, question: str) -> None:
    assert typist.types(typist.at(question), key) == command


def test_a_note_and_a_reason_are_asked_for_in_words(typist: Typist) -> None:
    state = typist.at("human-reach")
    assert typist.types(state, NOTE, "from the contract", ENTER) == Note("from the contract")
    assert typist.types(state, NOT_APPLICABLE, "nobody calls", ENTER) == NotApplicable("nobody calls")


def test_a_note_can_be_taken_back_and_what_was_typed_is_still_there(typist: Typist) -> None:
    assert data(typist.types(typist.at("company.name"), "Acm", NOTE, "never mind", BACK, "e", ENTER)) == "Acme"


def test_an_earlier_note_is_there_to_be_mended(typist: Typist) -> None:
    state = step(typist.at("company.name"), Note("from the sit"))
    assert typist.types(state, NOTE, "e", ENTER) == Note("from the site")


def test_words_and_figures_are_typed_and_mended(typist: Typist) -> None:
    state = typist.at("budget.revenue")
    assert data(typist.types(state, "2.1m", ENTER)) == "2.1m"
    wrong = step(state, Give("2,1m", "2,1m"))
    assert str(wrong.slip) == "`2,1m` is no amount of money; write decimals after a point, as in 2.5."
    assert data(typist.types(wrong, BACKSPACE, BACKSPACE, BACKSPACE, ".5m", ENTER)) == "2.5m"


def test_nothing_typed_is_no_answer(typist: Typist) -> None:
    assert data(typist.types(typist.at("company.name"), ENTER, "Acme", ENTER)) == "Acme"


def test_pasted_line_breaks_tabs_and_marks_become_blanks_or_nothing(typist: Typist) -> None:
    assert data(typist.types(typist.at("company.name"), "\x1b[200~Acme\n\n\u200fLimited\t\x1b[201~", ENTER)) == "Acme Limited"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((" ", DOWN, " ", ENTER), ["win-share", "retain-customers"]),
        ((DOWN, " ", UP, " ", ENTER), ["retain-customers", "win-share"]),
        ((" ", DOWN, " ", LEFT, ENTER), ["retain-customers", "win-share"]),
        ((" ", DOWN, " ", UP, RIGHT, ENTER), ["retain-customers", "win-share"]),
        ((" ", DOWN, " ", LEFT, LEFT, LEFT, RIGHT, ENTER), ["win-share", "retain-customers"]),
        ((" ", " ", "3", " ", ENTER), ["earn-referrals"]),
        (("longer", " ", "1", " ", ENTER), ["retain-customers", "win-share"]),
        ((ENTER, " ", ENTER), ["win-share"]),
    ],
)
def test_goals_are_picked_and_moved(typist: Typist, keys: tuple[str, ...], expected: list[str]) -> None:
    assert data(typist.types(typist.at("goals"), *keys)) == expected


def test_a_ranking_given_before_can_be_moved(typist: Typist) -> None:
    state = typist.at("goals", ["win-share", "retain-customers"])
    assert data(typist.types(state, DOWN, LEFT, ENTER)) == ["retain-customers", "win-share"]


def test_one_purpose_is_chosen_and_several_make_a_blend(typist: Typist) -> None:
    state = typist.at("declared.strategy")
    assert data(typist.types(state, DOWN, ENTER)) == "streamline-delivery"
    assert data(typist.types(state, " ", ENTER)) == "competitive-edge"
    blend = data(typist.types(state, " ", "5", " ", ENTER, "60", ENTER, "private buyers", ENTER, ENTER, ENTER))
    assert blend == [
        {"strategy": "competitive-edge", "share": "60", "to": "private buyers"},
        {"strategy": "dance-with-customers", "share": "40"},
    ]
    assert step(state, Give(blend)).profile.parts[0].share == 0.6


def test_a_share_that_cannot_be_is_told_as_it_is_typed(typist: Typist) -> None:
    wrong = (
        " ",
        "5",
        " ",
        ENTER,
        "140",
        ENTER,
        UNDO,
        "sixty",
        ENTER,
        UNDO,
        "60",
        ENTER,
        ENTER,
        UNDO,
        "50",
        ENTER,
        UNDO,
        "40",
        ENTER,
        ENTER,
    )
    shares = [part["share"] for part in data(typist.types(typist.at("declared.strategy"), *wrong))]
    assert shares == ["60", "40"]


def test_words_in_the_line_are_kept_by_every_key(typist: Typist) -> None:
    state = typist.at("company.customers")
    assert data(typist.types(state, "gardeners", TAB)) == "gardeners"
    assert data(typist.types(state, "gardeners", NOTE, "roughly", ENTER)) == {"value": "gardeners", "note": "roughly"}
    assert data(typist.types(state, "gardners", UNDO, "gardeners", ENTER)) == "gardeners"
    assert data(typist.types(state, "gardeners and", WHY, ENTER)) == "gardeners"
    with create_pipe_input() as pipe:
        screen = Screen(Terminal(input=pipe, output=DummyOutput()), write=lambda _text: None)
        pipe.send_text("garden" + BACK)
        assert screen.ask(state) == Back()
        pipe.send_text("ers" + LEAVE)
        assert data(screen.ask(state)) == "gardeners"
        assert screen.ask(step(state, Give("gardeners"))) == Save()


def test_a_line_that_cannot_be_read_stays_until_it_is_mended_or_left(typist: Typist) -> None:
    state = typist.at("budget.revenue")
    with create_pipe_input() as pipe:
        screen = Screen(Terminal(input=pipe, output=DummyOutput()), write=lambda _text: None)
        pipe.send_text("lots" + ENTER)
        wrong = step(state, screen.ask(state))
        assert wrong.slip
        pipe.send_text(UNDO + "2m" + ENTER)
        assert data(screen.ask(wrong)) == "2m"


def test_picks_are_kept_when_the_answer_is_refused(typist: Typist) -> None:
    state = typist.at("goals")
    assert data(typist.types(state, " ", "zzz", ENTER, UNDO, DOWN, " ", ENTER)) == ["win-share", "retain-customers"]


def test_every_question_can_be_gone_to(typist: Typist) -> None:
    state = typist.at("human-reach")
    assert typist.types(state, GO, "yearly revenue", ENTER) == Goto("budget.revenue")
    assert data(typist.types(state, GO, BACK, ENTER)) == "no-person"


@pytest.mark.parametrize(("key", "error"), [(INTERRUPT, KeyboardInterrupt), (END, EOFError)])
def test_control_c_and_control_d_leave(typist: Typist, key: str, error: type[BaseException]) -> None:
    with pytest.raises(error):
        typist.types(typist.at("human-reach"), key)


def test_an_escape_alone_does_nothing(typist: Typist) -> None:
    assert data(typist.types(typist.at("company.name"), "Acme", ENTER)) == "Acme"


def test_a_choice_at_the_end_is_picked_or_left() -> None:
    offered = (Choice("report", "Read the full report"), Choice("plan", "See the way"), Choice("leave", "Leave"))
    for keys, expected in (
        (ENTER, "report"),
        ("2" + ENTER, "plan"),
        (LEAVE, "leave"),
        ("way" + ENTER, "plan"),
        ("zz" + ENTER + LEAVE, "leave"),
    ):
        with create_pipe_input() as pipe:
            pipe.send_text(keys)
            assert Screen(Terminal(input=pipe, output=DummyOutput())).pick("What next?", offered) == expected


# In real terminals


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[pexpect.spawn]:
    environment = PLAIN | {"TERM": "xterm-256color"}
    spawned = pexpect.spawn(COMMAND, ["interview", "acme.yaml"], cwd=str(tmp_path), env=environment, dimensions=(40, 100), timeout=30)
    yield spawned
    spawned.close(force=True)


def test_a_person_at_a_terminal_answers_goes_back_and_leaves(terminal: pexpect.spawn, tmp_path: Path) -> None:
    for words, keys in (
        ("What is the name of the organisation", "Acme\r"),
        ("Which customers are we talking about", "\x1b[Z"),
        ("What is the name of the organisation", " Limited\r"),
        ("Which customers", "gardeners\r"),
        ("By which ways", LEAVE),
    ):
        terminal.expect(words)
        time.sleep(0.1)
        terminal.send(keys)
    terminal.expect("Your answers are in acme.yaml. Go on with: strategist interview acme.yaml")
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0
    assert "company:\n  name: Acme Limited\n  customers: gardeners\n" in (tmp_path / "acme.yaml").read_text()


def test_a_simple_terminal_gets_plain_lines(tmp_path: Path) -> None:
    dumb = pexpect.spawn(
        COMMAND, ["interview", "acme.yaml"], cwd=str(tmp_path), env=PLAIN | {"TERM": "dumb"}, dimensions=(40, 80), timeout=30
    )
    dumb.expect("u not known, na does not apply")
    dumb.send("Acme\r")
    dumb.expect("Saved: What is the name of the organisation. Acme")
    dumb.sendeof()
    dumb.expect(pexpect.EOF)
    assert b"\x1b" not in (dumb.before or b"")
    dumb.close()
    assert dumb.exitstatus == 0


def test_without_colour_nothing_is_coloured(tmp_path: Path) -> None:
    environment = PLAIN | {"TERM": "xterm-256color", "NO_COLOR": "1"}
    plain = pexpect.spawn(COMMAND, ["interview", "acme.yaml"], cwd=str(tmp_path), env=environment, dimensions=(40, 80), timeout=30)
    plain.expect("leave")
    seen = plain.before or b""
    plain.close(force=True)
    assert b"\x1b[0;90m" not in seen
    assert b";38;5;" not in seen


@dataclass
class Window:
    """A terminal of tmux, typed into and looked at."""

    name: str

    def run(self, *args: str) -> str:
        return subprocess.run(["tmux", "-L", self.name, *args], capture_output=True, text=True, check=True, timeout=30).stdout

    def types(self, *keys: str) -> None:
        for key in keys:
            self.run("send-keys", "-t", "t", key)
            time.sleep(0.15)

    def see(self, words: str) -> str:
        for _ in range(200):
            seen = "\n".join(line.rstrip() for line in self.run("capture-pane", "-t", "t", "-p").splitlines()).strip("\n") + "\n"
            if words in seen and "^S" in seen:
                return seen
            time.sleep(0.1)
        raise AssertionError(f"never saw {words!r}, only:\n{seen}")


@pytest.fixture
def window(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Window]:
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    columns, rows = request.param
    window = Window(f"strategist-{os.getpid()}-{columns}x{rows}")
    environment = [f"{key}={value}" for key, value in (PLAIN | {"TERM": "xterm-256color", "PS1": "$ "}).items()]
    command = f"env -i {' '.join(environment)} {COMMAND} interview acme.yaml --quick; sleep 60"
    window.run("-f", "/dev/null", "new-session", "-d", "-s", "t", "-x", str(columns), "-y", str(rows), "-c", str(tmp_path), command)
    yield window
    window.run("kill-server")


@pytest.mark.parametrize("window", [(60, 24), (60, 50), (200, 50)], indirect=True, ids=["60x24", "60x50", "200x50"])
def test_it_looks_right_in_narrow_and_wide_terminals(window: Window, request: pytest.FixtureRequest) -> None:
    seen = [window.see("what is your customer service for")]
    window.types("To be the first they call", "Enter")
    seen.append(window.see("Which of these ten purposes"))
    window.types("e", "d", "g")
    seen.append(window.see("Find: edg"))
    window.types("Enter")
    seen.append(window.see("Question 3"))
    window.types("C-w")
    seen.append(window.see("Why we ask"))
    window.types("2", "Enter", "BTab", "z", "z", "Enter")
    seen.append(window.see("No answer holds"))
    path = Path(__file__).with_name("captures") / f"{request.node.callspec.id}.txt"
    compare(path, f"{'-' * 20}\n".join(seen))


def compare(path: Path, seen: str) -> None:
    if "UPDATE_SNAPSHOTS" in os.environ:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(seen)
    assert seen == path.read_text()
