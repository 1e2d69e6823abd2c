#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tickets of action items by matoictl alone.  Usage: test-tickets.py MATOICTL DATA_FOLDER   (writes TAP)"""

import importlib.machinery
import json
import pathlib
import sys

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()

SITE = "https://x.atlassian.net"
PROJECTS = json.dumps({"Payments": {"project": "PAY", "type": "10001"}})


def set_up(ctl, *more):
    for key, value in (("jira.base-url", SITE), ("timezone", "Asia/Tokyo"), ("jira.projects", PROJECTS), *more):
        ctl.out("config", "set", key, value)


def declare(ctl, *options):
    return ctl.out("declare", "--title", "Checkout fails", "--severity", "1", "--as", "Ann", "--started",
                   "2026-01-05T20:00:00Z", *options)


def add(ctl, ref, text, team="Payments", *options):
    return ctl.json("action", ref, "add", text, "--owner-team", team, *options)["event"]


def outbox(ctl):
    return [(row["op"], row["state"]) for row in ctl.json("outbox", "list")]


def test_none(ctl):
    ref = declare(ctl)
    item = add(ctl, ref, "Alert")
    ctl.error("service", "action", ref, "ticket", item)
    ctl.error("service", "action", ref, "ticket", "--all")
    draft = ctl.json("action", ref, "ticket", item, "--dry-run")[0]
    assert draft["ready"] is False and draft["problems"][0]["id"] == "ticket.site", draft
    ctl.error("input", "action", ref, "ticket")
    ctl.error("input", "action", ref, "ticket", item, "--all")
    ctl.error("not-found", "action", ref, "ticket", "zzzz")


def test_asked(ctl):
    set_up(ctl)
    ref = declare(ctl)
    item, other = add(ctl, ref, "Alert on the queue", "Payments", "--due", "2026-02-01"), add(ctl, ref, "Limit", "Search")
    draft = ctl.json("action", ref, "ticket", item, "--dry-run")[0]
    assert draft["ready"] and draft["project"] == "PAY" and draft["type"] == "10001", draft
    assert draft["labels"] == ["sev1_20260106", "sev1"] and draft["due"] == "2026-02-01", draft
    assert draft["summary"] == "Alert on the queue" and ref in draft["description"], draft
    assert draft["tag"] == f"{ref}/AI-1", draft
    assert "PAY" in ctl.out("action", ref, "ticket", item, "--dry-run")
    assert outbox(ctl) == [], "a look sends nothing"
    refused = ctl.error("rule", "action", ref, "ticket", other)
    assert [reason["id"] for reason in refused["reasons"]] == ["ACT-07"], refused
    # What is ready is asked for; the rest is named, and the exit status says so.
    out, _ = ctl.run("action", ref, "ticket", "--all", status=1)
    assert "ACT-07" in out, out
    assert outbox(ctl) == [("ticket.create", "queued")]
    ctl.out("action", ref, "ticket", "--all", status=1)
    assert outbox(ctl) == [("ticket.create", "queued")]
    ctl.out("config", "set", "jira.project", "OPS")
    ctl.out("action", ref, "ticket", "--all")
    assert outbox(ctl) == [("ticket.create", "queued")] * 2
    ctl.out("action", ref, "ticket", "--all")
    assert ctl.json("verify")["ok"] is True


def test_linked(ctl):
    set_up(ctl)
    ref = declare(ctl)
    item = add(ctl, ref, "Alert", "Payments", "--due", "2026-02-01")
    ctl.out("action", ref, "link", item, SITE + "/jira/boards/1?selectedIssue=PAY-7")
    ticket = ctl.show(ref)["actions"][0]["ticket"]
    assert ticket["key"] == "PAY-7" and ticket["url"] == SITE + "/browse/PAY-7", ticket
    assert ticket["status"] is None and ticket["category"] is None, ticket
    assert outbox(ctl) == [("ticket.link", "queued")]
    ctl.error("input", "action", ref, "link", item, "https://example.com/wiki")
    ctl.error("rule", "action", ref, "ticket", item)
    row = ctl.json("actions", "--overdue")[0]
    assert row["ref"] == ref and row["due"] == "2026-02-01" and row["ticket"]["site"] == "jira", row
    assert row["open"] is True and row["created_at"] and row["changed_at"], row
    assert ctl.json("actions", "--open")[0]["ticket"]["key"] == "PAY-7"
    ctl.out("action", ref, "wont", item, "--reason", "too dear")
    assert ctl.json("actions", "--open") == [] and len(ctl.json("actions")) == 1


def test_confidential(ctl):
    set_up(ctl)
    ref = declare(ctl, "--security")
    item = add(ctl, ref, "Rotate the key")
    refused = ctl.error("rule", "action", ref, "ticket", item)
    assert [reason["id"] for reason in refused["reasons"]] == ["SEC-13"], refused
    assert outbox(ctl) == []
    ctl.out("config", "set", "jira.security", "on")
    assert "Checkout" not in json.dumps(ctl.json("action", ref, "ticket", item, "--dry-run"))
    ctl.out("action", ref, "ticket", item)
    assert outbox(ctl) == [("ticket.create", "queued")]


def test_no_incident(ctl):
    """DET-04: a ticket and a record; nobody is called, in no service."""
    set_up(ctl, ("slack.team", "T1"), ("slack.company", "#all"))
    out = ctl.error("rule", "declare", "--title", "Label is cut", "--severity", "5", "--not-an-incident",
                    "--owner-team", "Search", "--as", "Ann")
    assert [reason["id"] for reason in out["reasons"]] == ["ACT-07"], out
    assert ctl.json("list", "--state", "all") == [], "nothing was changed"
    ref = ctl.out("declare", "--title", "Label is cut", "--severity", "5", "--not-an-incident", "--owner-team",
                  "Payments", "--text", "Seen in German.", "--evidence", "https://example.com/g", "--as", "Ann")
    show = ctl.show(ref)
    assert show["state"] == "ended" and show["postmortem"]["state"] is None, show
    assert [action["text"] for action in show["actions"]] == ["Label is cut\n\nSeen in German."], show["actions"]
    assert [row["op"] for row in ctl.json("outbox", "list")] == ["ticket.create"], ctl.json("outbox", "list")
    assert ctl.json("list", "--state", "live") == []
    draft = ctl.json("action", ref, "ticket", show["actions"][0]["id"], "--dry-run")[0]
    assert draft["summary"] == "Label is cut" and draft["labels"] == [], draft
    assert "https://example.com/g" in draft["description"], draft
    # Without a ticket system the item is kept.
    ctl.out("config", "set", "jira.use", "off")
    kept = ctl.out("declare", "--title", "Typo", "--not-an-incident", "--as", "Ann")
    assert ctl.show(kept)["actions"][0]["state"] == "open"


if __name__ == "__main__":
    sys.exit(base.main(globals()))
