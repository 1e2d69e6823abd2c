#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The postmortem by matoictl alone.  Usage: test-postmortem.py MATOICTL DATA_FOLDER   (writes TAP)"""

import datetime
import importlib.machinery
import pathlib
import re
import sqlite3
import sys

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()

SECTIONS = {"pagerduty": ["overview", "what-happened", "resolution"], "small-team": ["overview", "prevention"]}
IMPACT = "visible-minutes: 41\nlate: 0\nlost: 約12\naccounts: 3\nusers: ? not counted\nenquiries: 9\nbusiness: none"


def ended(ctl, policy="pagerduty", *options):
    ref = ctl.out("declare", "--title", "決済 / Checkout", "--severity", "1", "--policy", policy, "--as", "Ann",
                  "--started", "2026-01-05T10:00:00Z", *options)
    ctl.out("role", ref, "ic", "Ann", "--as", "Ann")
    ctl.out("role", ref, "scribe", "Sora", "--as", "Ann")
    ctl.out("note", ref, "Errors", "--kind", "detection", "--evidence", "https://example.com/g")
    ctl.out("note", ref, "Rolled back", "--kind", "action", "--evidence", "https://example.com/g")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "1", "--override", "test", "--owner", "Owen",
            "--as", "Ann")
    return ref


def unmet(ctl, ref, state):
    return [gate["id"] for gate in ctl.json("postmortem", ref, "gates", state)[state] if not gate["met"]]


def fill(ctl, ref, policy, lang):
    for section in SECTIONS[policy]:
        ctl.out("postmortem", ref, "write", section, text=f"{section} 本文。\n")
    path = ctl.folder / "impact.txt"
    path.write_text(IMPACT, encoding="utf-8")
    ctl.out("postmortem", ref, "write", "impact", str(path))
    ctl.out("postmortem", ref, "write", "factors", "-", text="A full cache | no limit | https://example.com/c")
    item = ctl.json("action", ref, "add", "Limit the cache", "--priority", "P0", "--owner-team", "Platform")["event"]
    ctl.out("postmortem", ref, "write", "learned", text=f"+ Calm\n- Slow page | {item}\n* At night")
    ctl.out("postmortem", ref, "recording", "--none", "no call")
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    ctl.out("postmortem", ref, "meeting", "--at", later.isoformat(timespec="seconds"), "--minutes", "20", "--lang", lang)
    ctl.out("postmortem", ref, "link", "https://example.com/pm")
    return item


def through(ctl, policy, lang):
    ref = ended(ctl, policy)
    postmortem = ctl.show(ref)["postmortem"]
    assert postmortem["state"] == "draft" and postmortem["owner"] == "Owen", postmortem
    assert bool(postmortem["due_at"]) == (policy == "pagerduty"), postmortem
    refused = ctl.error("rule", "postmortem", ref, "advance", "in-review")
    assert sorted(reason["id"] for reason in refused["reasons"]) == sorted(unmet(ctl, ref, "in-review"))
    item = fill(ctl, ref, policy, lang)
    assert unmet(ctl, ref, "in-review") == ["pm.section.message"]
    ctl.out("postmortem", ref, "message", "write", text="Sorry.\n\nA cache filled.\n\nWe limit it.")
    ctl.out("postmortem", ref, "advance", "in-review", "--lang", lang)
    comment = ctl.json("postmortem", ref, "comment", "Why so?", "--section", "overview")["event"]
    ctl.out("postmortem", ref, "resolve", comment)
    assert "pm.no-message" in unmet(ctl, ref, "closed")
    return ref, item


def close(ctl, ref, item):
    """The meeting needs a past: an hour later, by a clock of its own."""
    show = ctl.show(ref)
    assert show["postmortem"]["comments"][0]["resolved_by"]
    assert show["postmortem"]["sections"]["overview"].endswith("本文。")
    ctl.out("postmortem", ref, "held", "--attended", "Ann", "Owen", "--minutes", "1", "--at",
            datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="milliseconds"))
    ctl.out("postmortem", ref, "agree")
    ctl.out("postmortem", ref, "message", "approve")
    assert unmet(ctl, ref, "reviewed") == ["pm.meeting-over"]
    assert ctl.show(ref)["postmortem"]["meeting"]["attended"] == ["Ann", "Owen"]
    ctl.out("action", ref, "link", item, "PAY-1", "--url", "https://tickets.example.com/PAY-1")
    assert unmet(ctl, ref, "closed") == ["pm.no-message", "pm.meeting-over", "pm.mail", "pm.message-posted"]


def test_pagerduty(ctl):
    close(ctl, *through(ctl, "pagerduty", "en"))


def test_small_team(ctl):
    close(ctl, *through(ctl, "small-team", "ja"))


def test_short(ctl):
    """A false alarm goes all the way without a meeting."""
    ref = ctl.declare("--as", "Ann")
    ctl.out("end", ref, "--outcome", "false-alarm", "--override", "o", "--owner", "Owen")
    for section in ("what", "why", "prevent"):
        ctl.out("postmortem", ref, "write", section, text="Nothing was wrong.")
    ctl.out("postmortem", ref, "advance", "in-review")
    ctl.error("rule", "postmortem", ref, "advance", "closed")
    ctl.out("postmortem", ref, "agree")
    ctl.out("postmortem", ref, "advance", "reviewed")
    ctl.out("postmortem", ref, "advance", "closed")
    assert [row["postmortem_state"] for row in ctl.json("list")] == ["closed"]
    ctl.error("rule", "postmortem", ref, "write", "what", text="Later.")
    ctl.error("rule", "postmortem", ref, "reopen", "draft", "--reason", "r")
    ctl.error("input", "postmortem", ref, "reopen", "reviewed")
    ctl.out("postmortem", ref, "reopen", "reviewed", "--reason", "more to say")
    assert ctl.show(ref)["postmortem"]["state"] == "reviewed"
    assert ctl.json("verify")["ok"] is True


