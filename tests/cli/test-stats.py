#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Figures over many incidents, reports and sheets.  Usage: test-stats.py MATOICTL DATA_FOLDER   (writes TAP)"""

import importlib.machinery
import pathlib
import sys

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()

FACTS = [str(base.DATA / "incidents" / name) for name in
         ("github-2018-10-21-network-partition.json", "smarthr-2017-06-05-audit-log.json")]


def test_stats(ctl):
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    ctl.out("import", *FACTS)
    stats = ctl.json("stats")
    # github: detected 22:54, declared 23:09, mitigated 16:24 and over 23:03 the next day;
    # smarthr: noticed 14:33, over 19:26, and its declaration is the detection.
    assert stats["incidents"] == 2 and set(stats["by_severity"]) == {"1", "3"}, stats
    one, three = stats["by_severity"]["1"], stats["by_severity"]["3"]
    assert one["time_to_detect"]["median"] == 2 and one["time_to_declare"]["median"] == 15
    assert one["time_to_mitigate"]["median"] == 17 * 60 + 30 and one["time_to_resolve"]["mean"] == 24 * 60 + 9
    assert one["minutes"] == 24 * 60 - 6 and len(one["refs"]) == 1
    assert three["time_to_resolve"]["median"] == 4 * 60 + 53 and three["time_to_declare"]["n"] == 0
    assert stats["time_to_resolve"]["n"] == 2
    assert stats["from"] == "2017-06-08T15:00:00.000Z", stats["from"]
    assert sum(period["incidents"] for period in stats["series"]) == 2
    assert stats["series"][0]["key"] == "2017-06" and stats["series"][0]["by_severity"] == {"1": 0, "3": 1}
    assert set(stats["on_time"]) == {"executive_updates", "public_updates", "meetings", "postmortems", "actions"}
    assert sum(map(sum, stats["weekdays"])) == 2


def test_filters(ctl):
    ctl.out("import", *FACTS)
    week = ctl.json("stats", "--by", "week", "--from", "2018-10-20", "--to", "2018-10-23")
    assert week["incidents"] == 1 and [p["key"] for p in week["series"]] == ["2018-W42", "2018-W43"], week
    service = week["services"][0]["name"]
    assert ctl.json("stats", "--service", service)["incidents"] == 1
    assert ctl.json("stats", "--service", "no such thing")["incidents"] == 0
    ctl.error("input", "stats", "--by", "day")
    ctl.error("input", "stats", "--from", "2018-10-23", "--to", "2018-10-20")
    text = ctl.out("stats", "--from", "2018-10-01", "--to", "2018-10-31")
    assert "SEV-1" in text and "24 h 9 min" in text, text


def test_drills_and_names(ctl):
    ref = ctl.declare("--as", "Annabel")
    ctl.out("role", ref, "ic", "Annabel", "--as", "Annabel")
    ctl.declare("--drill", "--as", "Annabel")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "2", "--override", "x", "--as", "Annabel")
    stats = ctl.out("stats", "--json")
    assert ctl.json("stats")["incidents"] == 1
    assert "Annabel" not in stats and '"rotation" : 1' in stats, stats


def test_report(ctl):
    ctl.out("import", *FACTS)
    for ending in ("md", "html", "pdf", "csv"):
        path = ctl.folder / f"report.{ending}"
        ctl.out("stats", "--report", str(path), "--month", "2018-10", "--both")
        assert path.stat().st_size > 500, ending
    report = (ctl.folder / "report.md").read_text(encoding="utf-8")
    assert "# Incident report / インシデント月次報告 2018-10" in report, report
    assert "median / 中央値 24:09, mean / 平均 24:09, n = 1" in report, report
    lines = (ctl.folder / "report.csv").read_text(encoding="utf-8-sig").splitlines()
    assert all(line.count(",") >= 11 for line in lines) and any(line.startswith("major,") for line in lines)
    ctl.error("input", "stats", "--report", str(ctl.folder / "report.doc"))
    ctl.error("input", "stats", "--report", str(ctl.folder / "x.md"), "--month", "October")
    ctl.error("input", "stats", "--month", "2018-10")
    assert not (ctl.folder / "x.md").exists()


def test_sheet(ctl):
    path = ctl.folder / "old.csv"
    path.write_bytes("件名,発生,終わり\n決済が止まった,2025年11月20日 14時05分,2025/11/20 15:00\n?,きのう,\n".encode("cp932"))
    ctl.error("input", "import", str(path))
    check = ctl.json("import", str(path), "--map", "終わり=ended", "--dry-run")
    assert check["rows"] == 1 and check["refused"][0]["line"] == 3 and check["created"] == [], check
    ctl.error("input", "import", str(path), "--map", "終わり=ended")
    assert ctl.json("list", "--state", "all") == []
    done = ctl.json("import", str(path), "--map", "終わり=ended", "--skip-refused")
    assert len(done["created"]) == 1 and done["unchanged"] == [], done
    assert ctl.json("import", str(path), "--map", "3=ended", "--skip-refused")["unchanged"] == done["created"]
    listed = ctl.json("list", "--state", "ended")
    assert [row["title"] for row in listed] == ["決済が止まった"] and ctl.json("list", "--state", "live") == []
    assert ctl.json("verify")["ok"] is True
    ctl.error("input", "import", FACTS[0], "--dry-run")


if __name__ == "__main__":
    sys.exit(base.main(globals()))
