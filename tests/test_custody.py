"""Custody is drawn and counted as it is reported: no bar beyond the last report, no freedom by silence.

Nor is silence drawn as custody: what is open is told apart from what is reported, in every line, area and number.
"""

from __future__ import annotations

import datetime
import re
from types import SimpleNamespace
from typing import cast

import pytest
from conftest import REAL_THEME, Project, Reading, colours_of_drawings, record
from playwright.sync_api import Page

from jasic import figures
from jasic.drawing.text import width_of
from jasic.figures.course import Part
from jasic.figures.course import draw as course
from jasic.figures.custody import MARKS, WIDTH, custody_line, legend, sign_of
from jasic.figures.custody import NARROW as NARROW_LINE
from jasic.figures.how_many_were_held import (
    NARROW,
    Daily,
    by_measure,
    daily,
    daily_by_measure,
    held_on,
    held_under,
    totals,
    with_open,
)
from jasic.figures.who_was_held import first_hold, groups_by_phase
from jasic.model.custody import MEASURES, Situation
from jasic.model.estimates import Estimate, Spread, spread
from jasic.nodes.factory import NodeFactory
from jasic.rules.check import check


def report(measure: str, date: str, disputed: bool = False) -> Situation:
    return Situation(measure, date, "", False, "", 0, disputed=disputed)


def line_of(*reports: Situation) -> str:
    """The line of somebody of whom these are the reports."""
    return custody_line(reports, "Mi Jiuping", "en-GB")


DETAINED = report("criminal-detention", "2018-07-27/2018-09-03")
ARRESTED = report("formal-arrest", "2018-09-03/2019-07-27")
BAILED = report("bail", "2018-08-04")
TAKEN_ONE_DAY = report("criminal-detention", "2018-07-27")


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def drawn_as(line: str, words: str) -> str:
    """How the report is drawn whose words begin so."""
    groups: list[str] = re.findall(r"<g><title>.*?</g>", line)
    return next(group for group in groups if group.startswith(f"<g><title>{words}"))


def bars(drawn: str) -> list[tuple[float, float]]:
    """Where bars begin and how wide they are, in SVG units."""
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
    return [(float(x), float(width)) for x, width in found]


def lines(drawn: str, class_: str) -> list[tuple[float, float]]:
    """From where to where broken lines of one kind reach, in SVG units."""
    reaches = []
    for data in re.findall(rf'<path d="([^"]+)" class="{class_}"', drawn):
        steps = [float(step) for step in re.findall(r"[mh]([\d.]+)", data)]
        reaches.append((steps[0], round(sum(steps), 1)))
    return reaches


def test_whoever_a_report_covers_counts_on_its_first_and_last_day() -> None:
    for covered in ("2018-07-27", "2018-08-15", "2018-09-03"):
        assert held_on(day(covered), [[DETAINED]]) == (1, 0, 0)
    assert held_on(day("2018-07-26"), [[DETAINED]]) == (0, 0, 0)


def test_after_the_last_report_nobody_is_taken_for_free_or_for_held() -> None:
    assert held_on(day("2018-12-01"), [[DETAINED]]) == (0, 0, 1)


def test_a_report_of_one_day_frees_nobody_overnight() -> None:
    people = [[TAKEN_ONE_DAY, report("bail", "2018-09-23/2018-12-14")]]
    assert held_under("criminal-detention", day("2018-07-27"), people) == (1, 0, 0)
    assert held_under("criminal-detention", day("2018-07-28"), people) == (0, 0, 1)
    assert held_under("criminal-detention", day("2018-09-23"), people) == (0, 0, 0)
    assert held_under("bail", day("2019-12-31"), people) == (0, 0, 1)


def test_no_table_says_naught_where_reports_end() -> None:
    people = [[ARRESTED], [DETAINED, ARRESTED]]
    third = [report("formal-arrest", "2018-09-03/2018-12-01")]
    assert with_open(held_under("formal-arrest", day("2019-01-01"), [*people, third])) == "2\u00a0(+1)"
    assert with_open(held_under("formal-arrest", day("2019-07-27"), people)) == "2"
    assert with_open(held_under("formal-arrest", day("2019-07-28"), people)) == "(+2)"
    assert with_open(held_under("formal-arrest", day("2018-07-28"), people)) == "\u2013"


