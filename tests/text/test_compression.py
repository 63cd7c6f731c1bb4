"""Compressed files: what goes in comes out, and what is not whole is told."""

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
from newsparse.text.compression import ENDINGS, pack, uncompressed_name, unpack
from newsparse.text.limits import HEAD

PROGRAM = [sys.executable, "-m", "newsparse"]
TEXT = "Title: {0}\nText:\nThe boats left on Thursday.Prior to that, they had waited.\n"
SKIPPED = struct.pack("<II", 0x184D2A50, 3) + b"any"  # a zstd frame that holds no data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file as it is and in both forms, and one that is cut."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/a.txt").write_text(TEXT.format("a"), encoding="utf-8")
    for ending in ENDINGS:
        Path(f"in/a.txt{ending}").write_bytes(pack(ending, TEXT.format(ending).encode()))
    Path("in/cut.txt.gz").write_bytes(pack(".gz", TEXT.encode())[:-9])
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], input=stdin, capture_output=True, check=False)


@pytest.mark.parametrize("form", ENDINGS)
@given(pieces=st.lists(st.binary(max_size=9000), max_size=4))
def test_packs_put_together_unpack_to_all_of_them(form: str, pieces: list[bytes]) -> None:
    assert unpack(f"a{form}", b"".join(pack(form, piece) for piece in pieces)) == b"".join(pieces)


@pytest.mark.parametrize("form", ENDINGS)
def test_packing_is_the_same_each_time(form: str) -> None:
    data = os.urandom(5000) + TEXT.encode() * 100
    assert pack(form, data) == pack(form, data)
    assert len(pack(form, data)) < len(data)


def test_other_tools_read_it() -> None:
    assert gzip.decompress(pack(".gz", b"quay")) == b"quay"
    assert zstandard.decompress(pack(".zst", b"quay")) == b"quay"
    assert pack("", b"quay") == unpack("quay.txt", b"quay") == b"quay"


def test_what_other_tools_leave_is_read() -> None:
    named = gzip.compress(b"quay ", mtime=1) + bytes(700) + gzip.compress(b"side") + bytes(3)
    assert unpack("a.gz", named) == b"quay side"
    stream = zstandard.ZstdCompressor().compressobj()  # does not say how long it is
    frame = stream.compress(b"quay ") + stream.flush()
    assert unpack("a.zst", frame + SKIPPED + pack(".zst", b"side")) == b"quay side"


@pytest.mark.parametrize("form", ENDINGS)
@pytest.mark.parametrize("before", [b"", b"first"])
def test_every_cut_is_told(form: str, before: bytes) -> None:
    first, data = pack(form, before) if before else b"", pack(form, b"The boats left on Thursday.")
    for end in range(1, len(data)):
        with pytest.raises(InputError, match=r"^not whole: the (gzip|zstd) data ends early$") as caught:
            unpack(f"a{form}", first + data[:end])
        assert caught.value.code == "N001"


@pytest.mark.parametrize("form", ENDINGS)
def test_damage_is_told(form: str) -> None:
    data = bytearray(pack(form, TEXT.encode() * 10))
    data[-2] ^= 0xFF
    for wrong in (bytes(data), pack(form, b"x") + b"rubbish", b"plain text, whatever its name says"):
        with pytest.raises(InputError, match=r"^the (gzip|zstd) data is damaged \(.+\)$"):
            unpack(f"a{form}", wrong)


@pytest.mark.parametrize("form", ENDINGS)
def test_too_much_is_told(form: str) -> None:
    limit = 1 << 20
    assert len(unpack(f"a{form}", pack(form, bytes(limit)), limit)) == limit
    advice = r"^unpacks to more than 1 MiB; pass a larger --max-size, .*pipe it: zs?t?d?cat FILE \| newsparse parse$"
    with pytest.raises(InputError, match=advice):
        unpack(f"a{form}", pack(form, bytes(limit)) + pack(form, b"x"), limit)
    assert len(unpack(f"a{form}", pack(form, bytes(limit + 1)))) == limit + 1


@pytest.mark.parametrize("form", ENDINGS)
def test_unpacking_stops_where_the_beginning_suffices(form: str) -> None:
    heads: list[int] = []

    def enough(head: bytes) -> bool:
        heads.append(len(head))
        return True

    data = pack(form, bytes(1 << 28))  # 256 MB of zeros
    assert len(unpack(f"a{form}", data, 0, enough)) == heads[0]
    assert HEAD <= heads[0] < 1 << 28  # zstd unpacks 4 kB to up to 130 MB at once
    assert len(heads) == 1
    assert unpack(f"a{form}", pack(form, b"quay"), 0, enough) == b"quay"  # the end comes before it is asked
    assert len(heads) == 1


