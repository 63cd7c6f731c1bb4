"""CSV and TSV: what is written is read back by Python's csv and by DuckDB, and is safe in a spreadsheet on request."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.rows import DELIMITERS, rows_of
from support.strategies.records import RECORDS

from newsparse import Block, ErrorRecord, parse
from newsparse.output.articles import encode_records
from newsparse.output.delimited import disarm
from newsparse.output.fields import COLUMNS, FIELDS, Record, cells
from newsparse.output.formats import Format, Rendering

FAILED = ErrorRecord("in/empty.txt", "N004", "the input is empty", None)
NASTY = 'Title: a "quoted", one;\ttab\nText:\nOne \x07 bell, été, 汉字 \U0001f600\nTwo\u00a0"x"\n'


def write(
    records: list[Record], output_format: Format = "csv", fields: tuple[str, ...] = (), safe: bool = False
) -> str:
    return b"".join(encode_records(records, output_format, Rendering(False, fields, safe))).decode()


def escaped(cell: str) -> str:
    return cell.encode("utf-8", "backslashreplace").decode().replace("\0", r"\u0000")


def test_a_table_is_rfc_4180() -> None:
    (article,) = parse('Title: a "b", c\nText:\nOne.\nTwo.\n', name="x")
    assert write([article, FAILED], "csv", ("source", "title", "text", "error")) == (
        'source,title,text,error\r\nx,"a ""b"", c","One.\nTwo.",\r\nin/empty.txt,,,N004: the input is empty\r\n'
    )


@pytest.mark.parametrize("output_format", DELIMITERS)
def test_a_byte_order_mark_is_written_once_on_request(output_format: Format) -> None:
    rendering = Rendering(fields=("error",), add_bom=True)
    assert b"".join(encode_records([FAILED, FAILED], output_format, rendering)) == (
        b"\xef\xbb\xbferror\r\n" + 2 * b"N004: the input is empty\r\n"
    )


@pytest.mark.parametrize("output_format", DELIMITERS)
@settings(max_examples=300)
@given(
    records=st.lists(RECORDS, max_size=4),
    fields=st.just(()) | st.lists(st.sampled_from(FIELDS), min_size=1, unique=True).map(tuple),
)
def test_cells_are_read_back(output_format: Format, records: list[Record], fields: tuple[str, ...]) -> None:
    names = fields or COLUMNS
    rows = rows_of(write(records, output_format, fields), output_format)
    kept = [record for record in records if "error" in names or not isinstance(record, ErrorRecord)]
    assert [list(row.items()) for row in rows] == [
        list(zip(names, map(escaped, cells(record, names)), strict=True)) for record in kept
    ]


@pytest.mark.parametrize("output_format", DELIMITERS)
def test_duckdb_reads_the_table(tmp_path: Path, output_format: Format) -> None:
    (article,) = parse(NASTY, name="\udcff.txt")
    nul = replace(article, title="n\0ul", body=(Block("paragraph", "a\0b"),))
    path = tmp_path / "a"
    path.write_bytes(write([article, FAILED, nul], output_format).encode())
    reader = f"read_csv('{path}', delim='{DELIMITERS[output_format]}', all_varchar=true, header=true)"
    found = duckdb.execute(f"select source, title, text, error from {reader}").fetchall()  # noqa: S608
    assert [tuple(cell or "" for cell in row) for row in found] == [
        (r"\xff.txt", article.title, "\n".join(block.text for block in article.body), ""),
        ("in/empty.txt", "", "", "N004: the input is empty"),
        (r"\xff.txt", r"n\u0000ul", r"a\u0000b", ""),
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u00a0@x",
        "\ufeff=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_formulas_are_disarmed(cell: str) -> None:
    assert disarm(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "a=1", "'=1", "Ahead: -5 degrees", "(1)", "1-2", "\u2014 dash"])
def test_other_cells_stay(cell: str) -> None:
    assert disarm(cell) == cell


def test_a_safe_table_has_no_cell_that_is_a_formula() -> None:
    (article,) = parse("Title: =cmd|' /C calc'!A0\nCategory 1: @x\nText:\n+1\n", name="-a.txt")
    (row,) = rows_of(write([article], safe=True))
    assert [row[name] for name in ("source", "title", "categories", "text")] == [
        "'-a.txt",
        "'=cmd|' /C calc'!A0",
        "'@x",
        "'+1",
    ]
