"""A stream of articles as it comes: each is given when the next one has begun, and then forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeVar

from ..problems import InputError, Problem
from .document import Document, Field, documents, leads_of

_SMALL = 1 << 17  # characters; what is longer is looked through again only when it has grown by half


_Placed = TypeVar("_Placed", Document, Field, Problem)


class _Done(NamedTuple):
    """What stands before the text that is kept: articles, lines, characters of its first line, characters in all."""

    records: int
    lines: int
    columns: int
    offset: int


def incoming(chunks: Iterable[str]) -> Iterator[Document]:
    """The documents of a text that comes in pieces: those of `documents`, records, lines and offsets included.

    Only whole lines are looked at before the end, so that no label is cut. Memory holds one article and a piece.
    An InputError of the pieces is raised once the articles before the fault are given.
    """
    text, done = "", _Done(0, 0, 0, 0)
    leads: frozenset[str] | None = None
    looked = 0  # how much there was when it was last looked through
    for chunk, fault in _told(chunks):
        text += chunk
        whole = text.rfind("\n") + 1
        if not fault and len(text) > _SMALL and whole < looked * 1.5:
            continue
        looked = whole
        found = list(documents(text[:whole], leads)) if text[:whole].strip() else []
        for document in found[:-1]:
            yield _moved(document, done)
        if len(found) > 1:
            leads = leads_of(found[0]) if leads is None else leads
            top = found[-1].top
            lines = text.count("\n", 0, top)
            before = top - text.rfind("\n", 0, top) - 1 + (0 if lines else done.columns)
            done = _Done(done.records + len(found) - 1, done.lines + lines, before, done.offset + top)
            text, looked = text[top:], 0
        if fault:
            raise fault
    for document in documents(text, leads):
        yield _moved(document, done)


def _told(chunks: Iterable[str]) -> Iterator[tuple[str, InputError | None]]:
    """The pieces, and at the end the fault that stopped them, if any."""
    try:
        for chunk in chunks:
            yield chunk, None
    except InputError as error:
        yield "", error


def _moved(document: Document, done: _Done) -> Document:
    """`document` with its places counted from the beginning of the stream."""
    if not done.records:
        return document

    def moved(x: _Placed) -> _Placed:
        return x._replace(line=x.line + done.lines, column=x.column + (done.columns if x.line == 1 else 0))

    return moved(document)._replace(
        record=document.record + done.records,
        fields=tuple(map(moved, document.fields)),
        problems=tuple(map(moved, document.problems)),
        lost=tuple(map(moved, document.lost)),
        offset=document.offset + done.offset,
        top=document.top + done.offset,
    )
