#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the source tree that no compiler checks.  Usage: check-tree.py SOURCE_ROOT"""

import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MAX_LINES = 1000
MAX_PROGRAM_LINES = 60
PROGRAMS = ("src/matoi.c", "src/matoictl.c")

SQL = re.compile(
    r'"\s*(SELECT|INSERT (?:OR \w+ )?INTO|UPDATE \w+ SET|DELETE FROM|CREATE (?:TABLE|INDEX|TRIGGER|VIRTUAL|UNIQUE)|'
    r"DROP (?:TABLE|INDEX|TRIGGER)|ALTER TABLE|PRAGMA|BEGIN|COMMIT|ROLLBACK)\b(?!:)"
)
TRANSLATED = re.compile(r'(?<![A-Za-z0-9_])(?:(?:_|N_|C_|NC_|ngettext)\s*\(\s*"|g_dn?gettext\s*\(|g_dpgettext2\s*\()')
# put together here so that this file does not find itself
SECRET = re.compile("|".join(["xox" + "[abprs]-", "xapp" + "-", "Bear" + r"er [A-Za-z0-9]", "ATATT" + "3"]))


def sources(root, *folders):
    for folder in folders:
        for path in sorted((root / folder).glob("**/*.[ch]")):
            yield path


def read(path):
    return path.read_text(encoding="utf-8", errors="replace")


def check_headers(root):
    for path in sources(root, "src", "tests"):
        head = "\n".join(read(path).splitlines()[:5])
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in head:
            yield f"{path.relative_to(root)}: no SPDX-License-Identifier line at its head"


def check_names(root):
    names = collections.defaultdict(list)
    for path in sources(root, "src", "tests"):
        names[path.name].append(str(path.relative_to(root)))
    for name, paths in names.items():
        if len(paths) > 1:
            yield f"{name}: the name of more than one file: {', '.join(paths)}"


def check_sizes(root):
    for path in sources(root, "src", "tests"):
        lines = read(path).count("\n")
        name = str(path.relative_to(root))
        if path.suffix == ".c" and lines > MAX_LINES:
            yield f"{name}: {lines} lines; the limit is {MAX_LINES}"
        if name in PROGRAMS and lines >= MAX_PROGRAM_LINES:
            yield f"{name}: {lines} lines; a program's file stays under {MAX_PROGRAM_LINES}"


def check_sql(root):
    begins = []
    for path in sources(root, "src"):
        name = path.relative_to(root)
        for number, line in enumerate(read(path).splitlines(), 1):
            if "BEGIN IMMEDIATE" in line and '"' in line.split("BEGIN IMMEDIATE")[0]:
                begins.append(f"{name}:{number}")
            if name.parts[1] != "store" and SQL.search(line):
                yield f"{name}:{number}: SQL outside src/store"
    if len(begins) != 1:
        yield f"BEGIN IMMEDIATE must stand in exactly one place, found {len(begins)}: {' '.join(begins)}"


def listed_files(root):
    lines = read(root / "po/POTFILES").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def check_potfiles(root):
    listed = set(listed_files(root))
    for name in sorted(listed):
        if not (root / name).is_file():
            yield f"po/POTFILES: {name} does not exist"
    for path in sources(root, "src"):
        name = str(path.relative_to(root))
        if name not in listed and TRANSLATED.search(read(path)):
            yield f"{name}: has translatable text but is not listed in po/POTFILES"
    for path in sorted((root / "src").glob("**/*.ui")):
        name = str(path.relative_to(root))
        if name not in listed and 'translatable="yes"' in read(path):
            yield f"{name}: has translatable text but is not listed in po/POTFILES"


def statistics(tool_output):
    """(fuzzy, untranslated) from the line msgfmt --statistics prints."""
    numbers = {kind: int(n) for n, kind in re.findall(r"(\d+) (fuzzy|untranslated)", tool_output)}
    return numbers.get("fuzzy", 0), numbers.get("untranslated", 0)


def check_catalogue(root, language="ja"):
    if not all(shutil.which(tool) for tool in ("xgettext", "msgmerge", "msgfmt", "msgattrib")):
        print("tree: gettext's tools are not installed; catalogue not checked")
        return

    def run(*command):
        return subprocess.run(command, cwd=root, capture_output=True, text=True,
                              env={"LC_ALL": "C", "PATH": "/usr/local/bin:/usr/bin:/bin"})

    catalogue = f"po/{language}.po"
    with tempfile.TemporaryDirectory() as folder:
        result = run("msgfmt", "--check", "--statistics", "-o", f"{folder}/x.mo", catalogue)
        if result.returncode:
            yield f"{catalogue}: msgfmt --check refuses it:\n{result.stderr.strip()}"
            return
        if statistics(result.stderr) != (0, 0):
            yield f"{catalogue}: {result.stderr.strip().splitlines()[-1]}"

        files = [name for name in listed_files(root) if (root / name).is_file()]
        result = run("xgettext", "--from-code=UTF-8", "--add-comments=Translators",
                     "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
                     "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3",
                     "--flag=g_dngettext:2:pass-c-format", "--flag=g_strdup_printf:1:c-format",
                     "--flag=g_string_printf:2:c-format", "--flag=g_string_append_printf:2:c-format",
                     "--flag=g_error_new:3:c-format", "--flag=g_set_error:4:c-format",
                     "-o", f"{folder}/fresh.pot", *files)
        if result.returncode or not pathlib.Path(f"{folder}/fresh.pot").exists():
            yield f"xgettext: {result.stderr.strip()}"
            return
        result = run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", f"{folder}/merged.po",
                     catalogue, f"{folder}/fresh.pot")
        if result.returncode:
            yield f"msgmerge: {result.stderr.strip()}"
            return
        missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", f"{folder}/merged.po").stdout
        # the first msgid is the header's
        for text in re.findall(r'^msgid (".*(?:\n".*")*)', missing, re.MULTILINE):
            if text != '""':
                yield f"{catalogue}: not translated: {text.replace(chr(10), '')}"


def check_secrets(root):
    for path in sorted((root / "tests").glob("**/*")):
        if path.is_file() and path.stat().st_size < 5_000_000:
            match = SECRET.search(read(path))
            if match:
                yield f"{path.relative_to(root)}: looks like a token: {match[0]}…"


CHECKS = (check_headers, check_names, check_sizes, check_sql, check_potfiles, check_catalogue, check_secrets)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    problems = [problem for check in CHECKS for problem in check(root)]
    print("\n".join(problems) if problems else f"tree: {len(CHECKS)} checks passed")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
