#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every document that PRINT_ADF prints is valid by SCHEMA.  Usage: check-adf.py PRINT_ADF SCHEMA

Skipped (77) where python3-jsonschema is missing."""

import json
import subprocess
import sys

try:
    import jsonschema
except ImportError:
    sys.exit(77)


def main():
    program, schema = sys.argv[1:]
    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft4Validator(json.load(file))
    lines = subprocess.run([program], check=True, capture_output=True, text=True, encoding="utf-8").stdout.splitlines()
    bad = [line for line in lines if not validator.is_valid(json.loads(line))]
    # The schema says no to something, too.
    wrong = {"type": "doc", "version": 1, "content": [{"type": "paragraph", "content": [{"type": "text", "text": ""}]}]}
    if validator.is_valid(wrong):
        bad.append("an empty text is taken for valid")
    print(f"{len(lines)} documents, {len(bad)} not valid")
    print("\n".join(line[:2000] for line in bad[:3]))
    return 1 if bad or len(lines) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
