#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real matoictl.  Usage: test-matoictl.py MATOICTL DATA_FOLDER   (writes TAP)"""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import traceback

CTL, DATA = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
SCHEMA = json.loads((DATA / "show.schema.json").read_text(encoding="utf-8"))
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def has_type(value, name):
    if name in ("integer", "number"):
        return isinstance(value, int if name == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


def problems(value, schema, where="show"):
    """The part of JSON Schema that show.schema.json uses."""
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(has_type(value, kind) for kind in kinds):
        return [f"{where}: {value!r} is not {kinds}"]
    found = []
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where}: {value!r} is not one of {schema['enum']}")
    if "pattern" in schema and isinstance(value, str) and not re.search(schema["pattern"], value):
        found.append(f"{where}: {value!r} does not match")
    if "minimum" in schema and value < schema["minimum"]:
        found.append(f"{where}: {value!r} is too small")
    if isinstance(value, dict):
        known = schema.get("properties", {})
        found += [f"{where}: no {name}" for name in schema.get("required", []) if name not in value]
        for name, member in value.items():
            rest = schema.get("additionalProperties", {})
            if name not in known and rest is False:
                found.append(f"{where}: unknown {name}")
            else:
                found += problems(member, known.get(name, rest or {}), f"{where}.{name}")
    if isinstance(value, list):
        for index, item in enumerate(value):
            found += problems(item, schema.get("items", {}), f"{where}[{index}]")
    return found


class Ctl:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.db = str(self.folder / "matoi.db")
        self.env = {k: v for k, v in os.environ.items()
                    if k not in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "DISPLAY", "MATOI_DB")}
        self.env |= {"MATOI_DB": self.db, "HOME": str(folder), "XDG_DATA_HOME": str(folder)}

    def run(self, *args, status=0, text=None, **env):
        done = subprocess.run([CTL, *args], env=self.env | env, capture_output=True,
                              input=text if isinstance(text, bytes) else (text or "").encode())
        assert done.returncode == status, f"{args}: {done.returncode}, not {status}: {done.stdout} {done.stderr}"
        return done.stdout.decode().rstrip("\n"), done.stderr.decode()

    def out(self, *args, **rest):
        return self.run(*args, **rest)[0]

    def json(self, *args, **rest):
        return json.loads(self.out(*args, "--json", **rest))

    def show(self, ref, *args):
        show = self.json("show", ref, *args)
        found = problems(show, SCHEMA)
        assert not found, found
        try:
            import jsonschema
            jsonschema.validate(show, SCHEMA)
        except ImportError:
            pass
        return show

    def declare(self, *args):
        return self.out("declare", "--title", "Checkout fails", "--severity", "2", *args)

    def error(self, code, *args, **rest):
        """The failure must look right both ways."""
        status = {"rule": 1, "input": 2, "storage": 3, "service": 4, "not-found": 5}[code]
        error = self.json(*args, status=status, **rest)["error"]
        assert error["code"] == code and error["message"], error
        assert all(set(reason) == {"id", "text", "fix"} for reason in error["reasons"]), error
        out, err = self.run(*args, status=status, **rest)
        assert out == "" and err.startswith("- " if error["reasons"] else "matoictl: "), (out, err)
        return error


