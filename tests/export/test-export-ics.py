#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Are the calendar files what RFC 5545 wants?  Usage: test-export-ics.py ICS_SAMPLES

Read here by a strict parser of its own, and by python3-icalendar as well where it is installed.
"""

import json
import re
import subprocess
import sys

try:
    import icalendar
except ImportError:
    icalendar = None

NAME = r"[A-Za-z0-9-]+"
PARAM = rf';({NAME})=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)'
LINE = re.compile(rf"({NAME})((?:{PARAM})*):(.*)", re.DOTALL)
ONCE = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "SUMMARY", "CLASS", "STATUS", "TRANSP"]
TIME = re.compile(r"\d{8}T\d{6}Z")
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "X-WR-CALNAME", "UID", "CATEGORIES"}


def unfold(data):
    assert data.endswith(b"\r\n"), "the last line is not ended"
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert b"\n" not in line and b"\r" not in line, f"a bare line break: {line}"
        assert len(line) <= 75, f"{len(line)} octets: {line}"
        line.decode("utf-8")  # never cut inside a character
        assert line, "an empty line"
    assert not lines[0].startswith(b" ")
    return re.sub(r"\r\n ", "", data[:-2].decode("utf-8")).split("\r\n")


def unescape(text):
    assert re.fullmatch(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*", text), f"not escaped: {text!r}"
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)


def parse(data):
    """(calendar, event): name -> list of (params, value)"""
    stack, parts = [], {"VCALENDAR": {}, "VEVENT": {}}
    for line in unfold(data):
        match = LINE.fullmatch(line)
        assert match, f"not a content line: {line!r}"
        name, value = match[1], match[match.lastindex]
        if name == "BEGIN":
            assert value in parts and value not in stack
            stack.append(value)
        elif name == "END":
            assert stack.pop() == value
        else:
            assert stack
            params = dict((key, text.strip('"')) for key, text in re.findall(PARAM, match[2]))
            if name in TEXTS:
                value = unescape(value)
            parts[stack[-1]].setdefault(name, []).append((params, value))
    assert not stack
    return parts["VCALENDAR"], parts["VEVENT"]


def only(part, name):
    assert len(part[name]) == 1, f"{name}: {part[name]}"
    return part[name][0][1]


def check(sample):
    data = sample["ics"].encode("utf-8")
    calendar, event = parse(data)
    assert only(calendar, "VERSION") == "2.0" and only(calendar, "PRODID")
    for name in ONCE:
        only(event, name)
    for name in ("DTSTAMP", "DTSTART", "DTEND"):
        assert TIME.fullmatch(only(event, name)), only(event, name)
    assert only(event, "DTSTART") < only(event, "DTEND")
    assert only(calendar, "X-WR-CALNAME") == "Incident Postmortem Meetings"
    if "METHOD" in calendar:
        assert only(calendar, "METHOD") == "REQUEST" and only(event, "ORGANIZER") and event["ATTENDEE"]
    else:
        assert "ORGANIZER" not in event and "ATTENDEE" not in event
    for params, value in event.get("ATTENDEE", []) + event.get("ORGANIZER", []):
        assert re.fullmatch(r"mailto:[^\s@]+@[^\s@]+", value) and "evil" not in value, value
        assert params["CN"] and params.get("ROLE", "REQ-PARTICIPANT") in ("REQ-PARTICIPANT", "OPT-PARTICIPANT")
    if sample["summary"] is not None:
        assert only(event, "SUMMARY") == sample["summary"], only(event, "SUMMARY")
    if sample["description"] is not None:
        assert only(event, "DESCRIPTION").startswith(sample["description"]), only(event, "DESCRIPTION")
    if icalendar:
        check_elsewhere(data, calendar, event)
    return calendar, event


def check_elsewhere(data, calendar, event):
    """The same facts out of another's parser."""
    read = icalendar.Calendar.from_ical(data)
    assert ("METHOD" in read) == ("METHOD" in calendar)
    (meeting,) = read.walk("VEVENT")
    if "\\" not in only(event, "SUMMARY"):  # which old versions read wrongly
        assert str(meeting["SUMMARY"]) == only(event, "SUMMARY")
    assert meeting["DTSTART"].dt.strftime("%Y%m%dT%H%M%SZ") == only(event, "DTSTART")
    assert meeting["DTSTART"].dt.utcoffset().total_seconds() == 0
    attendees = meeting.get("ATTENDEE", [])
    attendees = attendees if isinstance(attendees, list) else [attendees]
    assert [str(one) for one in attendees] == [value for _, value in event.get("ATTENDEE", [])]
    assert [one.params["CN"] for one in attendees] == [params["CN"] for params, _ in event.get("ATTENDEE", [])]


def test_texts(samples):
    for sample in samples.values():
        check(sample)


def test_people(samples):
    _, event = check(samples["text-0"])
    found = {value: params for params, value in event["ATTENDEE"]}
    assert list(found) == ["mailto:aiko@example.com", "mailto:tanaka+pm@example.co.jp"]
    assert found["mailto:aiko@example.com"]["ROLE"] == "REQ-PARTICIPANT"
    assert found["mailto:aiko@example.com"]["CN"] == "Aiko 'the' Tanaka; IC, lead"
    assert found["mailto:tanaka+pm@example.co.jp"]["ROLE"] == "OPT-PARTICIPANT"
    assert found["mailto:tanaka+pm@example.co.jp"]["CN"].startswith("田中 愛子")
    # those that cannot be invited are not forgotten
    assert "Nobody Knows, Worse" in only(event, "DESCRIPTION")
    assert "Bad Address" in only(event, "DESCRIPTION")
    assert only(event, "SEQUENCE") == "3"
    assert only(event, "DTSTART") == "20261006T060000Z" and only(event, "DTEND") == "20261006T063000Z"
    _, event = check(samples["next-0"])
    assert "Aiko" in only(event, "DESCRIPTION")


def test_incident(samples):
    _, event = check(samples["incident"])
    assert only(event, "SEQUENCE") == "1"
    assert only(event, "URL") == "https://example.com/pm"
    assert [value for _, value in event["ATTENDEE"]] == ["mailto:owen@example.com", "mailto:aiko@example.com"]
    assert [params["PARTSTAT"] for params, _ in event["ATTENDEE"]] == ["ACCEPTED", "NEEDS-ACTION"]
    assert "Ben" in only(event, "DESCRIPTION") and "https://example.com/pm" in only(event, "DESCRIPTION")
    assert only(event, "CLASS") == "PUBLIC"


def test_confidential(samples):
    _, event = check(samples["confidential"])
    assert "Quiet Harbour" in only(event, "SUMMARY")
    assert only(event, "CLASS") == "CONFIDENTIAL" and "URL" not in event
    assert "https://" not in only(event, "DESCRIPTION")


TESTS = (test_texts, test_people, test_incident, test_confidential)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    text = subprocess.run([sys.argv[1]], check=True, capture_output=True).stdout
    samples = {sample["name"]: sample for sample in json.loads(text)}
    failed = 0
    print(f"1..{len(TESTS)}")
    print("# python3-icalendar:", "yes" if icalendar else "not installed")
    for number, test in enumerate(TESTS, 1):
        try:
            test(samples)
            print(f"ok {number} {test.__name__}")
        except Exception as problem:  # the next test still runs
            failed += 1
            print(f"# {type(problem).__name__}: {problem}")
            print(f"not ok {number} {test.__name__}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
