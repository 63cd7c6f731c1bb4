"""Where outputs go, and which would be in each other's way."""

from __future__ import annotations

from pathlib import Path

import pytest
from conversions import TEXT, converted, ran

from newsparse.convert import Job
from newsparse.inputs import Search
from newsparse.plan import Options
from newsparse.targets import ConvertError, targets
from newsparse.walk import Found


def test_equal_names_are_told_before_anything_is_written(sixty: Path) -> None:
    """A batch that goes on writes over the one what the other gave."""
    Path("in/0/00.news").write_text(TEXT, encoding="utf-8")
    inputs = Search(["in"], ["*"])
    with pytest.raises(ConvertError, match=r"^in/0/00.news and in/0/00.txt would both be written to 0/00.json$"):
        ran(inputs, Job(("in",), "out", Options("json")))
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [("in/1/11#2.txt", "could both be written to 1/11#2.json"), ("in/_manifest.txt", "which tells what is there")],
)
def test_names_that_outputs_may_have_are_told(sixty: Path, name: str, message: str) -> None:
    Path(name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match=message):
        converted("out", "json")


def test_an_input_is_not_the_output(sixty: Path) -> None:
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran([Found("in/0/00.txt")], Job((), "in/0/00.txt", Options("ndjson")))
    assert Path("in/0/00.txt").read_text(encoding="utf-8") == TEXT.format("0")


def test_outputs_do_not_replace_inputs(sixty: Path) -> None:
    Path("in/a.json").write_text(TEXT, encoding="utf-8")
    with pytest.raises(ConvertError, match="would be written over by its own output"):
        ran(Search(["in"], ["*"]), Job(("in",), "in", Options("json")))


def test_targets(sixty: Path) -> None:
    inputs = [Found(path) for path in ("in/0/00.txt", "in/1/01.a.txt.gz", "d.txt", "/e/f")]
    assert [target for _, target in targets(inputs, ["in", "in/1/", "d.txt"], "out", Options("json"))] == [
        "0/00", "01.a", "d", "f",
    ]  # fmt: skip
