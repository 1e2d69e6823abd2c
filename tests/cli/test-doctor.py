#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matoictl doctor, beside a Slack on this machine.  Usage: test-doctor.py MATOICTL MATOI_FAKE   (writes TAP)"""

import os
import pathlib
import sys

from slack_rig import SERVICE_TOKENS, Slack, TOKENS, tap

PROGRAM, FAKE = (os.path.abspath(path) for path in sys.argv[1:3])
NO_ANSWER = "http://127.0.0.1:9/api/"


def checks_of(ctl, **rest):
    """{id: [check…]}; each has exactly what the contract says."""
    found = {}
    for check in ctl.json("doctor", **rest):
        assert list(check) == ["id", "state", "text", "fix"], check
        assert check["state"] in ("ok", "warn", "fail") and check["text"], check
        assert check["state"] == "ok" or check["fix"], check
        found.setdefault(check["id"], []).append(check)
    return found


def test_not_set_up(ctl):
    checks = checks_of(ctl)
    assert checks["slack"][0]["state"] == "ok" and "not set up" in checks["slack"][0]["text"], checks
    assert all(checks[name][0]["state"] == "ok" for name in ("jira", "pagerduty", "statuspage", "database", "policy"))
    assert checks["contact"][0]["state"] == "warn", checks


def test_connected(ctl):
    ctl.connect()
    checks = checks_of(ctl, **TOKENS)
    assert "Acme" in checks["slack-workspace"][0]["text"], checks
    assert checks["slack-events"][0]["state"] == "ok" and "at once" in checks["slack-events"][0]["text"], checks
    assert checks["slack-clock"][0]["state"] == "ok", checks
    assert checks["secret-service"][0]["state"] == "warn", checks
    lines = ctl.run("doctor", **TOKENS).splitlines()
    assert sum("slack-workspace" in line for line in lines) == 1, lines
    japanese = ctl.run("doctor", "--lang", "ja", **TOKENS)
    assert "slack-workspace" in japanese, japanese


def test_no_token_here(ctl):
    ctl.run("config", "set", "slack.team", "T00000001")
    check = checks_of(ctl)["slack"][0]
    assert check["state"] == "warn" and check["fix"], check


def test_other_workspace(ctl):
    ctl.run("config", "set", "slack.base-url", ctl.slack.base)
    ctl.run("config", "set", "slack.team", "TOTHER")
    check = checks_of(ctl, status=4, MATOI_SECRET_SLACK_BOT="bot-fake")["slack-workspace"][0]
    assert check["state"] == "fail" and "TOTHER" in check["text"] and "disconnect" in check["fix"], check


def test_dead_token(ctl):
    ctl.connect()
    check = checks_of(ctl, status=4, MATOI_SECRET_SLACK_BOT="bot-typo")["slack-token"][0]
    assert check["state"] == "fail" and "does not know this token" in check["text"], check


def test_no_slack(ctl):
    ctl.run("config", "set", "slack.base-url", NO_ANSWER)
    ctl.run("config", "set", "slack.team", "T00000001")
    check = checks_of(ctl, status=4, MATOI_SECRET_SLACK_BOT="bot-fake")["slack-token"][0]
    assert check["state"] == "fail" and "127.0.0.1" in check["text"], check


def test_services(ctl):
    """Each is asked what it is and whom it lets in."""
    ctl.connect_services()
    assert all(checks_of(ctl)[name][0]["state"] == "warn" for name in ("jira", "jira2", "pagerduty", "statuspage"))
    checks = checks_of(ctl, **SERVICE_TOKENS)
    states = {name: checks[name][0]["state"] for name in checks}
    assert states["jira-site"] == states["jira-token"] == states["jira-project"] == "ok", checks
    assert states["jira2-site"] == "ok" and "Data Center" in checks["jira2-site"][0]["text"], checks
    assert states["jira2-project"] == "warn", checks
    assert states["pagerduty-token"] == states["pagerduty-from"] == states["pagerduty-service"] == "ok", checks
    assert states["statuspage-page"] == states["statuspage-subscribers"] == "ok", checks
    assert "jira2-site" in ctl.run("doctor", "--lang", "ja", **SERVICE_TOKENS)

    ctl.run("config", "set", "jira2.use", "off")
    dead = checks_of(ctl, status=4, **(SERVICE_TOKENS | {"MATOI_SECRET_JIRA": "jira-typo"}))
    assert dead["jira-token"][0]["state"] == "fail" and dead["jira2"][0] == {
        "id": "jira2", "state": "ok", "text": "turned off", "fix": None}, dead
    ctl.run("config", "set", "jira.base-url", NO_ANSWER)
    away = checks_of(ctl, status=4, **SERVICE_TOKENS)["jira-site"][0]
    assert away["state"] == "fail" and "127.0.0.1" in away["text"], away


def test_bad_tables(ctl):
    error = ctl.json("config", "set", "jira.projects", '{"Payments":\n {"project": "pay"}}', status=2)["error"]
    assert "Line 2, Payments.project" in error["message"] and "nothing was changed" in error["message"], error
    ctl.run("config", "set", "jira.projects", '{"Payments": {"project": "PAY", "site": "jira2"}}')


def test_damaged_first(ctl):
    """What is worse decides the exit status."""
    ctl.run("config", "set", "slack.base-url", NO_ANSWER)
    path = pathlib.Path(ctl.env["MATOI_DB"])
    for file in path.parent.glob("matoi.db-*"):
        file.unlink()
    path.write_bytes(b"this is no database" * 100)
    assert checks_of(ctl, status=3, MATOI_SECRET_SLACK_BOT="bot-fake")["database"][0]["state"] == "fail"


sys.exit(tap(dict(globals()), PROGRAM, lambda: Slack(FAKE)))
