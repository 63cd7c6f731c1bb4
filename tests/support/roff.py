"""Markdown as roff, the language of man pages: paragraphs, lists, code blocks and tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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


def page_name(name: str, section: int) -> str:
    r"""Return the name of a man page.

    >>> page_name("newsparse-usage", 7)
    '\\fBnewsparse\\-usage\\fR(7)'
    """
    return f"{bold(name)}({section})"


def from_markdown(page: str) -> str:
    """Return the blocks of a page of the manual below its title as roff.

    A link to another page becomes the name of its man page, and the paragraph "See also:" a section.
    """
    return "".join(_Blocks(tokens(page)).blocks())


class _Blocks:
    """Translates tokens, from the first to the last."""

    def __init__(self, found: Sequence[Token]) -> None:
        self._tokens = iter(found)

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
        start = "See also: "
        if not text.content.startswith(start):
            return f".PP\n{inline(text)}\n"
        return f".SH SEE ALSO\n{inline(text).removeprefix(start)}\n"

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
    parts: list[str] = []
    ends: list[str] = []
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
        elif child.type == "link_open":
            is_page = str(child.attrs["href"]).endswith(".md")
            parts.append(r"\fBnewsparse\-" if is_page else "")
            ends.append(r"\fR(7)" if is_page else "")
        elif child.type == "link_close":
            parts.append(ends.pop())
        else:
            raise ValueError(f"no translation of {child.type}")
    lines = "".join(parts).split("\n")
    return "\n".join(rf"\&{line}" if line[:1] in (".", "'") else line for line in lines)
