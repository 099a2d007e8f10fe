"""Holds the bank holidays of the program, and paydays by them, to the package `holidays`, from 2015 to 2035.

    Tests/Interop/python Tests/Interop/paydays.py DIR    DIR has the lists that the tests hold the program to
"""

import calendar
import datetime
import pathlib
import sys

import holidays

DIVISIONS = {"england-and-wales": "ENG", "scotland": "SCT", "northern-ireland": "NIR"}
YEARS = range(2015, 2036)


def weekdays(division):
    """The days off, without those on a weekend, which banks never work on."""
    days = holidays.country_holidays("GB", subdiv=division, years=range(2014, 2037))
    return {day for day in days if day.weekday() < 5}


def rolled_back(day, off):
    while day.weekday() >= 5 or day in off:
        day -= datetime.timedelta(days=1)
    return day


def payday(rule, year, month, off):
    days = calendar.monthrange(year, month)[1]
    if rule == "last-working-day":
        return rolled_back(datetime.date(year, month, days), off)
    if rule == "first-monday":
        first = next(d for d in range(1, 8) if datetime.date(year, month, d).weekday() == 0)
        return rolled_back(datetime.date(year, month, first), off)
    return rolled_back(datetime.date(year, month, min(int(rule), days)), off)


def main(folder):
    wrong = []
    for nation, division in DIVISIONS.items():
        off = weekdays(division)
        listed, count = set(), 0
        for line in pathlib.Path(folder, f"{nation}.txt").read_text().splitlines():
            rule, *rest = line.split()
            if rule == "holiday":
                listed.add(datetime.date.fromisoformat(rest[0]))
                continue
            year, month = map(int, rest[0].split("-"))
            count += 1
            if str(payday(rule, year, month, off)) != rest[1]:
                wrong.append(f"{nation}: {line}, expected {payday(rule, year, month, off)}")
        expected = {day for day in off if day.year in YEARS}
        wrong += [f"{nation}: {day} is missing" for day in sorted(expected - listed)]
        wrong += [f"{nation}: {day} is none" for day in sorted(listed - expected)]
        assert len(listed) > 150 and count > 900, f"{nation}: {len(listed)} days, {count} paydays"
        print(f"{nation}: {len(listed)} bank holidays and {count} paydays as holidays "
              f"{holidays.__version__} has them")
    for line in wrong:
        print(line, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
