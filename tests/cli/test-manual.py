#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tells about matoictl tells all of it, and every command refuses what is no input.
Usage: test-manual.py MATOICTL DATA_FOLDER   (writes TAP)"""

import importlib.machinery
import pathlib
import re
import sys

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()

SOURCE = base.DATA.parent.parent / "data"
COMMON = {"--db", "--json", "--lang", "--as", "--at", "--help", "--version"}


def list_commands(ctl):
    listed = ctl.out("--help").split("Commands:\n")[1]
    return re.findall(r"^  ([a-z-]+) ", listed, re.M)


def list_options(ctl, command):
    return set(re.findall(r"^  (?:-\w, )?(--[a-z-]+)", ctl.out(command, "--help"), re.M)) - COMMON


def test_manual(ctl):
    manual = (SOURCE / "matoictl.1").read_text(encoding="utf-8").replace("\\-", "-")
    for command in list_commands(ctl):
        assert re.search(rf'(^|[ "]){command}([ "]|$)', manual, re.M), command
        for option in list_options(ctl, command):
            assert re.search(rf"{option}(?![a-z-])", manual), (command, option)


def test_completion(ctl):
    script = (SOURCE / "matoictl.bash").read_text(encoding="utf-8")
    commands = re.search(r"local commands='([^']*)'", script)[1].split()
    assert sorted(commands) == sorted(list_commands(ctl))
    for command in commands:
        for option in list_options(ctl, command) - {"--output"}:
            assert re.search(rf"[ '(]{option}(?![a-z-])", script), (command, option)


def test_nothing_typed(ctl):
    """An empty word is told with how the command is used, before anything is looked for."""
    ref = ctl.declare()
    for words in (("role", ref, "ic", ""), ("say", ref, " "), ("note", ref, "\t"), ("show", ""), ("search", ""),
                  ("todo", ref, "add", ""), ("ask", ref, "ben", "", "x"), ("action", ref, "add", "")):
        message = ctl.error("input", *words)["message"]
        assert f"matoictl {words[0]} " in message, message
    ctl.error("input", "update", ref, "--to", "channel", "--text", " ")
    for words in (("--from", "x"), ("--to", "2026-02-30"), ("--from", "2026-01-01T10:00")):
        ctl.error("input", "stats", *words)
    assert ctl.json("verify")["events"] == 1


if __name__ == "__main__":
    sys.exit(base.main(globals()))
