"""Published figures recomputed from the tables that the lesson carries, another way."""

from __future__ import annotations

import csv
import math
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from desktop_app.content.lesson import Lesson
from desktop_app.content.reader import read_lesson
from desktop_app.content.reference import Reference
from desktop_app.resources import installed_lessons

FOLDER = Path(installed_lessons()["rebattre-les-cartes"])
LESSON: Lesson = read_lesson(FOLDER)


def rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_key(table: str) -> dict[str, dict[str, str]]:
    return {next(iter(row.values())): row for row in rows(table)}


def value(name: str) -> float:
    return LESSON.evaluate(name, {})


@pytest.fixture(scope="module")
def people() -> list[int]:
    return sorted((int(row["p2023"]) for row in rows("communes")), reverse=True)


# -- communes -------------------------------------------------------------------------


def test_the_communes_are_those_of_mainland_france_and_the_overseas_departements() -> None:
    communes = rows("communes")
    assert len(communes) == len({row["code"] for row in communes}) == 34_875
    assert {row["code"] for row in communes if row["name"] == "Paris"} == {"75056"}
    assert sum(int(row["p2023"]) for row in communes) == 68_350_798
    assert all(row["code"].startswith(row["department"]) for row in communes)


def test_the_gini_of_the_communes(people: list[int]) -> None:
    """By the area under the Lorenz curve, in exact fractions: the lesson sums ranks."""
    total, reached, area = sum(people), 0, Fraction(0)
    for number in reversed(people):
        area += Fraction(2 * reached + number, 2 * total * len(people))
        reached += number
    assert value("gini") == pytest.approx(float(1 - 2 * area), abs=1e-12)
    assert round(value("gini"), 3) == 0.782


def test_half_the_people_and_nine_tenths(people: list[int]) -> None:
    for name, share, expected in (("halfcommunes", Fraction(1, 2), 977),):
        reached, count, wanted = 0, 0, share * sum(people)
        while reached < wanted:
            reached += people[count]
            count += 1
        assert count == value(name) == expected
    assert round(value("halfshare"), 1) == 2.8
    assert round(value("ninetenths")) == 35


def test_the_slider_counts_the_communes_it_takes(people: list[int]) -> None:
    total = sum(people)
    for share in (5, 10, 33, 50, 75, 99):
        reached = count = 0
        while reached * 100 < share * total:
            reached += people[count]
            count += 1
        assert LESSON.evaluate("halfcommunes", {"popshare": share}) == count


