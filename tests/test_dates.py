"""Dates as records write them."""

from __future__ import annotations

import pytest

from memcon.dates import caption_date, full_dates, iso_date


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Port Marl, June 7, 1956, 8 p.m.", "1956-06-07"),
        ("January 9, 1957—8:08 p.m.", "1957-01-09"),
        ("7th of no month, then 18 June 1973", "1973-06-18"),
        ("MARCH 4, 1964", "1964-03-04"),
        ("October 5-7, 1956", "1956-10-05"),
        ("September 30–October 2, 1958", "1958-09-30"),
        ("March 2 [22], 1962", "1962-03-22"),
        ("dated 1976-06-18.", "1976-06-18"),
        ("Sept. 3, 1968, 1807Z", "1968-09-03"),
        ("June 1974", "1974-06"),
        ("February 31, 1962, then March 1, 1962", "1962-03-01"),
        ("May we meet in 1962?", ""),
        ("undated", ""),
    ],
)
def test_dates_in_running_text(text: str, found: str) -> None:
    assert iso_date(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("R 192055Z APR 73", "1973-04-19"),
        ("P R 281848Z DEC 66", "1966-12-28"),
        ("O 071218 Z APR 73 ZFF 4", "1973-04-07"),
        ("P 281234Z FEB 07", "2007-02-28"),
        ("19 APR 73", "1973-04-19"),
        ("19 APR 1973", "1973-04-19"),
        ("13/7/1954", "1954-07-13"),
        ("7/13/1954", "1954-07-13"),
        ("5/5/1954", "1954-05-05"),
        ("4/5/1954", ""),
        ("March 4, 1964", "1964-03-04"),
    ],
)
def test_dates_in_captions(text: str, found: str) -> None:
    assert caption_date(text) == found


def test_every_date_in_order() -> None:
    assert list(full_dates("from 1 May 1950 to June 2, 1951")) == ["1950-05-01", "1951-06-02"]
