"""Custody is drawn and counted as it is reported: no bar beyond the last report, no freedom by silence."""

from __future__ import annotations

import datetime
import re

from conftest import Project

from jasic.figures.course import Part, course
from jasic.figures.custody import WIDTH, by_measure, custody_line, held_on, held_under, totals
from jasic.model.custody import MEASURES, Situation
from jasic.rules.check import check


def report(measure: str, date: str) -> Situation:
    return Situation(measure, date, "", False, "", 0)


DETAINED = report("criminal-detention", "2018-07-27/2018-09-03")
ARRESTED = report("formal-arrest", "2018-09-03/2019-07-27")
BAILED = report("bail", "2018-08-04")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_whoever_a_report_covers_counts_on_its_first_and_last_day() -> None:
    for covered in ("2018-07-27", "2018-08-15", "2018-09-03"):
        assert held_on(day(covered), [[DETAINED]]) == (1, 1)
    assert held_on(day("2018-07-26"), [[DETAINED]]) == (0, 0)


def test_after_the_last_report_nobody_is_taken_for_free_or_for_held() -> None:
    assert held_on(day("2018-12-01"), [[DETAINED]]) == (0, 1)


def test_whoever_is_reported_on_bail_is_not_held() -> None:
    taken = report("criminal-detention", "2018-07-27")
    assert held_on(day("2018-08-03"), [[taken, BAILED]]) == (0, 1)
    assert held_on(day("2018-08-05"), [[taken, BAILED]]) == (0, 0)


def test_a_step_of_the_case_sets_nobody_free() -> None:
    assert held_on(day("2018-12-01"), [[DETAINED, report("indicted", "2018-11-30")]]) == (0, 1)


def test_a_bar_ends_with_the_last_report_and_the_rest_is_unknown() -> None:
    line = custody_line([DETAINED, ARRESTED], "Mi Jiuping", "en-GB")
    bars = [
        (float(x), float(width)) for x, width in re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', line)
    ]
    end = max(x + width for x, width in bars)
    [unknown] = re.findall(r'<line x1="([\d.]+)" y1="[\d.]+" x2="([\d.]+)" y2="[\d.]+" class="unknown"', line)
    assert float(unknown[0]) == round(end, 1)
    assert float(unknown[1]) == WIDTH


def test_what_is_later_than_the_scale_stands_at_its_end_with_its_year() -> None:
    line = custody_line([ARRESTED, report("sentenced", "2020")], "Mi Jiuping", "en-GB")
    assert ">2020</text>" in line
    assert "sentenced, 2020" in line


def test_reports_of_one_later_year_share_its_number() -> None:
    later = [report("indicted", "2020"), report("sentenced", "2020"), report("released", "2021")]
    line = custody_line([ARRESTED, *later], "Mi Jiuping", "en-GB")
    assert (line.count(">2020</text>"), line.count(">2021</text>")) == (1, 1)


def test_measures_that_the_law_tells_apart_look_apart() -> None:
    looks = [
        MEASURES[name].look for name in ("criminal-detention", "residential-surveillance", "formal-arrest", "bail")
    ]
    assert len(set(looks)) == len(looks)
    assert MEASURES["missing"].look not in looks


def test_the_figure_of_all_says_its_highest_day_in_words() -> None:
    drawn = totals([[DETAINED], [ARRESTED]], "en-GB")
    assert "2 by reports of that day" in drawn


def test_of_whom_two_measures_are_reported_nobody_is_counted_for_sure() -> None:
    both = [DETAINED, report("residential-surveillance", "2018-08-24/2019-01-01")]
    assert held_under("criminal-detention", day("2018-08-25"), [both, [DETAINED]]) == (1, 2)
    assert held_under("criminal-detention", day("2018-08-01"), [both, [DETAINED]]) == (2, 2)
    assert held_under("residential-surveillance", day("2018-10-01"), [both, [DETAINED]]) == (1, 1)


def test_each_measure_has_a_lane_that_says_how_many_at_most() -> None:
    drawn = by_measure([[DETAINED, ARRESTED], [DETAINED]], "en-GB")
    assert "criminal detention: at most 2; formal arrest: at most 1" in drawn


def test_parts_of_a_group_stand_side_by_side_below_it() -> None:
    drawn = course(
        Part("All", 29, 30, parts=[Part("Out", 15, 16), Part("Held", 14, 14, parts=[Part("Arrested", 4, 4)])])
    )
    bars = [
        (float(x), float(width)) for x, width in re.findall(r'<rect x="([\d.]+)%" y="[\d.]+" width="([\d.]+)%"', drawn)
    ]
    whole, _, out, _, held, _, arrested, _ = bars
    assert whole == (0, 100)
    assert held[0] == round(out[0] + out[1], 2)
    assert arrested[0] == held[0]
    assert "All: 29\u201330; Out: 15\u201316; Held: 14; Arrested: 4" in drawn


def test_a_course_tells_as_a_list_what_it_draws(project: Project) -> None:
    count = ":::{{count}} {id}\n:title: {title}\n:date: 2018-08-24\n{more}\n{figures}\n:::\n\n"
    cited = "{cite:p}`yue2018letter`"
    whole = count.format(id="taken", title="Taken", more="", figures=f"- 40: one {cited}\n- 50: other {cited}")
    part = count.format(id="kept", title="Of them kept", more=":part-of: taken\n", figures=f"- 6: one {cited}")
    project.write("numbers.md", f"# Numbers\n\n{whole}{part}## Course\n\n:::{{course}} taken\n:::\n")
    project.change("index.md", "sources", "sources\nnumbers")
    result = project.build()
    assert result.returncode == 0, result.stderr
    course_of_them = project.page("numbers").partition('id="course"')[2]
    assert "<desc>Taken: 40\u201350; Of them kept: 6</desc>" in course_of_them
    assert re.search(r"Of them kept.*6, one", re.sub("<[^>]+>", "", course_of_them.partition("</svg>")[2]), re.DOTALL)


def test_a_date_may_be_about(project: Project) -> None:
    about = "- taken, 2018-08~: supporters {cite:p}`yue2018letter,zhou2018report`"
    project.write("custody.md", f"# Custody\n\n:::{{custody}} c\n:title: Custody\n:person: yue-xin\n\n{about}\n:::\n")
    project.change("index.md", "sources", "sources\ncustody")
    read, mistakes = check(project.docs)
    assert not mistakes
    assert read.records["c"].situations[0].date == "2018-08~"


def test_what_a_writer_puts_below_a_report_is_not_lost(project: Project) -> None:
    """Nor below a figure of a count: the table is made of the whole item."""
    sources = "{cite:p}`yue2018letter,zhou2018report`"
    line = f"- taken, 2018-08-24: supporters {sources}\n\n  > As they put it."
    project.write("custody.md", f"# Custody\n\n:::{{custody}} c\n:title: Custody\n:person: yue-xin\n\n{line}\n:::\n")
    figures = f"- 50: one side {sources}\n\n  > As the other counts.\n\n- 60: the other {sources}"
    project.write("numbers.md", f"# Numbers\n\n:::{{count}} n\n:title: People\n:date: 2018-08-24\n\n{figures}\n:::\n")
    project.change("index.md", "sources", "sources\ncustody\nnumbers")
    result = project.build()
    assert result.returncode == 0, result.stderr
    assert "As they put it." in project.page("custody")
    assert "As the other counts." in project.page("numbers")
