#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a postmortem, one thing at a time.  Usage: test-document.py MATOICTL DATA_FOLDER   (writes TAP)"""

import importlib.machinery
import pathlib
import signal
import struct
import subprocess
import sys
import time
import zlib

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()


def ended(ctl):
    ref = ctl.out("declare", "--title", "Checkout", "--severity", "1", "--as", "Ann")
    ctl.out("role", ref, "ic", "Ann", "--as", "Ann")
    ctl.out("note", ref, "Errors at 14 %", "--kind", "detection")
    ctl.out("note", ref, "The pool is too small", "--kind", "hypothesis")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "1", "--override", "test", "--owner", "Owen",
            "--as", "Ann")
    return ref


def png(path, width=64, height=32):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes(width * 3) for _ in range(height))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def rows(ctl, ref):
    return ctl.json("postmortem", ref, "rows")


def row_of(ctl, ref, text):
    return next(row for row in rows(ctl, ref) if row["text"] == text)


def test_rows(ctl):
    ref = ended(ctl)
    entry = row_of(ctl, ref, "Errors at 14 %")["entry"]
    assert set(rows(ctl, ref)[0]) == {"entry", "row", "at", "told", "text", "anchor", "sourced", "learned_later"}
    answer = ctl.json("postmortem", ref, "row", entry, "tell", "--anchor", "page", "--none", "by telephone")
    assert set(answer) == {"ref", "event"}
    row = row_of(ctl, ref, "Errors at 14 %")
    assert row["told"] and row["anchor"] == "page" and row["sourced"], row
    # what is not said stays as it was
    ctl.out("postmortem", ref, "row", entry[8:20], "tell", "--text", "14 % of the calls failed", "--learned-later")
    row = row_of(ctl, ref, "14 % of the calls failed")
    assert row["anchor"] == "page" and row["learned_later"], row
    ctl.out("postmortem", ref, "row", entry, "leave-out")
    assert not row_of(ctl, ref, "14 % of the calls failed")["told"]
    ctl.out("postmortem", ref, "row", entry, "reset")
    assert row_of(ctl, ref, "Errors at 14 %")["row"] is None
    own = ctl.json("postmortem", ref, "row", "add", "A cache filled", "--at", "2026-01-05T10:00:00Z", "--anchor",
                   "factor-began", "--evidence", "https://example.com/cache")["event"]
    first = rows(ctl, ref)[0]
    assert first["row"] == own and first["at"] == "2026-01-05T10:00:00.000Z" and first["sourced"], first
    ctl.out("postmortem", ref, "row", own, "tell", "--text", "The cache was full")
    assert rows(ctl, ref)[0]["text"] == "The cache was full"
    assert "A contributing factor began" in ctl.out("postmortem", ref, "rows")
    guess = row_of(ctl, ref, "The pool is too small")["entry"]
    ctl.error("rule", "postmortem", ref, "row", guess, "tell")
    ctl.error("input", "postmortem", ref, "row", "add", "No time")
    ctl.error("input", "postmortem", ref, "row", entry, "--anchor", "x")
    ctl.error("input", "postmortem", ref, "row", entry, "sing")
    ctl.error("not-found", "postmortem", ref, "row", "ffffffff")
    assert ctl.json("verify")["ok"] is True


def test_lists(ctl):
    ref = ended(ctl)
    factor = ctl.json("postmortem", ref, "factor", "add", "No limit", "--reason", "none was set", "--evidence",
                      "https://example.com/c")["event"]
    ctl.out("postmortem", ref, "factor", "edit", factor, "No upper limit")
    ctl.out("postmortem", ref, "factor", "add", "Another")
    lesson = ctl.json("postmortem", ref, "learned", "badly", "The page came late", "--reason", "a holiday")["event"]
    ctl.out("postmortem", ref, "learned", "edit", lesson, "The page came 12 min late")
    ctl.out("postmortem", ref, "learned", "well", "Calm")
    shown = ctl.out("export", ref)
    assert "No upper limit" in shown and "none was set" in shown and "The page came 12 min late" in shown
    ctl.out("postmortem", ref, "factor", "remove", factor)
    ctl.out("postmortem", ref, "learned", "remove", lesson)
    shown = ctl.out("export", ref)
    assert "No upper limit" not in shown and "Another" in shown and "12 min late" not in shown
    ctl.error("not-found", "postmortem", ref, "factor", "remove", "ffffffff")
    ctl.error("input", "postmortem", ref, "factor", "add")
    ctl.error("input", "postmortem", ref, "learned", "so", "so")


