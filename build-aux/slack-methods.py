#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/fakes/slack-methods.json, the table the fake and the error classes are tested by.

Usage: slack-methods.py REFERENCE.json >tests/fakes/slack-methods.json

REFERENCE is one JSON object of method name to its page, as in the folder docs.slack.dev/methods of
https://github.com/slack-ruby/slack-api-ref, each with "all_errors" (or only "errors").
"""

import json
import sys

USED = """
api.test apps.connections.open auth.revoke auth.test bookmarks.add bookmarks.edit bookmarks.list bots.info chat.delete
chat.getPermalink chat.postEphemeral chat.postMessage chat.update conversations.archive conversations.create
conversations.history conversations.info conversations.invite conversations.join conversations.kick conversations.leave
conversations.list conversations.members conversations.open conversations.rename conversations.replies
conversations.setPurpose conversations.setTopic conversations.unarchive emoji.list files.completeUploadExternal
files.getUploadURLExternal files.info pins.add pins.list pins.remove reactions.add reactions.get reactions.remove team.info
usergroups.list usergroups.users.list users.conversations users.info users.list users.lookupByEmail
""".split()

# Listed among those of bots, but only people have it.
NOT_FOR_BOTS = {"channels:write"}


def code_of(error):
    return error if isinstance(error, str) else error["error"]


def row(page):
    scope = page.get("scope") or {}
    errors = page.get("all_errors") or page.get("errors") or {}
    return {
        "verb": page["http_method"],
        "json": bool(page.get("json_input_supported")),
        "tier": int(page.get("rate_limits", "t5")[1:]),
        "scopes": sorted(set(scope.get("bot") or scope.get("app") or []) - NOT_FOR_BOTS),
        "required": sorted(set(page["args"].get("required", [])) - {"token"}),
        "errors": sorted({code_of(error) for error in errors}),
    }


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        reference = json.load(file)
    lines = [f"    {json.dumps(name)}: {json.dumps(row(reference[name]))}" for name in USED]
    print("{")
    print('  "source": "https://github.com/slack-ruby/slack-api-ref, docs.slack.dev/methods, commit f4837c0 (2026-08-20)",')
    print('  "licence": "MIT, Copyright (c) 2015-2026 Daniel Doubrovkine, Artsy and Contributors; see slack-methods.LICENSE",')
    print('  "methods": {')
    print(",\n".join(lines))
    print("  }\n}")


main()
