#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real matoictl.  Usage: test-matoictl.py MATOICTL DATA_FOLDER   (writes TAP)"""

import json
import os
import pathlib
import re
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
    ctl.error("input", "say", ref, "/page ic")
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


def test_security(ctl):
    ref = ctl.declare("--security")
    assert "Checkout" not in ctl.out("list")
    assert ctl.show(ref)["security"] is True


def main():
    tests = [(name, func) for name, func in globals().items() if name.startswith("test_")]
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