def test_numbers(ctl):
    ref = ended(ctl)
    ctl.out("postmortem", ref, "impact", "users", "12")
    ctl.out("postmortem", ref, "impact", "lost", "--unknown", "no log of it")
    shown = ctl.out("export", ref)
    assert "12" in shown and "no log of it" in shown
    ctl.error("input", "postmortem", ref, "impact", "users")
    ctl.error("input", "postmortem", ref, "impact", "users", "1", "--unknown", "x")
    ctl.error("rule", "postmortem", ref, "impact", "users", "many")
    ctl.error("rule", "postmortem", ref, "impact", "response-minutes", "3")
    ctl.error("not-found", "postmortem", ref, "impact", "nothing", "3")


def test_whole(ctl):
    ref = ended(ctl)
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    ctl.out("postmortem", ref, "due", "2027-01-08", "--reason", "the holidays")
    assert ctl.show(ref)["postmortem"]["due_at"] == "2027-01-08T14:59:59.999Z"
    ctl.error("input", "postmortem", ref, "due", "2027-01-08")
    ctl.error("input", "postmortem", ref, "due", "2027-02-31", "--reason", "x")
    ctl.error("input", "postmortem", ref, "due", "2020-01-01", "--reason", "x")
    ctl.out("postmortem", ref, "assign", "overview", "Mia")
    ctl.out("postmortem", ref, "assign", "overview")
    ctl.error("not-found", "postmortem", ref, "assign", "no-such", "Mia")
    ctl.out("postmortem", ref, "tick", "review", "depth")
    ctl.out("postmortem", ref, "untick", "review", "depth")
    ctl.error("input", "postmortem", ref, "tick", "review")
    ctl.out("postmortem", ref, "write", "overview", text="The deploy should have been tested.")
    hint = ctl.json("postmortem", ref, "lint")[0]
    ctl.out("postmortem", ref, "dismiss", hint["section"], hint["rule"], hint["text"])
    assert hint not in ctl.json("postmortem", ref, "lint")
    # somebody who has left hands nothing over: the owner is another person from now on
    ctl.out("postmortem", ref, "owner", "Noa")
    assert ctl.show(ref)["postmortem"]["owner"] == "Noa"


def test_actions(ctl):
    ref = ended(ctl)
    item = ctl.json("action", ref, "add", "Limit the cache", "--due", "2027-03-01")["event"]
    assert ctl.show(ref)["actions"][0]["due_on"] == "2027-03-01"
    ctl.out("action", ref, "edit", item, "Limit it to 2 GB", "--priority", "P0", "--owner-team", "Web", "--due",
            "2027-02-01", "--kind", "mitigate")
    action = ctl.show(ref)["actions"][0]
    assert (action["text"], action["priority"], action["owner_team"], action["due_on"], action["kind"]) == \
        ("Limit it to 2 GB", "P0", "Web", "2027-02-01", "mitigate"), action
    ctl.error("input", "action", ref, "edit", item, "--due", "soon")
    ctl.out("action", ref, "wont", item, "--reason", "dear")
    ctl.out("action", ref, "reopen", item)
    assert ctl.show(ref)["actions"][0]["state"] == "open"
    ctl.out("action", ref, "drop", item)
    assert ctl.show(ref)["actions"] == []


