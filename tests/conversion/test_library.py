"""`newsparse.convert` does what the command `convert` does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support.commands import ENVIRONMENT, run
from support.conversions import files_below

import newsparse
from newsparse import ConvertError, ShardError


@pytest.mark.parametrize(
    ("dest", "options", "arguments"),
    [
        ("out.ndjson", {}, []),
        ("out.ndjson.gz", {"repair": "none"}, ["--repair", "none"]),
        ("out.ndjson", {"jobs": 2, "glob": "*1.txt"}, ["-j", "2", "--glob", "*1.txt"]),
        ("parts/", {"compress": "gz", "exclude": "1"}, ["--compress", "gz", "--exclude", "1"]),
        ("tree/", {"to": "json"}, ["--to", "json"]),
        (
            "out.csv",
            {"fields": ["title", "text"], "spreadsheet_safe": True, "add_bom": True},
            ["--fields", "title,text", "--spreadsheet-safe", "--add-bom"],
        ),
    ],
    ids=str,
)
def test_outputs_are_those_of_the_command(
    sixty_inputs: Path, dest: str, options: dict[str, Any], arguments: list[str]
) -> None:
    Path("one").mkdir()
    Path("two").mkdir()
    result = newsparse.convert("in", f"one/{dest}", **options)
    assert run("convert", "in", "-o", f"two/{dest}", *arguments).returncode in (0, 1)
    made = {name: data for name, data in files_below("one").items() if not name.endswith("manifest.json")}
    assert made == {name: data for name, data in files_below("two").items() if not name.endswith("manifest.json")}
    assert sorted(result.outputs) == sorted(f"one/{name}" for name in made)
    assert result.files > 0


def test_result_counts_files_articles_and_failed_inputs(sixty_inputs: Path) -> None:
    result = newsparse.convert(["in/0", Path("in/1")], Path("out.ndjson"))
    assert (result.files, result.articles, result.failed_inputs, result.unchanged) == (60, 60, 1, 0)
    assert result.repairs == {"N301": 60}
    assert result.problems["N209"] >= 60
    assert (result.outputs, result.size) == (("out.ndjson",), Path("out.ndjson").stat().st_size)


def test_incremental_conversion_keeps_what_has_not_changed(sixty_inputs: Path) -> None:
    first = newsparse.convert("in", "parts", incremental=True)
    second = newsparse.convert("in", "parts", incremental=True)
    assert (first.unchanged, second.unchanged >= 59) == (0, True)  # the failed input may be read again
    assert first.outputs == second.outputs
    Path("in/0/10.txt").unlink()
    assert newsparse.convert("in", "parts", incremental=True, prune=True).files == 59


@pytest.mark.parametrize(
    ("dest", "options", "error"),
    [
        ("out.xyz", {}, ConvertError),
        ("out.ndjson", {"glob": "*.none"}, ConvertError),
        ("out.ndjson", {"fail_fast": True}, ShardError),
        ("out.ndjson", {"jobs": 0}, ValueError),
        ("out.ndjson", {"compress": "zip"}, ValueError),
        ("out.ndjson", {"encoding": "none"}, LookupError),
        ("no/folder/\0", {}, (ValueError, OSError, ConvertError)),
    ],
)
def test_documented_exceptions_are_raised(
    sixty_inputs: Path, dest: str, options: dict[str, Any], error: type[Exception] | tuple[type[Exception], ...]
) -> None:
    with pytest.raises(error):
        newsparse.convert("in", dest, **options)
    assert not Path("out.ndjson").exists()


PROGRAM = """
import newsparse
print(newsparse.convert("in", "out.ndjson", jobs=2).articles, len(list(newsparse.parse_files("in", jobs=2))))
"""


@pytest.mark.parametrize("how", [["-c", PROGRAM], ["-"], ["script.py"]], ids=lambda how: how[0])
def test_processes_do_not_import_the_main_module(sixty_inputs: Path, how: list[str]) -> None:
    """It may be no file, or a script without a guard, which would do its work again."""
    Path("script.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, *how]
    done = subprocess.run(command, input=PROGRAM, text=True, capture_output=True, check=False, env=ENVIRONMENT)
    assert (done.stdout, done.stderr) == ("60 61\n", "")
