#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole incident with people talking in its room by script, the network cut twice and the program
killed once: in the end the room, the record and the postmortem agree. Slack is spoken with by
matoictl bridge, or by a window.
Usage: test-slack-whole.py MATOICTL MATOI_FAKE SCRIPT [MATOI]   (writes TAP)"""

import html
import json
import os
import pathlib
import re
import signal
import sys
import tempfile
import traceback

from slack_rig import Ctl, Slack, TOKENS, Window, until

PROGRAM, FAKE, SCRIPT = (os.path.abspath(path) for path in sys.argv[1:4])
WINDOW = os.path.abspath(sys.argv[4]) if len(sys.argv) > 4 else None
SPEED = 3
TODO = re.compile(r"(?:^|\n)\s*TODO[:：]?\s*(.+)")


def said(room):
    return [message for message in room["messages"] if message.get("user") != "U0BOT" and "bot_id" not in message]


def ours(room):
    return [message for message in room["messages"] if "bot_id" in message]


def has(message, name):
    return any(reaction["name"] == name for reaction in message.get("reactions", []))


def plain(text):
    """As far as words go: without ids, addresses, emoji and blanks."""
    text = html.unescape(re.sub(r"<[@#!h][^>]*>|:[a-z0-9_+-]+:", "", text))
    text = re.sub(r"[@#＠][\w.-]+|https?://\S+", "", text)
    return re.sub(r"[^\w]+", "", re.sub("[\U0001f000-\U0001faff\u2600-\u27bf]", "", text))


def begin(ctl):
    return Window(WINDOW, ctl) if WINDOW else ctl.bridge()


def lead(ctl, slack):
    """The commander in the cockpit: what is left of the day is said by the script."""
    bridge = begin(ctl)
    bridge.expect("Acme")
    ref = ctl.run("declare", "--title", "Network partition", "--severity", "2", "--as", "Ben Okafor",
                  "--policy", "pagerduty", "--service", "mysql")
    until(lambda: slack.room("network-partition") and len(ours(slack.room("network-partition"))) > 2,
          "nobody was told of it")

    def wait_for(words):
        until(lambda: any(words in message.get("text", "") for message in slack.room("network-partition")["messages"]),
              f"nobody said “{words}”")

    def say(line):
        ctl.run("say", ref, line, "--as", "Ben Okafor")

    wait_for("!ic")
    say("! Lock all deploys")
    slack.order("cut", on=True)
    say("! Pause webhooks and Pages")
    say("+ Ask the vendor about the 43 seconds")
    say("/role deputy 佐藤 健一")
    slack.order("cut", on=False)
    wait_for("Webhooks and Pages are paused")
    say("! Fail forward from the west coast")
    bridge.end(signal.SIGKILL)
    say("復元の順番を決めた")
    say("! 復元は大きいクラスターから")
    bridge = begin(ctl)
    bridge.expect("Acme")
    wait_for("復旧見込み")
    slack.order("cut", on=True)
    say("/phase verify")
    say("! Reads go to the cloud replicas")
    bridge.expect("is not reached")
    slack.order("cut", on=False)
    wait_for("Thanks everybody")
    ctl.run("end", ref, "--outcome", "recovered", "--final-severity", "1", "--owner", "佐藤 健一", "--override", "a test",
            "--as", "Ben Okafor")
    until(lambda: slack.inspect().get("n_steps_left", 0) == 0, "the script goes on")
    bridge.end()
    answer = ctl.json("sync", **TOKENS)
    assert answer["state"] == "online" and answer["waiting"] == 0, answer
    return ref


def check_out(ctl, slack, ref):
    """Everything that counts as sent is in the room once; and nothing else of ours."""
    rows = [row for row in ctl.json("outbox", "list", "--state", "all") if row["op"] == "message.post"]
    everything = [message for room in slack.inspect()["channels"] for message in ours(room)]
    keys = [message.get("metadata", {}).get("event_payload", {}).get("idem") for message in everything]
    assert len(keys) == len(set(keys)), "a message was posted twice"
    sent = [row for row in rows if row["state"] == "sent"]
    assert len(sent) == len(everything), (len(sent), len(everything))
    assert not [row for row in rows if row["state"] not in ("sent", "held")], rows
    texts = [plain(message["text"]) for message in ours(slack.room("network-partition"))]
    for words in ("Lock all deploys", "Pause webhooks and Pages", "Fail forward from the west coast",
                  "復元は大きいクラスターから", "Reads go to the cloud replicas"):
        assert sum(plain(words) in text for text in texts) == 1, (words, texts)
    order = [next(i for i, text in enumerate(texts) if plain(words) in text)
             for words in ("Lock all deploys", "Pause webhooks", "Fail forward", "復元は大きい", "Reads go to")]
    assert order == sorted(order), order


def check_in(ctl, slack, ref):
    """What was marked in the room is on the timeline in its words, once; TODO lines are TODOs."""
    show, room = ctl.json("show", ref), slack.room("network-partition")
    lines = [entry for entry in show["timeline"] if not entry["struck"]]
    taken = [message for message in said(room) if has(message, "pushpin")]
    assert len(taken) > 10, len(taken)
    for message in taken:
        words = plain(message["text"])
        found = [entry for entry in lines
                 if plain(entry["text"].split("📎")[0]) == words
                 or plain((entry.get("source_changed") or {}).get("text") or "") == words]
        assert len(found) == 1, (message["text"], [entry["text"] for entry in found])
        assert found[0]["evidence"], found[0]
    todos = [plain(todo["text"]) for todo in show["todos"]]
    for message in said(room):
        for line in TODO.findall(message.get("text", "")):
            # A name at the end is written out in the record.
            assert sum(todo.startswith(plain(line)) for todo in todos) == 1, (line, show["todos"])
    texts = [entry["text"] for entry in lines]
    assert sum("西側にはもう30分以上" in text for text in texts) == 1, texts
    assert any(entry["kind"] == "hypothesis" and "東側に西へ" in entry["text"] for entry in lines), texts
    assert show["worst_severity"] == "1", "!sev was not obeyed"
    assert not [text for text in texts if re.search(r"<[@#!]|U0000", text)], "an id shows"
    assert set(show["offers"]) >= {"佐藤 健一", "木村 拓"}, show["offers"]


def check_document(ctl, slack, ref):
    document = plain(ctl.run("export", ref, "--format", "markdown"))
    for message in said(slack.room("network-partition")):
        if has(message, "pushpin") and not message.get("edited"):
            assert plain(message["text"]) in document, message["text"]


def check_answers(ctl, slack, ref):
    """Each question was answered once, in its thread."""
    room = slack.room("network-partition")
    for message in said(room):
        if message.get("text", "").split(" ")[0] not in ("!ic", "!status"):
            continue
        answers = [one for one in ours(room) if one.get("thread_ts") == message["ts"]]
        assert len(answers) == 1, (message["text"], [one["text"] for one in answers])


def check_secrets(folder):
    for path in pathlib.Path(folder).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(token.encode() in content for token in TOKENS.values()), path


def main():
    slack = Slack(FAKE, "--script", SCRIPT, "--speed", str(SPEED))
    checks = [check_out, check_in, check_document, check_answers]
    failed = 0
    print(f"1..{len(checks) + 2}")
    with tempfile.TemporaryDirectory() as folder:
        ctl, ref = Ctl(PROGRAM, folder, slack), None
        ctl.connect()
        ctl.run("config", "set", "slack.channel-mode", "per-incident")

        def led():
            nonlocal ref
            ref = lead(ctl, slack)

        steps = [("lead", led)] + [(check.__name__, lambda check=check: check(ctl, slack, ref)) for check in checks]
        steps.append(("check_secrets", lambda: check_secrets(folder)))
        for number, (name, step) in enumerate(steps, 1):
            try:
                step()
                print(f"ok {number} {name}", flush=True)
            except Exception:
                failed += 1
                print(f"not ok {number} {name}")
                print("# " + traceback.format_exc().replace("\n", "\n# "), flush=True)
                if ref is None:
                    break
        if failed and os.environ.get("MATOI_KEEP"):
            pathlib.Path(os.environ["MATOI_KEEP"]).write_text(json.dumps(slack.inspect(), ensure_ascii=False, indent=1))
            if ref:
                pathlib.Path(os.environ["MATOI_KEEP"] + ".show").write_text(ctl.run("show", ref, "--json"))
    slack.end()
    return failed > 0


sys.exit(main())