def test_the_area_of_all_does_not_fall_where_reports_end() -> None:
    [all_of_them] = re.findall(r'<path d="([^"]+)" class="high"', by_measure(daily_by_measure([[ARRESTED]]), "en-GB"))
    heights = re.findall(r"V([\d.]+)", all_of_them)[:-1]  # without the way back down at the end of the scale
    assert len(set(heights[1:])) == 1 and heights[0] != heights[-1]


def test_whoever_is_reported_on_bail_is_not_held() -> None:
    assert held_on(day("2018-08-03"), [[TAKEN_ONE_DAY, BAILED]]) == (0, 0, 1)
    assert held_on(day("2018-08-05"), [[TAKEN_ONE_DAY, BAILED]]) == (0, 0, 0)


def test_missing_is_not_counted_as_held() -> None:
    missing = report("missing", "2018-11-22/2019-07-27")
    assert held_on(day("2018-12-01"), [[missing], [ARRESTED]]) == (1, 1, 0)
    assert held_on(day("2018-12-01"), [[ARRESTED, missing]]) == (1, 0, 0)


def test_a_step_of_the_case_sets_nobody_free() -> None:
    assert held_on(day("2018-12-01"), [[DETAINED, report("indicted", "2018-11-30")]]) == (0, 0, 1)


def test_one_report_amid_longer_custody_ends_it_neither_then_nor_later() -> None:
    heard = [ARRESTED, report("heard-of", "2019-05-23")]
    assert held_on(day("2019-06-01"), [heard]) == (1, 0, 0)
    assert held_on(day("2019-09-01"), [heard]) == (0, 0, 1)


def test_a_release_on_the_last_day_of_a_measure_ends_it() -> None:
    case = [report("criminal-detention", "2018-07-27/2018-08-02"), report("released", "2018-08-02")]
    assert held_on(day("2018-08-03"), [case]) == (0, 0, 0)
    assert not lines(line_of(*case), "open")


def test_a_bar_ends_with_the_last_report_and_a_broken_line_goes_on() -> None:
    line = line_of(DETAINED, ARRESTED)
    end = max(x + width for x, width in bars(line))
    assert lines(line, "open") == [(round(end, 1), WIDTH)]
    assert not lines(line, "unknown")


def test_the_broken_line_ends_where_something_later_is_reported() -> None:
    line = line_of(TAKEN_ONE_DAY, report("bail", "2018-09-23/2018-12-14"))
    [(detained, width), (bailed, _)] = bars(line)
    assert lines(line, "open")[0] == (round(detained + width, 1), bailed)


@pytest.mark.parametrize("last", ["held-for-hours", "released", "heard-of"])
def test_after_a_release_nothing_goes_on(last: str) -> None:
    line = line_of(report("taken", "2018-08-24"), report(last, "2018-08-30"))
    [(_start, end)] = lines(line, "unknown")
    assert end == WIDTH
    assert not [reach for reach in lines(line, "open") if reach[1] == WIDTH]


def test_what_a_later_report_covers_is_a_bar_and_no_silence() -> None:
    prison = report("reported-held", "2018-10-24/2021-10")
    line = line_of(report("taken", "2018-10-24"), prison, report("released", "2021-10"))
    [(start, width)] = bars(drawn_as(line, "reported to be held"))
    assert round(start + width) == WIDTH
    assert not lines(line, "unknown") and not lines(line, "open")


def test_what_is_later_than_the_scale_stands_at_its_end_with_its_year() -> None:
    line = line_of(ARRESTED, report("sentenced", "2020"))
    assert ">2020</text>" in line
    assert "sentenced, 2020" in line


def test_reports_of_one_later_year_share_its_number() -> None:
    later = [report("indicted", "2020"), report("sentenced", "2020"), report("released", "2021")]
    line = line_of(ARRESTED, *later)
    assert (line.count(">2020</text>"), line.count(">2021</text>")) == (1, 1)


def test_what_is_later_than_the_scale_has_the_sign_of_its_measure() -> None:
    line = line_of(report("sentenced", "2020?"), report("missing", "2021-12-01"))
    sentenced, missing = drawn_as(line, "sentenced"), drawn_as(line, "missing")
    assert "solid" in sentenced and "dashed" not in sentenced
    assert "dashed" in missing and "solid" not in missing


