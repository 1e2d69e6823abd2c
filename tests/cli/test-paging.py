#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Paging and the public status page by matoictl, beside the services on this machine.
Usage: test-paging.py MATOICTL MATOI_FAKE   (writes TAP)"""

import json
import os
import sys
import urllib.request

from slack_rig import SERVICE_TOKENS, Slack, tap

PROGRAM, FAKE = (os.path.abspath(path) for path in sys.argv[1:3])
ME = ("--as", "Ben Okafor")
TEXT = "Payments fail for some people. We are on it."


def inspect(ctl, service):
    with urllib.request.urlopen(ctl.slack.base.removesuffix("/api/") + f"/__fake/{service}/inspect", timeout=10) as answer:
        return json.load(answer)


def declare(ctl, *more):
    ref = ctl.run("declare", "--title", "Payments fail", "--severity", "1", *ME, *more)
    ctl.run("role", ref, "ic", "Ben Okafor", *ME)
    return ref


def set_up(ctl):
    ctl.connect_services()
    ctl.run("config", "set", "pagerduty.policy", "PICPOL")


def test_page(ctl):
    """What is asked for once goes out once, to both at once; the record says who was reached."""
    set_up(ctl)
    ref = declare(ctl)
    assert ctl.json("show", ref)["pages"] == []
    ctl.run("say", ref, "/呼び出し　ＩＣ", *ME)
    asked = ctl.json("show", ref)["pages"]
    assert len(asked) == 1 and asked[0]["whom"] == "ic" and asked[0]["by"] == "Ben Okafor", asked
    assert asked[0]["at"] and asked[0]["results"] == [], asked
    ctl.run("sync", **SERVICE_TOKENS)
    page = ctl.json("show", ref)["pages"][0]
    told = {result["person"]: result["result"] for result in page["results"]}
    assert told.get("Aiko Tanaka") == told.get("Ben Ortiz") == "notified", page
    assert page["url"] and all(result["at"] for result in page["results"]), page
    ctl.run("sync", **SERVICE_TOKENS)
    site = inspect(ctl, "pagerduty")
    assert len(site["incidents"]) == 1 and max(site["pages"].values()) == 1, site["pages"]
    assert ctl.json("verify")["ok"] is True


def test_nobody_pages(ctl):
    """Without PagerDuty, of a drill, of a confidential incident: refused, with whom to call."""
    ref = declare(ctl)
    error = ctl.json("say", ref, "/page ic", *ME, status=1)["error"]
    assert [reason["id"] for reason in error["reasons"]] == ["DEC-07"], error
    assert "matoictl role" in error["reasons"][0]["fix"], error
    ctl.run("config", "set", "directory.people", json.dumps(
        [{"name": "Aiko Tanaka", "phone": "+81 90 1111 2222", "roles": ["ic"]}]))
    error = ctl.json("say", ref, "/page", *ME, status=1)["error"]
    assert "Aiko Tanaka +81 90 1111 2222" in error["reasons"][0]["fix"], error
    set_up(ctl)
    for kind in ("--drill", "--security"):
        other = declare(ctl, kind)
        ctl.json("say", other, "/page ic", *ME, status=1)
        assert ctl.json("show", other)["pages"] == []


def test_publish(ctl):
    set_up(ctl)
    ref = declare(ctl)
    out = ctl.json("update", ref, "--to", "public", "--text", TEXT, "--approve", "--publish", "--no-notify",
                   "--component", "cmcheckout01=partial_outage", *ME)
    assert out["event"], out
    assert inspect(ctl, "statuspage")["incidents"] == []
    ctl.run("sync", **SERVICE_TOKENS)
    site = inspect(ctl, "statuspage")
    incident, = site["incidents"]
    assert incident["status"] == "investigating" and site["mails"] == 0, incident
    assert incident["incident_updates"][0]["body"] == TEXT, incident
    part, = [part for part in site["components"] if part["id"] == "cmcheckout01"]
    assert part["status"] == "partial_outage", part
    update = ctl.json("show", ref)["updates"][0]
    assert update["state"] == "posted" and update["url"], update
    # A draft that is approved and published later.
    ctl.run("update", ref, "--to", "public", "--text", "Half of it works again.", "--draft", *ME)
    ctl.run("update", ref, "--to", "public", "--approve", "--publish", "--status", "monitoring", *ME)
    ctl.run("sync", **SERVICE_TOKENS)
    site = inspect(ctl, "statuspage")
    assert len(site["incidents"]) == 1 and site["incidents"][0]["status"] == "monitoring" and site["mails"] == 1, site


def test_publish_refused(ctl):
    """All or nothing, and nothing that was not approved."""
    ref = declare(ctl)
    wanted = ("update", ref, "--to", "public", "--text", TEXT, "--approve", "--publish")
    assert ctl.json(*wanted, *ME, status=4)["error"]["code"] == "service"
    set_up(ctl)
    for more in (("--status", "fixed"), ("--component", "cmcheckout01"), ("--component", "cmcheckout01=bad"),
                 ("--draft",), ("--url", "https://status.example/1")):
        assert ctl.json(*wanted, *more, *ME, status=2)["error"]["code"] == "input", more
    ctl.json("update", ref, "--to", "public", "--text", TEXT, "--no-notify", *ME, status=2)
    ctl.json("update", ref, "--to", "public", "--publish", *ME, status=5)
    reasons = ctl.json(*wanted, "--status", "resolved", "--recovered", *ME, status=1)["error"]["reasons"]
    assert [reason["id"] for reason in reasons] == ["COM-07"], reasons
    ctl.json(*wanted, "--as", "Mei Lin", status=1)
    for kind, rule in (("--drill", "DRL-01"), ("--security", "SEC-07")):
        other = declare(ctl, kind)
        ctl.json("update", other, *wanted[2:], *ME, status=1)
        assert ctl.json("show", other)["updates"] == [], rule
    assert ctl.json("show", ref)["updates"] == [] and ctl.json("outbox", "list") == []
    ctl.run("phase", ref, "verify", *ME)
    ctl.run(*wanted, "--status", "resolved", "--recovered", *ME)


sys.exit(tap(dict(globals()), PROGRAM, lambda: Slack(FAKE)))
