#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""matoictl sync and bridge, beside a Slack on this machine.
Usage: test-sync.py MATOICTL MATOI_FAKE   (writes TAP)"""

import json
import os
import pathlib
import select
import signal
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request

CTL, FAKE = (os.path.abspath(path) for path in sys.argv[1:3])
TOKENS = {"MATOI_SECRET_SLACK_BOT": "bot-fake", "MATOI_SECRET_SLACK_APP": "app-fake"}
WAIT = 40


class Slack:
    def __init__(self):
        self.process = subprocess.Popen([FAKE], stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().split()[1]

    def order(self, what, **order):
        url = self.base.replace("/api/", "/__fake/") + what
        request = urllib.request.Request(url, json.dumps(order).encode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def room(self, part):
        for channel in self.order("inspect")["channels"]:
            if part in channel["name"]:
                return channel
        return None

    def texts(self, part):
        room = self.room(part)
        return [message.get("text", "") for message in room["messages"]] if room else []

    def end(self):
        self.process.terminate()
        self.process.wait()


class Ctl:
    def __init__(self, folder, slack):
        self.slack = slack
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY")}
        self.env |= {"MATOI_DB": str(pathlib.Path(folder) / "matoi.db"), "HOME": folder, "XDG_DATA_HOME": folder}

    def run(self, *args, status=0, **env):
        done = subprocess.run([CTL, *args], env=self.env | env, capture_output=True, timeout=120)
        assert done.returncode == status, f"{args}: {done.returncode}, not {status}: {done.stdout} {done.stderr}"
        for token in env.values():
            assert token.encode() not in done.stdout + done.stderr, f"{args} shows a token"
        return done.stdout.decode().strip()

    def json(self, *args, **rest):
        return json.loads(self.run(*args, "--json", **rest))

    def connect(self):
        self.run("config", "set", "slack.base-url", self.slack.base)
        self.run("config", "set", "slack.team", "T00000001")

    def declare(self, title):
        return self.run("declare", "--title", title, "--severity", "2", "--as", "Ben Okafor", "--policy", "small-team")

    def bridge(self, *args):
        return Bridge(subprocess.Popen([CTL, "bridge", *args], env=self.env | TOKENS, stdout=subprocess.PIPE,
                                       stderr=subprocess.PIPE))


class Bridge:
    """What it tells on standard error, line by line."""

    def __init__(self, process):
        self.process, self.lines, self.rest = process, [], b""

    def expect(self, part):
        until = time.monotonic() + WAIT
        while not any(part in line for line in self.lines):
            assert time.monotonic() < until, f"no “{part}” in {self.lines}"
            if select.select([self.process.stderr], [], [], 0.2)[0]:
                read = os.read(self.process.stderr.fileno(), 65536)
                assert read, f"ended: {self.lines} {self.rest}"
                *full, self.rest = (self.rest + read).split(b"\n")
                self.lines += [line.decode() for line in full]

    def end(self, how=signal.SIGTERM):
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=WAIT)
        assert self.process.returncode == 0, (self.process.returncode, err)
        assert not any(token.encode() in out + err for token in TOKENS.values())
        return out


def until(condition, what):
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end, what
        select.select([], [], [], 0.1)


def test_not_connected(ctl):
    error = ctl.json("sync", status=4)["error"]
    assert error["code"] == "service" and error["message"], error


def test_once(ctl):
    ctl.connect()
    ref = ctl.declare("Alpha fails")
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
    ctl.declare("Beta fails")
    assert ctl.json("sync", status=4)["error"]["code"] == "service"
    assert ctl.json("sync", status=4, MATOI_SECRET_SLACK_BOT="bot-typo")["error"]["message"]
    ctl.run("config", "set", "slack.base-url", "http://127.0.0.1:9/api/")
    assert ctl.json("sync", status=4, **TOKENS)["error"]["code"] == "service"
    assert ctl.json("outbox", "list"), "what waited is kept"


def test_bridge(ctl):
    ctl.connect()
    bridge = ctl.bridge()
    bridge.expect("Acme")
    ref = ctl.declare("Gamma fails")
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


def main():
    tests = {name: test for name, test in globals().items() if name.startswith("test_")}
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests.items(), 1):
        slack = Slack()
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Ctl(folder, slack))
                print(f"ok {number} {name}")
            except Exception:
                failed += 1
                print(f"not ok {number} {name}")
                print("# " + traceback.format_exc().replace("\n", "\n# "))
            finally:
                slack.end()
    return failed > 0


sys.exit(main())