def test_a_month_alone_begins_no_earlier_than_the_step_above_and_ends_no_later_than_that_below() -> None:
    seized, again = report("criminal-detention", "2018-11-09"), report("missing", "2018-11-24")
    line = line_of(seized, report("formal-arrest", "2018-11"), again)
    [(arrest, width)] = bars(drawn_as(line, "formal arrest"))
    [(first, _)], [(second, _)] = bars(drawn_as(line, "criminal detention")), bars(drawn_as(line, "missing"))
    assert first == arrest
    assert second == round(arrest + width, 1)


def test_of_days_that_nobody_knows_the_bar_is_low() -> None:
    sure = drawn_as(line_of(DETAINED), "criminal")
    loose = report("watched", "2018-08/2018-09")
    assert 'height="12"' in sure and 'height="4"' not in sure
    drawn = drawn_as(line_of(report("taken", "2018-08-24"), loose), "watched")
    assert drawn.count('height="4"') == 2  # before and after the one night that is sure
    month = drawn_as(line_of(report("missing", "2019-07")), "missing")
    assert 'height="4"' in month and 'height="12"' not in month


def test_bars_that_overlap_stand_below_each_other() -> None:
    surveillance = report("residential-surveillance", "2018-09")
    line = line_of(surveillance, report("missing", "2018-09-04/2019-07-27"))
    [first], [second] = (re.findall(r'y="([\d.]+)"', drawn_as(line, word)) for word in ("residential", "missing"))
    assert float(second) - float(first) >= 12
    after = line_of(DETAINED, ARRESTED)
    assert len(set(re.findall(r'<rect x="[\d.]+" y="([\d.]+)"', after))) == 1


def test_no_bar_hides_a_mark() -> None:
    line = line_of(report("taken", "2018-08-24"), report("watched", "2018-08-24/2018-09-20"))
    assert line.index("<title>watched") < line.index("<title>taken")


def test_hours_on_some_days_of_a_month_are_no_bar_and_no_plateau() -> None:
    hours = report("held-for-hours", "2019-02")
    line = drawn_as(line_of(hours), "held and let go")
    assert not bars(line) and 'class="span"' in line
    assert held_on(day("2019-02-10"), [[hours]]) == (0, 0, 0)


def test_whoever_was_let_go_within_a_day_is_not_held_for_lack_of_news() -> None:
    assert held_on(day("2019-03-01"), [[report("held-for-hours", "2018-12-26")]]) == (0, 0, 0)


def test_a_month_alone_makes_a_day_possible_and_not_sure() -> None:
    case = [report("taken", "2018-11-09"), report("formal-arrest", "2018-11")]
    assert held_on(day("2018-11-08"), [case]) == (0, 0, 0)
    assert held_on(day("2018-11-10"), [case]) == (0, 0, 1)
    assert held_under("formal-arrest", day("2018-11-08"), [case]) == (0, 0, 0)
    assert held_under("formal-arrest", day("2018-11-10"), [case]) == (0, 0, 1)
    bailed = [report("taken", "2018-07-27"), report("bail", "2018-08")]
    assert held_on(day("2018-08-02"), [bailed]) == (0, 0, 1)  # perhaps not yet
    assert held_on(day("2018-09-01"), [bailed]) == (0, 0, 0)


def test_the_most_under_a_measure_are_told_with_their_day() -> None:
    people = [[report("taken", "2018-08-24")], [report("taken", "2018-08-24")], [report("taken", "2018-11-09")]]
    days = [day("2018-08-23"), day("2018-08-24"), day("2018-08-25")]
    assert Daily(days, [held_under("taken", one, people) for one in days]).most == (2, day("2018-08-24"))


def test_the_legend_explains_every_line() -> None:
    said = " ".join(words for _drawn, words in legend(MEASURES))
    assert "before the first report" in said and "only the month" in said and "nothing is reported" in said
    assert "no end of it is reported" in said


def test_the_legend_of_one_drawing_explains_what_it_has_and_nothing_else() -> None:
    drawn = line_of(DETAINED, ARRESTED)
    said = [words for _drawn, words in legend(["criminal-detention", "formal-arrest"], drawn)]
    assert said[:2] == ["criminal detention 刑事拘留", "formal arrest 逮捕"]
    assert [words.split(":")[-1].strip() for words in said[2:]] == [
        "no end of it is reported",
        "before the first report",
    ]