def test_the_largest_hundredth_and_the_smallest(people: list[int]) -> None:
    total = sum(people)
    assert round(sum(people[: len(people) // 100]) / total * 100, 1) == 35.3
    assert value("topone") == pytest.approx(sum(people[:348]) / total * 100)
    small = [number for number in people if number < 500]
    assert len(small) == value("smallcount") == 18_256
    assert round(sum(small) / total * 100, 1) == 6.0
    assert value("smallpeople") == pytest.approx(sum(small) / total * 100)
    large = [number for number in people if number >= 50_000]
    assert len(large) == value("bigcount") == 134
    assert value("bigpeople") == pytest.approx(sum(large) / total * 100)


def test_communes_add_up_to_departements() -> None:
    for year in ("p2016", "p2023"):
        sums: defaultdict[str, int] = defaultdict(int)
        for row in rows("communes"):
            sums[row["department"]] += int(row[year] or 0)
        for row in rows("departements"):
            assert sums[row["code"]] == int(row[year] or 0), (row["name"], year)


def test_the_change_of_the_departements() -> None:
    departements = rows("departements")
    assert len(departements) == 101
    for row in departements:
        if not row["p2016"]:
            assert row["name"] == "Mayotte"
            assert row["change"] == ""
            continue
        change = (int(row["p2023"]) / int(row["p2016"]) - 1) * 100
        assert float(row["change"]) == pytest.approx(change, abs=0.006), row["name"]
    assert value("losers") == sum(row["change"].startswith("-") for row in departements) == 33


def test_no_departement_changes_class_for_an_error_of_area() -> None:
    """Areas are those of a simplified map: three per cent must not move a colour."""
    limits = (37.5, 75, 150, 300, 2000)
    moved = []
    for row in rows("departements"):
        density = int(row["p2023"]) / int(row["area"])
        classes = {sum(density * error >= limit for limit in limits) for error in (0.97, 1, 1.03)}
        if len(classes) > 1:
            moved.append(row["name"])
    assert moved == ["Eure-et-Loir"]


def test_the_four_densest_departements() -> None:
    area = {row["code"]: int(row["p2023"]) / int(row["area"]) for row in rows("departements")}
    assert {code for code, density in area.items() if density > 2000} == {"75", "92", "93", "94"}
    assert round(value("densepeople")) == 10


# -- intercommunal bodies -------------------------------------------------------------


def test_the_metropoles() -> None:
    form = {"CC": "cc", "CA": "ca", "CU": "cu", "METRO": "metropole", "MET69": "metropole"}
    bodies: Counter[str] = Counter()
    counted: Counter[str] = Counter()
    communes: Counter[str] = Counter()
    for row in rows("epci"):
        kind = form[row["type"]]
        bodies[kind] += 1
        counted[kind] += int(row["population"])
        communes[kind] += int(row["communes"])
    for kind, row in by_key("epci-types").items():
        assert int(row["bodies"]) == bodies[kind]
        assert int(row["people"]) == counted[kind]
        assert int(row["communes"]) == communes[kind]
        share = counted[kind] / counted.total() * 100
        assert float(row["share"]) == pytest.approx(share, abs=0.051)
    assert bodies["metropole"] == 22
    assert value("epcicount") == bodies.total() == 1_255


# -- areas, long series ---------------------------------------------------------------


def test_the_growth_of_the_areas_over_the_whole_period() -> None:
    areas = rows("area-growth")
    for row in areas:
        yearly = ((int(row["p2023"]) / int(row["p2016"])) ** (1 / 7) - 1) * 100
        assert float(row["whole"]) == pytest.approx(yearly, abs=0.006), row["size"]
        assert min(float(row["before"]), float(row["after"])) - 0.01 <= float(row["whole"])
        assert float(row["whole"]) <= max(float(row["before"]), float(row["after"])) + 0.01
    # Without Mayotte, which is absent in 2016.
    mayotte = by_key("departements")["976"]
    assert sum(int(row["p2023"]) for row in areas) == 68_350_798 - int(mayotte["p2023"])
    assert round(value("gapbefore"), 2) == 1.07
    assert round(value("gapafter"), 2) == 0.68


def test_the_series_are_in_order_and_within_reason() -> None:
    for table, column in (("concentration", "idf"), ("gdp-idf", "share")):
        years = [int(row["year"]) for row in rows(table)]
        assert years == sorted(set(years))
        assert all(5 < float(row[column]) < 35 for row in rows(table))
    assert all(row["entry"] == f"y{row['year']}" for row in rows("concentration"))


def test_the_largest_agglomerations() -> None:
    cities = by_key("agglomerations")
    assert len(cities) == 26
    french = {"bordeaux", "lille", "lyon", "marseille", "paris", "toulouse"}
    order = [int(row["p2020"]) for city, row in cities.items() if city not in french]
    assert order == sorted(order, reverse=True)
    growth = {city: int(row["p2020"]) / int(row["p1950"]) for city, row in cities.items()}
    assert round(growth["lagos"]) == round(value("lagosgrowth")) == 44
    assert round(growth["kinshasa"]) == round(value("kinshasagrowth")) == 71


# -- figures said twice ---------------------------------------------------------------

SAME = (
    ("balance/telework-2019", "telework-since/any-2019"),
    ("balance/telework-2021", "telework-since/any-2021"),
    ("balance/telework-2023", "telework-since/any-2023"),
    ("balance/visits-2020", "gp-share/y2020"),
    ("balance/visits-2021", "gp-share/y2021"),
    ("balance/visits-2025", "gp-share/q1-2025"),
    ("two-gaps/telework-modest", "telework-living/modest"),
    ("two-gaps/telework-affluent", "telework-living/affluent"),
    ("two-gaps/school-modest", "schooling/modest"),
    ("two-gaps/school-affluent", "schooling/affluent"),
    ("four-tests/jobs-before", "metro-jobs/y2006"),
    ("four-tests/jobs-after", "metro-jobs/y2016"),
    ("four-tests/gdp-before", "idf-weight/gdp-1990"),
    ("four-tests/gdp-after", "idf-weight/gdp-2014"),
    ("four-tests/people-before", "concentration/y1975"),
    ("four-tests/people-after", "concentration/y2023"),
    ("four-tests/rural-before", "destinations/rural-before"),
    ("four-tests/rural-after", "destinations/rural-after"),
    ("shift/telework-2019", "telework-insee/y2019"),
    ("shift/telework-2020", "spring/home"),
    ("shift/visits-before", "share-week/before"),
    ("shift/visits-2020", "share-week/apr-06"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_a_figure_that_stands_in_two_tables_is_the_same(one: str, other: str) -> None:
    cells = [LESSON.number(Reference("point", tuple(path.split("/")))) for path in (one, other)]
    assert cells[0] == cells[1]
    assert not math.isnan(cells[0])


def test_the_orders_of_magnitude_of_the_peak_agree() -> None:
    """A share, a count and the total that the press gives fit one another."""
    week, share = by_key("weekly")["2020-04-06"], by_key("share-week")["apr-06"]
    total = int(week["visits"]) / (float(share["share"]) / 100)
    assert total == pytest.approx(int(by_key("consultations-week")["during"]["total"]), rel=0.06)
    assert value("weekall") == pytest.approx(total, rel=0.02)


def test_the_intervals_part_where_the_question_says() -> None:
    def overlap(parents: int) -> bool:
        def half(share: float) -> float:
            return 1.96 * math.sqrt(share * (100 - share) / (parents / 5))

        return 50 - half(50) < 25 + half(25)

    steps = range(100, 1_650, 50)
    assert min(parents for parents in steps if not overlap(parents)) == 300
