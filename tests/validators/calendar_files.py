"""Reads calendars: a reminder needs a day, a stamp, an id and an alarm, leaves the
day free, and ends every line in CRLF."""

import sys

from icalendar import Calendar

for name in sys.argv[1:]:
    with open(name, "rb") as file:
        raw = file.read()
    assert raw.count(b"\n") == raw.count(b"\r\n") > 0, f"{name}: bare line ends"
    assert max(map(len, raw.split(b"\r\n"))) <= 75, f"{name}: a line is too long"
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert not event.errors, (name, event.errors)
    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY"} <= set(event), name
    assert event.walk("VALARM"), f"{name}: no alarm"
    assert event["TRANSP"] == "TRANSPARENT", f"{name}: the whole day is busy"