def test_whoever_relatives_take_away_has_a_sign_of_its_own_and_is_not_held() -> None:
    by_relatives = [report("taken-by-relatives", "2018-11-02")]
    assert "taken away by relatives, 2 November 2018" in line_of(*by_relatives)
    assert sign_of("taken-by-relatives").count('class="outline"') == 1
    assert held_on(day("2018-11-02"), [by_relatives]) == (0, 0, 0)


def test_no_relatives_stand_among_the_reports_of_whoever_was_taken(reading: Reading) -> None:
    """Where every source has relatives take somebody away, no sign says that the police did."""
    said = [one for record in reading.project.of_kind("custody") for one in record.situations if one.measure == "taken"]
    assert [
        one.note for one in said if re.match(r"by (his |her )?(relatives|parents|family|father|mother)", one.note)
    ] == []


def test_no_two_measures_have_one_sign() -> None:
    looks = [measure.look for measure in MEASURES.values()]
    assert len(set(looks)) == len(looks)
    forms = [re.sub(r'(<title>.*?</title>| aria-label="[^"]*")', "", sign_of(name)) for name in MEASURES]
    assert len(set(forms)) == len(forms)


def test_what_happens_on_a_day_is_a_mark_and_what_lasts_a_bar_with_its_own_filling() -> None:
    """A sign that somebody forgot to draw would be a bar like no other's, without a word."""
    fillings = set(re.findall(r"\.custody \.([\w-]+)", (figures.FOLDER / "custody.css").read_text(encoding="utf-8")))
    for name, measure in MEASURES.items():
        assert measure.look in (MARKS if measure.is_moment else MARKS | fillings), f"{name} has no sign"


def test_the_figure_of_all_says_its_highest_day_in_words() -> None:
    drawn = totals(daily([[report("missing", "2018-08-01/2018-09-01")], [DETAINED]]), "en-GB")
    assert "By reports of one day most on 1 August 2018: 1 held, 1 missing." in drawn


def test_of_whom_two_measures_are_reported_nobody_is_counted_for_sure() -> None:
    both = [DETAINED, report("residential-surveillance", "2018-08-24/2019-01-01")]
    assert held_under("criminal-detention", day("2018-08-25"), [both, [DETAINED]]) == (1, 0, 1)
    assert held_under("criminal-detention", day("2018-08-01"), [both, [DETAINED]]) == (2, 0, 0)
    assert held_under("residential-surveillance", day("2018-10-01"), [both, [DETAINED]]) == (1, 0, 0)


def test_each_measure_has_a_lane_that_says_how_many_at_least() -> None:
    drawn = by_measure(daily_by_measure([[DETAINED, ARRESTED], [DETAINED]]), "en-GB")
    assert "criminal detention: at least 2 on 27 July 2018; formal arrest: at least 1" in drawn


def test_bars_of_a_group_begin_at_one_edge_and_have_one_scale() -> None:
    held = Part("Held", Spread(14, 14), parts=[Part("Arrested", Spread(4, 4))])
    drawn = course(Part("All", Spread(28, 56), parts=[held]))
    widths = [float(width) for width in re.findall(r'<rect x="0" y="[\d.]+" width="([\d.]+)%"', drawn)]
    assert widths[:4] == [100, 50, 25, 25]
    assert drawn.count("<rect") == len(widths)
    assert "All: 28\u201356; Held: 14; Arrested: 4" in drawn


def test_no_bar_of_a_group_runs_out_of_the_drawing() -> None:
    drawn = course(Part("All", Spread(12, 12), parts=[Part("Listed", Spread(18, 18))]))
    assert max(float(width) for width in re.findall(r'width="([\d.]+)%" height', drawn)) == 100


def test_a_bound_is_drawn_and_said_as_a_bound() -> None:
    estimates = [Estimate(text, low, high, 1) for text, low, high in (("over 20", 20, 20), ("30", 30, 30))]
    assert spread(estimates).words == "over 20\u201330"
    assert spread([*estimates, Estimate("20", 20, 20, 1)]).words == "20\u201330"
    assert spread(estimates[:1]).words == "over 20"
    assert spread(estimates[:1]).short == "20+"
    several = [Estimate("at least 36", 36, 36, 1), Estimate("50 to 60 or more", 50, 60, 1)]
    assert spread(several).words == "36\u201360 or more"
    assert spread(several).short == "36\u201360+"
    assert spread([Estimate("at least 9", 9, 9, 1)]).words == "9 or more"
    open_ended = course(Part("All", spread(several)))
    assert 'class="arrow"' in open_ended and ">36\u201360 or more<" in open_ended
    assert 'class="arrow"' not in course(Part("All", spread([Estimate("4", 4, 4, 1)])))


