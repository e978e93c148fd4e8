"""Files, pages and collections in; incidents, rejected inputs and merges out."""

import json
from pathlib import Path

import pytest

from geomap.errors import InputError
from geomap.gazetteer import Gazetteer
from geomap.link import link
from geomap.model import Incidents
from geomap.read import read_incidents
from geomap.read.articles import Article, places, read_articles, reader
from geomap.read.articles.compose import compose
from geomap.write import native

ROCKETS = "A rocket hit the town of Ramadi in Iraq on Friday, killing two people, police said."


def test_a_saved_page_gives_title_publisher_and_day(gazetteer: Gazetteer, tmp_path: Path) -> None:
    paragraphs = f"<p>{ROCKETS}</p>" + "<p>The mayor visited the hospital in the evening.</p>" * 3
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><title>Rocket hits Ramadi</title>"
        '<meta property="og:site_name" content="The Example Post">'
        '<meta property="article:published_time" content="2024-07-27T08:00:00Z">'
        '<link rel="canonical" href="https://example.org/ramadi"></head>'
        f"<body><nav>Home | World</nav><article><h1>Rocket hits Ramadi</h1>{paragraphs}</article>"
        "<footer>Imprint</footer></body></html>",
        "utf-8",
    )
    found = read_articles([page], gazetteer=gazetteer)
    (row,) = found.incidents.to_dict("records")
    assert (row["date"], row["killed"], row["source_url"]) == (
        "2024-07-26",
        2,
        "https://example.org/ramadi",
    )
    assert found.sources["publisher"].iloc[0] == "The Example Post"
    assert found.sources["published"].iloc[0] == "2024-07-27"


def test_front_matter_of_markdown(gazetteer: Gazetteer, tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_text(f"---\ntitle: A note\ndate: 2024-07-27\n---\n{ROCKETS}\n", "utf-8")
    found = read_articles([note], gazetteer=gazetteer)
    (row,) = found.incidents.to_dict("records")
    assert row["date"] == "2024-07-26"
    assert found.incidents["source"].isna().all(), "a title is nobody's name"
    assert list(found.sources["title"]) == ["A note"] * len(found.sources)


def test_a_broken_article_never_stops_the_others(gazetteer: Gazetteer, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("   \n", "utf-8")
    (tmp_path / "c.txt").write_text(ROCKETS, "utf-8")
    found = read_articles([tmp_path, tmp_path / "none.txt"], gazetteer=gazetteer)
    assert len(found) == 1
    reasons = dict(zip(found.rejected["file"], found.rejected["reason"], strict=True))
    assert {Path(name).name for name in reasons} == {"b.txt", "none.txt"}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4\n1 0 obj\n", "is a PDF, not TXT: give the text itself"),
        (b"PK\x03\x04word/document.xml", "is a zip archive or an Office file"),
        (b"{\\rtf1 Rockets fell.}", "is a Rich Text file"),
        (b"Rockets\0 fell.", "holds NUL characters"),
        (b"", "the file is empty"),
    ],
)
def test_what_is_no_text_is_named(
    content: bytes, reason: str, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    found = read_articles([tmp_path], gazetteer=gazetteer)
    assert reason in found.rejected["reason"].iloc[0]


def test_text_that_a_scraper_repeated_counts_once(gazetteer: Gazetteer) -> None:
    once = read_articles([Article(ROCKETS, doc_id="1")], gazetteer=gazetteer)
    twice = read_articles([Article(f"{ROCKETS}\n{ROCKETS}", doc_id="1")], gazetteer=gazetteer)
    assert len(once) == len(twice) == 1
    assert len(once.claims) == len(twice.claims)


def test_the_same_text_twice_is_read_once_and_said(gazetteer: Gazetteer) -> None:
    found = read_articles(
        [Article(ROCKETS, doc_id="1"), Article(ROCKETS, doc_id="2")], gazetteer=gazetteer
    )
    assert len(found) == 1
    assert list(found.rejected["file"]) == ["2"]


def test_two_articles_on_one_incident_merge(gazetteer: Gazetteer) -> None:
    other = (
        "Three people died when a rocket struck Ramadi in western Iraq on Friday, a doctor said."
    )
    found = read_articles(
        [
            Article(ROCKETS, doc_id="1", published="2024-07-27", publisher="One"),
            Article(other, doc_id="2", published="2024-07-27", publisher="Two"),
        ],
        gazetteer=gazetteer,
    )
    (row,) = found.incidents.to_dict("records")
    assert found.incidents["killed"].isna().all(), "two counts are never one number"
    told = found.claims[found.claims["field"] == "killed"]
    assert list(told["value"]) == ["2 people", "3 people"]
    assert set(found.claims["incident_id"]) == {row["id"]}
    assert row["source"] == "One; Two"
    (note,) = found.facts["merged"]
    assert note["kept"] == row["id"]
    assert note["why"] == "same place (town of Ramadi) and day (2024-07-26)"
    assert note["differs"] == {"killed": ["2", "3"]}


def test_incidents_of_other_days_stay_apart(gazetteer: Gazetteer) -> None:
    later = ROCKETS.replace("Friday", "Tuesday")
    found = read_articles(
        [Article(text, published="2024-07-27", doc_id=text) for text in (ROCKETS, later)],
        gazetteer=gazetteer,
    )
    assert sorted(found.incidents["date"]) == ["2024-07-23", "2024-07-26"]


def test_spans_are_offsets_into_the_text_as_read(gazetteer: Gazetteer) -> None:
    text = f"Rocket hits Ramadi\r\n\r\n{ROCKETS}\r\n"
    found = read_articles([Article(text, doc_id="1")], gazetteer=gazetteer)
    spans = json.loads(found.extra["spans"].iloc[0])
    assert [text[start:end] for start, end in spans] == ["Rocket hits Ramadi", ROCKETS]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Shells killed two men in Ramadi on Wednesday, police said on Thursday.", "2024-07-24"),
        ("Shells killed two men in Ramadi, police told Reuters on Thursday.", "2024-07-25"),
    ],
)
def test_the_day_of_telling_counts_only_alone(text: str, days: str, gazetteer: Gazetteer) -> None:
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer)
    assert list(found.incidents["date"]) == [days]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Militants in Gaza fired rockets at Rehovot.", ["Rehovot"]),
        ("Police raided a farm and seized three passports in Ramadi.", []),
        ("Rebels seized the town of Sake from the army.", ["town of Sake"]),
        ("Air defences destroyed 88 drones overnight.", []),
        ("Rebels have killed 784 soldiers.", []),
    ],
)
def test_what_is_told_and_where(text: str, places: list[str], gazetteer: Gazetteer) -> None:
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer)
    assert list(found.incidents["place"]) == places


