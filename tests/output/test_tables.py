"""Parquet files hold the records, and their bytes do not depend on how the rows were added."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.make_seeds import seeds
from support.paths import SHARED
from support.strategies.records import RECORDS

import newsparse
from newsparse import Article, ErrorRecord
from newsparse.output import tables
from newsparse.output.articles import Record
from newsparse.output.tables import Limits, MissingPyarrowError, Reader, Writer, concatenate

CORPUS = SHARED / "corpus/articles"
NO_FILE = ErrorRecord("in/missing.txt", "N001", "no such file or directory", None)
DEFAULT = Limits()
SMALL = Limits(block_rows=4, group_rows=8, group_bytes=500)  # row groups of two blocks, or one with long texts
TEXT = """Published Time: 2022-01-11
Title: The ferry {0}
Author: Lena Maur, Port Averil Post
Category: BOATS
URL: https://news.example.org/{0}
Text:
The ferry {0} sailed on Monday.Nobody was late.
The lamp was lit at six.
"""


def articles(count: int, start: int = 0) -> list[Record]:
    numbers = range(start, start + count)
    return [x for number in numbers for x in newsparse.parse(TEXT.format(number), name=f"in/{number}.txt")]


def written(records: list[Record], limits: Limits = DEFAULT) -> bytes:
    """Return the bytes of a file with these records."""
    file = io.BytesIO()
    with Writer(file, limits) as writer:
        writer.add(records)
    return file.getvalue()


def read_back(data: bytes) -> list[dict[str, Any]]:
    """Return the rows of a file, as `as_dict` returns the records."""
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(io.BytesIO(data)).to_pylist()
    for row in rows:
        if row["error"]:
            columns = set(row) - {"schema_version", "source", "record", "error"}
            assert columns == set(Article.__slots__) - {"source", "record"}
            assert {row.pop(name) for name in columns} == {None}
        else:
            del row["error"]
            row["extra"] = dict(row["extra"])
    return rows


@pytest.mark.parametrize("folder", ["seeds", "corpus"])
def test_rows_equal_the_records(folder: str) -> None:
    if folder == "corpus" and not CORPUS.is_dir():
        pytest.skip(f"the corpus is not at {CORPUS}")
    paths = seeds("valid") if folder == "seeds" else sorted(CORPUS.rglob("*.txt"))
    records: list[Record] = [article for path in paths for article in newsparse.parse(path)]
    records.insert(len(records) // 2, NO_FILE)
    assert read_back(written(records)) == [record.as_dict() for record in records]


def test_columns_are_the_keys_of_an_article_and_error() -> None:
    [article] = newsparse.parse(TEXT)
    assert tables.schema().names == [*article.as_dict(), "error"]
    assert pyarrow.parquet.read_schema(io.BytesIO(written([article]))).equals(tables.schema())


def test_duckdb_reads_every_column(tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    path.write_bytes(written([*articles(3), NO_FILE, ErrorRecord("in/odd.txt", "N002", "byte 0xff", 7, 2)]))
    base = duckdb.connect()

    def rows(query: str) -> list[tuple[Any, ...]]:
        return base.execute(query.replace("FILE", f"'{path}'")).fetchall()

    assert rows("select count(*), count(error), count(title), count(body) from FILE") == [(5, 2, 3, 3)]
    assert rows(
        "select source, error.code, error.line, error.column from FILE where error is not null order by source"
    ) == [
        ("in/missing.txt", "N001", None, None),
        ("in/odd.txt", "N002", 7, 2),
    ]
    assert rows("select a.name, count(*) from (select unnest(authors) as a from FILE) group by all order by 1") == [
        ("Lena Maur", 3)
    ]
    assert rows("select b.kind, b.text from (select unnest(body) as b from FILE where record = 1 limit 3)") == [
        ("paragraph", "The ferry 0 sailed on Monday."),
        ("paragraph", "Nobody was late."),
        ("paragraph", "The lamp was lit at six."),
    ]
    assert rows("select categories[1], extra['URL'] from FILE where title = 'The ferry 2'") == [
        ("BOATS", "https://news.example.org/2")
    ]
    assert rows("select sum(r.confidence) > 2, min(r.line) from (select unnest(repairs) as r from FILE)") == [(True, 7)]
    assert rows("select typeof(extra), typeof(schema_version) from FILE limit 1") == [
        ("MAP(VARCHAR, VARCHAR)", "INTEGER")
    ]


def test_no_records_give_a_file_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "none.parquet"
    path.write_bytes(written([]))
    assert read_back(path.read_bytes()) == []
    assert duckdb.connect().read_parquet(str(path)).fetchall() == []
    assert written([]) == joined(tmp_path, [], DEFAULT) == joined(tmp_path, [[], []], DEFAULT)


def test_paths_that_are_not_valid_text_are_escaped() -> None:
    records = [*articles(2), NO_FILE._replace(source="in/\udcff.txt")]
    assert [row["source"] for row in read_back(written(records))] == ["in/0.txt", "in/1.txt", "in/\\xff.txt"]


def joined(folder: Path, parts: list[list[Record]], limits: Limits) -> bytes:
    """Return the concatenation of files that hold one part each."""
    names = [str(folder / f"{number}.parquet") for number in range(len(parts))]
    for name, records in zip(names, parts, strict=True):
        Path(name).write_bytes(written(records, limits))
    file = io.BytesIO()
    concatenate(names, file, limits)
    return file.getvalue()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORDS, max_size=30), data=st.data())
def test_bytes_do_not_depend_on_how_rows_are_added(tmp_path: Path, records: list[Record], data: st.DataObject) -> None:
    """Each part of the records is either added or copied from a file in which other rows precede it."""
    whole, start = written(records, SMALL), 0
    cuts = sorted(data.draw(st.lists(st.integers(0, len(records)), max_size=5)))
    file, old = io.BytesIO(), str(tmp_path / "old.parquet")
    before: list[Record] = [NO_FILE] * data.draw(st.integers(0, 9))
    Path(old).write_bytes(written([*before, *records], SMALL))
    with Writer(file, SMALL) as writer:
        for cut in [*cuts, len(records)]:
            if data.draw(st.booleans()):
                writer.copy_rows(old, len(before) + start, cut - start)
            else:
                writer.add(iter(records[start:cut]))
            start = cut
    assert file.getvalue() == whole
    parts = [records[i:j] for i, j in zip([0, *cuts], [*cuts, len(records)], strict=True)]
    assert joined(tmp_path, parts, SMALL) == whole


def test_row_groups_are_bounded() -> None:
    long = newsparse.parse("Title: Long\nText:\n" + "The lamp was lit. " * 40)
    for records, expected in (
        ([NO_FILE] * 21, [8, 8, 5]),
        ([*long, *[NO_FILE] * 20], [4, 8, 8, 1]),
        ([*[NO_FILE] * 6, *long, *[NO_FILE] * 3], [8, 2]),
    ):
        metadata = pyarrow.parquet.read_metadata(io.BytesIO(written([*records], SMALL)))
        assert [metadata.row_group(number).num_rows for number in range(metadata.num_row_groups)] == expected


def test_no_row_is_copied_if_one_of_them_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "old.parquet"
    data = bytearray(written(articles(20), SMALL))
    metadata = pyarrow.parquet.read_metadata(io.BytesIO(data)).row_group(1).column(3)
    start = metadata.dictionary_page_offset or metadata.data_page_offset
    data[start : start + metadata.total_compressed_size] = bytes(metadata.total_compressed_size)
    path.write_bytes(data)
    file = io.BytesIO()
    with Writer(file, SMALL) as writer:
        with pytest.raises((OSError, ValueError)):
            writer.copy_rows(str(path), 0, 20)
        writer.add([NO_FILE])
    assert file.getvalue() == written([NO_FILE], SMALL)


def test_memory_holds_one_row_group_whatever_is_written(tmp_path: Path) -> None:
    records = articles(50) * 20
    path, pool, most = tmp_path / "old.parquet", pyarrow.default_memory_pool(), list[int]()
    limits = Limits(group_bytes=50_000)
    path.write_bytes(written(records * 8, limits))
    with open(os.devnull, "wb") as file, Writer(file, limits) as writer:
        before = pool.bytes_allocated()
        for _ in range(8):
            writer.add(records)
            most.append(pool.bytes_allocated() - before)
        for start in range(0, 8000, 500):
            writer.copy_rows(str(path), start, 500)
            most.append(pool.bytes_allocated() - before)
    assert max(most) < 500_000
    assert pyarrow.parquet.read_table(path).nbytes > 2_000_000


def test_a_reader_yields_the_requested_rows(tmp_path: Path) -> None:
    path = tmp_path / "a\udcff.parquet"
    path.write_bytes(written([*articles(20)], SMALL))
    reader = Reader(str(path))
    assert len(reader) == 20
    for start, count in ((0, None), (0, 20), (0, 0), (20, 0), (7, 2), (3, 9), (19, None), (0, 1)):
        titles = [title for table in reader.rows(start, count) for title in table["title"].to_pylist()]
        last = 20 if count is None else start + count
        assert titles == [f"The ferry {number}" for number in range(start, last)]
    for start, count in ((0, 21), (20, 1), (-1, 1), (5, -1), (21, None)):
        with pytest.raises(ValueError, match="do not exist"):
            list(reader.rows(start, count))
    reader.close()


def test_concatenate_refuses_other_files(tmp_path: Path) -> None:
    other = tmp_path / "other.parquet"
    pyarrow.parquet.write_table(pyarrow.table({"source": ["a"]}), other)
    text = tmp_path / "text.parquet"
    text.write_text("not at all", encoding="utf-8")
    for path, error, message in (
        (other, ValueError, "other.parquet: not a Parquet file of this version"),
        (text, ValueError, "text.parquet: not a valid Parquet file"),
        (tmp_path / "none.parquet", FileNotFoundError, "none.parquet"),
    ):
        with pytest.raises(error, match=message), open(os.devnull, "wb") as file:
            concatenate([str(path)], file)


def test_an_exception_leaves_a_file_that_nothing_reads(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    with suppress(KeyError), open(path, "wb") as file, Writer(file, SMALL) as writer:
        writer.add([*articles(3)] * 1000)
        raise KeyError
    assert path.stat().st_size > 10_000
    with pytest.raises(ValueError, match="not a valid Parquet file"):
        Reader(str(path))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_writing_to_a_full_disk_raises_oserror() -> None:
    with (
        pytest.raises(OSError, match="No space left"),
        open("/dev/full", "wb", buffering=0) as file,
        Writer(file) as out,
    ):
        out.add([NO_FILE])


def test_the_error_without_pyarrow_names_the_package_to_install() -> None:
    code = "import sys; sys.modules['pyarrow'] = None; from newsparse.output.tables import Writer; Writer(sys.stdout)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    last = done.stderr.splitlines()[-1]
    assert last.endswith("MissingPyarrowError: Parquet needs pyarrow; run: pip install pyarrow")
    again = pickle.loads(pickle.dumps(MissingPyarrowError()))  # noqa: S301 - from one process to another
    assert (type(again), str(again)) == (MissingPyarrowError, str(MissingPyarrowError()))
    assert isinstance(again, ImportError)
