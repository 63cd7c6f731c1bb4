"""Skip the files that git ignores, by running `git check-ignore`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from ..problems import os_error_message
from .walk import FoundFile, prefix_of

_BATCH = 10_000  # files per call of git, which takes 5 ms to start
_SECONDS = 10  # time limit of a call: patterns with many stars take exponential time, and a named pipe may never end
_COMMAND = ("git", "-c", "core.fsmonitor=false", "check-ignore", "--no-index", "-z", "--stdin")
# Variables that git sets for hooks, and that would make it use another repository than that of the folder.
_REPOSITORY_VARIABLES = frozenset(
    """
    GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_NAMESPACE GIT_PREFIX
    GIT_ICASE_PATHSPECS
    """.split()
)


class _GitError(Exception):
    """Git cannot be run in a repository, fails or does not end in time; the message says why."""


class _Repository:
    """The part of a repository's work tree that is searched.

    `prefix` is its folder with a separator at the end, `parent` the repository that contains it. `is_ignored` says
    whether the parent ignores it, None if that has not been checked. With `is_unusable`, git is not run in it and
    nothing in it is ignored.
    """

    def __init__(self, prefix: str, parent: _Repository | None) -> None:
        self.prefix, self.parent = prefix, parent
        self.is_ignored: bool | None = None
        self.is_unusable = False

    @property
    def folder(self) -> str:
        return self.prefix[:-1]

    def is_ignored_by_any_parent(self) -> bool:
        """Return whether the repository, or one that contains it, is ignored by its parent."""
        return bool(self.is_ignored) or (self.parent is not None and self.parent.is_ignored_by_any_parent())


class GitIgnore:
    """Removes the files that git ignores from the files found below the folder `top`.

    The rules for a file are those of the innermost repository that contains it. `top` itself is searched even if it is
    ignored, because the user named it. Outside of repositories git is not run. If a call of git takes more than
    `seconds`, nothing is ignored in that repository, and the time limit is halved for the next one.

    `count` is the number of files removed so far; `note` says why git could not be used, or is empty. `batch` is the
    number of files per call of git. `on_skip` is called with the path of each removed file, or instead once with that
    of a folder that git ignores.
    """

    def __init__(
        self, top: str, seconds: float = _SECONDS, batch: int = _BATCH, on_skip: Callable[[str], None] | None = None
    ) -> None:
        self.count, self.note = 0, ""
        self._on_skip = on_skip
        self._folder_is_ignored: dict[str, bool] = {}  # for `on_skip` only
        self._ignored_folder = "\0"  # the last folder for which `on_skip` was called, with a separator at the end
        self._seconds, self._batch_size = seconds, batch
        prefix = prefix_of(top)
        self._top = _Repository(prefix, None) if work_tree(top) else None
        # The folders from `top` down to that of the previous file, as prefixes, with the innermost repository of each.
        self._folders: list[tuple[str, _Repository | None]] = [(prefix, self._top)]

    def not_ignored(self, files: Iterable[FoundFile]) -> Iterator[FoundFile]:
        """Yield the files that git does not ignore, in their order. Files of the same folder must be consecutive."""
        batch: list[tuple[FoundFile, _Repository | None]] = []
        for file in files:
            repository = self._repository_of(file.path)
            if repository is None and not batch:
                yield file
                continue
            batch.append((file, repository))
            if len(batch) == self._batch_size:
                yield from self._not_ignored_in_batch(batch)
                batch = []
        yield from self._not_ignored_in_batch(batch)

    def _repository_of(self, path: str) -> _Repository | None:
        """Return the innermost repository that contains a file; None if it is in none."""
        folder = path.rpartition(os.sep)[0] + os.sep
        while len(self._folders) > 1 and not folder.startswith(self._folders[-1][0]):
            self._folders.pop()
        prefix, repository = self._folders[-1]
        if folder == prefix:
            return repository
        if not folder.startswith(prefix):  # the file is not below `top`: it is `top` itself, which cannot be read
            return repository
        for name in folder[len(prefix) : -1].split(os.sep):
            prefix += name + os.sep
            if os.path.lexists(prefix + ".git"):
                repository = _Repository(prefix, repository)
            self._folders.append((prefix, repository))
        return repository

    def _not_ignored_in_batch(self, batch: list[tuple[FoundFile, _Repository | None]]) -> Iterator[FoundFile]:
        """Yield the files of a batch, given with their innermost repositories, that git does not ignore."""
        paths_to_check = _paths_by_repository(batch)
        ignored: set[str] = set()
        for repository, paths in paths_to_check.items():
            ignored |= self._ignored_paths(repository, paths)
        for repository in paths_to_check:
            if repository.parent is not None and repository.folder in ignored:
                repository.is_ignored = True
        for file, innermost in batch:
            is_ignored = innermost and (file.path in ignored or innermost.is_ignored_by_any_parent())
            if not is_ignored:
                yield file
            elif not file.error:
                self.count += 1
                if self._on_skip and innermost:
                    self._report(innermost, file.path, self._on_skip)

    def _report(self, repository: _Repository, path: str, on_skip: Callable[[str], None]) -> None:
        """Call `on_skip` for the outermost ignored folder that contains a file, or for the file if there is none."""
        if path.startswith(self._ignored_folder):
            return
        while repository.parent and repository.is_ignored_by_any_parent():
            path, repository = repository.folder, repository.parent
        names = path.removeprefix(repository.prefix).split(os.sep)
        folders = [repository.prefix + os.sep.join(names[:number]) for number in range(1, len(names))]
        if unknown := [folder for folder in folders if folder not in self._folder_is_ignored]:
            ignored = self._ignored_paths(repository, unknown)
            self._folder_is_ignored.update((folder, folder in ignored) for folder in unknown)
        path = next((folder for folder in folders if self._folder_is_ignored[folder]), path)
        if os.path.isdir(path):
            self._ignored_folder = path + os.sep
        on_skip(path)

    def _ignored_paths(self, repository: _Repository, paths: list[str]) -> set[str]:
        """Return those of `paths`, all below the repository's folder, that git ignores."""
        if repository.is_unusable:
            return set()
        try:
            output = self._check_ignore(repository, paths)
        except _GitError as error:
            repository.is_unusable = True
            self.note = self.note or f"{repository.prefix}: ignored files are included, because git failed ({error})"
            return set()
        # If `top` itself is ignored, it is searched nevertheless, and nothing in it is ignored. That git reports the
        # top folder of a repository means nothing: a rule for all names, such as `*`, matches it, too.
        is_inside_work_tree = repository is self._top and not os.path.lexists(repository.prefix + ".git")
        if is_inside_work_tree and output[0] == b".":
            repository.is_unusable = True
            return set()
        names = (os.fsdecode(path[2:]).replace("/", os.sep) for path in output if len(path) > 2)
        return {repository.prefix + name for name in names}

    def _check_ignore(self, repository: _Repository, paths: list[str]) -> list[bytes]:
        """Run `git check-ignore`, and return the ignored paths as it prints them. Raises _GitError.

        The repository's folder is printed as `.`, and other paths with `./` at the beginning.
        """
        import subprocess  # loading it takes a quarter of the time that click takes, so only if needed

        start = len(repository.prefix)
        names = [b".", *(b"./" + os.fsencode(path[start:].replace(os.sep, "/")) for path in paths)]
        environment = {name: value for name, value in os.environ.items() if name not in _REPOSITORY_VARIABLES}
        try:
            done = subprocess.run(  # noqa: S603 - all arguments are constants; PATH decides which git is run
                _COMMAND,
                cwd=repository.prefix,
                input=b"\0".join(names) + b"\0",
                capture_output=True,
                check=False,
                env={**environment, "LC_ALL": "C"},
                timeout=self._seconds,
            )
        except subprocess.TimeoutExpired:
            seconds, self._seconds = self._seconds, self._seconds / 2
            raise _GitError(f"no answer within {seconds:g} seconds") from None
        except OSError as error:
            raise _GitError(f"cannot be started: {os_error_message(error)}") from None
        if done.returncode > 1:  # 0: some paths are ignored, 1: none are
            message = done.stderr.decode("utf-8", "backslashreplace").strip().partition("\n")[0]
            raise _GitError(message or f"exit code {done.returncode}")
        return done.stdout.split(b"\0")


def _paths_by_repository(batch: list[tuple[FoundFile, _Repository | None]]) -> dict[_Repository, list[str]]:
    """Return the paths for which git has to be run, by the repository to run it in.

    They are the files whose innermost repository it is, and the folders of the repositories directly inside it that
    have not been checked yet. For these, `is_ignored` becomes False; the caller sets it to True if git prints them.
    """
    paths: dict[_Repository, list[str]] = {}
    for file, innermost in batch:
        if innermost:
            paths.setdefault(innermost, []).append(file.path)
    for repository in list(paths):
        while repository.parent and repository.is_ignored is None:
            paths.setdefault(repository.parent, []).append(repository.folder)
            repository.is_ignored = False
            repository = repository.parent
    return paths


def work_tree(folder: str) -> str | None:
    """Return the top folder, with links resolved, of the git repository that contains a local folder, or None."""
    if not os.path.isdir(folder):
        return None
    path = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(path, ".git")):
        parent = os.path.dirname(path)
        if parent == path:
            return None
        path = parent
    return path
