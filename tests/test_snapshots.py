"""What people see, kept as plain files in `tests/snapshots`, to be read as well as compared.

After an intended change: `UPDATE_SNAPSHOTS=1 pytest tests/test_snapshots.py`, then read the difference.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from strategist.cli import main

ROOT = Path(__file__).parent.parent
SNAPSHOTS = Path(__file__).parent / "snapshots"
CASEBOOK, READINGS = "tests/casebook", "tests/data/readings"

RIVALS = ("southwest-classic", "jetblue-2007", "united-guitar-2009", "ryanair-2010")

SHOWN: dict[str, tuple[str, int]] = {
    "assess-fedex": (f"assess {CASEBOOK}/fedex-81-seconds.yaml", 80),
    "assess-fedex-60": (f"assess {CASEBOOK}/fedex-81-seconds.yaml", 60),
    "assess-fedex-110": (f"assess {CASEBOOK}/fedex-81-seconds.yaml", 110),
    "assess-fedex-full": (f"assess --full {CASEBOOK}/fedex-81-seconds.yaml", 80),
    "assess-fedex-json": (f"assess --format json {CASEBOOK}/fedex-81-seconds.yaml", 80),
    "assess-fedex-first-ring": (f"assess {CASEBOOK}/fedex-first-ring.yaml", 80),
    "assess-logitech": (f"assess {CASEBOOK}/logitech-adapter.yaml", 80),
    "assess-blend": (f"assess {READINGS}/blend.yaml", 80),
    "assess-quiet-complaints": (f"assess {READINGS}/quiet-complaints.yaml", 80),
    "assess-starter": ("assess starter.yaml", 80),
    "fund": ("fund tests/data/funding/one-ring.yaml", 80),
    "fund-channels": ("fund tests/data/funding/ringwell.yaml", 80),
    "fund-channels-60": ("fund tests/data/funding/ringwell.yaml", 60),
    "recommend": ("recommend tests/data/readme/phone.yaml", 80),
    "plan": ("plan tests/data/readme/phone.yaml", 80),
    "plan-all": ("plan --to all tests/data/readme/phone.yaml", 80),
    "plan-instead": (f"plan {CASEBOOK}/sprint-2007.yaml", 80),
    "whatif": ("whatif --set delivery-vs-promise=kept --set relative-speed=about-the-same tests/data/readme/phone.yaml", 80),
    "compare": (f"compare {CASEBOOK}/fedex-first-ring.yaml {CASEBOOK}/fedex-81-seconds.yaml", 80),
    "compare-rivals": (f"compare {' '.join(f'{CASEBOOK}/{name}.yaml' for name in RIVALS)}", 80),
    "compare-rivals-60": (f"compare {' '.join(f'{CASEBOOK}/{name}.yaml' for name in RIVALS)}", 60),
    "menu": ("menu", 80),
    "menu-one": ("menu competitive-edge", 80),
    "menu-two": ("menu competitive-edge cost-race", 80),
    "explain-strategy": ("explain because-you-can", 80),
    "explain-rule": ("explain M301", 80),
    "explain-contradiction": ("explain basics-answers-disagree", 80),
    "explain-dimension": ("explain relative-speed", 80),
    "explain-practice": ("explain send-the-lost-part", 80),
    "explain-goal": ("explain win-share", 80),
    "explain-question": ("explain left-to-chase", 80),
    "explain-choice": ("explain budget.trend", 80),
    "explain-source": ("explain fedex", 80),
}


def shown(args: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Give what a command writes to the screen."""
    monkeypatch.setattr(sys, "argv", ["strategist", *args])
    with pytest.raises(SystemExit) as ended:
        main()
    written = capsys.readouterr()
    assert (ended.value.code, written.err) == (0, "")
    return written.out


@pytest.mark.parametrize("name", SHOWN)
def test_what_is_shown_is_what_was_agreed(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path):
    command, columns = SHOWN[name]
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.chdir(ROOT)
    if name == "assess-starter":
        (tmp_path / "starter.yaml").write_text(shown(["init"], monkeypatch, capsys), "utf-8")
        monkeypatch.chdir(tmp_path)
    agreed(name, shown(command.split(), monkeypatch, capsys))


def agreed(name: str, text: str) -> None:
    """Compare with the snapshot of this name; `UPDATE_SNAPSHOTS=1` writes it."""
    file = SNAPSHOTS / f"{name}.txt"
    if "UPDATE_SNAPSHOTS" in os.environ:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert file.exists(), f"there is no {file.relative_to(ROOT)}; UPDATE_SNAPSHOTS=1 writes it"
    assert text == file.read_text("utf-8")


def test_every_snapshot_is_still_shown():
    assert {file.stem for file in SNAPSHOTS.glob("*")} == set(SHOWN)
