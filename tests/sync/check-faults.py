#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-faults.py FAULTS PROGRAM...: every test of the table FAULTS is one of the programs'."""
import subprocess
import sys


def main(table, programs):
    there = set()
    for program in programs:
        listing = subprocess.run([program, '-l'], check=True, capture_output=True, text=True).stdout
        there.update(line.strip() for line in listing.splitlines() if line.startswith('/'))
    with open(table, encoding='utf-8') as lines:
        rows = [line.split('|', 1) for line in lines if line.strip() and not line.startswith('#')]
    missing = [row[0].strip() for row in rows if len(row) != 2 or row[0].strip() not in there]
    for path in missing:
        print(f'{path}: there is no such test')
    print(f'{len(rows)} faults, {len(missing)} without a test')
    return 1 if missing or not rows else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
