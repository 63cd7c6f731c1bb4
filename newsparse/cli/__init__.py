"""The command line: options, output, exit codes. Only this folder imports click and rich."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # `signal` builds enums, which takes 0.4 ms
import os
import sys
from contextlib import suppress
from importlib import import_module
from time import perf_counter
from types import FrameType

import click

from .. import __version__
from . import console
from .commands import write_sections
from .console import OutputClosed

PROGRAM = "newsparse"
_COMPLETE = "_NEWSPARSE_COMPLETE"  # environment variable in which a shell requests completions; click defines it
_COMPLETE_ADVICE = "`newsparse completion SHELL` prints the script that sets it"
# Section of the help page -> its commands, and the module of each, loaded on demand to keep the start-up time short.
_SECTIONS = {
    "Read": {"parse": "parse", "repair": "repair"},
    "Check": {"check": "check", "fix": "fix"},
    "Convert": {"convert": "convert", "shard": "shard"},
    "Learn": {"help": "help", "rule": "info", "schema": "info", "completion": "info"},
}
_MODULES = {name: module for commands in _SECTIONS.values() for name, module in commands.items()}
# Names of such commands in other tools -> the command.
_SYNONYMS = {"lint": "check", "validate": "check", "format": "fix", "explain": "rule", "rules": "rule", "read": "parse"}


class Terminated(KeyboardInterrupt):
    """SIGTERM or SIGHUP was received; `code` is the exit code."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


def catch_signals() -> None:
    """Make SIGTERM and SIGHUP raise Terminated in the main thread, so that temporary files are removed.

    A signal that was ignored at the start, as SIGHUP is by `nohup`, stays ignored.
    """
    for number in _signals():
        if signal.getsignal(number) == signal.SIG_DFL:
            signal.signal(number, _terminate)


def _signals() -> list[int]:
    return [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]  # Windows has no SIGHUP


def _terminate(number: int, frame: FrameType | None) -> None:
    for each in _signals():  # a second signal must not interrupt the cleanup
        signal.signal(each, signal.SIG_IGN)
    raise Terminated(number)


class _Commands(click.Group):
    """A group of the commands in _MODULES, which imports the module of a command when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f".{_MODULES[cmd_name]}", __name__), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in _MODULES or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"no such command: {name!r}{_suggestion(name, args)}", ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections."""
        sections = {}
        for title, names in _SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            sections[title] = [(name, each.get_short_help_str(formatter.width)) for name, each in commands if each]
        write_sections(formatter, sections)


def _suggestion(name: str, arguments: list[str]) -> str:
    """Return the end of a message about an unknown command: the call that may be meant; empty if there is none."""
    from difflib import get_close_matches

    if os.path.exists(name) or "/" in name or name.endswith((".txt", ".gz")):
        return f". Did you mean 'newsparse parse {' '.join(arguments)}'?"
    near = [_SYNONYMS[name]] if name in _SYNONYMS else get_close_matches(name.lower(), _MODULES, n=1)
    return f". Did you mean {near[0]!r}?" if near else ""


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="COMMAND [ARGS]...",
    options_metavar="[-h] [-V]",
    epilog="Exit codes: 0 success; 1 check found errors, fix has changes, or some inputs failed; 2 usage or "
    "configuration error, missing path, nothing to read, or internal error; 130 interrupted (129 SIGHUP, 143 "
    "SIGTERM); 141 standard output was closed. 'newsparse COMMAND --help' lists the options of a command.",
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def cli() -> None:
    """Parse, repair, check and convert news kept as text files.

    A news file has a labelled header (Published Time, Title, Category 1, Author, ...), then "Text:" and a body.

    \b
    Examples:
      newsparse parse article.txt --pretty
      newsparse parse articles/ > articles.ndjson
      newsparse check articles/
      newsparse fix --diff article.txt
      newsparse convert articles/ -o articles.parquet
    """


def main(arguments: list[str] | None = None, command: click.Command = cli) -> int:
    """Run `command` with arguments, by default those of the process, and return the exit code."""
    console.set_verbosity(console.NORMAL)
    start = perf_counter()
    try:
        return _run(command, sys.argv[1:] if arguments is None else arguments)
    except click.ClickException as error:
        with suppress(OSError):  # standard error may be closed or full
            console.show_error(error)
        return 2
    except Terminated as termination:
        return termination.code
    except (KeyboardInterrupt, click.Abort):
        return 130
    except (OutputClosed, BrokenPipeError):
        _discard_output()
        return 141
    except MemoryError:
        console.error("not enough memory; process fewer or smaller files")
        return 2
    except Exception as error:
        from ..batch import internal_error

        has_folder = _has_working_folder()
        console.error(
            internal_error(error) if has_folder else "the working directory no longer exists; change to another one"
        )
        return 2
    finally:
        console.detail(f"finished after {perf_counter() - start:.2f} s")


def _run(command: click.Command, arguments: list[str]) -> int:
    """Run a command, or answer a request for completions.

    `click.Command.main` is not used: when output is closed it exits with 1, which is the exit code for findings.
    """
    if request := os.environ.get(_COMPLETE):
        return _complete(command, request)
    try:
        with command.make_context(PROGRAM, list(arguments)) as context:
            code = command.invoke(context)
    except click.exceptions.Exit as request_to_exit:
        code = request_to_exit.exit_code
    if sys.stdout is not None:
        sys.stdout.flush()
    if not isinstance(code, int):
        return 0
    return code or (0 if console.all_messages_written() else 2)


def _complete(command: click.Command, request: str) -> int:
    from click.shell_completion import shell_complete

    try:
        failed = shell_complete(command, {}, PROGRAM, _COMPLETE, request)
    except (KeyError, ValueError):
        raise click.ClickException(f"{_COMPLETE} needs COMP_WORDS and COMP_CWORD; {_COMPLETE_ADVICE}") from None
    if failed:
        raise click.ClickException(f"{_COMPLETE}: no such request: {request!r}; {_COMPLETE_ADVICE}")
    return 0


def _has_working_folder() -> bool:
    try:
        return bool(os.getcwd())
    except OSError:
        return False


def _discard_output() -> None:
    """Redirect standard output to the null device, so that flushing it at exit does not fail."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, sys.stdout.fileno())
    os.close(null)