def test_names() -> None:
    assert [uncompressed_name(name) for name in ("a.gz", "b/.zst", "a.gz.txt", "a.txt.gz.zst")] == [
        "a",
        "b/",
        "a.gz.txt",
        "a.txt.gz",
    ]


def test_without_zstandard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    with pytest.raises(InputError, match=r'pip install "newsparse\[zstd\]"'):
        newsparse.parse(Path("in/a.txt.zst"))
    assert newsparse.parse(Path("in/a.txt.gz"))


def test_plain_files_load_nothing_that_unpacks(folder: Path) -> None:
    code = "import sys; from newsparse.cli import main; main(['parse', 'in/a.txt']); print('zstandard' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.stdout.splitlines()[-1] == b"False", done.stderr


def test_the_library_reads_them(folder: Path) -> None:
    for ending in ENDINGS:
        (article,) = newsparse.parse(Path(f"in/a.txt{ending}"))
        assert (article.title, article.source) == (ending, f"in/a.txt{ending}")
        assert {finding.fix for finding in newsparse.check(Path(f"in/a.txt{ending}"))} == {"no"}
        with pytest.raises(InputError, match="unpack it to fix it"):
            newsparse.fix(Path(f"in/a.txt{ending}"))


def test_parse_reads_them(folder: Path) -> None:
    done = run("parse", "in")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["source"], row.get("title")) for row in records] == [
        ("in/a.txt", "a"),
        ("in/a.txt.gz", ".gz"),
        ("in/a.txt.zst", ".zst"),
        ("in/cut.txt.gz", None),
    ]
    assert (done.returncode, done.stderr) == (1, b"newsparse: in/cut.txt.gz: not whole: the gzip data ends early\n")


def test_convert_reads_them(folder: Path) -> None:
    assert run("convert", "in", "-o", "out.ndjson", "-j", "2").returncode == 1
    assert Path("out.ndjson").read_bytes() == run("parse", "in").stdout


def test_check_and_repair_read_them(folder: Path) -> None:
    done = run("check", "-f", "concise", "in/a.txt.gz", "in/a.txt.zst")
    assert done.stdout.count(b"N301") == 2
    assert b"can be fixed" not in done.stdout
    done = run("repair", "in/a.txt.gz")
    assert b"Thursday.\nPrior" in done.stdout


@pytest.mark.parametrize("how", ["--diff", "--write", "--check"])
def test_fix_leaves_them_alone(folder: Path, how: str) -> None:
    before = Path("in/a.txt.gz").read_bytes()
    done = run("fix", how, "in/a.txt", "in/a.txt.gz", "in/a.txt.zst")
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == [
        f"newsparse: in/a.txt{ending}: compressed; unpack it to fix it".encode() for ending in ENDINGS
    ]
    assert b"in/a.txt" in done.stdout or b"Thursday.\nPrior" in Path("in/a.txt").read_bytes()
    assert Path("in/a.txt.gz").read_bytes() == before


@pytest.mark.parametrize("command", ["parse", "check", "repair", "fix"])
def test_standard_input_is_not_unpacked(folder: Path, command: str) -> None:
    done = run(command, "-", stdin=Path("in/a.txt.gz").read_bytes())
    assert done.returncode == 1
    assert b"compressed with gzip; unpack it first (zcat FILE | newsparse parse)" in done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux") or not shutil.which("bash"), reason="needs ulimit -v")
@pytest.mark.parametrize("command", ["parse", "check"])
def test_what_memory_is_too_small_for_ends_no_run(folder: Path, command: str) -> None:
    Path("in/big.txt.gz").write_bytes(pack(".gz", b"The boats left.\n" * 65536) * 600)
    line = f"ulimit -v 500000; {' '.join(PROGRAM)} {command} in/a.txt in/big.txt.gz in/a.txt.zst"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert b"in/big.txt.gz:" in done.stdout + done.stderr
    assert b"not enough memory to read it" in done.stdout + done.stderr
    assert b"in/a.txt.zst" in done.stdout
    assert done.returncode == 1
