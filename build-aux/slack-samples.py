#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/data/slack-api/{frames,events}.json: what Slack really sent, cut short.

Usage: slack-samples.py FRAMES EVENTS OUT

FRAMES holds the messages of tests/slack_sdk/socket_mode/mock_socket_mode_server.py of
https://github.com/slackapi/python-slack-sdk, one file each; EVENTS is json-logs/samples/events of
https://github.com/slackapi/java-slack-sdk.  Of long lists one item is kept: they repeat every kind
of block there is.
"""

import json
import pathlib
import sys

# Tokens and addresses to answer at, made up as they are, stay out.
SECRET = {"token", "response_url", "trigger_id", "verification_token"}
LONG = {"blocks", "attachments", "elements", "files", "fields", "options", "option_groups", "actions"}


def cut(node, key=""):
    if isinstance(node, dict):
        return {name: cut(value, name) for name, value in node.items() if name not in SECRET}
    if isinstance(node, list):
        return [cut(value) for value in (node[:1] if key in LONG else node[:3])]
    return node


def collect(folder, pattern):
    return {path.stem: cut(json.loads(path.read_text(encoding="utf-8")))
            for path in sorted(pathlib.Path(folder).glob(pattern))}


def write(path, source, samples):
    lines = [f"    {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}" for name, value in samples.items()]
    path.write_text("{\n" + f'  "source": {json.dumps(source)},\n  "licence": "MIT; see LICENSE",\n'
                    + '  "samples": {\n' + ",\n".join(lines) + "\n  }\n}\n", encoding="utf-8")


def main():
    out = pathlib.Path(sys.argv[3])
    write(out / "frames.json",
          "https://github.com/slackapi/python-slack-sdk, commit ae87985e2c3811ead978f31ea5a1e4a7ca5c3515",
          collect(sys.argv[1], "*.json"))
    write(out / "events.json",
          "https://github.com/slackapi/java-slack-sdk, commit 86ff7ca9915e21882def04c2d579ac02503f95fe; "
          "values are blanked by Slack",
          collect(sys.argv[2], "*.json"))


main()
