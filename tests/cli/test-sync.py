#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matoictl sync and bridge, beside a Slack on this machine.
Usage: test-sync.py MATOICTL MATOI_FAKE   (writes TAP)"""

import os
import signal
import sys

from slack_rig import SERVICE_TOKENS, Slack, TOKENS, tap, until

PROGRAM, FAKE = (os.path.abspath(path) for path in sys.argv[1:3])


def declare(ctl, title):
    return ctl.run("declare", "--title", title, "--severity", "2", "--as", "Ben Okafor", "--policy", "small-team")


def test_not_connected(ctl):
    error = ctl.json("sync", status=4)["error"]
    assert error["code"] == "service" and error["message"], error


def test_once(ctl):
    ctl.connect()
    ref = declare(ctl, "Alpha fails")
    answer = ctl.json("sync", **TOKENS)
    assert answer["state"] == "online" and answer["waiting"] == answer["held"] == 0, answer
    assert answer["sent"] and all(row["ref"] == ref for row in answer["sent"]), answer
    assert any("Alpha fails" in text for text in ctl.slack.texts("alpha")), ctl.slack.texts("alpha")
    n = len(ctl.slack.texts("alpha"))
    again = ctl.json("sync", "--once", **TOKENS)
    assert again["sent"] == [] and len(ctl.slack.texts("alpha")) == n, again

    ctl.run("note", ref, "Roll back", "--kind", "decision", "--as", "Ben Okafor")
    room = ctl.slack.room("alpha")
    ctl.slack.order("say", channel=room["id"], user="U00000002", text="TODO Renew the certificate")
    text = ctl.run("sync", **TOKENS)
    assert "Roll back" in text and "1 message was sent." in text, text
    assert [todo["text"] for todo in ctl.json("show", ref)["todos"]] == ["Renew the certificate"]
    assert ctl.json("verify")["ok"] is True


def test_failures(ctl):
    ctl.connect()
    declare(ctl, "Beta fails")
    assert ctl.json("sync", status=4)["error"]["code"] == "service"
    assert ctl.json("sync", status=4, MATOI_SECRET_SLACK_BOT="bot-typo")["error"]["message"]
    ctl.run("config", "set", "slack.base-url", "http://127.0.0.1:9/api/")
    assert ctl.json("sync", status=4, **TOKENS)["error"]["code"] == "service"
    assert ctl.json("outbox", "list"), "what waited is kept"


def test_services(ctl):
    """Each that is set up is drained; one that does not work leaves the others alone."""
    ctl.connect()
    ctl.connect_services()
    declare(ctl, "Delta fails")
    answer = ctl.json("sync", **TOKENS, **SERVICE_TOKENS)
    assert answer["state"] == "online" and answer["sent"] and answer["waiting"] == 0, answer
    states = {service["id"]: service["state"] for service in answer["services"]}
    assert states == {name: "online" for name in ("slack", "jira", "jira2", "pagerduty", "statuspage")}, answer
    text = ctl.run("sync", **TOKENS, **SERVICE_TOKENS)
    assert "Slack: Connected to Acme" in text and "Legacy: " in text, text

    ctl.run("config", "set", "statuspage.use", "off")
    partly = ctl.json("sync", status=4, **(TOKENS | SERVICE_TOKENS | {"MATOI_SECRET_JIRA2": "jira-typo"}))
    assert partly["state"] == "refused" and partly["text"], partly
    states = {service["id"]: service["state"] for service in partly["services"]}
    assert states == {"slack": "online", "jira": "online", "jira2": "refused", "pagerduty": "online"}, partly
    bridge = ctl.bridge(**SERVICE_TOKENS)
    bridge.expect("JIRA: ")
    bridge.expect("Legacy: ")
    ctl.run("config", "set", "statuspage.use", "on")
    bridge.expect("Statuspage: ")
    assert bridge.end() == b""


def test_bridge(ctl):
    ctl.connect()
    bridge = ctl.bridge()
    bridge.expect("Acme")
    ref = declare(ctl, "Gamma fails")
    until(lambda: any("Gamma fails" in text for text in ctl.slack.texts("gamma")), "nothing was said")
    room = ctl.slack.room("gamma")
    ctl.slack.order("say", channel=room["id"], user="U00000002", text="!status")
    until(lambda: any("Declared:" in text for text in ctl.slack.texts("gamma")), "no answer")
    ctl.slack.order("say", channel=room["id"], user="U00000002", text="!fact It is the index")
    until(lambda: any(row["text"] == "It is the index" for row in ctl.json("show", ref)["timeline"]), "no entry")

    other = ctl.bridge()
    other.expect("Another program")
    assert ctl.json("sync", **TOKENS)["state"] == "elsewhere"
    assert bridge.end() == b""
    other.expect("Acme")
    ctl.run("note", ref, "Fail over", "--kind", "decision", "--as", "Ben Okafor")
    until(lambda: any("Fail over" in text for text in ctl.slack.texts("gamma")), "nothing was said")
    assert other.end(signal.SIGINT) == b""
    assert len([text for text in ctl.slack.texts("gamma") if "Fail over" in text]) == 1
    assert ctl.json("verify")["ok"] is True


def test_help(ctl):
    assert "--once" in ctl.run("sync", "--help")
    assert "standard error" in ctl.run("bridge", "--help")


sys.exit(tap(dict(globals()), PROGRAM, lambda: Slack(FAKE)))