def lead(ctl, lang):
    """One incident from its declaration to its end."""
    both = ["--lang", lang, "--as", "Ann"]
    made = ctl.json("declare", "--title", "決済 / Checkout", "--severity", "2", "--service", "api", "--service", "web",
                    "--scope", "30 %", "--detected-by", "monitor", *both)
    ref = made["ref"]
    assert re.fullmatch(r"[0-9a-f]{32}", made["id"])
    assert ctl.json("role", ref, "ic", "Ann", *both)["ref"] == ref
    entry = ctl.json("note", ref, "エラー率 14 %", "--kind", "hypothesis", "--evidence", "https://example.com/g", *both)
    ctl.out("confirm", ref, entry["entry"], *both)
    said = ctl.json("say", ref, "-5m ? cache", *both)["entry"]
    ctl.out("rule-out", ref, said, *both)
    wrong = ctl.json("note", ref, "mistake", *both)["entry"]
    ctl.out("strike", ref, wrong, "--reason", "typo", *both)
    ctl.out("evidence", ref, said, "--none", "seen on a screen", *both)
    ask = ctl.json("say", ref, "@Bob 10m look at the cache", *both)["ask"]
    ctl.out("extend", ref, ask, "5", *both)
    ctl.out("answer", ref, ask, "it is full", *both)
    todo = ctl.json("say", ref, "+ write it down", *both)["todo"]
    ctl.out("todo", ref, "done", todo, *both)
    ctl.out("todo", ref, "add", "new alert", "--later", "--owner", "Bob", *both)
    ctl.out("phase", ref, "stabilise", *both)
    ctl.out("severity", ref, "1", "--reason", "worse", *both)
    ctl.out("update", ref, "--to", "channel", "--text", "on it", *both)
    ctl.out("update", ref, "--to", "public", "--draft", *both)
    ctl.out("update", ref, "--to", "public", "--approve", *both)
    assert ctl.json("clocks", ref, *both)
    live = ctl.show(ref, "--lang", lang)
    assert live["severity"] == "1" and set(live["minutes_in_severity"]) == {"1", "2"}
    assert live["services"] == ["api", "web"] and live["steps"]
    assert {line["id"]: line["verdict"] for line in live["timeline"]}[said] == "ruled-out"
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "1", "--owner", "Ann",
            "--override", "test", *both)
    ended = ctl.show(ref)
    assert ended["state"] == "ended" and ended["ended_at"] and ended["final_severity"] == "1"
    text = ctl.out("show", ref, *both)
    assert "エラー率 14 %" in text
    assert "決済" in ctl.out("export", ref, "--format", "markdown", *both)
    return text, live


def test_english(ctl):
    text, _ = lead(ctl, "en")
    assert "Timeline" in text


def test_japanese(ctl):
    _, live = lead(ctl, "ja")
    # the words of the process come in the language asked for, whatever the locale
    assert any(re.search("[ぁ-ん]", step["text"]) for step in live["steps"])


def test_language_without_locale(ctl):
    ref = ctl.declare()
    ctl.out("role", ref, "ic", "Ann")
    steps = ctl.json("show", ref, "--lang", "ja", LC_ALL="C", LANG="C")["steps"]
    assert any(re.search("[ぁ-ん]", step["text"]) for step in steps)
    ctl.out("note", ref, "日本語", LC_ALL="C", LANG="C")
    assert "日本語" in ctl.out("show", ref, LC_ALL="C", LANG="C")


def test_statuses(ctl):
    ref = ctl.declare()
    error = ctl.error("rule", "end", ref, "--outcome", "recovered")
    assert error["reasons"] and all(reason["fix"] for reason in error["reasons"])
    assert "did you mean" in ctl.error("input", "shwo", ref)["message"].lower()
    ctl.error("input", "show")
    ctl.error("input", "show", ref, "--no-such-option")
    ctl.error("input", "declare")
    ctl.error("input", "ask", ref, "Bob", "soon", "x")
    ctl.error("input", "note", ref, "x", "--at", "yesterday")
    ctl.error("input", "export", ref, "--format", "stone")
    ctl.out("note", ref, "=HYPERLINK(1), \"復旧\"")
    rows = list(csv.reader(io.StringIO(ctl.out("export", ref, "--format", "csv").lstrip("\ufeff"))))
    assert rows[0][:4] == ["time_utc", "time_local", "kind", "text"] and {len(row) for row in rows} == {len(rows[0])}
    assert any(row[3] == "'=HYPERLINK(1), \"復旧\"" for row in rows)
    assert ctl.error("rule", "export", ref, "--format", "ics")["reasons"][0]["id"] == "pm.meeting"
    ctl.error("input", "severity", ref, "77")
    ctl.error("not-found", "show", "INC-990101-ZZ")
    ctl.error("not-found", "strike", ref, "0123456789abcdef0123456789abcdef", "--reason", "x")
    ctl.error("service", "secret", "set", "jira", "-", text="token")
    ctl.error("input", "secret", "set", "nonsense", "-", text="token")
    broken = ctl.folder / "broken.db"
    broken.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    ctl.error("storage", "list", "--db", str(broken))
    ctl.error("storage", "list", "--db", "/proc/no/such/matoi.db")
    ctl.run("--help")
    ctl.run("show", "--help", "--lang", "ja")
    assert "matoictl" in ctl.out("--version")
    ctl.run(status=2)


