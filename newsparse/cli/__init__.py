"""The command line: options, output, exit codes. Only this folder imports click and rich."""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]  # `signal` builds enums, which takes 0.4 ms
import os
import sys
from contextlib import suppress
from importlib import import_module
from types import FrameType
from typing import Any

import click

from .. import __version__
from . import console
from .commands import general_options, write_sections
from .console import OutputClosed

PROGRAM = "newsparse"
_COMPLETE = "_NEWSPARSE_COMPLETE"  # environment variable in which a shell requests completions; click defines it
_COMPLETE_ADVICE = "Run 'newsparse completion SHELL' for the script that sets it."
# Section of the help page -> its commands, and the module of each, loaded on demand to keep the start-up time short.
_SECTIONS = {
    "Read": {"parse": "parse", "repair": "repair"},
    "Check": {"check": "check", "fix": "fix"},
    "Convert": {"convert": "convert", "shard": "shard"},
    "Learn": {"help": "help", "rule": "info", "schema": "info", "completion": "info"},
}
_MODULES = {name: module for commands in _SECTIONS.values() for name, module in commands.items()}
# Names of such commands in other tools -> the command or call.
_SYNONYMS = {
    **dict.fromkeys(("lint", "validate", "verify", "test"), "check"),
    **dict.fromkeys(("format", "fmt", "clean"), "fix"),
    **dict.fromkeys(("explain", "rules", "list"), "rule"),
    **dict.fromkeys(("read", "extract", "print", "cat", "show"), "parse"),
    **dict.fromkeys(("export", "to"), "convert"),
    **dict.fromkeys(("completions", "complete"), "completion"),
    **dict.fromkeys(("man", "manual", "docs"), "help"),
    "version": "newsparse --version",
    "config": "newsparse help configuration",
    "formats": "newsparse help output",
}


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
    """The commands in _MODULES; the module of a command is imported when the command is used."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params += general_options(click.Option)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        command: click.Command = getattr(import_module(f".{_MODULES[cmd_name]}", __name__), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        given = list(args)  # click removes what it has read
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            from .suggestions import unknown_option

            raise unknown_option(error.option_name, given, ctx) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in _MODULES or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        raise click.UsageError(f"No such command {name!r}.{_suggestion(name, args)}", ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections, then the options."""
        sections = {}
        for title, names in _SECTIONS.items():
            commands = ((name, self.get_command(ctx, name)) for name in names)
            sections[title] = [(name, each.get_short_help_str(formatter.width)) for name, each in commands if each]
        records = (parameter.get_help_record(ctx) for parameter in self.get_params(ctx))
        write_sections(formatter, {**sections, "General": [record for record in records if record]})


def _suggestion(name: str, arguments: list[str]) -> str:
    """Return the end of a message about an unknown command: the call that may be meant; empty if there is none."""
    if name in _SYNONYMS:
        return f" Did you mean {_SYNONYMS[name]!r}?"
    from ..problems import find_code

    if find_code(name):
        return f" Did you mean 'newsparse rule {name}'?"
    if name == "-" or os.path.exists(name) or "/" in name or name.endswith((".txt", ".gz", ".zst")):
        import shlex

        return f" Did you mean 'newsparse parse {shlex.join(arguments)}'?"
    from .suggestions import did_you_mean

    return did_you_mean(name.lower(), _MODULES)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    subcommand_metavar="COMMAND [ARGS]...",
    epilog="""\b
Exit codes:
  0    success
  1    errors found by check, changes shown by fix, or failed inputs
  2    usage, configuration or internal error, missing path, nothing to
       read, or output that cannot be written
  130  interrupted (SIGHUP: 129, SIGTERM: 143)
  141  standard output was closed

Run 'newsparse COMMAND --help' for the options of a command. Environment variables set options, too:
NEWSPARSE_ENCODING=windows-1252 for all commands, NEWSPARSE_PARSE_FORMAT=yaml for one.""",
)
@click.version_option(__version__, "-V", "--version", prog_name=PROGRAM, message="%(prog)s %(version)s")
def cli() -> None:
    """Parse, repair, check and convert news articles in text files.

    A news file has a labeled header (Published Time, Title, Category 1, Author and others), a "Text:" line and a body.

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
    console.start()
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
        console.error("There is not enough memory. Process fewer or smaller files.")
        return 2
    except Exception as error:
        from ..batch import internal_error

        has_folder = _has_working_folder()
        console.error(
            internal_error(error) if has_folder else "The current directory no longer exists. Change to another one."
        )
        return 2
    finally:
        console.detail(f"finished in {console.elapsed():.2f} s")


def _run(command: click.Command, arguments: list[str]) -> int:
    """Run a command, or answer a request for completions.

    Does not use `click.Command.main`, which exits with 1 when output is closed: the exit code for findings.
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

    from .completions import add_shells

    add_shells()
    try:
        failed = shell_complete(command, {}, PROGRAM, _COMPLETE, request)
    except (KeyError, ValueError):
        raise click.ClickException(f"{_COMPLETE} needs COMP_WORDS and COMP_CWORD. {_COMPLETE_ADVICE}") from None
    if failed:
        raise click.ClickException(f"{_COMPLETE} has an unknown value: {request!r}. {_COMPLETE_ADVICE}")
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
