"""The packages that people install hold all that the program needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pathspec
import pydantic
import pytest
import rich
import typer
import yaml
from strategist import __version__

ROOT = Path(__file__).parent.parent
FEDEX = ROOT / "tests" / "casebook" / "fedex-81-seconds.yaml"
KNOWLEDGE = [path.relative_to(ROOT) for part in ("strategies", "questionnaires") for path in sorted((ROOT / part).rglob("*.yaml"))]
BORROWED = (pathspec, pydantic, rich, typer, yaml)
MODULES = [path.relative_to(ROOT) for path in sorted((ROOT / "strategist").rglob("*.py"))]
BLANK = [path.relative_to(ROOT) for path in (ROOT / "strategist" / "render" / "powerpoint" / "blank").rglob("*.*") if path.is_file()]
PDF = [path.relative_to(ROOT) for path in sorted((ROOT / "strategist" / "render" / "pdf").iterdir())]


def command(*args: str | Path, cwd: Path) -> str:
    """Run a command away from this process's own paths; give what it writes."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))} | {"COLUMNS": "80"}
    done = subprocess.run(args, cwd=cwd, env=env, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def built(kind: str, source: Path, folder: Path) -> Path:
    """Build a wheel or an sdist of a source folder."""
    command(sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", folder, cwd=source)
    (package,) = folder.iterdir()
    return package


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built("sdist", ROOT, tmp_path_factory.mktemp("sdist"))


def test_the_wheel_holds_the_program_the_knowledge_and_the_licence(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {str(path) for path in MODULES} <= held
    assert {f"strategist/shipped/{path}" for path in KNOWLEDGE} <= held
    assert {"strategist/py.typed", f"strategist-{__version__}.dist-info/licenses/LICENSE"} <= held


def test_the_wheel_holds_what_a_pdf_is_set_with_and_the_licence_of_its_font(wheel: Path):
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {path.name for path in PDF} == {
        "report.typ",
        "comparison.typ",
        "shapes.typ",
        "SourceSans3-Regular.ttf",
        "SourceSans3-Bold.ttf",
        "OFL.txt",
    }
    assert {str(path) for path in PDF} <= held
    assert f"strategist-{__version__}.dist-info/licenses/strategist/render/pdf/OFL.txt" in held


def test_the_wheel_holds_the_empty_deck(wheel: Path):
    assert {str(path) for path in BLANK} <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_nothing_else(wheel: Path):
    allowed = ("strategist/", f"strategist-{__version__}.dist-info/")
    held = zipfile.ZipFile(wheel).namelist()
    assert all(name.startswith(allowed) for name in held)
    assert not [name for name in held if "__pycache__" in name or name.endswith((".pyc", ".pickle"))]


def test_the_sdist_holds_what_the_wheel_is_made_of(sdist: Path):
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    assert {str(path) for path in (*MODULES, *PDF, *KNOWLEDGE)} <= held
    assert {"strategist/py.typed", "LICENSE", "README.md", "pyproject.toml"} <= held


def test_a_wheel_made_of_the_sdist_is_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path):
    with tarfile.open(sdist) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", lambda member, _: member)
        archive.extractall(tmp_path)
    again = built("wheel", tmp_path / f"strategist-{__version__}", tmp_path / "again")
    assert contents(again) == contents(wheel)


def contents(wheel: Path) -> dict[str, int]:
    """Give the checksum of every file of a wheel."""
    return {info.filename: info.CRC for info in zipfile.ZipFile(wheel).infolist()}


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it, which borrows what the program depends on from this one."""
    place = tmp_path_factory.mktemp("environment")
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    offline = ("--no-deps", "--no-index", "--quiet", "--disable-pip-version-check")
    command(sys.executable, "-m", "pip", "--python", python, "install", *offline, wheel, cwd=place)
    (site,) = place.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text("\n".join({str(Path(str(package.__file__)).parent.parent) for package in BORROWED}), "utf-8")
    where = command(python, "-c", "import strategist; print(strategist.__file__)", cwd=place)
    assert Path(where.strip()).is_relative_to(site)
    return place / "bin" / "strategist"


def test_the_installed_program_reads_a_profile_in_any_folder(installed: Path, tmp_path: Path):
    (tmp_path / "acme.yaml").write_bytes(FEDEX.read_bytes())
    read = command(installed, "assess", "acme.yaml", cwd=tmp_path)
    assert read == command(sys.executable, "-m", "strategist", "assess", FEDEX, cwd=ROOT)
    assert read.startswith("FedEx, later\n")


def test_the_installed_program_knows_the_ten_purposes(installed: Path, tmp_path: Path):
    assert command(installed, "menu", cwd=tmp_path) == command(sys.executable, "-m", "strategist", "menu", cwd=ROOT)


def test_the_installed_program_checks_what_git_would_keep(installed: Path, tmp_path: Path):
    (tmp_path / "good.yaml").write_bytes((ROOT / "tests" / "data" / "check" / "harbour.yaml").read_bytes())
    (tmp_path / "draft.yaml").write_bytes(FEDEX.read_bytes())
    (tmp_path / ".gitignore").write_text("draft.yaml\n", "utf-8")
    assert command(installed, "check", "--today", "2026-11-22", cwd=tmp_path) == "No findings in 1 profile.\n"


def test_the_installed_program_begins_and_reads_a_profile_of_its_own(installed: Path, tmp_path: Path):
    command(installed, "init", "acme.yaml", cwd=tmp_path)
    assert command(installed, "assess", "acme.yaml", cwd=tmp_path).startswith("An example company\n")
    assert command(installed, "--version", cwd=tmp_path) == f"strategist {__version__}\n"