def test_refusals_change_nothing(ctl):
    ref = ctl.declare()
    before = ctl.json("export", ref, "--format", "json")["events"]
    ctl.error("input", "say", ref, "/end")
    ctl.error("rule", "say", ref, "/page ic")
    ctl.error("input", "say", ref, "/sev 99")
    ctl.error("rule", "end", ref, "--outcome", "recovered")
    ctl.error("input", "note", ref, "x", "--kind", "rumour")
    ctl.error("input", "note", ref, "-", text=b"\xff\xfe")
    ctl.error("input", "note", ref, "-", text=b"x" * 2_000_000)
    assert ctl.json("export", ref, "--format", "json")["events"] == before


def test_settings(ctl):
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    assert ctl.out("config", "get", "timezone") == "Asia/Tokyo"
    ctl.error("input", "config", "set", "timezone", "Mars/Olympus")
    ctl.error("input", "config", "set", "no.such", "x")
    ctl.error("input", "config", "get", "no.such")
    assert ctl.json("config", "list")["timezone"] == "Asia/Tokyo"
    ctl.out("config", "unset", "timezone")
    assert ctl.json("config", "get", "timezone") == {"key": "timezone", "value": None}
    assert {check["state"] for check in ctl.json("doctor")} <= {"ok", "warn"}


def test_outbox(ctl):
    ref = ctl.declare()
    assert ctl.out("outbox", "list") == "Nothing waits to be sent."
    assert ctl.json("outbox", "list") == []
    assert ctl.show(ref)["outbox"] == {"waiting": 0, "held": 0}
    for key, value in (("slack.team", "T1"), ("slack.channel-mode", "existing"), ("slack.channel", "#ops"),
                       ("slack.language", "en"), ("slack.post.decision", "ask")):
        ctl.out("config", "set", key, value)
    ctl.out("todo", ref, "add", "Renew")
    ctl.out("note", ref, "Roll back", "--kind", "decision")
    todo, decision = ctl.json("outbox", "list")
    assert (todo["state"], todo["reason"], todo["ref"]) == ("queued", "Waits for its turn.", ref)
    assert todo["payload"]["text"] == "TODO Renew" and todo["payload"]["room"] == "#ops"
    assert decision["state"] == "held" and "by hand" in decision["reason"]
    assert ctl.show(ref)["outbox"] == {"waiting": 1, "held": 1}
    assert "#ops: Decision: Roll back" in ctl.out("outbox", "list")
    assert ctl.json("outbox", "retry", str(decision["id"])) == {"id": decision["id"], "state": "queued"}
    ctl.out("rebuild")
    assert ctl.show(ref)["outbox"] == {"waiting": 2, "held": 0}
    ctl.out("outbox", "drop", str(todo["id"]))
    assert [row["id"] for row in ctl.json("outbox", "list")] == [decision["id"]]
    ctl.error("rule", "outbox", "retry", str(todo["id"]))
    ctl.error("not-found", "outbox", "drop", "99")
    ctl.error("input", "outbox", "drop", "x")
    ctl.error("input", "outbox", "send")
    ctl.out("export", ref, "--format", "json", "-o", str(ctl.folder / "one.json"))
    other = Ctl(ctl.folder)
    other.env["MATOI_DB"] = str(ctl.folder / "other.db")
    other.out("config", "set", "slack.team", "T1")
    other.out("config", "set", "slack.channel-mode", "per-incident")
    other.out("import", str(ctl.folder / "one.json"))
    assert other.json("outbox", "list") == []
    ctl.out("verify")


