"""Parse a text that arrives in pieces. Each document is yielded, and its text dropped, when the next one begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..problems import InputError, Problem
from .document import Document, Field, openings_of, parse_documents

_SMALL = 1 << 17  # characters; longer text is parsed again only after it has grown by half
_Positioned = TypeVar("_Positioned", Document, Field, Problem)


class _DroppedText(NamedTuple):
    """What has been dropped from the beginning of a stream.

    `records` and `lines` are the numbers of documents and of line feeds, `columns` are the characters of the last line,
    `offset` all characters.
    """

    records: int
    lines: int
    columns: int
    offset: int


def stream_documents(pieces: Iterable[str]) -> Iterator[Document]:
    """Yield the same documents, with the same positions, as `parse_documents` does for the joined pieces.

    Only complete lines are parsed before the end, so no label is cut. Memory holds one document and one piece. An
    InputError of `pieces` is raised after the documents before it.
    """
    text, dropped = "", _DroppedText(0, 0, 0, 0)
    openings: frozenset[str] | None = None
    parsed_length = 0  # of the text that was parsed last
    for piece, error in _pieces_and_error(pieces):
        text += piece
        complete_lines = text.rfind("\n") + 1  # length
        if not error and len(text) > _SMALL and complete_lines < parsed_length * 1.5:
            continue
        parsed_length = complete_lines
        found = list(parse_documents(text[:complete_lines], openings)) if text[:complete_lines].strip() else []
        for document in found[:-1]:
            yield _shift(document, dropped)
        if len(found) > 1:
            openings = openings_of(found[0]) if openings is None else openings
            dropped = _add_dropped(dropped, text, found)
            text, parsed_length = text[found[-1].top :], 0
        if error:
            raise error
    for document in parse_documents(text, openings):
        yield _shift(document, dropped)


def _pieces_and_error(pieces: Iterable[str]) -> Iterator[tuple[str, InputError | None]]:
    """Yield each piece with None; an InputError of `pieces` is yielded last, with an empty piece, instead of raised."""
    try:
        for piece in pieces:
            yield piece, None
    except InputError as error:
        yield "", error


def _add_dropped(dropped: _DroppedText, text: str, found: list[Document]) -> _DroppedText:
    """Return `dropped` with all documents in `text` but the last added."""
    top = found[-1].top
    lines = text.count("\n", 0, top)
    columns = top - text.rfind("\n", 0, top) - 1 + (0 if lines else dropped.columns)
    return _DroppedText(dropped.records + len(found) - 1, dropped.lines + lines, columns, dropped.offset + top)


def _shift(document: Document, dropped: _DroppedText) -> Document:
    """Return `document` with its positions counted from the beginning of the stream."""
    if not dropped.records:
        return document

    def shift(x: _Positioned) -> _Positioned:
        return x._replace(line=x.line + dropped.lines, column=x.column + (dropped.columns if x.line == 1 else 0))

    return shift(document)._replace(
        record=document.record + dropped.records,
        fields=tuple(map(shift, document.fields)),
        problems=tuple(map(shift, document.problems)),
        label_problems=tuple(map(shift, document.label_problems)),
        offset=document.offset + dropped.offset,
        top=document.top + dropped.offset,
    )
