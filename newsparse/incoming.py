"""A stream of articles as it comes: each is given when the next one has begun, and then forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .document import Document, documents, leads_of
from .problem import Problem

_SMALL = 1 << 20  # characters; what is longer is looked through again only when it has grown by half


def incoming(chunks: Iterable[str]) -> Iterator[Document]:
    """The documents of a text that comes in pieces: those of `documents`, records, lines and offsets included.

    Only whole lines are looked at before the end, so that no label is cut. Memory holds one article and a piece.
    """
    text, record, line, offset = "", 0, 0, 0
    leads: frozenset[str] | None = None
    looked = 0  # how much there was when it was last looked through
    for chunk in chunks:
        text += chunk
        whole = text.rfind("\n") + 1
        if len(text) > _SMALL and whole < looked * 1.5:
            continue
        looked = whole
        found = list(documents(text[:whole], leads)) if text[:whole].strip() else []
        for document in found[:-1]:
            yield _moved(document, record, line, offset)
        if len(found) > 1:
            leads = leads_of(found[0]) if leads is None else leads
            done = found[-1].top
            record += len(found) - 1
            line += text.count("\n", 0, done)
            offset += done
            text, looked = text[done:], 0
    for document in documents(text, leads):
        yield _moved(document, record, line, offset)


def _moved(document: Document, record: int, line: int, offset: int) -> Document:
    """`document` with its places counted from the beginning of the stream."""
    if not record:
        return document
    return document._replace(
        record=document.record + record,
        fields=tuple(field._replace(line=field.line + line) for field in document.fields),
        line=document.line + line,
        problems=tuple(_lower(problem, line) for problem in document.problems),
        offset=document.offset + offset,
        top=document.top + offset,
    )


def _lower(problem: Problem, line: int) -> Problem:
    return problem._replace(line=problem.line + line)
