"""Make the parts of README and manual that follow from the code: the rules, the outputs of examples, the man pages.

Run as `python -m support.make_manual [man]` with `tests` on the path; `make manual` and `make man` do. With `man`, only
the man pages are made.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from newsparse.checks.rules import RULES, Rule

from .man_pages import man_pages
from .markdown import code_blocks, examples, run_example, without_durations
from .paths import PACKAGE, ROOT, SEEDS

MANUAL = PACKAGE / "manual"
MAN_FOLDER = MANUAL / "man"
RULES_PAGE = MANUAL / "rules.md"
_FAMILIES = {
    "N0": "The file and its bytes",
    "N1": "The structure of the header",
    "N2": "The values",
    "N3": "The body",
}
_SEE_ALSO = "\nSee also:"


def rule_tables() -> str:
    """Return the tables of all rules in Markdown, one for each family."""
    sections = []
    for prefix, title in _FAMILIES.items():
        rows = [_row(rule) for code, rule in RULES.items() if code.startswith(prefix)]
        sections.append(
            f"## {prefix}: {title}\n\n| code | name | severity | fix | description |\n|---|---|---|---|---|\n"
            + "".join(rows)
        )
    return "\n".join(sections)


def _row(rule: Rule) -> str:
    entry = rule.entry
    return f"| {rule.code} | {entry.name} | {entry.severity} | {entry.fix} | {entry.summary} |\n"


def with_rules(page: str) -> str:
    """Return the page of rules with its sections, before "See also", made from the catalogue."""
    introduction = page.partition("\n## ")[0].partition(_SEE_ALSO)[0].rstrip("\n")
    return f"{introduction}\n\n{rule_tables()}{_SEE_ALSO}{page.partition(_SEE_ALSO)[2]}"


def with_outputs(page: str) -> str:
    """Return a page in which each console example shows what its command prints now.

    The examples of a page run in order, in one folder that contains only the seeds.
    """
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(SEEDS, Path(folder) / "seeds")
        for block in code_blocks(page):
            if block.language == "console":
                page = page.replace(f"```console\n{block.text}```", f"```console\n{_run(block.text, Path(folder))}```")
    return page


def _run(block: str, folder: Path) -> str:
    shown = []
    for example in examples(block):
        output = run_example(example, folder)
        is_same = without_durations(output) == without_durations(example.output)
        shown.append(f"$ {example.command}\n{example.output if is_same else output}")
    return "".join(shown)


def main(arguments: list[str]) -> None:
    """Rewrite the pages that are out of date."""
    if arguments != ["man"]:
        RULES_PAGE.write_text(with_rules(RULES_PAGE.read_text(encoding="utf-8")), encoding="utf-8")
        for path in (ROOT / "README.md", *sorted(MANUAL.glob("*.md"))):
            path.write_text(with_outputs(path.read_text(encoding="utf-8")), encoding="utf-8")
    pages = man_pages()
    for path in MAN_FOLDER.rglob("*.[17]"):
        if str(path.relative_to(MAN_FOLDER)) not in pages:
            path.unlink()
    for name, text in pages.items():
        path = MAN_FOLDER / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
