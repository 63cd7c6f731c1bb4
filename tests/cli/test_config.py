"""Configuration files: where they are found, their values, and their errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsparse.api import ReadOptions
from newsparse.checks.settings import Selection
from newsparse.cli.config import ConfigError, find_config, read_config


def written(folder: Path, text: str, name: str = "newsparse.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_all_keys_are_read(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [tool.newsparse]
        select = ["N"]
        extend-select = ["N301"]
        ignore = ["double-space"]
        exclude = ["drafts"]
        force-exclude = true
        glob = ["*.news"]
        required = ["Title", "author_title"]
        categories = ["CHINA"]
        labels = ["URL"]
        max-title = 120
        min-words = 0
        date-order = "dmy"
        encoding = "latin-1"
        format = "concise"
        strict = true
        baseline = "known.json"
        [tool.newsparse.per-file-ignores]
        "old/*" = ["N2"]
        """,
        "pyproject.toml",
    )
    config = read_config(path)
    settings = config.settings
    assert settings.selections == (Selection(("N",), ("N301",), ("double-space",)),)
    assert (settings.required, settings.categories, settings.labels) == (
        ("title", "author_title"),
        ("CHINA",),
        ("URL",),
    )
    assert (settings.max_title, settings.min_words, settings.date_order) == (120, 0, "dmy")
    assert settings.per_file_ignores == {"old/*": ("N2",)}
    assert settings.root == str(tmp_path)
    assert (config.exclude, config.force_exclude, config.globs) == (("drafts",), True, ("*.news",))
    assert (config.encoding, config.output_format, config.strict) == ("latin-1", "concise", True)
    assert config.baseline == str(tmp_path / "known.json")
    assert config.reading == ReadOptions(encoding="latin-1")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ingore = ['N3']", "unknown key 'ingore'. Did you mean 'ignore'?"),
        ("max_title = 1", "unknown key 'max_title'. Did you mean 'max-title'?"),
        ("extend-ignore = []", "unknown key 'extend-ignore'. Did you mean 'ignore'?"),
        ("include = []", "unknown key 'include'. Did you mean 'glob'?"),
        ("qqq = 1", "unknown key 'qqq'. Use one of select, extend-select"),
        ("select = 'N3'", "select must be a list of strings such as ['N3'], not 'N3'"),
        ("select = [3]", "select must be a list of strings, not [3]"),
        ("select = ['N999']", "select: unknown rule 'N999'. Run 'newsparse rule' to list all rules."),
        ("ignore = ['glued-sentense']", "ignore: unknown rule 'glued-sentense'. Did you mean 'glued-sentence'?"),
        ("per-file-ignores = ['N3']", "per-file-ignores must be a table"),
        ("per-file-ignores = {a = ['X']}", "per-file-ignores 'a': unknown rule 'X'"),
        ("max-title = '120'", "max-title must be a whole number of at least 0, not '120'"),
        ("max-title = true", "max-title must be a whole number of at least 0, not True"),
        ("min-words = -1", "min-words must be a whole number of at least 0, not -1"),
        ("strict = 1", "strict must be true or false, not 1"),
        ("required = ['Titel']", "required: unknown field 'Titel'. Did you mean 'title'?"),
        ("required = ['Text']", "required: unknown field 'text'. Use one of published_time, title"),
        ("format = 'sariff'", "format: unknown value 'sariff'. Did you mean 'sarif'?"),
        ("date-order = 'ymdd'", "date-order: unknown value 'ymdd'. Did you mean 'ymd'?"),
        ("encoding = 'utf-99'", "encoding: unknown encoding 'utf-99'. Use a name such as"),
        ("baseline = 1", "baseline must be a string, not 1"),
        ("strict = " + "0x" + "f" * 9_000, "strict must be true or false, not "),
        ("a." * 20_000 + "b = 1", "not valid TOML: nested too deeply"),
        (
            "[" + "a . " * 300 + "b]\n" + "".join(f"k{number} = 1\n" for number in range(9)),
            "not valid TOML: nested too deeply",
        ),
        ("x = {" + "'\u00e9 !'." * 300 + "b = 1}", "not valid TOML: nested too deeply"),
        ("#" * 1_000_001, "larger than 1 MB"),
        ("max-title = " + "1" * 10_000, "not valid TOML: Exceeds the limit"),
        ("a = " + "[" * 100_000, "not valid TOML: nested too deeply"),
        ("a = " + "{a = " * 100_000, "not valid TOML: nested too deeply"),
        ("[" + "a." * 2_000 + "a]\n", ""),
        ('a = "\\ud800"', "not valid TOML: "),
        ("a = ?\n", "not valid TOML: Invalid value (at line 1, column 5)"),
    ],
)
def test_invalid_files_are_reported(tmp_path: Path, text: str, message: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        read_config(path)
    assert str(caught.value).startswith(f"{path}: {message}")
    assert "\n" not in str(caught.value)


def test_newsparse_toml_may_use_the_table_of_pyproject_toml(tmp_path: Path) -> None:
    path = written(tmp_path, "[tool.newsparse]\nstrict = true\n")
    assert read_config(path).strict
    path = written(tmp_path, "[tool]\nnewsparse = 3\n", "pyproject.toml")
    with pytest.raises(ConfigError, match=r"tool\.newsparse must be a table, not 3"):
        find_config(str(tmp_path)) and read_config(path)


def test_dots_in_values_and_comments_are_no_nesting(tmp_path: Path) -> None:
    values = ["1.2.3"] * 300
    path = written(tmp_path, f"exclude = {values}\n# {'a.b ' * 300}\n# {'.' * 300}\n" + "# a.b\n" * 300)
    assert read_config(path).exclude == tuple(values)


def test_nearest_file_upwards_is_found(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    top = written(tmp_path, "[tool.newsparse]\n", "pyproject.toml")
    assert find_config(str(below)) == top
    written(tmp_path / "a", "[tool.other]\n", "pyproject.toml")  # has no table of newsparse
    assert find_config(str(below)) == top
    near = written(tmp_path / "a", "")
    assert find_config(str(below)) == near


def test_named_file_must_exist_and_contain_the_table(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file or directory"):
        read_config(str(tmp_path / "none.toml"))
    with pytest.raises(ConfigError, match=r"no table \[tool.newsparse\]; add it, or pass another file with --config"):
        read_config(written(tmp_path, "", "pyproject.toml"))