def test_a_detention_that_ends_in_bail_on_its_last_day_does_not_go_on() -> None:
    """Nor under any other measure that begins as it ends: its line would hide that of what came after."""
    bailed = [report("criminal-detention", "2018-08-13/2018-09-05"), report("bail", "2018-09-05")]
    assert len(lines(line_of(*bailed), "open")) == 1
    assert held_on(day("2018-09-06"), [bailed]) == (0, 0, 0)
    surveilled = [report("taken", "2018-08-24"), report("residential-surveillance", "2018-08-24")]
    assert held_under("taken", day("2018-08-25"), [surveilled]) == (0, 0, 0)


DISPUTED = report("taken", "2018-08-24", disputed=True)


def test_what_others_contradict_is_one_day_with_a_question_mark_and_no_custody() -> None:
    case = [DISPUTED, report("criminal-detention", "2019-01-08/2019-02-06")]
    line = line_of(*case)
    assert ">?</text>" in drawn_as(line, "taken away, 24 August 2018, disputed")
    [(silent, until)], [(going_on, _end)] = lines(line, "unknown"), lines(line, "open")
    assert silent < until <= going_on
    assert held_on(day("2018-08-24"), [case]) == (0, 0, 1)
    assert held_on(day("2018-08-25"), [case]) == (0, 0, 0)
    said = [words for _drawn, words in legend(["taken"], line)]
    assert any("others contradict it" in words for words in said)
    assert not any("contradict" in words for _drawn, words in legend(["taken"], line_of(*case[1:])))


def test_what_others_contradict_ends_no_other_report() -> None:
    case = [report("watched", "2018-08-27"), report("taken", "2018-09-02", disputed=True)]
    assert held_under("watched", day("2018-10-01"), [case]) == (0, 0, 1)


SOURCES = "{cite:p}`yue2018letter,zhou2018report`"


def write_custody(project: Project, reports: str, below: str = "") -> None:
    """A page with somebody's custody as it is reported."""
    custody = record("custody", "c", reports, title="Custody", person="yue-xin")
    project.add_page("custody", f"# Custody\n\n{custody}{below}")


def test_a_disputed_line_is_read_told_and_exported(project: Project) -> None:
    write_custody(project, f"- taken, 2018-08-24, disputed: one list alone {SOURCES}")
    read, mistakes = check(project.docs)
    assert not mistakes
    [told] = read.records["c"].situations
    assert told.disputed and not told.confirmed and not told.place
    project.built()
    assert "disputed by others" in project.page("custody")


def test_a_step_before_a_court_is_no_sentence() -> None:
    line = line_of(ARRESTED, report("in-court", "2022-11-25"))
    assert "brought to court, 25 November 2022" in line and "sentenced" not in line


def test_a_status_of_a_day_of_the_drawing_stands_in_it(project: Project) -> None:
    """Else dots, which say that nothing is reported, run over the day of the last report."""
    write_custody(project, f"- taken, 2018-07-20: one side {SOURCES}")
    read, mistakes = check(project.docs)
    assert read.records["yue-xin"].get("status-date") == "2018-08"
    assert [mistake.rule for mistake in mistakes] == ["custody-status"]
    project.change("custody.md", "2018-07-20:", "2018-08-24:")
    assert not check(project.docs)[1]


def test_whoever_a_list_leaves_out_is_drawn_so(reading: Reading) -> None:
    """The words of the status and the drawing say one thing."""
    left_out = [
        record
        for record in reading.project.of_kind("custody")
        if "not among those still held or missing" in reading.project.records[record.get("person")].get("status")
    ]
    assert left_out
    assert all(record.situations[-1].measure == "unlisted" for record in left_out)


def test_lines_of_months_run_through_no_name_of_a_measure() -> None:
    drawn = by_measure(daily_by_measure([[DETAINED, ARRESTED], [report("missing", "2018-11-22/2019-07-27")]]), "en-GB")
    names = [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)" class="lane-name"', drawn)]
    months = re.findall(r'<line x1="([\d.]+)" y1="([\d.]+)" x2="\1" y2="([\d.]+)" class="rule"', drawn)
    assert len(names) == 3 and months
    assert not [y for y in names for _x, top, bottom in months if float(top) < y < float(bottom)]


