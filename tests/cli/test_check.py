"""`newsparse check`: exit codes, reports, baselines."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import tomllib
from pathlib import Path

import pytest
from support.commands import BAD, ENVIRONMENT, FIXED, GOOD, PROGRAM, run, run_on_terminal, run_process, run_shell


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.txt"], 0),
        (["warned.txt"], 0),
        (["--strict", "warned.txt"], 1),
        (["bad.txt"], 1),
        (["--exit-zero", "bad.txt"], 0),
        (["--ignore", "N3", "bad.txt"], 0),
        (["--ignore", "glued-sentence", "bad.txt"], 0),
        (["--select", "N1,N2", "bad.txt"], 0),
        (["--write-baseline", "new.json", "--report", "sarif=a.sarif", "bad.txt"], 2),
        (["--per-file-ignores", "b*.txt:N301", "bad.txt"], 0),
        (["bad.txt", "none.txt"], 2),
        (["--exit-zero", "none.txt"], 2),
        (["--exclude", "bad.txt", "."], 0),
        (["--exclude", "bad.txt", "bad.txt"], 1),  # named files are not excluded
        (["--force-exclude", "--exclude", "bad.txt", "bad.txt"], 0),
        (["--force-exclude", "--exclude", "*.txt", "bad.txt", "none.txt"], 2),  # a missing path is reported anyway
        (["--exclude", "*.txt", "."], 0),
        (["--glob", "*.news", "."], 2),
        (["--select", "N9", "good.txt"], 2),
        (["--select", "", "good.txt"], 2),
        (["--exclude", "*.txt", "--force-exclude", "good.txt"], 0),
        (["--per-file-ignores", "N301", "good.txt"], 2),
        (["--report", "sarif", "good.txt"], 2),
        (["--report", "pdf=a.pdf", "good.txt"], 2),
        (["--report", "sarif=none/a.sarif", "good.txt"], 2),
        (["--baseline", "none.json", "good.txt"], 2),
        (["--config", "none.toml", "good.txt"], 2),
        (["--config", "a.toml", "--isolated", "good.txt"], 2),
        (["--today", "soon", "good.txt"], 2),
        (["--today", "2022-01-01", "good.txt"], 1),
        (["--statistics", "bad.txt"], 1),
    ],
)
def test_exit_code_follows_findings_and_options(checked: Path, arguments: list[str], code: int) -> None:
    done = run("check", *arguments)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)
    assert bool(done.stderr) == (code == 2 and "none.txt" not in arguments)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--select", "N3"], 1),  # an input that was not checked must not pass
        (["--ignore", "N0"], 0),
        (["--per-file-ignores", "empty.txt:N004"], 0),
        (["--write-baseline", "new.json"], 1),
        (["--exit-zero"], 0),
    ],
)
def test_exit_code_of_a_failed_input(checked: Path, arguments: list[str], code: int) -> None:
    Path("empty.txt").touch()
    assert run("check", *arguments, "empty.txt", "good.txt").returncode == code


def test_concise_is_one_line_per_finding(checked: Path) -> None:
    done = run("check", "-f", "concise", ".")
    assert [line.split(" ")[:2] for line in done.stdout.decode().splitlines()] == [
        ["bad.txt:6:28:", "N301"],
        ["warned.txt:3:13:", "N208"],
    ]


def test_findings_in_standard_input_are_reported(checked: Path) -> None:
    done = run("check", "-f", "concise", "-", stdin=BAD.encode())
    assert (done.returncode, done.stdout.split(b" ")[0]) == (1, b"<stdin>:6:28:")


def test_reports_are_written_in_addition_to_the_printed_one(checked: Path) -> None:
    done = run(
        "check", "--report", "sarif=a.sarif", "--report", "junit=a.xml", "--report", "ndjson=a.ndjson", "bad.txt"
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert b"Found 1 error in" in done.stdout
    assert json.loads(Path("a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert Path("a.xml").read_text(encoding="utf-8").startswith("<?xml")
    assert json.loads(Path("a.ndjson").read_text(encoding="utf-8"))["code"] == "N301"


@pytest.mark.parametrize("path", ["-", "/dev/stdout"])
def test_report_to_standard_output_replaces_the_default_one(checked: Path, path: str) -> None:
    for given, stdin in (("bad.txt", b""), ("-", BAD.encode())):
        done = run("check", "--report", f"sarif={path}", "--report", "ndjson=a.ndjson", given, stdin=stdin)
        assert (done.returncode, done.stderr) == (1, b"")
        assert [x["ruleId"] for x in json.loads(done.stdout)["runs"][0]["results"]] == ["N301"]
        assert json.loads(Path("a.ndjson").read_text(encoding="utf-8"))["code"] == "N301"
    assert not Path("-").exists()


def test_strict_makes_warnings_failures_in_junit(checked: Path) -> None:
    for options, failures in (([], b"1"), (["--strict"], b"2")):
        done = run("check", *options, "--report", "junit=-", "bad.txt", "warned.txt")
        assert b'<testsuites name="newsparse" tests="2" failures="' + failures + b'">' in done.stdout


def test_github_is_the_default_format_in_github_actions(checked: Path) -> None:
    Path("summary.md").write_text("before\n", encoding="utf-8")
    done = run("check", "bad.txt", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY="summary.md")
    assert done.stdout.startswith(b"::error file=bad.txt,line=6,col=28,")
    text = Path("summary.md").read_text(encoding="utf-8")
    assert text.startswith("before\n### newsparse\n")
    assert "| bad.txt:6:28 | N301 glued-sentence |" in text
    assert run("check", "-f", "text", "bad.txt", GITHUB_ACTIONS="true").stdout.startswith(b"bad.txt:6:28: N301")


def test_baseline_hides_known_findings(checked: Path) -> None:
    done = run("check", "--write-baseline", "known.json", ".")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        b"",
        b"newsparse: known.json: wrote 2 known findings; in later checks, pass --baseline known.json\n",
    )
    assert run("check", "--strict", "--baseline", "known.json", ".").returncode == 0
    with Path("bad.txt").open("a", encoding="utf-8") as file:
        file.write("Nobody came back.The rest waited.\n")
    done = run("check", "-f", "concise", "--baseline", "known.json", ".")
    assert (done.returncode, done.stdout.split(b" ")[0]) == (1, b"bad.txt:8:18:")


def test_baseline_counts_findings_and_excludes_failed_inputs(checked: Path) -> None:
    Path("bytes.txt").write_bytes(b"Title: \xff\n")
    Path("empty.txt").touch()
    done = run("check", "--write-baseline", "known.json", ".", "none.txt")
    assert [line.split(b": ")[1] for line in done.stderr.splitlines()] == [
        b"bytes.txt",
        b"empty.txt",
        b"none.txt",
        b"known.json",
    ]
    assert (
        done.stderr.splitlines()[-1]
        == b"newsparse: known.json: wrote 2 known findings; in later checks, pass --baseline known.json"
    )
    for output_format in ("text", "json", "github"):
        done = run("check", "-f", output_format, "--baseline", "known.json", "bad.txt", "warned.txt", "bytes.txt")
        assert done.stderr == b"newsparse: known.json: 2 known findings hidden\n"
        assert b"N002" in done.stdout
        assert b"N301" not in done.stdout


def test_color_is_used_on_request(checked: Path) -> None:
    assert b"\x1b[" not in run("check", "bad.txt").stdout
    assert b"\x1b[31m" in run("check", "--color", "always", "bad.txt").stdout


def test_closed_pipe_ends_silently(checked: Path) -> None:
    for number in range(300):
        Path(f"bad{number}.txt").write_text(BAD.format(number), encoding="utf-8")
    done = run_shell("newsparse check . | head -n 1; echo ${PIPESTATUS[0]}")
    assert done.stdout.splitlines()[-1] == b"141"
    assert done.stderr == b""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "--report", "json=bad.txt", "bad.txt"],
        ["check", "--report", "json=./bad.txt", "."],
        ["check", "--write-baseline", "bad.txt", "bad.txt"],
        ["check", "--report", "json=a", "--report", "sarif=a", "bad.txt"],
        ["check", "--report", "json=-", "-f", "concise", "bad.txt"],
        ["check", "--report", "json=-", "--report", "sarif=/dev/stdout", "bad.txt"],
        ["check", "--report", "json=-", "--statistics", "bad.txt"],
        ["check", "--statistics", "-f", "sarif", "bad.txt"],
        ["check", "--unsafe-fixes", "bad.txt"],
        ["check", "--fix", "--write-baseline", "a", "bad.txt"],
        ["check", "--fix", "--show-files", "bad.txt"],
        ["check", "--show-settings", "--show-files", "bad.txt"],
        ["check", "--fix", "bad.txt", "-"],
        ["check", "--fix", "/dev/null"],
        ["check", "--fix", "--report", "json=bad.txt", "bad.txt"],
        ["check", "--fix", "--baseline", "a", "bad.txt"],
        ["check", "--baseline", "a", "--write-baseline", "a", "bad.txt"],
        ["fix", "--check", "--write", "bad.txt"],
    ],
)
def test_conflicting_options_are_refused_before_anything_is_written(checked: Path, arguments: list[str]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert Path("bad.txt").read_text(encoding="utf-8") == BAD.format("bad")
    assert sorted(path.name for path in checked.iterdir()) == ["bad.txt", "good.txt", "warned.txt"]


def test_report_is_written_to_a_pipe(checked: Path) -> None:
    os.mkfifo("pipe")
    done = run_shell("newsparse check -f concise --report ndjson=pipe bad.txt > /dev/null & cat pipe")
    assert json.loads(done.stdout)["code"] == "N301"
    assert stat.S_ISFIFO(Path("pipe").stat().st_mode)


def test_file_with_several_names_is_not_a_repeat(checked: Path) -> None:
    done = run("check", "-f", "concise", "good.txt", "./good.txt", str(checked / "good.txt"))
    assert (done.returncode, done.stdout) == (0, b"")


@pytest.mark.parametrize("arguments", [["check"], ["check", "-f", "concise"]])
def test_current_directory_is_checked_without_paths(checked: Path, arguments: list[str]) -> None:
    for stdin in (subprocess.DEVNULL, subprocess.PIPE):
        done = subprocess.run(
            [*PROGRAM, *arguments], stdin=stdin, capture_output=True, check=False, env=ENVIRONMENT, timeout=60
        )
        assert (done.returncode, b"bad.txt:6:28: N301" in done.stdout) == (1, True)


def test_current_directory_is_checked_on_a_terminal(checked: Path) -> None:
    done = run_on_terminal("check")
    assert (done.returncode, b"bad.txt:6:28:" in done.stdout, b"Usage" in done.stdout) == (1, True, False)


def test_hyphen_reads_standard_input(checked: Path) -> None:
    done = run_process("check", "-f", "concise", "-", stdin=BAD.encode())
    assert (done.returncode, done.stdout.split(b" ")[0]) == (1, b"<stdin>:6:28:")


def test_fix_writes_files_and_reports_the_remaining_findings(checked: Path) -> None:
    Path("bad.txt").chmod(0o640)
    done = run_process("check", "--fix", "-f", "concise")
    messages = b"newsparse: bad.txt: fixed 1 finding\nnewsparse: fixed 1 finding in 1 file\n"
    assert (done.returncode, done.stderr) == (0, messages)
    assert done.stdout.decode().splitlines() == [
        "warned.txt:3:13: N208 warning placeholder: 'Category 1' contains only a placeholder: 'n/a'"
    ]
    assert Path("bad.txt").read_text(encoding="utf-8") == FIXED.format("bad")
    assert stat.S_IMODE(Path("bad.txt").stat().st_mode) == 0o640
    assert sorted(path.name for path in checked.iterdir()) == ["bad.txt", "good.txt", "warned.txt"]
    again = run("check", "--fix", "--strict", ".")
    assert (again.returncode, again.stderr) == (1, b"newsparse: nothing to fix in 3 files\n")


@pytest.mark.parametrize(
    ("fix", "check"),
    [
        ([], []),
        (["--unsafe-fixes"], ["--unsafe-fixes"]),
        (["--ignore", "N301"], ["--ignore", "N301"]),
        (["--encoding", "cp1252"], ["--encoding", "cp1252"]),
    ],
)
def test_fix_makes_the_changes_of_the_command_fix(checked: Path, fix: list[str], check: list[str]) -> None:
    Path("odd.txt").write_bytes(BAD.replace("waited", "wai\u200bted").encode() + b"Caf\xc3\xa9.\xc3\xa9  x\r\n")
    shutil.copytree(".", "copy")
    run("fix", "--write", *fix, ".", cwd="copy")
    run("check", "--fix", *check, "--exclude", "copy", ".")
    for path in Path("copy").iterdir():
        assert Path(path.name).read_bytes() == path.read_bytes()
    assert Path("odd.txt").read_bytes() != Path("bad.txt").read_bytes()


def test_fix_reports_a_failed_input_once(checked: Path) -> None:
    Path("latin.txt").write_bytes(BAD.encode() + b"\xff\n")
    done = run("check", "--fix", "-f", "concise", ".")
    assert done.returncode == 1
    assert done.stdout.count(b"latin.txt:") == 1
    assert b"latin.txt" not in done.stderr
    assert b"newsparse: latin.txt: not fixed: not valid UTF-8" in run("check", "--fix", "-v", ".").stderr


def test_fix_also_fixes_known_findings(checked: Path) -> None:
    run("check", "--write-baseline", "known.json", ".")
    done = run("check", "--fix", "--baseline", "known.json", "-f", "concise", ".")
    assert (done.returncode, done.stdout) == (0, b"")
    hidden, resolved = done.stderr.decode().splitlines()[-2:]
    assert hidden == "newsparse: known.json: 1 known finding hidden"
    assert resolved.startswith("newsparse: known.json: 1 known finding no longer occurs; to update the baseline, ")


def test_columns_of_statistics_are_aligned_on_a_terminal(checked: Path) -> None:
    head, row, *_ = run_on_terminal("check", "--statistics", "--color", "never", ".").stdout.decode().splitlines()
    assert head.split() == ["findings", "files", "fixable", "code", "name"]
    assert [head.index(name) for name in ("files", "fixable", "code", "name")] == [10, 20, 30, 40]
    assert (row[29], row[30], row[34:40].strip()) == (" ", "N", "")
    assert run("check", "--statistics", ".").stdout.startswith(b"findings\tfiles\tfixable\tcode\tname\n")


def test_fix_works_with_reports_and_statistics(checked: Path) -> None:
    done = run("check", "--fix", "--statistics", "-f", "json", "--report", "ndjson=a.ndjson", ".")
    assert [rule["code"] for rule in json.loads(done.stdout)["rules"]] == ["N208"]
    assert json.loads(Path("a.ndjson").read_text(encoding="utf-8"))["code"] == "N208"


def test_fix_has_no_environment_variable(checked: Path) -> None:
    done = run("check", "bad.txt", NEWSPARSE_CHECK_FIX="1", NEWSPARSE_FIX="1", NEWSPARSE_UNSAFE_FIXES="1")
    assert (done.returncode, done.stderr) == (1, b"")
    assert Path("bad.txt").read_text(encoding="utf-8") == BAD.format("bad")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [([], "text"), (["-f", "text"], "text"), (["-f", "json"], "json"), (["--isolated"], "text")],
)
def test_statistics_are_text_or_json(checked: Path, arguments: list[str], expected: str) -> None:
    Path("newsparse.toml").write_text('format = "sarif"\n', encoding="utf-8")
    for name, value in (("NEWSPARSE_OTHER", ""), ("GITHUB_ACTIONS", "true"), ("NEWSPARSE_CHECK_FORMAT", "junit")):
        done = run("check", "--statistics", *arguments, ".", **{name: value})  # type: ignore[arg-type]
        assert done.stdout.startswith(b"findings\t" if expected == "text" else b'{"schema_version": 1')
    done = run("check", "--statistics", "-f", "sarif", ".")
    assert b"--statistics cannot be printed as sarif. Pass --format text or json." in done.stderr


def test_show_files_lists_what_would_be_checked(checked: Path) -> None:
    Path("é\udce9.txt").write_text(GOOD, encoding="utf-8")
    done = run_process("check", "--show-files", "--exclude", "bad.txt")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines() == [b"good.txt", b"warned.txt", b"\xc3\xa9\xe9.txt"]
    missing = run("check", "--show-files", "none.txt", "good.txt")
    assert (missing.returncode, missing.stdout) == (2, b"good.txt\n")
    assert missing.stderr == b"newsparse: none.txt: no such file or directory\n"
    assert run("check", "--show-files", "--glob", "*.news").returncode == 2


def test_show_settings_prints_a_configuration_file(checked: Path) -> None:
    Path("newsparse.toml").write_text('ignore = ["N3"]\nformat = "concise"\n', encoding="utf-8")
    done = run("check", "--show-settings", "--strict", "--per-file-ignores", "old:N2")
    assert (done.returncode, done.stderr) == (0, b"")
    table = tomllib.loads(done.stdout.decode())
    assert (table["format"], table["strict"], table["per-file-ignores"]) == ("concise", True, {"old": ["N2"]})
    assert f"# Configuration file: {checked / 'newsparse.toml'}\n" in done.stdout.decode()


@pytest.mark.parametrize("options", [[], ["--statistics"]])
def test_the_summary_of_a_github_step_is_written(checked: Path, options: list[str]) -> None:
    run("check", *options, "bad.txt", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY="summary.md")
    assert Path("summary.md").read_text(encoding="utf-8").startswith("### newsparse")
