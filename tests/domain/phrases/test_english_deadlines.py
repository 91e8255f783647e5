"""Deadlines in English: every phrase and what it means. Lengths of time count from 15 January 2026."""

from __future__ import annotations

from datetime import date

import pytest

from ctrack.domain.deadlines import parse_deadline

TODAY = date(2026, 1, 15)

MEANINGS = {
    "2025": """
        by the end of 2025
        before 2026
        before the end of 2025
        before the beginning of 2026
        not later than the end of 2025
    """,
    "2025-11": """
        before 12/2025
    """,
    "2025-12-30": """
        before December 31, 2025
        before 31/12/2025
    """,
    "2025-12-31": """
        no later than 31 December 2025
        by 2025-12-31 23:59
        before Jan 1 2026
        before 2026-01-01
    """,
    "2025-36": """
        before Q1 2026
        before the first quarter of 2026
    """,
    "2025-41": """
        before the first half of 2026
    """,
    "2026": """
        2026
        by end 2026
        by end of 2026
        by the end of the year 2026
        by the end of calendar year 2026
        by year-end 2026
        by the close of 2026
        prior to the end of 2026
        no later than by the end of 2026
        during 2026
        throughout 2026
        in the course of 2026
        in 2026
        within 2026
        completed by the end of 2026
        through the end of 2026
        until the end of 2026
        from now until the end of 2026
        by end-2026
        by end-of-year 2026
        by the end of 2026, at the latest
        over the course of 2026
        within the calendar year 2026
        before the end of this year
        before end 2026
        before year-end 2026
        prior to 2027
    """,
    "2026-01": """
        by the end of this month
    """,
    "2026-01-16": """
        within 24 hours
    """,
    "2026-01-18": """
        within 72 hours
    """,
    "2026-01-29": """
        within two weeks
        within a fortnight
    """,
    "2026-01-31": """
        for a period expiring on 31 January 2026
    """,
    "2026-02": """
        by the end of next month
    """,
    "2026-02-05": """
        in 3 weeks
    """,
    "2026-02-14": """
        within no more than 30 days
        within 30 days from today
        within thirty (30) calendar days
    """,
    "2026-02-15": """
        within one month
        within a month
        in a month
    """,
    "2026-03-01": """
        by not later than 1 March 2026
        not later than by 1 March 2026
        no later than the first of March 2026
        by 1st of March 2026
        by the 1st day of March 2026
        within 45 calendar days
    """,
    "2026-03-03": """
        03/03/2026
    """,
    "2026-03-15": """
        in two months from now
    """,
    "2026-03-16": """
        within a maximum period of 60 days
        within sixty days
    """,
    "2026-04-15": """
        within 90 days
        within ninety (90) days
        within a maximum of 90 days
        90 days from today
        within a 90-day period
        within a period not exceeding 90 days
        within a period of no more than ninety days
        within the coming 3 months
    """,
    "2026-05": """
        before June 2026
        prior to June 2026
    """,
    "2026-06": """
        by end-June 2026
        no later than June 2026
        2026-06
        by the end of June 2026
        by end June 2026
        by the end of June, 2026
        before the end of June 2026
        JUNE 2026
        in June 2026
        06/2026
        2026/06
        due 2026-06
        June of 2026
        the month of June 2026
        scheduled for June 2026
        expected by June 2026
        June - 2026
        June2026
        end-of-June 2026
        not later than end of June 2026
        before the end of the month of June 2026
    """,
    "2026-06-15": """
        06/15/2026
    """,
    "2026-06-29": """
        before 30 June 2026
        prior to 30 June 2026
        before the last day of June 2026
        ahead of 30 June 2026
        earlier than 30 June 2026
    """,
    "2026-06-30": """
        30 June 2026, midnight, New York time
        at midnight on 30 June 2026
        30 June 2026 (UTC)
        23:59 UTC+3 on 30 June 2026
        11.59 p.m. EST on 30 June 2026
        30 June 2026, 12 noon, Geneva time
        30 June 2026, in Geneva
        as soon as possible and not later than 30 June 2026
        as soon as possible, but in any event no later than 30 June 2026
        not later than 30 June 2026
        on or before 30 June 2026
        by 30 June 2026
        30 June 2026
        June 30, 2026
        30th of June, 2026
        2026-06-30
        20260630
        2026-06-30T12:00:00Z
        30/06/2026
        by 5 p.m. on 30 June 2026
        before 17:00 on 30 June 2026
        by no later than 30 June 2026
        at the latest by 30 June 2026
        by 30 June 2026 at the latest
        30 June 2026 at the latest
        by the thirtieth of June 2026
        the 30th day of June 2026
        Jun 30 2026
        30-Jun-2026
        Tuesday 30 June 2026
        on Tuesday, June 30, 2026
        30 June 2026 (Tuesday)
        30 June 2026, 18:00
        by 18:00 hours on 30 June 2026
        by close of business on 30 June 2026
        by noon on 30 June 2026
        deadline: 30 June 2026
        Deadline – 30 June 2026
        due by 30 June 2026
        due 30 June 2026
        to be completed by 30 June 2026
        (by 30 June 2026)
        by the last day of June 2026
        2026/06/30
        2026.06.30
        30 - 06 - 2026
        30.06.2026
        by 2026-06-30
        by 30 June of this year
        up to and including 30 June 2026
        through 30 June 2026
        ending 30 June 2026
        by the 30th of June 2026
        not after 30 June 2026
        on 30 June 2026 or earlier
        30 June 2026, 6 p.m. (New York time)
        by 6 p.m. (EST) on 30 June 2026
        30 - June - 2026
        30June2026
        by 30th June, 2026
        by Tuesday, 30 June 2026
        by 30 June of the year 2026
        at 5 p.m. on 30 June 2026
        until and including 30 June 2026
    """,
    "2026-07-01": """
        within six months of 1 January 2026
        by the first of July 2026
        on 1st July 2026
        July 1st, 2026
        1 July, 2026
        within 30 days of 1 June 2026
    """,
    "2026-07-14": """
        within one hundred and eighty days
        within one hundred eighty (180) days
    """,
    "2026-07-15": """
        within six months
        within 6 months
        within six (6) months
        within the next six months
        within a period of six months
        in six months
        in six months' time
        six months from now
        within a six-month period
        within half a year
        no later than six months from today
        six months hence
        in the next 6 months
        within a timeframe of 6 months
        within the following six months
    """,
    "2026-08-03": """
        within two hundred days
    """,
    "2026-09": """
        Sept 2026
    """,
    "2026-09-15": """
        by the 15th September 2026
    """,
    "2026-09-30": """
        30 Sept. 2026
    """,
    "2026-12": """
        Dec. 2026
        target date: December 2026
        at the end of December 2026
        by end of Dec 2026
        by the end of December, 2026
        by December 2026.
    """,
    "2026-12-31": """
        before 1 January 2027
        for the period ending 31 December 2026
        no later than 31 December 2026, 23:59 GMT
        latest by 31 December 2026
        by 31 December of 2026
        December 31 of 2026
        31 of December 2026
    """,
    "2026-33": """
        by the end of the first quarter of 2026
        before the second quarter of 2026
        within the first quarter of 2026
        before Q2 2026
        in the first three months of 2026
        Q1 - 2026
        by first quarter 2026
        in the first quarter of 2026 at the latest
        1st quarter of 2026
    """,
    "2026-34": """
        in the second quarter of 2026
        before the end of the second quarter of 2026
        second quarter 2026
        2nd quarter of 2026
        Q2 2026
        Q2/2026
        2Q 2026
        Q2 of 2026
        by Q2 2026
        by the end of Q2 2026
        2026-34
        next quarter
        by the end of the second quarter, 2026
        quarter 2 of 2026
        quarter two of 2026
        Quarter 2, 2026
        2026, second quarter
        by the close of the second quarter of 2026
        by the second quarter of 2026 at the latest
    """,
    "2026-35": """
        2026-Q3
        2026Q3
        third quarter of this year
        to be completed by the end of the third quarter of 2026
        2026-T3
        T3-2026
    """,
    "2026-36": """
        last quarter of 2026
        fourth quarter of 2026
        in the last quarter of 2026
        by Q4/2026
        by 2026/Q4
        by 2026 Q4
        by Q4, 2026
    """,
    "2026-40": """
        mid-2026
        by the middle of 2026
        before mid-2026
        mid-year 2026
        2026-H1
        before the second half of 2026
        H1 2026
        first half 2026
        first six months of 2026
        2026-40
        end of H1 2026
        before the end of H1 2026
        by the end of the first semester of 2026
        no later than the end of the first half of 2026
    """,
    "2026-41": """
        the second half of the year 2026
        by the second semester of 2026
        at the end of the second half of 2026
        during the second half of 2026
        H2/2026
        2H2026
        2026H2
    """,
    "2027": """
        biennium 2026-2027
        by the end of the biennium 2026-2027
        for the biennium 2026–27
        2026-2027 biennium
        by the end of next year
        before the end of next year
    """,
    "2027-01": """
        January 2027
    """,
    "2027-01-15": """
        within the next year
        within a year
        within one year
        during the next 12 months
        within three hundred and sixty-five days
        within 1 year
        within 12 (twelve) months
        within twelve (12) months from today
    """,
    "2027-06": """
        by June next year
    """,
    "2027-07-15": """
        within a year and six months
        within 18 months
        within a year and a half
    """,
    "2027-35": """
        by the third quarter of next year
    """,
    "2027-40": """
        in the first half of 2027
    """,
    "2028-01-01": """
        two years after 1 January 2026
    """,
    "2028-01-15": """
        over the next two years
        in two years' time
        within the coming two years
        within a term of two years
    """,
    "2028-02-29": """
        2028-02-29
        29 February 2028
    """,
    "2028-07-15": """
        within two and a half years
    """,
    "2030": """
        by 50 per cent by 2030
        by 50% by 2030
        by 2030
        By 2030
        by the year 2030
        between now and 2030
    """,
    "2031-01-15": """
        within five years
    """,
    "2036-01-15": """
        within a decade
    """,
}
PHRASES = [(line.strip(), edtf) for edtf, lines in MEANINGS.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_a_phrase_means_its_date(phrase: str, edtf: str) -> None:
    """The phrase is understood, at the precision that it has."""
    assert parse_deadline(phrase, TODAY).edtf == edtf