LONGEST_NAME = [[report("residential-surveillance", "2019-04-20/2019-07-27")]]


@pytest.mark.parametrize(
    "drawn",
    [totals(daily(LONGEST_NAME), "en-GB", NARROW), by_measure(daily_by_measure(LONGEST_NAME), "en-GB", NARROW)],
    ids=["totals", "by_measure"],
)
def test_what_is_drawn_for_a_phone_has_letters_as_large_as_they_are_seen(drawn: str) -> None:
    """No wider than a phone, so it is not made smaller; and no name is wider than the drawing."""
    assert 'class="figure custody totals narrow"' in drawn and 'viewBox="0 0 344 ' in drawn
    names = re.findall(r'<text x="([\d.]+)"[^>]*class="(?:lane-name|when)[^"]*">([^<]*)', drawn)
    assert names and all(float(x) + width_of(words, 12.5) <= 344 for x, words in names)


def test_a_line_for_a_phone_has_signs_and_letters_as_large_as_they_are_seen() -> None:
    """Also where reports of two later years stand behind it, of which no sign may cover the year before."""
    later = [report("indicted", "2020"), report("sentenced", "2020"), report("missing", "2021")]
    drawn = custody_line([ARRESTED, *later], "Mi Jiuping", "en-GB", True, NARROW_LINE)
    assert 'class="figure custody narrow"' in drawn and 'viewBox="0 0 344 ' in drawn
    assert 'height="12"' in drawn
    names = [(float(x), words) for x, words in re.findall(r'<text x="([\d.]+)"[^>]*class="when">([^<]*)', drawn)]
    assert names and all(x + width_of(words, 12.5) <= 344 for x, words in names)
    [first] = [x + width_of(words, 12.5) for x, words in names if words == "2020"]
    [(sign, _width)] = bars(drawn_as(drawn, "missing, 2021"))
    assert first <= sign


def test_the_name_of_the_longest_measure_stands_in_one_line() -> None:
    drawn = by_measure(daily_by_measure(LONGEST_NAME), "en-GB")
    assert drawn.count('class="lane-name"') == 1
    assert "at least 1 on 20 April 2019" in drawn


def test_a_course_tells_as_a_list_what_it_draws(project: Project) -> None:
    cited, day = "{cite:p}`yue2018letter`", "2018-08-24"
    whole = record("count", "taken", f"- 40: one {cited}\n- 50: other {cited}", title="Taken", date=day)
    part = record("count", "kept", f"- 6: one {cited}", title="Of them kept", date=day, part_of="taken")
    project.add_page("numbers", f"# Numbers\n\n{whole}{part}## Course\n\n:::{{course}} taken\n:::\n")
    course_of_them = project.built().page("numbers").partition('id="course"')[2]
    assert "<desc>Taken: 40\u201350; Of them kept: 6</desc>" in course_of_them
    assert re.search(r"Of them kept.*6, one", re.sub("<[^>]+>", "", course_of_them.partition("</svg>")[2]), re.DOTALL)


def test_a_date_may_be_about(project: Project) -> None:
    write_custody(project, f"- taken, 2018-08~: supporters {SOURCES}")
    read, mistakes = check(project.docs)
    assert not mistakes
    assert read.records["c"].situations[0].date == "2018-08~"


def test_beside_each_drawing_stands_what_its_signs_mean(project: Project) -> None:
    reports = f"- taken, 2018-08-24: supporters {SOURCES}\n- missing, 2018-08-25/2018-08-31: a list {SOURCES}"
    write_custody(project, reports)
    project.built()
    signs = re.search(r'<ul class="custody-legend.*?</ul>', project.page("custody"), re.DOTALL)
    assert signs
    said = [words.strip() for words in re.findall(r"</svg>([^<]+)</p>", signs[0])]
    assert said[:2] == ["taken away", "missing"]
    assert "a broken line behind it: no end of it is reported" in said
    assert "release on bail" not in said


