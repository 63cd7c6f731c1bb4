"""The documents of a text that arrives in pieces. Each is yielded, and its text dropped, when the next one begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..problems import InputError, Problem
from .document import Document, Field, documents, openings_of

_SMALL = 1 << 17  # characters; longer text is parsed again only after it has grown by half


_Positioned = TypeVar("_Positioned", Document, Field, Problem)


class _DroppedText(NamedTuple):
    """The text before the part that is kept: articles, lines, characters of its last line, characters in all."""

    records: int
    lines: int
    columns: int
    offset: int


def stream_documents(pieces: Iterable[str]) -> Iterator[Document]:
    """Yield the documents of a text that arrives in pieces: the same as those of `documents`, positions included.

    Only complete lines are parsed before the end, so no label is cut. Memory holds one article and one piece. An
    InputError of `pieces` is raised after the articles before the fault.
    """
    text, dropped = "", _DroppedText(0, 0, 0, 0)
    openings: frozenset[str] | None = None
    parsed = 0  # characters that were parsed last
    for piece, fault in _until_fault(pieces):
        text += piece
        whole = text.rfind("\n") + 1
        if not fault and len(text) > _SMALL and whole < parsed * 1.5:
            continue
        parsed = whole
        found = list(documents(text[:whole], openings)) if text[:whole].strip() else []
        for document in found[:-1]:
            yield _shift(document, dropped)
        if len(found) > 1:
            openings = openings_of(found[0]) if openings is None else openings
            dropped = _dropped(dropped, text, found)
            text, parsed = text[found[-1].top :], 0
        if fault:
            raise fault
    for document in documents(text, openings):
        yield _shift(document, dropped)


def _until_fault(pieces: Iterable[str]) -> Iterator[tuple[str, InputError | None]]:
    """Yield the pieces, and at the end the InputError that stopped them, if any."""
    try:
        for piece in pieces:
            yield piece, None
    except InputError as error:
        yield "", error


def _dropped(dropped: _DroppedText, text: str, found: list[Document]) -> _DroppedText:
    """Return what is dropped if all documents in `text` but the last are."""
    top = found[-1].top
    lines = text.count("\n", 0, top)
    columns = top - text.rfind("\n", 0, top) - 1 + (0 if lines else dropped.columns)
    return _DroppedText(dropped.records + len(found) - 1, dropped.lines + lines, columns, dropped.offset + top)


def _shift(document: Document, dropped: _DroppedText) -> Document:
    """Return `document` with its positions counted from the beginning of the stream."""
    if not dropped.records:
        return document

    def moved(x: _Positioned) -> _Positioned:
        return x._replace(line=x.line + dropped.lines, column=x.column + (dropped.columns if x.line == 1 else 0))

    return moved(document)._replace(
        record=document.record + dropped.records,
        fields=tuple(map(moved, document.fields)),
        problems=tuple(map(moved, document.problems)),
        label_problems=tuple(map(moved, document.label_problems)),
        offset=document.offset + dropped.offset,
        top=document.top + dropped.offset,
    )