def test_declare_channel(ctl):
    for key, value in (("slack.team", "T1"), ("slack.channel-mode", "existing"), ("slack.channel", "#ops"),
                       ("slack.channel-name", "{ref}-{slug}"), ("slack.language", "en")):
        ctl.out("config", "set", key, value)

    def rooms(*options):
        ref = ctl.out("declare", "--title", "Checkout 5xx", "--severity", "2", *options)
        return ref, {row["payload"]["room"] for row in ctl.json("outbox", "list") if row["ref"] == ref}

    assert rooms()[1] == {"#ops"}
    ref, room = rooms("--channel", "own")
    assert room == {f"#{ref.lower()}-checkout-5xx"}
    assert rooms("--channel", "none")[1] == set()
    assert rooms("--channel", "#war-room")[1] == {"#war-room"}
    assert rooms("--channel", "war-room")[1] == {"#war-room"}
    before = ctl.out("list", "--refs")
    assert "SEC-05" in str(ctl.error("rule", "declare", "--title", "Leak", "--security", "--channel", "#ops"))
    ctl.error("input", "declare", "--title", "x", "--channel", "two words")
    assert ctl.out("list", "--refs") == before
    declared = ctl.json("export", ref, "--format", "json")["events"][0]
    assert declared["payload"]["channel"] == "own"


def test_references(ctl):
    first, second = ctl.declare(), ctl.declare()
    error = ctl.error("input", "show", first[:-2])
    assert first in error["message"] and second in error["message"]
    assert ctl.show(first.lower())["ref"] == first
    assert ctl.show(first[4:])["ref"] == first
    assert set(ctl.out("list", "--refs").split()) == {first, second}
    rows = ctl.json("list", "--state", "live")
    assert set(rows[0]) == {"ref", "id", "title", "state", "severity", "services", "started_at", "ended_at", "ic",
                            "postmortem_state", "actions_open"}
    assert ctl.json("list", "--state", "ended") == []
    ctl.error("input", "list", "--state", "lost")


def test_texts(ctl):
    ref = ctl.declare()
    long = "長い" * 10_000 + "."
    assert "64" in ctl.error("input", "note", ref, "-", text="長い" * 17_000)["message"]
    ctl.out("note", ref, "-", text=long)
    ctl.out("note", ref, "one\ntwo")
    ctl.out("note", ref, "-5 degrees", "--at", "2026-11-20T14:05:00+09:00")
    timeline = ctl.show(ref)["timeline"]
    assert any(line["text"] == long for line in timeline)
    old = [line for line in timeline if line["text"] == "-5 degrees"]
    assert old[0]["occurred_at"] == "2026-11-20T05:05:00.000Z", old
    assert "\033" not in ctl.out("show", ref)


def test_writers(ctl):
    ref = ctl.declare()
    writers = [subprocess.Popen([CTL, "note", ref, f"writer {n}", "--as", f"P{n}"], env=ctl.env,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE) for n in range(16)]
    ends = [(writer.communicate(), writer.returncode) for writer in writers]
    assert all(code == 0 for _, code in ends), ends
    texts = {line["text"] for line in ctl.show(ref)["timeline"]}
    assert {f"writer {n}" for n in range(16)} <= texts
    assert ctl.json("verify")["ok"] is True


