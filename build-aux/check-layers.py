#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does every layer use only the layers it may use?

Looks at the symbols of the built archives, because an include path alone does not hold the rule.
Usage: check-layers.py SOURCE_ROOT ARCHIVE...
"""

import fnmatch
import pathlib
import re
import subprocess
import sys

MAY_USE = {
    "base": set(),
    "core": {"base"},
    "store": {"base", "core"},
    "net": {"base"},
    "sync": {"base", "core", "store", "net"},
    "export": {"base", "core"},
    "app": {"base", "core", "store", "net", "sync", "export"},
    "cli": {"base", "core", "app"},
    "ui": {"base", "core", "app", "widgets"},
    "widgets": {"base"},
}

# The domain is pure: no clock, no files, no randomness, no database.
DENIED = {
    "core": [
        "g_date_time_new_now*", "g_get_real_time", "g_get_monotonic_time", "g_get_current_time",
        "time", "gettimeofday", "clock_gettime",
        "g_file_*", "fopen*", "open", "open64",
        "g_random_*", "g_rand_*", "g_uuid_string_random", "rand", "random", "getrandom",
        "sqlite3_*",
    ],
    # No layer below the window knows GTK.
    **{layer: ["gtk_*", "gdk_*", "adw_*"] for layer in ("base", "store", "net", "sync", "export", "app", "cli")},
}
DENIED["core"] += ["gtk_*", "gdk_*", "adw_*"]

# gdk-pixbuf only bears the name: it reads pictures, without a display and without GTK.
ALLOWED = {"export": ["gdk_pixbuf_*"], "app": ["gdk_pixbuf_*"]}


def symbols(archive):
    """The names an archive defines, and {name: object file} of those it wants from outside."""
    text = subprocess.run(["nm", "-A", "-g", archive], check=True, capture_output=True, text=True).stdout
    defined, wanted = set(), {}
    for line in text.splitlines():
        where, _, rest = line.rpartition(": ") if ": " in line else line.rpartition(":")
        if not where:
            continue
        fields = rest.split()
        if fields and re.fullmatch(r"[0-9a-fA-F]+", fields[0]) and len(fields) == 3:
            fields = fields[1:]
        elif line[len(where):].startswith(":") and len(fields) == 3:
            fields = fields[1:]
        if len(fields) != 2:
            continue
        kind, name = fields
        name = name.split("@")[0]
        if kind in ("U", "w", "v"):
            wanted.setdefault(name, where.split(":")[-1])
        elif kind != "N":
            defined.add(name)
    return defined, {name: obj for name, obj in wanted.items() if name not in defined}


def check_archives(archives):
    problems = []
    table = {}
    for archive in archives:
        match = re.fullmatch(r"libmatoi-(\w+)\.a", pathlib.Path(archive).name)
        if not match or match[1] not in MAY_USE:
            problems.append(f"{archive}: not the archive of a known layer")
            continue
        table[match[1]] = symbols(archive)

    owner = {name: layer for layer, (defined, _) in table.items() for name in defined}
    for layer, (defined, wanted) in table.items():
        if not defined:
            problems.append(f"{layer}: no symbols at all; was nm able to read the archive?")
        for name, obj in sorted(wanted.items()):
            other = owner.get(name)
            if other and other != layer and other not in MAY_USE[layer]:
                problems.append(f"{layer} ({obj}) uses {name} of {other}")
            if any(fnmatch.fnmatchcase(name, pattern) for pattern in DENIED.get(layer, [])) and \
               not any(fnmatch.fnmatchcase(name, pattern) for pattern in ALLOWED.get(layer, [])):
                problems.append(f"{layer} ({obj}) uses {name}, which this layer must not")
    return problems


def check_includes(root):
    """Includes name a header only, so that the include path of a layer decides what it sees."""
    problems = []
    for path in sorted(root.glob("src/**/*.[ch]")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if re.match(r'\s*#\s*include\s*"[^"]*/', line):
                problems.append(f"{path.relative_to(root)}:{number}: an include with a folder: {line.strip()}")
    return problems


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    problems = check_includes(pathlib.Path(sys.argv[1])) + check_archives(sys.argv[2:])
    print("\n".join(problems) if problems else f"layers: {len(sys.argv) - 2} archives in order")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
