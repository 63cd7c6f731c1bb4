"""Markdown as roff, the language of man pages: paragraphs, lists, code blocks and tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from .markdown import tokens

_WIDE = 30  # characters of a cell from which on its column is wrapped
_ESCAPES = str.maketrans({"\\": r"\e", "~": r"\(ti", "^": r"\(ha", "`": r"\(ga"})


def escape(text: str) -> str:
    r"""Return a text so that roff prints it as it is.

    >>> escape(r".ndjson and C:\a")
    '\\&.ndjson and C:\\ea'
    """
    escaped = text.translate(_ESCAPES)
    return rf"\&{escaped}" if escaped[:1] in (".", "'") else escaped


def literal(text: str) -> str:
    r"""Return a text for roff in which hyphens can be copied as options.

    >>> literal("--color")
    '\\-\\-color'
    """
    return escape(text).replace("-", r"\-")


def bold(text: str) -> str:
    return rf"\fB{literal(text)}\fR"


def preformatted(text: str) -> str:
    """Return the lines of a text as an indented block that roff does not fill."""
    lines = "\n".join(literal(line) for line in text.rstrip("\n").split("\n"))
    return f".PP\n.RS 4\n.EX\n{lines}\n.EE\n.RE\n"


def from_markdown(page: str, reference: Callable[[str], str | None] = lambda name: None) -> str:
    """Return the blocks of a Markdown page below its title as roff.

    The paragraph "See also:" becomes a section. `reference` returns the man page of a word in it, such as
    `newsparse-format(7)`, or None.
    """
    return "".join(_Blocks(tokens(page), reference).blocks())


class _Blocks:
    """Translates tokens, from the first to the last."""

    def __init__(self, found: Sequence[Token], reference: Callable[[str], str | None]) -> None:
        self._tokens, self._reference = iter(found), reference

    def blocks(self) -> Iterator[str]:
        for token in self._tokens:
            if token.type == "heading_open":
                yield self._heading(token.tag)
            elif token.type == "paragraph_open":
                yield self._paragraph()
            elif token.type == "fence":
                yield preformatted(token.content)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(token.type.replace("open", "close"))
            elif token.type == "table_open":
                yield self._table()
            else:
                raise ValueError(f"no translation of {token.type}")

    def _inline(self) -> Token:
        """Return the text of a block, and skip the end of the block."""
        token = next(self._tokens)
        next(self._tokens)
        return token

    def _heading(self, tag: str) -> str:
        text = self._inline()
        if tag == "h1":
            return ""
        return f".SH {escape(text.content.upper())}\n" if tag == "h2" else f".SS {escape(text.content)}\n"

    def _paragraph(self) -> str:
        text = self._inline()
        if not text.content.startswith("See also:"):
            return f".PP\n{inline(text)}\n"
        words = [child.content for child in text.children or () if child.type == "code_inline"]
        pages = [page for word in words if (page := self._reference(word))]
        return ".SH SEE ALSO\n" + ",\n".join(f"\\fB{literal(page[:-3])}\\fR{page[-3:]}" for page in pages) + "\n"

    def _list(self, end: str) -> str:
        items, number = [], 0
        for token in self._tokens:
            if token.type == end:
                break
            if token.type == "inline":
                number += 1
                mark = r"\(bu 2" if end.startswith("bullet") else f"{number}. 3"
                items.append(f".IP {mark}\n{inline(token)}\n")
        return "".join(items)

    def _table(self) -> str:
        rows: list[list[Token]] = []
        for token in self._tokens:
            if token.type == "table_close":
                break
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(token)
        widths = [max(len(row[index].content) for row in rows) for index in range(len(rows[0]))]
        wide = [width >= _WIDE for width in widths]
        formats = ["lx" if is_wide else "l" for is_wide in wide]
        head, *body = [_row(row, wide) for row in rows]
        # Each row has a line of its own above: cells of several lines would run into each other.
        return (
            f".PP\n.TS\n{' '.join('lbx' if is_wide else 'lb' for is_wide in wide)}\n{' '.join(formats)}.\n"
            + "".join([head, *body, ".TE\n"])
        )


def _row(cells: Sequence[Token], wide: Sequence[bool]) -> str:
    texts = [inline(cell) or r"\&" for cell in cells]
    return "\t".join(f"T{{\n{text}\nT}}" if is_wide else text for text, is_wide in zip(texts, wide, strict=True)) + "\n"


def inline(token: Token) -> str:
    """Return the text of a paragraph, an item or a cell."""
    parts = []
    for child in token.children or ():
        if child.type == "text":
            parts.append(child.content.translate(_ESCAPES))
        elif child.type == "code_inline":
            parts.append(bold(child.content))
        elif child.type == "softbreak":
            parts.append("\n")
        elif child.type in ("strong_open", "em_open"):
            parts.append(r"\fB" if child.type == "strong_open" else r"\fI")
        elif child.type in ("strong_close", "em_close"):
            parts.append(r"\fR")
        elif child.type not in ("link_open", "link_close"):
            raise ValueError(f"no translation of {child.type}")
    lines = "".join(parts).split("\n")
    return "\n".join(rf"\&{line}" if line[:1] in (".", "'") else line for line in lines)
