"""A news file without findings, and its parts. The examples of rules are variations of it."""

from __future__ import annotations

from datetime import date

from ..settings import Settings

DATE = "Published Time: 2022-01-11\n"
TITLE = "Title: Ferry returns to the quay\n"
CATEGORY = "Category 1: TRANSPORT\n"
AUTHOR = "Author: Lena Maur\n"
HEADER = DATE + TITLE + CATEGORY + AUTHOR
# The two lines of the body.
FIRST = "The ferry left at noon.\n"
REST = "The harbour office counted forty passengers and nine cars on the last boat, and no one was left on the quay.\n"
# The body of an error page.
ERROR_PAGE = (
    "Checking your browser before accessing the site.\nPlease enable JavaScript and cookies to continue.\n"
    "This process is automatic, and you will be redirected shortly.\n"
)
# A paragraph to put before a heading.
PROSE = "They waited for a long time, and nobody knew how it would end.\n"


def news_file(body: str = FIRST + REST, header: str = HEADER) -> bytes:
    """Return a news file with this body and these header lines."""
    return f"{header}Text:\n{body}".encode()


GOOD_FILE = news_file()
OTHER_FILE = news_file(PROSE + REST, HEADER.replace(TITLE, "Title: Bakers wait for bread\n"))

# Settings to check the examples with; some rules report nothing without them.
EXAMPLE_SETTINGS = Settings(categories=("TRANSPORT",), today=date(2023, 6, 1))
