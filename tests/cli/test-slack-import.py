#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An export of Slack by matoictl.  Usage: test-slack-import.py MATOICTL DATA_FOLDER   (writes TAP)"""

import datetime
import importlib.machinery
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import zipfile

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()

NOON = datetime.datetime(2025, 11, 20, 12, tzinfo=datetime.timezone.utc)


def message(minute, text, **more):
    at = NOON + datetime.timedelta(minutes=minute)
    return {"type": "message", "user": f"U{minute % 2 + 1}", "ts": f"{int(at.timestamp())}.000100", "text": text} | more


def make_zip(ctl, files):
    path = ctl.folder / "export.zip"
    lists = {"users.json": [{"id": "U1", "profile": {"display_name": "亜希"}}, {"id": "U2", "real_name": "Ben"}],
             "channels.json": [{"id": "C1", "name": "incident"}, {"id": "C2", "name": "random"}]}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (lists | files).items():
            archive.writestr(name, content if isinstance(content, str) else json.dumps(content, ensure_ascii=False))
    return str(path)


def both(ctl):
    return make_zip(ctl, {
        "incident/2025-11-20.json": [message(1, "TODO: 報告 :tada:"), message(0, "<@U2> 決済が失敗"),
                                     message(2, "<@U1> has joined the channel", user="U1")],
        "incident/2025-11-21.json": [message(1440, "next day", reactions=[{"name": "pushpin", "users": ["U1"]}])],
        "random/2025-11-20.json": [message(3, "lunch")]})


def test_channels(ctl):
    """Several channels: they are listed, and nothing is imported."""
    path = both(ctl)
    refused = ctl.error("input", "import", path)
    assert "incident: 3 messages, 2025-11-20 to 2025-11-21" in refused["message"], refused
    assert "random: 1 message, 2025-11-20 to 2025-11-20" in refused["message"], refused
    assert "--channel" in refused["message"]
    ctl.error("not-found", "import", path, "--channel", "nowhere")
    assert ctl.json("list", "--state", "all") == []


def test_twice(ctl):
    path = both(ctl)
    out, err = ctl.run("import", path, "--channel", "#incident", "--to", "2025-11-20", "--json")
    first = json.loads(out)
    assert len(first["created"]) == 1 and first["unchanged"] == [] and first["entries"] == 2, first
    assert "--todos" in err, err
    ref = first["created"][0]
    assert ctl.json("import", path, "--channel", "incident", "--to", "2025-11-20") == \
        {"created": [], "unchanged": [ref], "entries": 0}
    longer = ctl.json("import", path, "--channel", "incident", "--todos")
    assert longer == {"created": [ref], "unchanged": [], "entries": 1}, longer
    assert ctl.json("import", path, "--channel", "incident", "--todos")["unchanged"] == [ref]
    show = ctl.show(ref)
    rows = [row for row in show["timeline"] if row["kind"] != "system"]
    assert [(row["author"], row["text"]) for row in rows] == \
        [("亜希", "@Ben 決済が失敗"), ("Ben", "TODO: 報告 🎉"), ("亜希", "next day")], rows
    assert rows[0]["occurred_at"] == "2025-11-20T12:00:00.000Z" and rows[0]["source"] == "slack", rows[0]
    assert "incident" in rows[0]["evidence"][0]["none_reason"], rows[0]
    assert [todo["text"] for todo in show["todos"]] == ["報告 🎉"], show["todos"]
    assert show["declared_at"] == "2025-11-20T12:00:00.000Z"
    assert ctl.json("verify")["ok"] is True


def test_into(ctl):
    path = both(ctl)
    ref = ctl.declare()
    made = ctl.json("import", path, "--channel", "incident", "--channel", "random", "--reaction", "pushpin",
                    "--into", ref)
    assert made == {"created": [ref], "unchanged": [], "entries": 1}, made
    made = ctl.json("import", path, "--channel", "random", "--from", "2025-11-20T12:03:00Z", "--to",
                    "2025-11-20T12:03:00.100Z", "--title", "Lunch", "--severity", "3")
    assert made["entries"] == 1 and ctl.show(made["created"][0])["title"] == "Lunch", made
    ctl.error("input", "import", path, "--channel", "random", "--into", ref, "--title", "x")
    ctl.error("not-found", "import", path, "--channel", "random", "--into", "INC-010101-ZZ")
    ctl.error("input", "import", path, "--channel", "random", "--from", "2027-02-30")
    ctl.error("input", "import", path, "--channel", "random", "--from", "yesterday")
    ctl.error("input", "import", path, "--channel", "random", "--from", "2027-01-01")


def test_other_files(ctl):
    """The options are for an export, and an export stands alone."""
    facts = str(base.DATA / "incidents" / sorted(p.name for p in (base.DATA / "incidents").glob("*.json"))[0])
    ctl.error("input", "import", facts, "--channel", "incident")
    ctl.error("input", "import", both(ctl), facts)
    ctl.error("not-found", "import", str(ctl.folder / "missing.zip"))
    (ctl.folder / "empty").mkdir()
    ctl.error("input", "import", str(ctl.folder / "empty"))
    (ctl.folder / "cut.zip").write_bytes(b"PK\3\4 and no more")
    ctl.error("input", "import", str(ctl.folder / "cut.zip"))
    assert ctl.json("list", "--state", "all") == []


def test_broken_day(ctl):
    path = make_zip(ctl, {"incident/2025-11-20.json": [message(0, "fine")], "incident/2025-12-20.json": "[{",
                          "../../incident/2025-11-21.json": [message(1440, "outside")],
                          "random/2025-11-20.json": [message(3, "lunch")]})
    refused = ctl.error("input", "import", path, "--channel", "incident")
    assert "incident/2025-12-20.json" in refused["message"], refused
    assert ctl.json("list", "--state", "all") == []
    out, err = ctl.run("import", path, "--channel", "incident", "--to", "2025-11-30", "--json")
    assert json.loads(out)["entries"] == 1 and "incident/2025-12-20.json" in err, (out, err)
    assert ctl.json("import", path, "--channel", "random")["entries"] == 1


def test_interrupted(ctl):
    """Ctrl+C at any time: all of it or nothing."""
    days = {f"incident/{1800 + n}-01-01.json": [message(n * 10 + i, f"言葉 {n} {i}") for i in range(10)]
            for n in range(300)}
    path = make_zip(ctl, days)
    for before in range(4):
        master, slave = pty.openpty()
        process = subprocess.Popen([base.CTL, "import", path], env=ctl.env, stdout=subprocess.DEVNULL, stderr=slave)
        os.close(slave)
        for _ in range(before + 1):
            try:
                if not os.read(master, 64):
                    break
            except OSError:
                break
        process.send_signal(signal.SIGINT)
        process.wait()
        os.close(master)
        rows = ctl.json("list", "--state", "all")
        assert len(rows) <= 1, rows
        if rows:
            assert len([1 for row in ctl.show(rows[0]["ref"])["timeline"] if row["kind"] != "system"]) == 3000
    assert ctl.json("verify")["ok"] is True
    made = ctl.json("import", path)
    assert made["entries"] in (0, 3000) and len(ctl.json("list", "--state", "all")) == 1, made


def test_help(ctl):
    text = ctl.out("import", "--help")
    assert all(word in text for word in ("--channel", "--from", "--to", "--todos", "--into", "--reaction")), text
    assert re.search(r"--to=DAY\s", text), text
    assert "channel|executives|public|company" in ctl.out("update", "--help")


if __name__ == "__main__":
    sys.exit(base.main(globals()))
