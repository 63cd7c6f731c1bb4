"""The README: its examples run and print what it shows, and what it names exists."""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from pathlib import Path

import pytest
import yaml
from support.markdown import Example, code_blocks, examples, failed_doctests, run_example, without_durations
from support.paths import ROOT, SEEDS

from newsparse import fix, parse
from newsparse.cli.help import TOPICS

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = code_blocks(README)
MAX_BYTES = 8192
SEED = SEEDS / "valid" / "glued-heading.txt"


def texts(language: str) -> list[str]:
    """Return the code blocks in a language."""
    return [block.text for block in BLOCKS if block.language == language]


def lines_of_input() -> list[str]:
    """Return the lines of the annotated input file, without the notes."""
    (block,) = texts("text")
    return [re.sub(r"\s+# .*", "", line) for line in block.splitlines()]


def test_readme_has_at_most_8_kb() -> None:
    assert len(README.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    "example", [example for text in texts("console") for example in examples(text)], ids=lambda example: example.command
)
def test_console_example_prints_the_output(example: Example, tmp_path: Path) -> None:
    if " jq " in example.command and not shutil.which("jq"):
        pytest.skip("needs jq")
    shutil.copytree(SEEDS, tmp_path / "seeds")
    assert without_durations(run_example(example, tmp_path)) == without_durations(example.output)


def test_library_example_returns_the_values() -> None:
    (block,) = (block for block in BLOCKS if block.language == "pycon")
    assert failed_doctests(block, {}, ROOT) == 0
    assert block.text.count(">>> ") <= 6


def test_difference_is_that_of_fix() -> None:
    (block,) = texts("diff")
    fixed = fix(SEED)
    for line in block.splitlines():
        assert line[1:] in (fixed.before if line[0] == "-" else fixed.after).splitlines()


def test_annotated_input_is_a_part_of_the_seed() -> None:
    rest = iter(SEED.read_text(encoding="utf-8").splitlines())
    assert all(line in rest for line in lines_of_input())


def test_record_is_that_of_the_annotated_input() -> None:
    (block,) = texts("json")
    shown = json.loads(block)
    (article,) = parse("\n".join(lines_of_input()) + "\n")
    record = article.as_dict()
    assert {key: record[key] for key in shown} == shown


def test_links_lead_to_files_and_to_every_page_of_the_manual() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    paths = [link for link in links if "://" not in link]
    assert [path for path in paths if not (ROOT / path).is_file()] == []
    assert {f"newsparse/manual/{topic}.md" for topic in TOPICS} <= set(paths)


def test_extras_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    rows = re.findall(r"^\| (`[a-z`, ]+) \| ", README, re.MULTILINE)
    assert sorted(re.findall(r"\w+", " ".join(rows))) == sorted(project["optional-dependencies"])


def test_hooks_are_those_of_the_repository() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    (configuration,) = (data for text in texts("yaml") if "repos" in (data := yaml.safe_load(text)))
    (repository,) = configuration["repos"]
    assert {hook["id"] for hook in repository["hooks"]} == {hook["id"] for hook in hooks}
    assert (repository["repo"], repository["rev"]) == ("URL", "COMMIT")


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"make (\w+)", README))
    assert {"demo", "test"} <= targets
    assert [name for name in targets if not re.search(rf"^{name}:", makefile, re.MULTILINE)] == []
