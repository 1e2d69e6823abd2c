#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matoictl doctor, beside a Slack on this machine.  Usage: test-doctor.py MATOICTL MATOI_FAKE   (writes TAP)"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback
import urllib.request

CTL, FAKE = (os.path.abspath(path) for path in sys.argv[1:3])
NO_ANSWER = "http://127.0.0.1:9/api/"


class Doctor:
    def __init__(self, folder, base):
        self.base = base
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY")}
        self.env |= {"MATOI_DB": str(pathlib.Path(folder) / "matoi.db"), "HOME": folder, "XDG_DATA_HOME": folder}

    def run(self, *args, status=0, **env):
        done = subprocess.run([CTL, *args], env=self.env | env, capture_output=True, timeout=60)
        assert done.returncode == status, f"{args}: {done.returncode}, not {status}: {done.stdout} {done.stderr}"
        for token in env.values():
            assert token.encode() not in done.stdout + done.stderr, f"{args} shows a token"
        return done.stdout.decode()

    def checks(self, status=0, **env):
        """{id: [check…]}; each has exactly what the contract says."""
        found = {}
        for check in json.loads(self.run("doctor", "--json", status=status, **env)):
            assert list(check) == ["id", "state", "text", "fix"], check
            assert check["state"] in ("ok", "warn", "fail") and check["text"], check
            assert check["state"] == "ok" or check["fix"], check
            found.setdefault(check["id"], []).append(check)
        return found


def test_not_set_up(doctor):
    checks = doctor.checks()
    assert checks["slack"][0]["state"] == "ok" and "not set up" in checks["slack"][0]["text"], checks
    assert all(checks[name][0]["state"] == "ok" for name in ("jira", "pagerduty", "statuspage", "database", "policy"))
    assert checks["contact"][0]["state"] == "warn", checks


def test_connected(doctor):
    doctor.run("config", "set", "slack.base-url", doctor.base)
    doctor.run("config", "set", "slack.team", "T00000001")
    tokens = {"MATOI_SECRET_SLACK_BOT": "bot-fake", "MATOI_SECRET_SLACK_APP": "app-fake"}
    checks = doctor.checks(**tokens)
    assert "Acme" in checks["slack-workspace"][0]["text"], checks
    assert checks["slack-events"][0]["state"] == "ok" and "at once" in checks["slack-events"][0]["text"], checks
    assert checks["slack-clock"][0]["state"] == "ok", checks
    assert checks["secret-service"][0]["state"] == "warn", checks
    lines = doctor.run("doctor", **tokens).splitlines()
    assert sum("slack-workspace" in line for line in lines) == 1, lines
    japanese = doctor.run("doctor", "--lang", "ja", **tokens)
    assert "slack-workspace" in japanese, japanese


def test_no_token_here(doctor):
    doctor.run("config", "set", "slack.team", "T00000001")
    check = doctor.checks()["slack"][0]
    assert check["state"] == "warn" and check["fix"], check


def test_other_workspace(doctor):
    doctor.run("config", "set", "slack.base-url", doctor.base)
    doctor.run("config", "set", "slack.team", "TOTHER")
    check = doctor.checks(status=4, MATOI_SECRET_SLACK_BOT="bot-fake")["slack-workspace"][0]
    assert check["state"] == "fail" and "TOTHER" in check["text"] and "disconnect" in check["fix"], check


def test_dead_token(doctor):
    doctor.run("config", "set", "slack.base-url", doctor.base)
    doctor.run("config", "set", "slack.team", "T00000001")
    check = doctor.checks(status=4, MATOI_SECRET_SLACK_BOT="bot-typo")["slack-token"][0]
    assert check["state"] == "fail" and "does not know this token" in check["text"], check


def test_no_slack(doctor):
    doctor.run("config", "set", "slack.base-url", NO_ANSWER)
    doctor.run("config", "set", "slack.team", "T00000001")
    check = doctor.checks(status=4, MATOI_SECRET_SLACK_BOT="bot-fake")["slack-token"][0]
    assert check["state"] == "fail" and "127.0.0.1" in check["text"], check


def test_damaged_first(doctor):
    """What is worse decides the exit status."""
    doctor.run("config", "set", "slack.base-url", NO_ANSWER)
    path = pathlib.Path(doctor.env["MATOI_DB"])
    for file in path.parent.glob("matoi.db-*"):
        file.unlink()
    path.write_bytes(b"this is no database" * 100)
    assert doctor.checks(status=3, MATOI_SECRET_SLACK_BOT="bot-fake")["database"][0]["state"] == "fail"


def main():
    tests = {name: test for name, test in globals().items() if name.startswith("test_")}
    fake = subprocess.Popen([FAKE], stdout=subprocess.PIPE, text=True)
    failed = 0
    try:
        base = fake.stdout.readline().split()[1]
        with urllib.request.urlopen(base + "api.test", data=b"", timeout=10) as answer:
            assert json.load(answer)["ok"]
        print(f"1..{len(tests)}")
        for number, (name, test) in enumerate(tests.items(), 1):
            with tempfile.TemporaryDirectory() as folder:
                try:
                    test(Doctor(folder, base))
                    print(f"ok {number} {name}")
                except Exception:
                    failed += 1
                    print(f"not ok {number} {name}")
                    print("# " + traceback.format_exc().replace("\n", "\n# "))
    finally:
        fake.terminate()
        fake.wait()
    return failed > 0


sys.exit(main())
