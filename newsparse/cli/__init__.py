"""The command line: options, printing, exit codes. The one door to click and rich."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # `signal` builds enums: 0.4 ms of each start
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import FrameType

import click

from .. import __version__
from .console import OutputClosed, all_said, note, show_error

PROGRAM = "newsparse"
_COMPLETE = "_NEWSPARSE_COMPLETE"  # click's protocol: the shell asks by this variable
_ADVICE = "`newsparse completion SHELL` prints the script that sets it"


_HOMES = {
    "parse": "parse",
    "convert": "convert",
    "shard": "convert",
    "check": "check",
    "fix": "mend",
    "repair": "mend",
    "rule": "info",
    "schema": "info",
    "completion": "info",
}  # command -> its module


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP has arrived; `code` is the exit code of the program."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def catch_signals() -> None:
    """Have SIGTERM and SIGHUP raise Terminated in the main thread, so that temporary files are removed on the way out.

    What is ignored from the start, as SIGHUP by `nohup`, stays ignored.
    """
    for number in _signals():
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _terminate)


def _signals() -> list[int]:
    return [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # Windows has no SIGHUP


def _terminate(number: int, frame: FrameType | None) -> None:
    for each in _signals():  # a second one must not interrupt the cleanup
        signal.signal(each, signal.SIG_IGN)
    raise Terminated(number)


class _Commands(click.Group):
    """Commands whose modules are loaded where they are asked for: start-up counts."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _HOMES:
            return None
        command: click.Command = getattr(import_module(f".{_HOMES[cmd_name]}", __name__), cmd_name)
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 check found errors, fix has changes, or some inputs failed; 2 usage or configuration "
    "error, a path does not exist, nothing to read, or an internal error; 130 interrupted (129 SIGHUP, "
    "143 SIGTERM); 141 output closed.",
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def cli() -> None:
    """Parse news files, repair their damaged bodies, and print clean JSON or YAML.

    A news file is a labelled header (Published Time, Title, Category 1, Author, ...), then "Text:" and a body.

    \b
    Try:
      newsparse parse article.txt --pretty
      newsparse parse articles/ > articles.ndjson
      cat article.txt | newsparse parse -f yaml
      newsparse fix --diff article.txt
    """


def main(arguments: list[str] | None = None) -> int:
    """Run one command line (without the program's name) and return its exit code."""
    try:
        return _invoke(sys.argv[1:] if arguments is None else arguments)
    except click.ClickException as error:
        with suppress(OSError):  # standard error may be full
            show_error(error)
        return 2
    except Terminated as end:
        return end.code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except (OutputClosed, BrokenPipeError):
        _silence_output()
        return 141
    except MemoryError:
        note("the memory is not enough")
        return 2
    except Exception as error:
        from ..batch import internal_error

        note(
            internal_error(error)
            if _has_working_folder()
            else "the working directory no longer exists; use another one"
        )
        return 2


def _invoke(arguments: list[str]) -> int:
    """click's own `main` would turn a closed pipe into exit 1, which reads as "findings"."""
    if instruction := os.environ.get(_COMPLETE):
        from click.shell_completion import shell_complete

        try:
            failed = shell_complete(cli, {}, PROGRAM, _COMPLETE, instruction)
        except (KeyError, ValueError):
            raise click.ClickException(f"{_COMPLETE} needs COMP_WORDS and COMP_CWORD; {_ADVICE}") from None
        if failed:
            raise click.ClickException(f"{_COMPLETE}: no such request: {instruction!r}; {_ADVICE}")
        return 0
    try:
        with cli.make_context(PROGRAM, list(arguments)) as context:
            code = cli.invoke(context)
    except click.exceptions.Exit as end:
        code = end.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    return code or (0 if all_said() else 2) if isinstance(code, int) else 0


def _has_working_folder() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def _silence_output() -> None:
    """Let the interpreter flush what is left to nowhere instead of to the closed pipe."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
