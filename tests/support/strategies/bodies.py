"""Hypothesis strategies for bodies and files: damage, quotes, captions, labels, web and e-mail addresses, tags."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = [
    *"aZ1. !?…\"'”’“‘()[]:;,-@/。\n\t\u00a0",
    *("The", "In the", "world", "US", "U.S", "A", "Mr", "No", "NP: What", "Photo: NPA", "Anna Bell", "BluNext", "2023"),
    *("www.", "Org", "said", "éÉ", "Šš", "Жук", "ß", "汉字", "\U0001f600", "Title: ", "Text:", "Category 1: "),
    *(
        "fromthe",
        "Photo: VCG",
        "Wills and realities",
        "Some experts said that",
        "  ",
        '\n"',
        '?"\n',
        "etc.\n",
        "Feb.\n",
    ),
    *("Note:How", "Wang asked.", "he told", ",told", "Group H."),
    *("https://", "www.Ex", "@example.org", ".com", ".Org", "<b", "</p>", "<a\n", "=", ">", "/aB"),
]
BODIES = st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
FILES = st.one_of(BODIES, st.text(), BODIES.map("Title: x\nText:\n{}".format))

_WORDS = st.lists(
    st.sampled_from(["TheMayor", "next", "He", "aB", "fromthe", "70percent", "GT", "US", "2022The", "x"]),
    min_size=1,
    max_size=4,
)
_PATH_SEPARATORS = st.sampled_from(["/", ".", "-", ",", "_", "?", "=", ":", "!", "'", ")", ";", "#"])
_DOMAINS = st.sampled_from(["com", "org", "co.uk", "Example.Org"])
_FORMATS = st.sampled_from(
    [
        "https://{host}/{path}",
        "FTP://{host}",
        "www.{path}",
        "www.{host}/{path}",
        "example.com/{path}",
        "{word}@{host}",
        "Press.{word}@example.org",
        "{host}",
        "</{tag}>",
        '<{tag} href="{path}.Next"{space}title="{first} Photo: AFP {second}.He said">',
    ]
)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """A URL, an e-mail address, a host or a tag, with words that are damage elsewhere."""
    first, second = draw(_WORDS), draw(_WORDS)
    return draw(_FORMATS).format(
        word=first[0],
        first=" ".join(first),
        second=" ".join(second),
        host=".".join([*first, draw(_DOMAINS)]),
        path=draw(_PATH_SEPARATORS).join(second),
        tag=draw(st.sampled_from(["a", "p", "img", "o:p", "!--"])),
        space=draw(st.sampled_from([" ", "  ", "\n"])),
    )
