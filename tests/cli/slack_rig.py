# SPDX-License-Identifier: GPL-3.0-or-later
"""A Slack on this machine and matoictl beside it, for the tests here."""

import json
import os
import pathlib
import select
import signal
import subprocess
import tempfile
import time
import traceback
import urllib.request

TOKENS = {"MATOI_SECRET_SLACK_BOT": "bot-fake", "MATOI_SECRET_SLACK_APP": "app-fake"}
# The other services the fake has, at their paths.
SERVICE_TOKENS = {"MATOI_SECRET_JIRA": "jira-fake", "MATOI_SECRET_JIRA2": "jira-dc-fake",
                  "MATOI_SECRET_PAGERDUTY": "pagerduty-fake", "MATOI_SECRET_STATUSPAGE": "statuspage-fake"}
WAIT = 60


def until(condition, what, seconds=WAIT):
    """Asks until it holds. The other side is another program: there is nothing to wait on."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, what() if callable(what) else what
        select.select([], [], [], 0.1)


class Slack:
    def __init__(self, fake, *args):
        self.process = subprocess.Popen([fake, *args], stdout=subprocess.PIPE, text=True)
        lines = [self.process.stdout.readline().split() for _ in range(3)]
        self.base, self.control = lines[0][1], lines[2][1]

    def order(self, what, **order):
        request = urllib.request.Request(self.control + what, json.dumps(order).encode())
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.load(answer)

    def inspect(self):
        with urllib.request.urlopen(self.control + "inspect", timeout=10) as answer:
            return json.load(answer)

    def room(self, part):
        return next((room for room in self.inspect()["channels"] if part in room["name"]), None)

    def texts(self, part):
        room = self.room(part)
        return [message.get("text", "") for message in room["messages"]] if room else []

    def end(self):
        self.process.terminate()
        self.process.communicate()


class Ctl:
    def __init__(self, program, folder, slack):
        self.program, self.slack = program, slack
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY")}
        self.env |= {"MATOI_DB": str(pathlib.Path(folder) / "matoi.db"), "HOME": folder, "XDG_DATA_HOME": folder}

    def run(self, *args, status=0, **env):
        done = subprocess.run([self.program, *args], env=self.env | env, capture_output=True, timeout=120)
        assert done.returncode == status, f"{args}: {done.returncode}, not {status}: {done.stdout} {done.stderr}"
        for token in env.values():
            assert token.encode() not in done.stdout + done.stderr, f"{args} shows a token"
        return done.stdout.decode().strip()

    def json(self, *args, **rest):
        return json.loads(self.run(*args, "--json", **rest))

    def connect(self):
        self.run("config", "set", "slack.base-url", self.slack.base)
        self.run("config", "set", "slack.team", "T00000001")

    def connect_services(self):
        root = self.slack.base.removesuffix("/api/")
        settings = {"jira.base-url": root + "/jira", "jira.flavour": "cloud", "jira.email": "aiko@acme.example",
                    "jira.project": "OPS", "jira2.base-url": root + "/jira-dc", "jira2.flavour": "server",
                    "jira2.name": "Legacy", "pagerduty.base-url": root + "/pagerduty",
                    "pagerduty.from": "ops@acme.example", "pagerduty.service": "PMAJOR",
                    "statuspage.base-url": root + "/statuspage", "statuspage.page": "pgacme000001"}
        for key, value in settings.items():
            self.run("config", "set", key, value)

    def bridge(self, *args, **env):
        return Bridge(subprocess.Popen([self.program, "bridge", *args], env=self.env | TOKENS | env,
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE))


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
        assert how == signal.SIGKILL or self.process.returncode == 0, (self.process.returncode, err)
        assert not any(token.encode() in out + err for token in TOKENS.values())
        return out


def tap(tests, program, start):
    """Each of tests (a module's names) with a database of its own, beside the Slack that start () gives. Writes TAP."""
    tests = {name: test for name, test in tests.items() if name.startswith("test_")}
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests.items(), 1):
        slack = start()
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Ctl(program, folder, slack))
                print(f"ok {number} {name}")
            except Exception:
                failed += 1
                print(f"not ok {number} {name}")
                print("# " + traceback.format_exc().replace("\n", "\n# "))
            finally:
                slack.end()
    return failed > 0


class Window:
    """The program itself, on the display the test has; what it says is on the screen."""

    def __init__(self, program, ctl):
        display = {name: os.environ[name] for name in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS") if name in os.environ}
        self.process = subprocess.Popen([program, "--db", ctl.env["MATOI_DB"]], env=ctl.env | TOKENS | display,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def expect(self, part):
        assert self.process.poll() is None, self.process.communicate()

    def end(self, how=signal.SIGTERM):
        assert self.process.poll() is None, self.process.communicate()
        self.process.send_signal(how)
        out, err = self.process.communicate(timeout=WAIT)
        assert not any(token.encode() in out + err for token in TOKENS.values())
        assert b"CRITICAL" not in err and b"WARNING" not in err, err
        return out