def test_data(ctl):
    facts = str(DATA / "incidents" / "github-2018-10-21-network-partition.json")
    first = ctl.json("import", facts)
    assert len(first["created"]) == 1 and first["entries"] > 0
    again = ctl.json("import", facts)
    assert again == {"created": [], "unchanged": first["created"], "entries": 0}
    ref = first["created"][0]
    shown = ctl.show(ref)
    assert shown["state"] == "ended" and shown["todos"]
    bundle, backup, other = (str(ctl.folder / name) for name in ("bundle.json", "backup.db", "other.db"))
    ctl.out("export", ref, "--format", "json", "-o", bundle)
    assert ctl.json("import", bundle, "--db", other)["created"] == [ref]
    ctl.out("backup", backup)
    ctl.declare()
    assert ctl.json("verify", backup)["ok"] is True
    ctl.out("rebuild")
    ctl.out("restore", backup)
    assert len(ctl.json("list")) == 1
    ctl.error("input", "import", str(DATA / "incidents"))


def test_replay(ctl):
    facts = str(DATA / "incidents" / "smarthr-2017-06-05-audit-log.json")
    lines = ctl.out("replay", facts, "--speed", "100000000").split("\n")
    ref, title = lines[0].split("\t")
    assert title == "監査ログに操作者が残らない不具合" and len(lines) >= 4
    shown = ctl.show(ref)
    assert shown["drill"] and shown["state"] == "ended"
    ctl.error("input", "replay", facts, "--speed", "0")


def test_replay_of_an_export(ctl):
    ref = ctl.declare("--as", "Ann")
    ctl.out("role", ref, "ic", "Ann", "--as", "Ann")
    wrong = ctl.json("note", ref, "mistake", "--as", "Ben")["entry"]
    ctl.out("strike", ref, wrong, "--reason", "typo", "--as", "Ben")
    guess = ctl.json("say", ref, "? the cache", "--as", "Ben")["entry"]
    ctl.out("rule-out", ref, guess, "--as", "Ben")
    ask = ctl.json("say", ref, "@Ben 10m look", "--as", "Ann")["ask"]
    ctl.out("answer", ref, ask, "it is full", "--as", "Ben")
    ctl.out("update", ref, "--to", "public", "--draft", "--text", "We look.", "--as", "Ben")
    ctl.out("update", ref, "--to", "public", "--approve", "--as", "Ann")
    ctl.out("say", ref, "/poll restart", "--as", "Ann")
    ctl.out("say", ref, "/poll-close agreed", "--as", "Ann")
    ctl.out("todo", ref, "add", "new alert", "--later", "--as", "Ben")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "2", "--owner", "Ben", "--override", "test",
            "--as", "Ann")
    bundle = str(ctl.folder / "bundle.json")
    ctl.out("export", ref, "--format", "json", "-o", bundle)
    lines = ctl.out("replay", bundle, "--speed", "1e9").split("\n")
    made = lines[0].split("\t")[0]
    assert made != ref and lines[0].split("\t")[1] == "Checkout fails"
    first, again = ctl.show(ref), ctl.show(made)
    assert again["drill"] and again["state"] == "ended" and again["final_severity"] == "2"

    def essence(show):
        # what is played is the response; a drill gets no postmortem
        return ([(line["kind"], line["text"], line["author"], line["struck"], line["verdict"])
                 for line in show["timeline"] if not line["text"].startswith("Postmortem")],
                [(one["person"], one["text"], one["state"]) for one in show["asks"]],
                [(one["to"], one["text"], one["state"]) for one in show["updates"]],
                [(one["role"], one["person"]) for one in show["roles"]],
                [(one["text"], one["later"]) for one in show["todos"]])

    assert essence(first) == essence(again), (essence(first), essence(again))
    whole = json.loads(pathlib.Path(bundle).read_text())
    whole["events"][0]["payload"] = None
    pathlib.Path(bundle).write_text(json.dumps(whole))
    ctl.error("input", "replay", bundle)


def test_missing_files(ctl):
    gone = str(ctl.folder / "gone.json")
    for command in ("import", "replay", "restore", "verify"):
        assert gone in ctl.error("not-found", command, gone)["message"]
    (ctl.folder / "bad.json").write_text("{")
    ctl.error("input", "import", str(ctl.folder / "bad.json"))