def test_words_that_begin_with_a_dash(ctl):
    ref = ended(ctl)
    ctl.out("note", ref, "--", "-x")
    ctl.out("note", "--", ref, "--force was given")
    ctl.out("postmortem", ref, "comment", "--", "-1 from me")
    texts = [entry["text"] for entry in ctl.show(ref)["timeline"]]
    assert "-x" in texts and "--force was given" in texts
    assert ctl.show(ref)["postmortem"]["comments"][0]["text"] == "-1 from me"
    assert "--" in ctl.error("input", "note", ref, "-x")["message"]


def test_pictures(ctl):
    ref = ended(ctl)
    path = png(ctl.folder / "a.png")
    name = ctl.out("postmortem", ref, "picture", str(path))
    assert name.startswith("picture:") and len(name) == 24
    again = ctl.json("postmortem", ref, "picture", str(path))
    assert again == {"ref": ref, "event": None, "picture": name}
    ctl.out("postmortem", ref, "write", "overview", text=f"![A graph]({name})")
    assert "data:image/png;base64," in ctl.out("export", ref, "--format", "html")
    bundle = ctl.folder / "bundle.json"
    ctl.out("export", ref, "--format", "json", "-o", str(bundle))
    other = str(ctl.folder / "other.db")
    for _ in range(2):
        ctl.out("--db", other, "import", str(bundle))
    assert "data:image/png;base64," in ctl.out("--db", other, "export", ref, "--format", "html")
    assert ctl.json("--db", other, "verify")["ok"] is True
    bundle.write_text(bundle.read_text(encoding="utf-8").replace("iVBORw0K", "iVBORw0L"), encoding="utf-8")
    ctl.error("input", "--db", str(ctl.folder / "third.db"), "import", str(bundle))
    path.write_bytes(path.read_bytes()[:60])
    assert "cut off" in ctl.error("input", "postmortem", ref, "picture", str(path))["message"]
    ctl.error("input", "postmortem", ref, "picture", "/dev/null")
    ctl.error("not-found", "postmortem", ref, "picture", str(ctl.folder / "none.png"))
    ctl.error("input", "postmortem", ref, "picture")


def test_broken_holidays(ctl):
    """A calendar of days off that somebody broke: said in words, by its line; nothing is set."""
    path = ctl.folder / "days.ics"
    for text in ("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
                 "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART", "nonsense", ""):
        path.write_text(text, encoding="utf-8")
        error = ctl.error("input", "config", "set", "holidays", str(path))
        assert ".ics" in error["message"], error
    path.write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261230\r\nEND:VEVENT\r\n"
                    "END:VCALENDAR\r\n", encoding="utf-8")
    ctl.out("config", "set", "holidays", str(path))
    # broken later: the incident ends all the same
    path.write_text("nonsense", encoding="utf-8")
    assert ctl.show(ended(ctl))["postmortem"]["due_at"]


def test_killed_while_exporting(ctl):
    """What stands under the name is the old file or the new one, never a half of it."""
    ref = ended(ctl)
    ctl.out("postmortem", ref, "write", "overview", text="A paragraph of a long report. " * 7000)
    path = ctl.folder / "out.pdf"
    ctl.out("export", ref, "--format", "pdf", "-o", str(path))
    whole = path.stat().st_size
    path.write_bytes(b"old")
    begun = time.monotonic()
    ctl.out("export", ref, "--format", "pdf", "-o", str(ctl.folder / "probe.pdf"))
    took = time.monotonic() - begun
    for part in range(12):
        path.write_bytes(b"old")
        program = subprocess.Popen([base.CTL, "export", ref, "--format", "pdf", "-o", str(path)], env=ctl.env)
        try:
            program.wait(timeout=took * (0.6 + part * 0.04))
        except subprocess.TimeoutExpired:
            program.send_signal(signal.SIGKILL)
            program.wait()
        data = path.read_bytes()
        assert not [one.name for one in ctl.folder.iterdir() if one.name.startswith("out.pdf.") and
                    one.stat().st_size < whole - 200], "a half file was left"
        assert data == b"old" or (abs(len(data) - whole) < 200 and data.rstrip().endswith(b"%%EOF")), len(data)
    assert ctl.json("verify")["ok"] is True


if __name__ == "__main__":
    sys.exit(base.main(globals()))