CHAIN = """A drone hit the town of Ramadi in Iraq on Friday, killing two soldiers, police said.

The US responded by launching airstrikes against militia positions."""


def test_what_extract_writes_is_taken_back_whole(gazetteer: Gazetteer, tmp_path: Path) -> None:
    told = link(read_articles([Article(CHAIN, doc_id="1")], gazetteer=gazetteer))
    (tmp_path / "told.json").write_text(native.as_json(told), "utf-8")
    again = link(read_incidents(tmp_path / "told.json"))
    assert list(again.rejected["reason"]) == []
    for table in ("incidents", "claims", "sources", "links"):
        assert rows_of(again, table) == rows_of(told, table), table


def rows_of(incidents: Incidents, table: str) -> list[dict[str, str]]:
    """A table's cells as text, but for where the reader found them."""
    frame = getattr(incidents, table).drop(columns=["file", "row"], errors="ignore")
    rows: list[dict[str, str]] = frame.astype(str).to_dict("records")
    return rows


def test_published_must_be_a_day(gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match="YYYY-MM-DD"):
        read_articles([Article(ROCKETS)], gazetteer=gazetteer, published="yesterday")


def test_no_articles_give_no_incidents(gazetteer: Gazetteer) -> None:
    assert len(read_articles([], gazetteer=gazetteer)) == 0


