#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes tests/fakes/proof/slack-openapi.json, which the fake's answers are held against.

Usage: slack-openapi.py SLACK-WEB-OPENAPI-V2.json METHODS.json >tests/fakes/proof/slack-openapi.json

The first is web-api/slack_web_openapi_v2.json of https://github.com/slackapi/slack-api-specs, with
the token of each method made optional (it comes in the header) and the verbs of today added; the
second tests/fakes/slack-methods.json.  Only the methods Matoi knows are kept, without examples.
"""

import json
import sys

LEFT_OUT = {"examples", "description", "externalDocs", "summary", "x-examples"}


def prune(node, inside_properties=False):
    if isinstance(node, dict):
        return {
            key: prune(value, key in ("properties", "definitions", "paths"))
            for key, value in node.items()
            if inside_properties or key not in LEFT_OUT
        }
    if isinstance(node, list):
        return [prune(value) for value in node]
    return node


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref" and isinstance(value, str):
                yield value.rsplit("/", 1)[1]
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        spec = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        methods = set(json.load(file)["methods"])
    paths = {path: item for path, item in spec["paths"].items() if path[1:] in methods}
    for item in paths.values():
        for operation in item.values():
            for answer in operation["responses"].values():
                answer["description"] = "-"
    kept, open_ = {}, set(references(paths))
    while open_:
        name = open_.pop()
        kept[name] = spec["definitions"][name]
        open_ |= set(references(kept[name])) - set(kept)
    out = {
        "swagger": "2.0",
        "info": {"title": "Slack Web API, as of October 2020, cut down", "version": spec["info"]["version"],
                 "license": {"name": "MIT"},
                 "x-source": "https://github.com/slackapi/slack-api-specs, commit bc08db4; see slack-openapi.LICENSE"},
        "host": spec["host"], "basePath": spec["basePath"], "schemes": spec["schemes"],
        "paths": paths, "definitions": dict(sorted(kept.items())),
    }
    pruned = prune(out, True)
    for item in pruned["paths"].values():
        for operation in item.values():
            operation.pop("security", None)
            for answer in operation["responses"].values():
                answer["description"] = "-"
    json.dump(pruned, sys.stdout, ensure_ascii=False, separators=(",", ":"))
    print()


main()