@pytest.fixture
def custody_page(project: Project, page: Page) -> Page:
    """A page with somebody's custody, the drawings of all, and the style of the website."""
    reports = f"- taken, 2018-08-24: supporters {SOURCES}\n- missing, 2018-08-25/2018-08-31: "
    reports += f"as {{cite:t}}`zhou2018report` says {SOURCES}"
    views = ":::{who-was-held}\n:::\n\n:::{held-each-day}\n:::\n\n:::{held-by-measure}\n:::\n"
    write_custody(project, reports, f"\n## All\n\n{views}")
    project.append("conf.py", REAL_THEME)
    project.built()
    page.goto((project.folder / "html" / "custody.html").as_uri())
    return page


# How large letters are seen, also in drawings that are scaled.
SIZES = """all => all.filter(one => one.checkVisibility()).map(one => {
    const svg = one.closest("svg");
    const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(one).fontSize) * scale;
})"""


def test_on_a_phone_no_word_of_custody_is_smaller_than_twelve_pixels(custody_page: Page) -> None:
    """In drawings as they are scaled, and in tables, with the dates of citations."""
    custody_page.set_viewport_size({"width": 360, "height": 800})
    sizes = custody_page.locator("article :is(svg.figure text, .bibtex-citation .when, td p)").evaluate_all(SIZES)
    assert sizes and min(sizes) > 11.5, sizes


def test_on_no_small_screen_marks_are_specks_or_letters_those_of_a_heading(custody_page: Page) -> None:
    for width in (360, 640):
        custody_page.set_viewport_size({"width": width, "height": 800})
        sizes: list[float] = custody_page.locator("svg.figure.custody:not(.key) .when").evaluate_all(SIZES)
        assert max(sizes) < 17
        mark = custody_page.locator("svg.figure.custody:not(.key) polygon.solid:visible").first.bounding_box()
        assert mark and mark["width"] > 6


def test_in_colours_that_a_reader_has_chosen_custody_has_no_others(custody_page: Page) -> None:
    used, chosen = colours_of_drawings(custody_page)
    assert used and used <= chosen


def test_on_a_phone_both_tables_of_numbers_held_are_rows_one_below_the_other(custody_page: Page) -> None:
    custody_page.set_viewport_size({"width": 360, "height": 800})
    tables = custody_page.locator("table:is(.held-each-day, .held-by-measure)")
    assert tables.evaluate_all("all => all.map(table => getComputedStyle(table).display)") == ["block", "block"]


def test_on_paper_no_line_is_left_of_what_unfolds(custody_page: Page) -> None:
    assert custody_page.locator("details.folded > summary:visible").count() > 2
    custody_page.emulate_media(media="print")
    assert custody_page.locator("details.folded > summary:visible").count() == 0
    custody_page.emulate_media(media="screen")


def test_people_of_one_phase_stand_by_their_first_day_and_then_by_name(reading: Reading) -> None:
    make = cast(NodeFactory, SimpleNamespace(project=reading.project))
    for _phase, records in groups_by_phase(make):
        told = [(first_hold(record), record.sort_key) for record in records]
        assert told == sorted(told)


def test_what_a_writer_puts_below_a_report_is_not_lost(project: Project) -> None:
    """Nor below a figure of a count: the table is made of the whole item."""
    write_custody(project, f"- taken, 2018-08-24: supporters {SOURCES}\n\n  > As they put it.")
    figures = f"- 50: one side {SOURCES}\n\n  > As the other counts.\n\n- 60: the other {SOURCES}"
    count = record("count", "n", figures, title="People", date="2018-08-24")
    project.add_page("numbers", f"# Numbers\n\n{count}")
    project.built()
    assert "As they put it." in project.page("custody")
    assert "As the other counts." in project.page("numbers")


def test_an_entry_of_a_chapter_ends_with_its_review_below_the_custody(project: Project) -> None:
    said = {"name": "Zhan", "zh": "展", "role": "student", "status": "Missing", "status-date": "2018-08-24"}
    said |= {"status-source": "yue2018letter", "reviewed": "2026-11-01"}
    chapter = record("person", "zhan", f"A student {SOURCES}.", **said)
    reports = f"- missing, 2018-08-24: as her friends say {SOURCES}"
    chapter += record("custody", "zhan-custody", reports, title="Zhan in custody", person="zhan")
    project.add_page("students", f"# Students\n\n{chapter}")
    page = project.built().page("students")
    assert page.index("Zhan in custody</") < page.index("Last reviewed")