def test_words_that_look_like_options(ctl):
    ref = ctl.declare()
    ctl.out("note", ref, "--", "-x")
    ctl.out("note", ref, "--kind", "decision", "--", "--json")
    ctl.out("note", "--", ref, "--")
    texts = [(line["kind"], line["text"]) for line in ctl.show(ref)["timeline"]]
    assert ("fact", "-x") in texts and ("decision", "--json") in texts and ("fact", "--") in texts, texts
    made = ctl.out("declare", "--title", "-", text="Login fails\n")
    assert ctl.show(made)["title"] == "Login fails"
    ctl.out("details", made, "--scope", "-", text="half of the users")
    assert ctl.show(made)["scope"] == "half of the users"
    for title in ("", "  "):
        assert "title is empty" in ctl.error("input", "declare", "--title", title)["message"]
    assert "title is empty" in ctl.error("input", "details", made, "--title", " ")["message"]


def test_times(ctl):
    ref = ctl.declare()
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    message = ctl.error("input", "note", ref, "x", "--at", "2026-11-20T14:05")["message"]
    assert "2026-11-20T14:05:00+09:00" in message, message
    ctl.error("input", "details", ref, "--started", "2025-11-20 14:05:00")
    for good in ("2025-11-20T14:05+09:00", "2025-11-20T05:05:00Z", "2025-11-20t05:05:00.5z", "2025-11-20T01:05:00-0400"):
        ctl.out("note", ref, "x", "--at", good)
    ctl.out("details", ref, "--started", "2025-11-20T05:05:00Z")
    message = ctl.error("input", "details", ref, "--mitigated", "2025-11-20T05:00:00Z")["message"]
    assert "before it started" in message, message


def test_labels(ctl):
    ref = ctl.declare()
    ctl.out("say", ref, "/フェーズ 安定化")
    ctl.out("say", ref, "/役割 インシデントコマンダー 美香")
    ctl.out("role", ref, "記録係", "健二")
    ctl.out("say", ref, "/深刻度 危機的 広がった")
    shown = ctl.show(ref)
    assert shown["phase"] == "stabilise" and shown["severity"] == "1"
    assert [(role["role"], role["person"]) for role in shown["roles"]] == [("ic", "美香"), ("scribe", "健二")]
    english = ctl.error("input", "say", ref, "/nope")["message"]
    japanese = ctl.error("input", "say", ref, "/nope", "--lang", "ja")["message"]
    assert "/phase" in english and "/poll" in english and "/フェーズ" not in english, english
    assert "/フェーズ" in japanese and "/意見確認" in japanese and "/phase" not in japanese, japanese


def test_doctor(ctl):
    ctl.declare()
    checks = {check["id"]: check for check in ctl.json("doctor")}
    secrets = checks["secret-service"]
    assert secrets["state"] == "warn" and "works without it" in secrets["text"] and secrets["fix"], secrets
    with contextlib.closing(sqlite3.connect(ctl.db)) as database:
        database.execute("PRAGMA user_version=99")
    database = ctl.json("doctor", status=3)[0]
    assert database["state"] == "fail" and "Update Matoi" in database["fix"], database
    assert "estore" not in database["fix"], database


def test_show_marks(ctl):
    ref = ctl.declare()
    entry = ctl.json("note", ref, "slow")["entry"]
    ctl.out("evidence", ref, entry, "--none", "seen on a screen")
    ctl.out("todo", ref, "add", "soon")
    ctl.out("todo", ref, "add", "new alert", "--later")
    lines = ctl.out("show", ref).split("\n")
    assert any("slow" in line and "seen on a screen" in line for line in lines), lines
    assert any("new alert" in line and "after the incident" in line for line in lines), lines
    assert not any("soon" in line and "after the incident" in line for line in lines), lines
    shown = ctl.show(ref)
    assert [todo["later"] for todo in shown["todos"]] == [False, True]
    evidence = [line["evidence"] for line in shown["timeline"] if line["id"] == entry][0]
    assert evidence == [{"url": None, "query": None, "none_reason": "seen on a screen"}]
    # the heading of the table is not the kind of an entry
    assert "| 事実 |" not in ctl.out("export", ref, "--lang", "ja")