def test_actions(ctl):
    ref = ended(ctl)
    assert ctl.json("actions") == []
    item = ctl.json("action", ref, "add", "Add an alert", "--kind", "detect")["event"]
    ctl.error("rule", "action", ref, "add", "Nice to have", "--priority", "P3")
    noted = ctl.json("action", ref, "add", "Nice to have", "--priority", "P3", "--reason", "small")["event"]
    assert [action["state"] for action in ctl.json("action", ref, "list")] == ["open", "noted"]
    assert [row["actions_open"] for row in ctl.json("list")] == [1]
    assert [row["id"] for row in ctl.json("actions", "--open")] == [item]
    assert ctl.json("actions", "--overdue") == []
    assert {row["id"] for row in ctl.json("actions")} == {item, noted}
    ctl.error("service", "action", ref, "ticket", item)
    ctl.error("input", "action", ref, "wont", item)
    ctl.out("action", ref, "wont", item, "--reason", "too dear")
    assert ctl.json("actions", "--open") == []
    ctl.error("not-found", "action", ref, "link", "ffffffff", "PAY-1")
    ctl.error("input", "action", ref, "frobnicate")
    shown = ctl.show(ref)["actions"]
    assert shown[0]["state"] == "wont" and re.fullmatch(r"\d{4}-\d\d-\d\d", shown[0]["due_on"])
    assert ctl.json("verify")["ok"] is True


def test_secret(ctl):
    ref = ended(ctl, "pagerduty", "--security")
    ctl.out("action", ref, "add", "Rotate the keys")
    assert "Checkout" not in ctl.out("actions")


def test_bad_input(ctl):
    ref = ended(ctl)
    ctl.error("not-found", "postmortem", ref, "write", "no-such-section", text="x")
    ctl.error("not-found", "postmortem", ref, "write", "overview", str(ctl.folder / "none.md"))
    ctl.error("input", "postmortem", ref, "write", "timeline", text="x")
    ctl.error("input", "postmortem", ref, "write", "overview", text="x" * 5_000_000)
    big = ctl.folder / "big.md"
    big.write_text("x" * 5_000_000)
    ctl.error("input", "postmortem", ref, "write", "overview", str(big))
    ctl.error("input", "postmortem", ref, "meeting")
    ctl.error("input", "postmortem", ref, "meeting", "--at", "2020-01-01T00:00:00Z")
    ctl.error("input", "postmortem", ref, "held", "--at", "2020-01-01T00:00:00Z", "--attended", "Ann")
    ctl.error("input", "postmortem", ref, "link", "javascript:alert(1)")
    ctl.error("input", "postmortem", ref, "advance", "done")
    ctl.error("input", "postmortem", ref, "gates", "draft")
    ctl.error("input", "postmortem", ref, "mailed", "nobody")
    ctl.error("rule", "postmortem", ref, "owner", "team")
    ctl.error("rule", "postmortem", ref, "create", "--owner", "Noa")
    ctl.error("not-found", "postmortem", "INC-000101-XX", "show")
    assert ctl.show(ref)["postmortem"]["state"] == "draft"


def test_lint(ctl):
    ref = ended(ctl)
    ctl.out("postmortem", ref, "write", "overview", text="The deploy should have been tested.")
    hints = ctl.json("postmortem", ref, "lint")
    assert hints and all(set(hint) >= {"section", "rule", "offset", "length", "text", "advice"} for hint in hints)
    assert hints[0]["section"] == "overview"
    assert ctl.out("postmortem", ref, "lint", "--lang", "ja")


def test_holidays(ctl):
    """SEV-2, ended Friday 2026-09-18: the week has three Japanese holidays."""
    due = {}
    for holidays in ("none", "jp"):
        ctl.out("config", "set", "timezone", "Asia/Tokyo")
        ctl.out("config", "set", "holidays", holidays)
        ref = ctl.out("declare", "--title", "t", "--severity", "2", "--at", "2026-09-18T08:00:00+09:00")
        ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "2", "--override", "o", "--owner", "Owen",
                "--at", "2026-09-18T22:00:00+09:00")
        due[holidays] = ctl.show(ref)["postmortem"]["due_at"]
    assert due == {"none": "2026-09-25T14:59:59.999Z", "jp": "2026-09-30T14:59:59.999Z"}, due


def test_forged(ctl):
    """A row that no event tells of is found."""
    ref = ended(ctl)
    assert ctl.json("verify")["ok"] is True
    database = sqlite3.connect(ctl.db)
    database.execute("UPDATE incident SET postmortem_state='closed'")
    database.commit()
    database.close()
    assert ctl.json("verify", status=3)["ok"] is False
    ctl.out("rebuild")
    assert ctl.json("verify")["ok"] is True
    assert ctl.show(ref)["postmortem"]["state"] == "draft"


if __name__ == "__main__":
    sys.exit(base.main(globals()))