def test_the_same_input_gives_the_same_tables(gazetteer: Gazetteer) -> None:
    one, two = (read_articles([Article(ROCKETS)], gazetteer=gazetteer) for _ in range(2))
    assert one.incidents.to_csv() == two.incidents.to_csv()
    assert one.claims.to_csv() == two.claims.to_csv()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells fell near Mosul University.", []),
        ("Officials in Baghdad met in Kirkuk.", [("Baghdad", "place"), ("Kirkuk", "place")]),
        ("The Islamic Resistance in Iraq said so.", []),
        ("Washington has responded.", [("Washington", "actor")]),
        ("President Assad spoke. Assad left.", []),
        ("He was born in Paris, Texas.", [("Paris", "place"), ("Texas", "place")]),
    ],
)
def test_places_people_and_organisations(
    text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    (record,) = places([Article(text, doc_id="1")], gazetteer=gazetteer)
    found = [(mention["text"], mention["role"]) for mention in record["mentions"]]
    assert [pair for pair in found if pair[0] != "Mosul University"] == expected
    for mention in record["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


def test_a_file_that_cannot_be_read_has_a_record(gazetteer: Gazetteer, tmp_path: Path) -> None:
    (record,) = places([tmp_path / "none.txt"], gazetteer=gazetteer)
    assert record["mentions"] == []
    assert "no such file" in record["error"]


ARABIC = """قصف مدفعي على مدينة حلب يوم الجمعة
أعلنت وزارة الدفاع العراقية أن أربعة صواريخ سقطت قرب قاعدة عين الأسد في محافظة الأنبار غرب العراق.
وقال المرصد السوري إن غارات استهدفت ريف دير الزور شرقي سوريا، وقتل خمسة مدنيين بحلب وحماة."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ARABIC,
            [
                ("حلب", "Aleppo"),
                ("قاعدة عين الأسد", "Ain al-Asad air base"),
                ("محافظة الأنبار", "Al Anbar"),
                ("العراق", "Iraq"),
                ("دير الزور", "Deir ez-Zor"),
                ("سوريا", "Syria"),
                ("حلب", "Aleppo"),
                ("حماة", "Ḩamāh"),
            ],
        ),
        ("רקטות נורו לעבר העיר חיפה מלבנון.", [("חיפה", "Haifa"), ("לבנון", "Lebanon")]),
    ],
)
def test_places_in_scripts_without_capitals(
    text: str, expected: list[tuple[str, str]], gazetteer: Gazetteer
) -> None:
    (record,) = places([Article(text, doc_id="1")], gazetteer=gazetteer)
    mentions = record["mentions"]
    assert [(mention["text"], mention["name"]) for mention in mentions] == expected
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)


def test_an_article_whose_language_is_not_read_is_listed(gazetteer: Gazetteer) -> None:
    found = read_articles([Article(ARABIC, doc_id="1")], gazetteer=gazetteer)
    assert len(found) == 0
    assert "only English is read for incidents" in found.rejected["reason"].iloc[0]


def test_whatever_fails_in_one_article_never_stops_the_others(
    gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def compose_all_but_one(reports: object) -> object:
        listed = list(reports)  # type: ignore[call-overload]
        if listed[0].sentence.start == 0:
            raise ZeroDivisionError
        return compose(listed)

    monkeypatch.setattr(reader, "compose", compose_all_but_one)
    broken, whole = Article(ROCKETS, doc_id="broken"), Article(f" {ROCKETS}", doc_id="whole")
    found = read_articles([broken, whole], gazetteer=gazetteer)
    assert len(found) == 1
    assert list(found.rejected["file"]) == ["broken"]
    assert "ZeroDivisionError" in found.rejected["reason"].iloc[0]


def test_a_guess_at_the_place_is_not_written_as_its_country(gazetteer: Gazetteer) -> None:
    """Taken as given by whoever locates the row, it would prove itself."""
    text = (
        "MANILA, March 3, 2026 - Gunmen ambushed an army patrol in Patikul town, Sulu province, on "
        "Monday, killing three soldiers. Troops later raided a camp in the village of Tanum."
    )
    rows = read_articles([Article(text)], gazetteer=gazetteer).incidents.set_index("place")
    assert rows.loc["Patikul town", "country"] == "Philippines"
    assert rows.loc["village of Tanum", ["country", "admin1"]].isna().all()


def test_a_place_that_is_not_held_is_of_the_one_country_spoken_of(gazetteer: Gazetteer) -> None:
    text = (
        "MOGADISHU, Aug. 3, 2024 (Xinhua) -- Gunmen stormed a beach in the Somali capital late on "
        "Friday, killing 37. Rockets hit the town of Xarunta on Thursday."
    )
    rows = read_articles([Article(text)], gazetteer=gazetteer).incidents
    assert set(rows["country"]) == {"Somalia"}
    other = f"{text} Kenya has sent troops."
    rows = read_articles([Article(other)], gazetteer=gazetteer).incidents.set_index("place")
    assert rows.loc["town of Xarunta", ["country"]].isna().all()


def test_a_place_lies_in_the_country_that_the_text_says(gazetteer: Gazetteer) -> None:
    text = "A bomb exploded in Salem in southern Yemen on Sunday, killing two soldiers."
    (row,) = read_articles([Article(text)], gazetteer=gazetteer).incidents.to_dict("records")
    assert (row["place"], row["country"]) == ("Salem", "Yemen")


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("A bomb killed two men in Mosul on Friday. Both the Islamic State and a little-known "
         "faction, Ashab al-Kahf, claimed responsibility.", "Islamic State or Ashab al-Kahf"),
        ("Two rockets landed near Ramadi on Friday. Officials blamed Kataib Hezbollah. A group "
         "calling itself Tashkil al-Waritheen said it had fired the rockets.",
         "Tashkil al-Waritheen"),
        ("A bomb went off in Mosul on Friday, killing two. Saraya al-Qasas has claimed "
         "responsibility.", "Saraya al-Qasas"),
        ("The US military said Tuesday it had carried out a strike near Jamaame, Somalia.",
         "United States"),
        ("US forces struck positions near Al-Bukamal in eastern Syria on Friday.", "United States"),
        ("A bomb went off in Mosul on Friday, killing two. Deputy Governor Omar Karim claimed "
         "responsibility lay with the army.", None),
    ],
)  # fmt: skip
def test_who_did_it(gazetteer: Gazetteer, text: str, actor: str | None) -> None:
    (row,) = read_articles([Article(text)], gazetteer=gazetteer).incidents.to_dict("records")
    assert (row["actor"] if isinstance(row["actor"], str) else None) == actor


@pytest.mark.parametrize(
    "text",
    [
        "The Rockets fired on all cylinders in the fourth quarter in Houston, with three "
        "rebounds and a three-pointer as the Warriors raided Phoenix.",
        "A drone strike was reported in Mosul. He wrongly said a second drone had hit Ramadi.",
    ],
)
def test_what_is_no_second_incident(gazetteer: Gazetteer, text: str) -> None:
    places_told = list(read_articles([Article(text)], gazetteer=gazetteer).incidents["place"])
    assert places_told in ([], ["Mosul"])


@pytest.mark.parametrize(
    "text",
    [
        "Российские войска обстреляли Херсон в ночь на пятницу. Беспилотники атаковали нефтебазу "
        "в Ростовской области, сообщил губернатор Василий Голубев в своём канале.",
        "Un drone russe a frappé un immeuble à Kharkiv dans la nuit de lundi à mardi, faisant deux "
        "morts et cinq blessés, selon le gouverneur de la région, qui accuse la Russie.",
    ],
)
def test_what_is_not_english_says_so(gazetteer: Gazetteer, text: str) -> None:
    found = read_articles([Article(text, doc_id="other")], gazetteer=gazetteer)
    assert not len(found)
    (reason,) = found.rejected["reason"]
    assert "only English" in reason
    assert found.facts["told_nothing"] == []


def test_a_short_english_text_is_no_other_language(gazetteer: Gazetteer) -> None:
    found = read_articles([Article("Tehran vowed revenge.", doc_id="one")], gazetteer=gazetteer)
    assert found.facts["told_nothing"] == ["one"]


def test_arms_of_the_clause_before_are_those_of_the_next(gazetteer: Gazetteer) -> None:
    text = "One drone hit Erbil on Friday, another was downed near Kirkuk."
    found = read_articles([Article(text, published="2024-07-27")], gazetteer=gazetteer)
    rows = found.incidents[["place", "kind", "weapons"]].to_numpy().tolist()
    assert rows == [["Erbil", "attack", "drone"], ["near Kirkuk", "other", "drone"]]
    told = found.claims[found.claims["field"] == "weapons"]
    assert list(told["value"]) == ["One drone", "another (drone)"]
    assert list(told["quote"]) == ["One drone", "another"]


def test_a_number_that_one_article_leaves_open_is_not_filled_by_another(
    gazetteer: Gazetteer,
) -> None:
    told = [
        "A bomb exploded in Kunduz on Friday, killing 12 people, police said. A hospital official "
        "said the bomb killed 30 people.",
        "A bomb exploded in Kunduz on Friday, killing at least 56 people.",
    ]
    articles = [Article(text, doc_id=text[-9:], published="2024-07-27") for text in told]
    found = read_articles(articles, gazetteer=gazetteer)
    assert len(found) == 1
    assert found.incidents["killed"].isna().all(), "no one number is chosen"
    (note,) = found.facts["merged"]
    assert note["differs"] == {"killed": ["12, 30", "56"]}


def test_marks_of_markdown_hide_nothing_and_stay_in_quotes(gazetteer: Gazetteer) -> None:
    text = (
        "A blast in **Quetta** on [Saturday](https://example.org/x_y) killed at least *26* people, "
        "__police__ said. A file_name_here * and 2 * 3 stay."
    )
    article = Article(text, doc_id="1", published="2024-11-10")
    found = read_articles([article], gazetteer=gazetteer)
    (row,) = found.incidents.to_dict("records")
    assert (row["place"], row["date"], row["killed"]) == ("Quetta", "2024-11-09", 26)
    quotes = found.claims.to_dict("records")
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in quotes)
    assert "killed at least *26* people" in set(found.claims["quote"])


def test_the_day_of_telling_is_no_second_day(gazetteer: Gazetteer) -> None:
    text = (
        "CAIRO, Feb 18, 2024 (Reuters) - A ship was struck by two missiles off Aden on Sunday. The "
        "Houthis said on Monday that they were behind the attack."
    )
    claims = read_articles([Article(text)], gazetteer=gazetteer).claims
    assert list(claims.loc[claims["field"] == "date", "value"]) == ["2024-02-18"]