def test_clocks(ctl):
    ref, other = ctl.declare(), ctl.declare()
    one = ctl.json("clocks", ref)
    assert one and all(set(clock) == {"id", "text", "due_at", "state"} for clock in one), one
    every = ctl.json("clocks")
    assert {clock["ref"] for clock in every} == {ref, other}


def test_reach(ctl):
    """Every command of the core can be reached from here."""
    ref = ctl.declare("--as", "Ann")
    entry = ctl.json("note", ref, "mistkae")["entry"]
    ctl.out("say", ref, f"/correct {entry} mistake")
    ask = ctl.json("say", ref, "@Ben 10m look")["ask"]
    ctl.out("say", ref, "/ack", "--as", "Ben")
    ctl.out("say", ref, f"/reassign {ask[-8:]} Mei")
    ctl.out("say", ref, "/role ic Ann")
    ctl.error("rule", "say", ref, "/role ic Rin")
    ctl.out("say", ref, "/handover ic Rin")
    ctl.out("say", ref, "/subteam Alpha Ben 20 restore the index")
    ctl.out("say", ref, "/move Mei Alpha", "--as", "Rin")
    ctl.out("say", ref, "/dissolve Alpha")
    ctl.out("say", ref, "/poll restart")
    ctl.out("say", ref, "/poll-close objection too early")
    ctl.out("say", ref, "/snooze executive-update 10 all are on the call", status=0 if any(
        clock["id"] == "executive-update" for clock in ctl.json("clocks", ref)) else 5)
    ctl.out("say", ref, "/step ic ic-announce")
    ctl.out("say", ref, "/step-undo ic ic-announce")
    ctl.out("say", ref, "/link https://example.com/call call")
    ctl.out("say", ref, "/security Quiet Lantern")
    shown = ctl.show(ref)
    assert shown["security"] and shown["links"] == [{"kind": "call", "url": "https://example.com/call"}]
    assert [ask["person"] for ask in shown["asks"]] == ["Mei"]
    assert any(line["text"] == "mistake" for line in shown["timeline"])


def test_security(ctl):
    ref = ctl.declare("--security")
    assert "Checkout" not in ctl.out("list")
    assert ctl.show(ref)["security"] is True



def test_search(ctl):
    ref = ctl.declare("--title", "Checkout 5xx", "--severity", "2", "--service", "Checkout")
    entry = ctl.json("note", ref, "データベースの障害を確認した")["entry"]
    ctl.run("note", ref, "Restarted the ＡＰＩ gateway", "--kind", "action")
    found = ctl.json("search", "ﾃﾞｰﾀﾍﾞｰｽ")
    assert found["total"] == 1 and found["ms"] >= 0, found
    hit = found["hits"][0]
    assert hit["ref"] == ref and hit["entry"] == entry and hit["kind"] == "fact", hit
    assert hit["snippet"] == "データベースの障害を確認した" and hit["occurred_at"].endswith("Z"), hit
    assert ctl.json("search", "api kind:action service:checkout")["total"] == 1
    assert ctl.json("search", "api kind:fact")["total"] == 0
    assert ctl.json("search", "障害 -データベース")["total"] == 0
    assert ctl.json("search", "--limit", "1", "state:live OR")["total"] == 0
    assert "Restarted" in ctl.out("search", "gatew*")
    error = ctl.error("input", "search", "colour:red")
    assert "colour" in json.dumps(error), error


def main(members=None):
    tests = [(name, func) for name, func in (members or globals()).items() if name.startswith("test_")]
    print(f"1..{len(tests)}")
    failed = 0
    for number, (name, func) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="matoictl-") as folder:
            try:
                func(Ctl(folder))
                print(f"ok {number} {name}")
            except Exception:
                failed += 1
                print(f"not ok {number} {name}")
                for line in traceback.format_exc().splitlines():
                    print(f"# {line}")
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
