#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Three real incidents from their facts to a closed, exported postmortem, by matoictl alone.
Usage: test-closed-postmortems.py MATOICTL DATA_FOLDER   (writes TAP)"""

import csv
import datetime
import importlib.machinery
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).with_name("test-matoictl.py"))).load_module()
document = importlib.machinery.SourceFileLoader(
    "document", str(pathlib.Path(__file__).with_name("test-document.py"))).load_module()
GITHUB, SMARTHR = "github-2018-10-21-network-partition", "smarthr-2017-06-05-audit-log"

ENGLISH = {
    "texts": {
        "overview": "A network partition of 43 seconds moved the primary databases to another coast. Service was degraded "
                    "for 24 hours and 11 minutes; **no data was lost for good**.",
        "what-happened": "Replacing failing optics cut off the main data centre.\n\n| Site | Writes |\n|---|---|\n"
                         "| East | a few seconds, never replicated |\n| West | everything from 22:52 on |\n\n"
                         "```\nSHOW SLAVE STATUS\n```\n\n1. Writes were in both places.\n   - Going back was unsafe.\n",
        "resolution": "Backups were restored, both sites resynchronised, then the queues drained.",
    },
    "factors": [("Failover across regions was allowed", "The quorum had no rule against `west` as a primary."),
                ("The layout of the applications expects short ways", "Every query crossed the continent.")],
    "learned": [("well", "Integrity was put ahead of usability"), ("badly", "The status gave no detail for an hour")],
    "action": "Forbid that a primary is promoted in another region",
    "message": "We failed you for a day, and we are sorry.\n\nA partition of the network moved our databases.\n\n"
               "We forbid such a move and practise the recovery every quarter.",
    "rows": {"Status set to yellow": ("--anchor", "public"), "Deployment tooling": ("--anchor", "key-action")},
    "added": ("Maintenance of the optics begins.", "2018-10-21T22:40:00Z", "factor-began"),
    "held": "2018-10-26T15:00:00Z", "people": ("Ada Lindqvist", "Ben Okafor"),
}
JAPANESE = {
    "texts": {
        "overview": "監査ログに操作者が記録されない状態が4日近く続きました。**操作そのものへの影響はありません。**",
        "what-happened": "6月5日の夜に本番へ出した版から、操作者の記録が欠けるようになりました。\n\n"
                         "| 期間 | 操作者 |\n|---|---|\n| 6月5日まで | 残る |\n| 6月9日まで | 残らない |\n\n"
                         "```\nSELECT count(*) FROM audit_logs WHERE actor_id IS NULL\n```\n\n- お客さまの問い合わせで分かりました。\n",
        "resolution": "直した版を出し、操作者が残ることを確かめました。",
        "prevention": "外部プログラムの更新内容を確かめる手順を設け、`actor_id` が空の行を検知します。",
    },
    "factors": [("外部プログラムの更新で仕様が変わった", "更新の内容を読む担当が決まっていませんでした。"),
                ("直っていない版が本番に出た", "監査ログの中身を見るテストがありませんでした。")],
    "learned": [("well", "問い合わせから5時間で直せた"), ("badly", "4日のあいだ誰も気づかなかった")],
    "action": "監査ログの「操作者」が空の行を1分ごとに数え、1件でもあれば通知する",
    "message": "監査ログに操作者が残らない状態になっていました。深くおわびします。\n\n6月5日から9日までの記録が対象です。\n\n"
               "記録の欠けを自動で見つける仕組みを入れました。",
    "rows": {"直っていない版": ("--anchor", "factor-began"), "直した版": ("--anchor", "key-action")},
    "added": ("お客さまへのお知らせを掲載した。", "2017-06-09T10:30:00Z", "public"),
    "held": "2017-06-14T02:00:00Z", "people": ("高橋 美咲", "伊藤 健"),
}


def facts(name):
    return json.loads((base.DATA / "incidents" / f"{name}.json").read_text(encoding="utf-8"))


def imported(ctl, name):
    path = base.DATA / "incidents" / f"{name}.json"
    return ctl.json("import", str(path))["created"][0]


def recorded(ctl, name):
    """The same facts as a small team would have written them down, one by one."""
    record = facts(name)
    ref = ctl.out("declare", "--title", record["title"], "--severity", "3", "--policy", "small-team", "--at",
                  record["detected_at"], "--started", record["started_at"], "--as", "Ann")
    for entry in record["timeline"]:
        ctl.out("note", ref, entry["text"], "--kind", entry["kind"], "--at", entry["at"], "--as", "Ann")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "3", "--override", "after the fact", "--owner",
            "Ann", "--at", record["resolved_at"], "--as", "Ann")
    return ref


def write(ctl, ref, tale):
    """All that the owner and those who help write."""
    verb = ["postmortem", ref]
    state = ctl.show(ref)["postmortem"]["state"]
    owner = tale["people"][0]
    ctl.out(*verb, "owner" if state else "create", *([owner] if state else ["--owner", owner]))
    shown = ctl.show(ref)["postmortem"]
    name = ctl.out(*verb, "picture", str(tale["picture"]))
    for section, text in tale["texts"].items():
        if section in shown["sections"]:
            ctl.out(*verb, "write", section, text=text + f"\n![→]({name})\n")
    for what, why in tale["factors"]:
        ctl.out(*verb, "factor", "add", what, "--reason", why, "--evidence", "https://example.com/" + "a-long-name-" * 14)
    ctl.out(*verb, "write", "impact", text="visible-minutes: 90\nlate: 0\nlost: 12\naccounts: 3\n"
                                           "users: ? not counted\nenquiries: 9\nbusiness: none")
    action = ctl.json("action", ref, "add", tale["action"], "--priority", "P0", "--kind", "detect", "--owner-team",
                      "Platform")["event"]
    for side, text in tale["learned"]:
        ctl.out(*verb, "learned", side, text, *(["--action", action] if side == "badly" else []))
    text, at, anchor = tale["added"]
    ctl.out(*verb, "row", "add", text, "--at", at, "--anchor", anchor, "--none", "said by telephone")
    for row in ctl.json(*verb, "rows"):
        how = next((value for key, value in tale["rows"].items() if key in row["text"]), ())
        if row["told"] and (how or not row["sourced"]):
            ctl.out(*verb, "row", row["entry"] or row["row"], "tell", *how, "--evidence", "https://example.com/source")
    for role, person in zip(("ic", "scribe"), tale["people"]):
        ctl.out(*verb, "responder", role, person)
    ctl.out(*verb, "recording", "--none", "no call")
    later = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
    ctl.out(*verb, "meeting", "--at", later.isoformat(timespec="seconds"), "--minutes", "30")
    ctl.out(*verb, "link", "https://docs.example.com/pm")
    ctl.out(*verb, "message", "write", text=tale["message"])
    return action


def close(ctl, ref, tale, action):
    """Through the review and the meeting, which is long over; nothing is skipped."""
    verb, people = ["postmortem", ref], tale["people"]
    ctl.out(*verb, "advance", "in-review")
    ctl.error("rule", *verb, "advance", "closed")
    comment = ctl.json(*verb, "comment", "?", "--section", "overview", "--as", people[1])["event"]
    ctl.out(*verb, "resolve", comment)
    ctl.error("rule", *verb, "advance", "reviewed")
    ctl.out(*verb, "held", "--at", tale["held"], "--minutes", "30", "--attended", *people)
    ctl.out(*verb, "message", "approve", "--as", people[1])
    ctl.out(*verb, "agree")
    ctl.out(*verb, "advance", "reviewed")
    ctl.error("rule", *verb, "advance", "closed")
    ctl.out("action", ref, "link", action, "PAY-1", "--url", "https://tickets.example.com/PAY-1")
    ctl.out(*verb, "mailed", "internal")
    ctl.out(*verb, "message", "posted", "https://status.example.com/1", "--as", people[1])
    ctl.out(*verb, "advance", "closed", "--as", people[1])
    assert ctl.show(ref)["postmortem"]["state"] == "closed"
    assert ctl.json("verify")["ok"] is True


def exported(ctl, ref, tale, lang):
    """Every format exists and says what was written; its state and time stand on it."""
    made = {}
    for kind in ("markdown", "html", "pdf", "ics", "json", "csv"):
        path = ctl.folder / f"out.{kind}"
        ctl.out("export", ref, "--format", kind, "-o", str(path), "--lang", lang)
        made[kind] = path.read_bytes()
    closed = "クローズ" if lang == "ja" else "Closed"
    for kind in ("markdown", "html"):
        text = made[kind].decode()
        assert closed in text and tale["factors"][0][0] in text and tale["learned"][1][1] in text, kind
        assert "data:image/png;base64," in text and "PAY-1" in text and "https://status.example.com/1" in text
    assert made["ics"].startswith(b"BEGIN:VCALENDAR") and json.loads(made["json"])
    assert len(list(csv.reader(io.StringIO(made["csv"].decode("utf-8-sig"))))) > 3
    both = ctl.out("export", ref, "--both", "--lang", lang)
    assert re.search(r"^## \w[\w ]+ / \w", both, re.M)
    assert made["pdf"].startswith(b"%PDF-")
    if shutil.which("pdfinfo"):
        info = subprocess.run(["pdfinfo", str(ctl.folder / "out.pdf")], capture_output=True, check=True).stdout.decode()
        assert f"Author:          {tale['people'][0]}\n" in info and ref in info and closed in info, info


def through(ctl, ref, tale, lang):
    tale = dict(tale, picture=ctl.folder / "graph.png")
    document.png(tale["picture"], 640, 200)
    action = write(ctl, ref, tale)
    close(ctl, ref, tale, action)
    exported(ctl, ref, tale, lang)


def test_english(ctl):
    through(ctl, imported(ctl, GITHUB), ENGLISH, "en")


def test_japanese(ctl):
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    through(ctl, imported(ctl, SMARTHR), JAPANESE, "ja")


def test_small_team(ctl):
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    through(ctl, recorded(ctl, SMARTHR), JAPANESE, "ja")


if __name__ == "__main__":
    sys.exit(base.main(globals()))
