"""Lists: a sentence with a colon tells the deed, and each line below what was struck and where."""

import pytest

from geomap.gazetteer import Gazetteer

from .reading import read

NIGHT = "The armed forces of Ukraine struck several facilities on Thursday night:\n\n"
TARGETS = [
    ("Saratov", "oil refinery"), ("near Valuyki", "ammunition depot"), ("Feodosia", "oil terminal"),
]  # fmt: skip


@pytest.mark.parametrize("mark", ["- ", "• ", "▪️ ", "* ", "1. ", "– "])
def test_each_line_of_a_list_is_struck_by_its_lead(mark: str, gazetteer: Gazetteer) -> None:
    listed = "".join(f"{mark}the {what} in {where};\n" for where, what in TARGETS)
    listed = listed.replace("in near", "near")
    found = read(f"{NIGHT}{listed}\nThe results are being clarified.", gazetteer).incidents
    told = list(found[["place", "target"]].itertuples(index=False, name=None))
    assert told == TARGETS
    assert set(found["actor"]) == {"Ukraine"} and set(found["date"]) == {"2024-07-25"}
    assert set(found["kind"]) == {"attack"}


def test_a_line_quotes_itself(gazetteer: Gazetteer) -> None:
    found = read(f"{NIGHT}- the oil refinery in Saratov\n- a depot near Valuyki\n", gazetteer)
    quotes = found.claims.loc[found.claims["field"].eq("place"), "quote"]
    assert list(quotes) == ["Saratov", "near Valuyki"]


@pytest.mark.parametrize(
    "text",
    [
        # no bullets below, no deed in the lead, a deed that is denied, a plan
        "Ukraine's forces struck several facilities on Thursday:\n\nSaratov has a refinery.",
        "The ministry will rebuild the following facilities:\n- the refinery in Saratov\n",
        "The army denied that it had bombed the following towns:\n- Khiam\n- Baalbek\n",
        "The air force may bomb the following targets:\n- a depot in Khiam\n- a bridge in Tyre\n",
    ],
)
def test_what_opens_no_list(text: str, gazetteer: Gazetteer) -> None:
    assert read(text, gazetteer).incidents["place"].dropna().empty


def test_a_log_of_a_day_has_an_incident_a_line(gazetteer: Gazetteer) -> None:
    text = (
        "The National News Agency reported the following Israeli attacks on Thursday:\n\n"
        "• 5:10 a.m.: a drone drops a grenade on a bulldozer in Yaroun; no one is hurt.\n"
        "• 8:45 a.m.: artillery fire on the outskirts of Shebaa; material damage only.\n"
        "• 2 p.m.: warplanes carry out two raids on the heights of Rihan, in the Jezzine district."
    )
    found = read(text, gazetteer).incidents
    places: list[str] = list(found["place"])
    assert [place.split(",")[0] for place in places] == ["Yaroun", "outskirts of Shebaa", "Rihan"]
    assert set(found["actor"]) == {"Israel"} and set(found["date"]) == {"2024-07-25"}
