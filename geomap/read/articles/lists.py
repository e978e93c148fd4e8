"""The reviewed word lists of ``data/``, read once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

import yaml

#: Cased letters stand below this: Latin, Greek, Cyrillic, Armenian, Georgian.
_CASED: Final = 0x2000


def _ranges(has: Callable[[str], bool]) -> str:
    """The characters for which ``has`` is true as the inside of a character class."""
    held = [code for code in range(_CASED) if has(chr(code))]
    starts = [code for code in held if not has(chr(code - 1))]
    ends = [code for code in held if not has(chr(code + 1))]
    return "".join(f"\\u{a:04x}-\\u{b:04x}" for a, b in zip(starts, ends, strict=True))


#: What tells capitals apart in a form, or is one.
_CAPITALS: Final = re.compile(r"\(\?-i:|(?<!\\)[A-Z]")
#: What names another form inside of one.
_PART: Final = re.compile(r"\{([a-z_]+)\}")
#: One capital letter of any script that has them, as a character class; 'Ş' and 'Ж' too.
UPPER: Final = f"[{_ranges(str.isupper)}]"
#: One letter that a name may begin with: of a script without capitals, any letter.
CAPITAL: Final = rf"[^\W\d_{_ranges(str.islower)}]"


@cache
def data(name: str) -> Any:
    """The content of one reviewed data file of this package, by its stem."""
    file = resources.files("geomap.read.articles") / "data" / f"{name}.yaml"
    return yaml.load(file.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def words(file: str, name: str) -> frozenset[str]:
    """One list of single words of a data file, lower case."""
    listed = data(file)[name]
    return frozenset(listed.split() if isinstance(listed, str) else listed)


def spaced(form: str) -> str:
    """A form of a data file as a pattern: a space in it is any white space."""
    return form.replace(" ", r"\s+")


@cache
def form(name: str, case: bool = False) -> re.Pattern[str]:
    """One form of ``forms.yaml``, compiled; it tells capitals apart where ``case`` is given.

    ``{capital}`` in it is a letter that a name may begin with, ``{month}`` a month, ``{name}`` the
    form of that name.
    """
    return pattern(data("forms")[name], case)


@cache
def asks_for_capitals(name: str) -> bool:
    """Whether a form of ``forms.yaml`` holds a capital letter or tells capitals apart."""
    said = _filled(data("forms")[name]).replace("(?P", "(?")
    return CAPITAL in said or UPPER in said or _CAPITALS.search(said) is not None


class Sought(NamedTuple):
    """A form of ``forms.yaml`` as it is looked for in a text."""

    pattern: re.Pattern[str]
    small: bool  # in small letters, in which it takes a third of the time
    signs: tuple[str, ...]  # one of these stands wherever it does; empty where none is known


@cache
def sought(name: str) -> Sought:
    """One form of ``forms.yaml`` as it is looked for."""
    is_small = not asks_for_capitals(name)
    return Sought(form(name, case=is_small), is_small, tuple(data("form_signs").get(name, ())))


def pattern(said: str, case: bool = False) -> re.Pattern[str]:
    """A form as it stands in a data file, compiled as :func:`form` does."""
    return re.compile(spaced(_filled(said)), 0 if case else re.IGNORECASE)


def _filled(said: str) -> str:
    """A form with the others that it names put in."""
    held = data("forms")
    filled = _PART.sub(lambda part: _filled(held[part[1]]) if part[1] in held else part[0], said)
    return filled.replace("{capital}", CAPITAL).replace("{month}", _months())


@cache
def _months() -> str:
    """The names of months, as a pattern."""
    return f"(?:{'|'.join(sorted(data('calendar')['months'], reverse=True))})"
