"""The output file of a command: refused if it cannot be written, and written whole or not at all."""

from __future__ import annotations

import gzip
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from newsparse.cli.output_file import refuse_directory, refuse_input, write_output
from newsparse.inputs.search import Inputs


def inputs(*paths: str, roots: tuple[str, ...] = ()) -> Inputs:
    return Inputs([(path, None) for path in paths], [], 0, roots, {}, "")


def names() -> list[str]:
    return sorted(os.listdir())


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sub").mkdir()
    Path("a.txt").write_text("a", encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("sub", "--output sub is a directory. Pass a file name"),
        ("new/", "--output new/ is a directory. Pass a file name"),
        ("none/a.csv", "--output none/a.csv: directory none does not exist. Create it first."),
        ("a.txt/b.csv", "directory a.txt does not exist"),
    ],
)
def test_outputs_without_a_place_are_refused(path: str, message: str) -> None:
    with pytest.raises(click.UsageError, match=message):
        refuse_directory(path)


@pytest.mark.parametrize("path", ["new.csv", "sub/a.csv", "a.txt", "s3://bucket/none/a.csv"])
def test_outputs_with_a_place_are_accepted(path: str) -> None:
    refuse_directory(path)


@pytest.mark.parametrize("path", ["a.txt", "./a.txt", "link", "hard"])
def test_inputs_are_not_replaced(path: str) -> None:
    Path("link").symlink_to("a.txt")
    os.link("a.txt", "hard")
    with pytest.raises(click.UsageError, match="is also an input"):
        refuse_input(path, inputs("none.txt", "-", "x\0", "a.txt"))


def test_the_list_of_inputs_is_not_replaced() -> None:
    with pytest.raises(click.UsageError, match="is also the list of --files-from"):
        refuse_input("a.txt", inputs("b.txt"), "./a.txt")


@pytest.mark.parametrize("root", [".", "sub"])
def test_a_file_in_a_searched_directory_is_not_replaced(root: str) -> None:
    Path("sub/out.txt").write_text("old", encoding="utf-8")
    with pytest.raises(click.UsageError, match=r"because its directory is searched.* or --exclude out.txt"):
        refuse_input("./sub/out.txt", inputs("b.txt", "sub/out.txt", roots=(root,)))


def test_other_files_are_replaced() -> None:
    refuse_input("a.txt", inputs("b.txt", "-"), "-")
    write_output("a.txt", [b"new", b"", b" content"])
    assert Path("a.txt").read_bytes() == b"new content"
    assert names() == ["a.txt", "sub"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interruption_leaves_the_old_file_and_no_other(error: type[BaseException]) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * (9 << 20)
        assert len(names()) == 3
        raise error

    with pytest.raises(error):
        write_output("a.txt", pieces())
    assert (names(), Path("a.txt").read_bytes()) == (["a.txt", "sub"], b"a")


def test_an_unwritable_output_is_one_message() -> None:
    Path("a.txt").chmod(0o444)
    if os.access("a.txt", os.W_OK):
        pytest.skip("root may write every file")
    with pytest.raises(click.ClickException, match=r"^a\.txt: cannot be written: permission denied$"):
        write_output("a.txt", [b"new"])


@pytest.mark.parametrize("pieces", [[], [b"a"], [b"a" * (5 << 20)] * 3])
def test_compressed_outputs_are_read_back(pieces: list[bytes]) -> None:
    write_output("a.gz", iter(pieces), ".gz")
    assert gzip.decompress(Path("a.gz").read_bytes()) == b"".join(pieces)


def test_memory_does_not_grow_with_the_output() -> None:
    tracemalloc.start()
    write_output("a.txt", (b"x" * (1 << 20) for _ in range(100)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert os.path.getsize("a.txt") == 100 << 20
    assert peak < 30 << 20
