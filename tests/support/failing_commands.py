"""Command lines that fail in usual ways, and what they print."""

from __future__ import annotations

import tempfile
from pathlib import Path

from support.commands import GOOD, run

from newsparse.text.compression import compress

_FILES = {
    "a.txt": GOOD.format("Ferry returns to the quay").encode(),
    "binary.txt": b"\x01\x02\x03\x04" * 8,
    "compressed.txt": compress(".gz", b"Title: x\n"),
    "cut.txt.gz": compress(".gz", GOOD.encode())[:-9],
    "empty.txt": b"",
    "front-matter.txt": b"---\ntitle: Ferry returns\nauthor: Lena Maur\n---\nThe ferry left.\n",
    "latin1.txt": "Title: Café\nText:\nThe café is open.\n".encode("latin-1"),
    "list": b"a.txt\0empty.txt\0",
    "utf16.txt": GOOD.encode("utf-16-le"),
    "key.toml": b"ingore = ['N3']\n",
    "rule.toml": b"ignore = ['N999']\n",
    "type.toml": b"max-title = 'long'\n",
    "syntax.toml": b"ignore = [\n",
    "folder/a.md": b"",
}
COMMANDS = """
parse missing.txt
parse empty.txt binary.txt compressed.txt latin1.txt utf16.txt front-matter.txt
parse cut.txt.gz
parse --max-size 10 a.txt
parse folder
parse s4://news/a.txt
parse --files-from missing
parse --files-from list
parse -0 a.txt
parse --encoding utf-88 a.txt
parse --max-size large a.txt
parse --repair most a.txt
parse --frobnicate a.txt
parse a.txt -o out.xls
parse a.txt -o missing/out.csv
parse a.txt -o a.txt
parse a.txt -f csv --fields titel
parse a.txt -f markdown --fields title
parse a.txt --spreadsheet-safe
parse a.txt --explain -f csv
parze a.txt
a.txt
check --select N999 a.txt
check --select glued-sentense a.txt
check --format sariff a.txt
check --report sarif a.txt
check --report text=a.txt a.txt
check --baseline a.txt a.txt
check --today tomorrow a.txt
check --per-file-ignores N3 a.txt
check --config missing.toml a.txt
check --config key.toml a.txt
check --config rule.toml a.txt
check --config type.toml a.txt
check --config syntax.toml a.txt
fix --diff --write a.txt
fix cut.txt.gz
convert a.txt
convert a.txt -o -
convert a.txt -o a.txt
convert a.txt -o out.json --fields title
convert a.txt -o out.csv --to json
convert a.txt -o out.xml
convert a.txt -o out.parquet --compress gz
convert - -o out.ndjson
convert missing.txt -o out.ndjson
convert folder -o out.ndjson
convert a.txt -o out.ndjson --scheduler localhost:8786
shard missing
shard missing --finish --index 0
rule N999
rule glued-sentense
schema articles
completion tcsh
""".strip().splitlines()


def messages_of_commands() -> str:
    """Return each command line, the messages that it prints, and its exit code; an empty line ends each."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in _FILES.items():
            path = Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)
        return "\n".join(_messages(command, folder) for command in COMMANDS)


def _messages(command: str, folder: str) -> str:
    done = run(*command.split(), cwd=folder)
    return f"$ newsparse {command}\n{done.stderr.decode()}[exit code {done.returncode}]\n"
