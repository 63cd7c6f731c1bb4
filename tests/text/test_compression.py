"""Compressed files are read by all commands; truncated or damaged ones are errors, and `fix` does not change them."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse import InputError
from newsparse.text.compression import (
    EXTENSIONS,
    compress,
    compressed_data_error,
    compression_of,
    compressor_version,
    decompress,
    uncompressed_name,
)
from newsparse.text.limits import HEAD

PROGRAM = [sys.executable, "-m", "newsparse"]
TEXT = "Title: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"
SKIPPED = struct.pack("<II", 0x184D2A50, 3) + b"any"  # a skippable zstd frame


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plain file, the same compressed in both formats, and a truncated one."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(TEXT.format("a"), encoding="utf-8")
    for extension in EXTENSIONS:
        Path(f"in/a.txt{extension}").write_bytes(compress(extension, TEXT.format(extension).encode()))
    Path("in/cut.txt.gz").write_bytes(compress(".gz", TEXT.encode())[:-9])
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], input=stdin, capture_output=True, check=False)


@pytest.mark.parametrize("extension", EXTENSIONS)
@given(pieces=st.lists(st.binary(max_size=9000), max_size=4))
def test_concatenated_data_is_decompressed_whole(extension: str, pieces: list[bytes]) -> None:
    assert decompress(f"a{extension}", b"".join(compress(extension, piece) for piece in pieces)) == b"".join(pieces)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_compression_is_reproducible(extension: str) -> None:
    data = os.urandom(5000) + TEXT.encode() * 100
    assert compress(extension, data) == compress(extension, data)
    assert len(compress(extension, data)) < len(data)


def test_other_libraries_decompress_the_data() -> None:
    assert gzip.decompress(compress(".gz", b"quay")) == b"quay"
    assert zstandard.decompress(compress(".zst", b"quay")) == b"quay"
    assert compress("", b"quay") == decompress("quay.txt", b"quay") == b"quay"


def test_variants_of_other_tools_are_decompressed() -> None:
    named = gzip.compress(b"quay ", mtime=1) + bytes(700) + gzip.compress(b"side") + bytes(3)
    assert decompress("a.gz", named) == b"quay side"
    stream = zstandard.ZstdCompressor().compressobj()  # without the size in its header
    frame = stream.compress(b"quay ") + stream.flush()
    assert decompress("a.zst", frame + SKIPPED + compress(".zst", b"side")) == b"quay side"


@pytest.mark.parametrize("extension", EXTENSIONS)
@pytest.mark.parametrize("before", [b"", b"first"])
def test_truncated_data_is_an_error(extension: str, before: bytes) -> None:
    first, data = compress(extension, before) if before else b"", compress(extension, b"The boats left on Thursday.")
    for end in range(1, len(data)):
        with pytest.raises(InputError, match=r"^truncated (gzip|zstd) data$") as caught:
            decompress(f"a{extension}", first + data[:end])
        assert caught.value.code == "N001"


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_damaged_data_is_an_error(extension: str) -> None:
    data = bytearray(compress(extension, TEXT.encode() * 10))
    data[-2] ^= 0xFF
    for wrong in (bytes(data), compress(extension, b"x") + b"rubbish", b"plain text, whatever its name says"):
        with pytest.raises(InputError, match=r"^damaged (gzip|zstd) data \(.+\)$"):
            decompress(f"a{extension}", wrong)


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_size_limit_applies_to_decompressed_data(extension: str) -> None:
    limit = 1 << 20
    assert len(decompress(f"a{extension}", compress(extension, bytes(limit)), limit)) == limit
    message = "^larger than 1 MiB after decompression$"
    with pytest.raises(InputError, match=message):
        decompress(f"a{extension}", compress(extension, bytes(limit)) + compress(extension, b"x"), limit)
    assert len(decompress(f"a{extension}", compress(extension, bytes(limit + 1)))) == limit + 1


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_decompression_stops_if_the_beginning_suffices(extension: str) -> None:
    heads: list[int] = []

    def head_suffices(head: bytes) -> bool:
        heads.append(len(head))
        return True

    data = compress(extension, bytes(1 << 28))  # 256 MB of zeros
    assert len(decompress(f"a{extension}", data, 0, head_suffices)) == heads[0]
    assert HEAD <= heads[0] < 1 << 28  # zstd decompresses 4 kB to up to 130 MB at once
    assert len(heads) == 1
    short = compress(extension, b"quay")  # shorter than HEAD: `head_suffices` is not called
    assert decompress(f"a{extension}", short, 0, head_suffices) == b"quay"
    assert len(heads) == 1


def test_only_the_last_extension_is_removed() -> None:
    assert [uncompressed_name(name) for name in ("a.gz", "b/.zst", "a.gz.txt", "a.txt.gz.zst")] == [
        "a",
        "b/",
        "a.gz.txt",
        "a.txt.gz",
    ]


def test_without_zstandard_only_zst_files_are_errors(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(InputError, match=r"zstd needs zstandard; run: pip install zstandard$"):
        newsparse.parse(Path("in/a.txt.zst"))
    assert newsparse.parse(Path("in/a.txt.gz"))


def test_plain_files_do_not_load_zstandard(folder: Path) -> None:
    code = "import sys; from newsparse.cli import main; main(['parse', 'in/a.txt']); print('zstandard' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stdout.splitlines()[-1] == b"False", done.stderr


def test_the_library_reads_compressed_files(folder: Path) -> None:
    for extension in EXTENSIONS:
        (article,) = newsparse.parse(Path(f"in/a.txt{extension}"))
        assert (article.title, article.source) == (extension, f"in/a.txt{extension}")
        assert {finding.fix for finding in newsparse.check(Path(f"in/a.txt{extension}"))} == {"no"}
        with pytest.raises(InputError, match="decompress the file first"):
            newsparse.fix(Path(f"in/a.txt{extension}"))


def test_parse_reads_compressed_files(folder: Path) -> None:
    done = run("parse", "in")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["source"], row.get("title")) for row in records] == [
        ("in/a.txt", "a"),
        ("in/a.txt.gz", ".gz"),
        ("in/a.txt.zst", ".zst"),
        ("in/cut.txt.gz", None),
    ]
    assert (done.returncode, done.stderr) == (
        1,
        b"newsparse: in/cut.txt.gz: truncated gzip data. Fetch the file again.\n",
    )


def test_convert_reads_compressed_files(folder: Path) -> None:
    assert run("convert", "in", "-o", "out.ndjson", "-j", "2").returncode == 1
    assert Path("out.ndjson").read_bytes() == run("parse", "in").stdout


def test_check_and_repair_read_compressed_files(folder: Path) -> None:
    done = run("check", "-f", "concise", "in/a.txt.gz", "in/a.txt.zst")
    assert done.stdout.count(b"N301") == 2
    assert b"can be fixed" not in done.stdout
    done = run("repair", "in/a.txt.gz")
    assert b"Thursday.\nPrior" in done.stdout


@pytest.mark.parametrize("mode", ["--diff", "--write", "--check"])
def test_fix_does_not_change_compressed_files(folder: Path, mode: str) -> None:
    before = Path("in/a.txt.gz").read_bytes()
    done = run("fix", mode, "in/a.txt", "in/a.txt.gz", "in/a.txt.zst")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if b"compressed" in line] == [
        f"newsparse: in/a.txt{extension}: compressed files cannot be fixed; decompress the file first".encode()
        for extension in EXTENSIONS
    ]
    assert b"in/a.txt" in done.stdout or b"Thursday.\nPrior" in Path("in/a.txt").read_bytes()
    assert Path("in/a.txt.gz").read_bytes() == before


@pytest.mark.parametrize("command", ["parse", "check", "repair", "fix"])
def test_standard_input_is_not_decompressed(folder: Path, command: str) -> None:
    done = run(command, "-", stdin=Path("in/a.txt.gz").read_bytes())
    assert done.returncode == 1
    assert b"compressed with gzip; decompress it, or give it a name that ends in .gz" in done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("bash"), reason="needs ulimit -v")
@pytest.mark.parametrize("command", ["parse", "check"])
def test_a_run_continues_after_an_input_that_exceeds_the_memory(folder: Path, command: str) -> None:
    Path("in/big.txt.gz").write_bytes(compress(".gz", b"The boats left.\n" * 65536) * 600)
    line = f"ulimit -v 500000; {' '.join(PROGRAM)} {command} in/a.txt in/big.txt.gz in/a.txt.zst"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert b"in/big.txt.gz:" in done.stdout + done.stderr
    assert b"not enough memory to read the input" in done.stdout + done.stderr
    assert b"in/a.txt.zst" in done.stdout
    assert done.returncode == 1


def test_compressed_files_are_recognized_by_their_extension() -> None:
    assert [compression_of(name) for name in ("a.txt.gz", "s3://b/a.zst", "a.GZ", "gz", "a.gz.txt")] == [
        ".gz",
        ".zst",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(("extension", "library"), [(".gz", "zlib "), (".zst", "zstandard "), ("", "")])
def test_the_compressor_version_begins_with_the_library(extension: str, library: str) -> None:
    assert compressor_version(extension).startswith(library)
    assert bool(compressor_version(extension)) == bool(extension)


def test_compressed_data_that_should_be_text_is_error_n003() -> None:
    assert compressed_data_error(b"Title: x\n") is None
    for extension in EXTENSIONS:
        error = compressed_data_error(compress(extension, b"x"))
        assert error is not None
        assert error.code == "N003"
        assert error.message.endswith(f"or give it a name that ends in {extension}")
