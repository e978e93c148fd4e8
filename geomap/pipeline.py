"""The whole way: files in, located and linked incidents out. Read this first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from geomap import frames, read
from geomap.errors import InputError
from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.locate import inherit_locations, locate
from geomap.model import Incidents
from geomap.write import DEFAULT_FORMATS, WriteOptions, files_of, report_facts, write_checked

if TYPE_CHECKING:
    import os

#: Told what begins, how many steps are done and how many there are.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class BuildOptions:
    """Everything that changes what a build gives; same options and input, same bytes."""

    published: str | None = None  # date of articles that carry none, YYYY-MM-DD
    countries: tuple[str, ...] = ()  # where rows and articles that name no country may lie
    title: str | None = None  # of the map and the project; made from the input when None
    formats: tuple[str, ...] | None = None  # when None, those of :attr:`chosen_formats`
    gazetteers: tuple[Path, ...] = ()  # index or place files searched beside the default
    online: str | None = None  # a geopy service asked for what stays unresolved
    infer_links: bool = False
    nlp: str | None = None  # an installed spaCy model that votes on which names are places
    mapping: Path | None = None  # columns of a sheet that is in no known codebook
    input_format: str | None = None  # of standard input
    database: str | None = None  # a PostgreSQL with PostGIS that gets the same tables
    limits: read.Limits = read.DEFAULT_LIMITS  # how large one input may be

    @property
    def chosen_formats(self) -> tuple[str, ...]:
        """The formats that were named, DEFAULT_FORMATS where none were."""
        return DEFAULT_FORMATS if self.formats is None else self.formats


@dataclass(frozen=True)
class Report:
    """What a build did: the incidents, the files written, and the content of ``report.json``.

    ``incidents`` are empty where a distributed build left them in parts; the counts are not.
    """

    incidents: Incidents
    files: tuple[Path, ...]
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many incidents there are."""
        return int(self.facts["counts"]["incidents"])

    @property
    def rejected(self) -> int:
        """How many rows or values could not be read."""
        return int(self.facts["counts"]["rejected"])

    @property
    def unplaced(self) -> int:
        """How many incidents have no position."""
        return int(self.facts["counts"]["unplaced"])


def build(
    inputs: Sequence[str | os.PathLike[str]],
    directory: str | os.PathLike[str] = "outputs",
    options: BuildOptions | None = None,
    *,
    progress: Progress = lambda step, done, of: None,
) -> Report:
    """Read, locate, link and write ``inputs`` into ``directory``.

    Returns:
        The report; ``files`` are in the order of the formats.

    Raises:
        InputError: an input cannot be used at all, or no table has a row and no text is an article.
        OutputError: an output could not be written, or the database does not answer; the files
            that stood there are untouched.
    """
    options = options or BuildOptions()
    steps = _Steps(progress, 3 + len(files_of(options.chosen_formats)) + bool(options.database))
    if options.database:
        from geomap.write import postgis

        postgis.check_reachable(options.database)
    gazetteer = open_gazetteer(options.gazetteers, options.online)
    steps("reading")
    incidents = read_inputs(inputs, gazetteer, options, Path(directory))
    steps("locating")
    located = locate(incidents, gazetteer, country_hints=options.countries)
    steps("linking")
    linked = link(located, infer=options.infer_links)
    placed = inherit_locations(linked, gazetteer)
    placed.validate()
    told = placed.with_(facts={**placed.facts, "gazetteer": gazetteer.info()})
    title = title_of(told, options.title)
    written = write_checked(told, directory, WriteOptions(options.chosen_formats, title, steps))
    if options.database:
        steps("the database")
        postgis.write_postgis(written.incidents, options.database)
    steps("done")
    return Report(written.incidents, written.files, report_facts(written.incidents))


class _Steps:
    """Counts the steps of a build for whoever watches them."""

    def __init__(self, progress: Progress, of: int) -> None:
        self._progress, self._done, self._of = progress, 0, of

    def __call__(self, step: str) -> None:
        self._progress(step, self._done, self._of)
        self._done += 1


def open_gazetteer(extra: Sequence[Path] = (), online: str | None = None) -> Gazetteer:
    """The default gazetteer, with what the user added, ``extra`` and perhaps a second opinion."""
    gazetteer = Gazetteer.default(extra=extra)
    if not online:
        return gazetteer
    from geomap.gazetteer.geocoder import OnlineGazetteer

    asking: Any = OnlineGazetteer(gazetteer, online)  # answers to all that a Gazetteer does
    return cast("Gazetteer", asking)


def read_inputs(
    inputs: Sequence[str | os.PathLike[str]],
    gazetteer: Gazetteer,
    options: BuildOptions,
    target: Path | None = None,
) -> Incidents:
    """Every input as one set of incidents: tables row by row, articles by what they report.

    Args:
        inputs: files and folders.
        gazetteer: finds the places that articles name.
        options: how to read.
        target: where outputs go; inside a folder of inputs it is not read.

    Raises:
        InputError: an input cannot be used at all, would be written over, or there is nothing
            in any of them.
    """
    sorted_inputs = read.sort_inputs(inputs, input_format=options.input_format, apart_from=target)
    if target:
        check_apart(sorted_inputs, target, options.chosen_formats)
    parts = []
    if sorted_inputs.tables:
        parts.append(
            read.read_incidents(
                sorted_inputs.tables, mapping=options.mapping, limits=options.limits
            )
        )
    if sorted_inputs.articles:
        from geomap.read import articles  # tables alone need none of its patterns

        parts.append(
            articles.read_articles(
                articles.articles_of(sorted_inputs.articles),
                gazetteer=gazetteer,
                published=options.published,
                countries=options.countries,
                nlp=options.nlp,
            )
        )
    incidents = frames.concat(parts)
    if not len(incidents) and not len(incidents.rejected) and not incidents.facts.get("articles"):
        named = ", ".join(str(path) for path in inputs)
        raise InputError(f"{named}: holds no incident: give a table with rows or an article")
    return incidents


def check_apart(inputs: read.SortedInputs, target: Path, formats: Sequence[str]) -> None:
    """Nothing, when no output would take the place of an input.

    Raises:
        InputError: one would.
    """
    written = {(target / name).resolve() for name in files_of(formats)}
    for source in (*inputs.tables, *inputs.articles):
        if source.path and source.path.resolve() in written:
            raise InputError(
                f"{source.name}: the output of that name would take its place: "
                "choose another folder with -o"
            )


def title_of(incidents: Incidents, given: str | None) -> str:
    """The title as given, else one that says what is there: 'Incidents in Iraq and Syria'."""
    if given:
        return given
    countries = sorted(incidents.incidents["country"].dropna().unique())
    if not countries or len(countries) > 3:
        return "Incidents"
    listed = ", ".join(countries[:-1])
    return (
        f"Incidents in {listed} and {countries[-1]}" if listed else f"Incidents in {countries[0]}"
    )
