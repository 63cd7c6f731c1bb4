"""Articles and error records to Parquet, and the rows of older files with them. The one door to pyarrow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any, BinaryIO

from ..article import SCHEMA_VERSION, ErrorRecord
from ..text.characters import named
from .articles import Record

if TYPE_CHECKING:
    import pyarrow

# A row group is what a writer and a reader hold in memory, a few times over. It ends after a block in which its texts
# reach so many bytes, or its rows so many: errors have little text. Blocks are counted from the first row of the file,
# so groups end at the same rows however these came. Smaller blocks would take longer (half a millisecond each), larger
# ones would let a group of very long articles grow further.
_BLOCK = 64
_GROUP_BYTES, _GROUP_ROWS = 8 << 20, 1 << 16

_NOTHING = (None,) * 11  # the columns of an error record between `record` and `error`


class MissingPyarrowError(ImportError):
    """Parquet was asked for where pyarrow is not installed.

    It is an ImportError for those who use the library, and a class of its own so that a command can tell it from a
    fault of an installation, and print its message alone.
    """

    def __init__(self, message: str = 'parquet needs pyarrow: pip install "newsparse[parquet]"') -> None:
        super().__init__(message)


def need_pyarrow() -> Any:
    """The pyarrow module, with its Parquet part loaded. Raises MissingPyarrowError.

    Call it before any work is done for a Parquet file: importing takes a tenth of a second, so nothing else does it.
    """
    try:
        import pyarrow
        import pyarrow.compute
        import pyarrow.parquet
    except ImportError as error:
        if error.name != "pyarrow":
            raise  # it is there, and broken
        raise MissingPyarrowError from None
    return pyarrow


@cache
def schema() -> pyarrow.Schema:
    """The columns of a file: those of article.schema.json in its order, and `error` last.

    A record is a row. In the row of an article `error` is null; in that of an error record all columns but
    `schema_version`, `source` and `error` are. `extra` is a map, for its keys are the labels of files: DuckDB and
    Spark read it as one, pandas as pairs.
    """
    pa = need_pyarrow()
    text, number = pa.string(), pa.int64()  # lines and columns are not limited

    def several(kind: Any) -> Any:
        return pa.list_(pa.field("element", kind))  # the name that Parquet prescribes: read back it is the same type

    def named(**fields: Any) -> Any:
        return pa.struct(list(fields.items()))

    place = {"line": number, "column": number}
    repair = named(code=text, action=text, **place, before=text, after=text, confidence=pa.float64())
    return pa.schema([
        pa.field("schema_version", pa.int32(), nullable=False),
        pa.field("source", text, nullable=False),
        ("record", pa.int32()),
        ("published_time", text),
        ("title", text),
        ("categories", several(text)),
        ("byline", text),
        ("authors", several(named(name=text, kind=text, location=text))),
        ("author_title", text),
        ("author_description", text),
        ("body", several(named(kind=text, text=text))),
        ("extra", pa.map_(text, text)),
        ("repairs", several(repair)),
        ("problems", several(named(code=text, severity=text, message=text, **place))),
        ("error", named(code=text, message=text, line=number)),
    ])  # fmt: skip


class Writer:
    """One Parquet file out of records and of rows that stand in older files.

    The bytes depend on the rows and their order alone (and on the version of pyarrow): not on how many came in a call,
    nor on which were kept. Memory holds one row group. Used with `with`; where that is left by an
    exception the file stays without its end, and nothing reads it.
    """

    def __init__(self, file: BinaryIO) -> None:
        """`file` is open for writing bytes, and stays open. Raises MissingPyarrowError."""
        self._pa = need_pyarrow()
        # Of the compressions that DuckDB, Spark and pandas read as they are installed, zstd gives files a third smaller
        # than snappy does, in the same time. No copy of the schema in the terms of Arrow: nothing is lost without it.
        self._file = self._pa.parquet.ParquetWriter(file, schema(), compression="zstd", store_schema=False)
        self._records: list[Record] = []
        self._waiting: list[pyarrow.Table] = []  # fewer rows than a block has
        self._group: list[pyarrow.Table] = []  # blocks
        self._size = 0
        self._part: Part | None = None

    def add(self, records: Iterable[Record]) -> None:
        """Records, after what has come before."""
        for record in records:
            self._records.append(record)
            if len(self._records) == _BLOCK:
                self._settle()

    def keep(self, path: str, start: int = 0, count: int | None = None) -> None:
        """`count` rows of an older file from row `start` (from 0) on, all if None. Raises ValueError as Part does.

        Ask for them in their order: a row group is read once then, however few rows are wanted at a time.
        """
        self._settle()
        if self._part is None or self._part.path != path:
            self._forget()
            self._part = Part(path)
        tables = self._part.rows(start, count)
        for table in tables if count is None else list(tables):  # of some rows all or none are taken
            self._take(table)

    def close(self) -> None:
        """Write what is left, and the end of the file."""
        self._settle()
        self._group += self._waiting
        self._waiting = []
        self._flush()
        self._forget()
        self._file.close()

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, kind: type[BaseException] | None, *about: object) -> None:
        if kind is None:
            self.close()
        else:
            self._forget()
            self._file.is_open = False  # else pyarrow would end the file where it throws this away

    def _settle(self) -> None:
        """Make rows of the records."""
        if self._records:
            records, self._records = self._records, []
            self._take(_table(records))

    def _take(self, table: pyarrow.Table) -> None:
        """Cut rows into blocks, and blocks into groups."""
        whole = self._pa.concat_tables([*self._waiting, table])
        full = len(whole) - len(whole) % _BLOCK
        for start in range(0, full, _BLOCK):
            block = whole.slice(start, _BLOCK).combine_chunks()
            self._group.append(block)
            self._size += sum(_text_size(chunk) for column in block.columns for chunk in column.chunks)
            if self._size >= _GROUP_BYTES or len(self._group) * _BLOCK >= _GROUP_ROWS:
                self._flush()
        self._waiting = [whole.slice(full)] if full < len(whole) else []

    def _flush(self) -> None:
        """Write a row group; in one piece, as pages may end where pieces do."""
        if self._group:
            table = self._pa.concat_tables(self._group).combine_chunks()
            self._group, self._size = [], 0  # given back before the writer needs its own
            self._file.write_table(table, row_group_size=len(table))
            del table
            _give_back()

    def _forget(self) -> None:
        if self._part is not None:
            self._part.close()
        self._part = None


class Part:
    """A file that a Writer has written, to take rows out of it."""

    def __init__(self, path: str) -> None:
        """Raises ValueError where it is not such a file, OSError where it cannot be read."""
        self.path = path
        pa = need_pyarrow()
        self._source = open(path, "rb")  # noqa: SIM115 - until close; pyarrow opens no paths that are not valid text
        try:
            self._file = pa.parquet.ParquetFile(self._source, pre_buffer=False)
            known = self._file.schema_arrow.equals(schema())
        except (ValueError, OSError):  # the second where its metadata is damaged
            self.close()
            raise ValueError(f"{path}: not a Parquet file that is whole") from None
        if not known:
            self.close()
            raise ValueError(f"{path}: the columns are not those that newsparse writes")
        about = self._file.metadata
        self._rows: list[int] = [about.row_group(group).num_rows for group in range(about.num_row_groups)]
        self._read: tuple[int, pyarrow.Table] | None = None  # the last row group

    def __len__(self) -> int:
        return sum(self._rows)

    def rows(self, start: int = 0, count: int | None = None) -> Iterator[pyarrow.Table]:
        """`count` rows from row `start` (from 0) on, all if None, a table a row group. Raises ValueError where there
        are fewer."""
        end = len(self) if count is None else start + count
        if not 0 <= start <= end <= len(self):
            raise ValueError(f"{self.path}: there are no rows {start} to {end}, but {len(self)}")
        for group, rows in enumerate(self._rows):
            first, last = max(start, 0), min(end, rows)
            if first < last:
                yield self._group(group).slice(first, last - first)
            start, end = start - rows, end - rows

    def _group(self, group: int) -> pyarrow.Table:
        if self._read is None or self._read[0] != group:
            self._read = None  # two would be in memory
            self._read = group, self._file.read_row_group(group, use_threads=False)
            _give_back()
        return self._read[1]

    def close(self) -> None:
        """Close the file; the tables stay as they are."""
        self._source.close()


def join(parts: Iterable[str], file: BinaryIO) -> None:
    """Several files as one, written to `file`: the same bytes as if one Writer had been given all records.

    Raises what Part raises.
    """
    with Writer(file) as writer:
        for part in parts:
            writer.keep(part)


def _give_back() -> None:
    """Have pyarrow return memory that it is done with: on its own it keeps some 60 MB more than it needs."""
    need_pyarrow().default_memory_pool().release_unused()


def _table(records: Iterable[Record]) -> pyarrow.Table:
    """Records as rows."""
    pa, columns = need_pyarrow(), zip(*map(_row, records), strict=True)
    arrays = [_array(values, field.type) for values, field in zip(columns, schema(), strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema())


def _row(record: Record) -> tuple[object, ...]:
    """The values of a record in the order of the columns; named tuples are what structs are made of as they are."""
    if isinstance(record, ErrorRecord):
        source, *error = record
        return SCHEMA_VERSION, named(source), None, *_NOTHING, tuple(error)
    return (
        SCHEMA_VERSION, named(record.source), record.record, record.published_time, record.title, record.categories,
        record.byline, record.authors, record.author_title, record.author_description, record.body,
        list(record.extra.items()), record.repairs, record.problems, None,
    )  # fmt: skip


def _array(values: Iterable[object], kind: Any) -> Any:
    """A column. Lone surrogates, which a `str` that was parsed may hold, are written as escapes."""
    pa, values = need_pyarrow(), tuple(values)
    try:
        return pa.array(values, kind)
    except UnicodeEncodeError:
        return pa.array(_escaped(values), kind)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    return tuple(map(_escaped, value)) if isinstance(value, tuple | list) else value


def _text_size(array: Any) -> int:
    """Bytes of all texts in an array. What pyarrow tells of its memory is not the same for rows made and rows read."""
    pa = need_pyarrow()
    if pa.types.is_string(array.type):
        size: int = pa.compute.sum(pa.compute.binary_length(array)).as_py() or 0
        return size
    if pa.types.is_struct(array.type):
        return sum(map(_text_size, array.flatten()))
    if pa.types.is_map(array.type):  # it cannot be flattened, but is a list of pairs
        kind = array.type
        array = array.cast(pa.list_(pa.struct([kind.key_field, kind.item_field])))
    return _text_size(array.flatten()) if pa.types.is_list(array.type) else 0
