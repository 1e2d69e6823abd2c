#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes a translation nobody speaks, to see what is not translated and what has no room.

Usage: pseudo.py SOURCE_ROOT OUTPUT_FOLDER DOMAIN DEPFILE STAMP

Every text of po/POTFILES becomes ⟦ṫẽxt…⟧, two fifths longer, as
OUTPUT_FOLDER/locale/qps/LC_MESSAGES/DOMAIN.mo, and the presets likewise as
OUTPUT_FOLDER/data/presets/*.json. Placeholders and mnemonics are kept."""

import ast
import json
import pathlib
import re
import subprocess
import sys
import tempfile

LETTERS = str.maketrans("aeiouAEIOUncsyzNCSYZ", "åéîöûÅÉÎÖÛñçšýžÑÇŠÝŽ")
# what must stay: a placeholder of printf or of a date, of a template, a tag, an entity, an address, a mnemonic
KEPT = re.compile(
    r"%(?:\d+\$)?[-+ #0'_^]*\d*(?:\.\d+)?(?:hh|ll|[hljztE])?[a-zA-Z%]"
    r"|\{[^{}]*\}|</?[a-z][^<>]*>|&[a-z]+;|https?://\S+|_\w"
)
# read by the program, not by people
UNTOUCHED = {"language of the presets", "translator-credits"}


def lengthen(text):
    """About two fifths of what people see, in words, so that it wraps as the text does."""
    visible = len(KEPT.sub("", text))
    words = []
    missing = (visible * 2 + 4) // 5
    while missing > 0:
        words.append("ẋ" * min(missing, 6))
        missing -= 7
    return (" " if visible > 8 else "") + " ".join(words)


def pseudo(text):
    if not text.strip():
        return text
    out, at = [], 0
    for match in KEPT.finditer(text):
        out.append(text[at : match.start()].translate(LETTERS))
        out.append(match[0])
        at = match.end()
    out.append(text[at:].translate(LETTERS))
    # msgfmt wants the same line ends
    body, end = re.fullmatch(r"(.*?)(\n*)", "".join(out), re.DOTALL).groups()
    start = "\n" if body.startswith("\n") else ""
    return f"{start}⟦{body[len(start):]}{lengthen(text)}⟧{end}"


def quote(text):
    return json.dumps(text, ensure_ascii=False)


def read_entries(pot):
    """(comments, context, msgid, plural) of each entry."""
    for block in re.split(r"\n\n+", pot):
        fields, name, flags = {}, None, []
        for line in block.splitlines():
            if line.startswith("#,"):
                flags.append(line)
            match = re.match(r'(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) (".*")$', line)
            if match:
                name = match[1]
                fields[name] = ast.literal_eval(match[2])
            elif line.startswith('"') and name:
                fields[name] += ast.literal_eval(line)
        if fields.get("msgid"):
            yield flags, fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural")


def make_catalogue(root, folder, domain):
    names = [line.strip() for line in (root / "po/POTFILES").read_text().splitlines()]
    names = [name for name in names if name and not name.startswith("#") and (root / name).is_file()]
    pot = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2",
         "--keyword=g_dcgettext:2", "--keyword=g_dngettext:2,3", "--keyword=g_dpgettext2:2c,3", "-o", "-", *names],
        cwd=root, check=True, capture_output=True, encoding="utf-8").stdout
    out = ['msgid ""', 'msgstr ""', quote("Content-Type: text/plain; charset=UTF-8\n"),
           quote("Plural-Forms: nplurals=2; plural=n != 1;\n"), quote("Language: qps\n"), ""]
    for flags, context, msgid, plural in read_entries(pot):
        make = (lambda text: text) if context in UNTOUCHED or msgid in UNTOUCHED else pseudo
        out += [flag for flag in flags if "format" in flag]
        if context:
            out.append(f"msgctxt {quote(context)}")
        out.append(f"msgid {quote(msgid)}")
        if plural:
            out += [f"msgid_plural {quote(plural)}", f"msgstr[0] {quote(make(msgid))}", f"msgstr[1] {quote(make(plural))}"]
        else:
            out.append(f"msgstr {quote(make(msgid))}")
        out.append("")
    target = folder / "locale/qps/LC_MESSAGES" / f"{domain}.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", suffix=".po", encoding="utf-8") as po:
        po.write("\n".join(out))
        po.flush()
        # with its check: a lost placeholder would be a crash
        subprocess.run(["msgfmt", "--check-format", "-o", str(target), po.name], check=True)
    return [root / name for name in names] + [root / "po/POTFILES"]


def pseudo_json(value):
    if isinstance(value, dict):
        if value and set(value) <= {"en", "ja"} and all(isinstance(text, str) for text in value.values()):
            return {language: pseudo(text) for language, text in value.items()}
        return {name: pseudo_json(member) for name, member in value.items()}
    return [pseudo_json(member) for member in value] if isinstance(value, list) else value


def make_presets(root, folder):
    target = folder / "data/presets"
    target.mkdir(parents=True, exist_ok=True)
    paths = sorted((root / "data/presets").glob("*.json"))
    for path in paths:
        preset = pseudo_json(json.loads(path.read_text(encoding="utf-8")))
        (target / path.name).write_text(json.dumps(preset, ensure_ascii=False, indent=1), encoding="utf-8")
    return paths


def main():
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    root, folder, domain = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    used = make_catalogue(root, folder, domain) + make_presets(root, folder)
    pathlib.Path(sys.argv[4]).write_text(
        f"{sys.argv[5]}: " + " ".join(str(path).replace(" ", "\\ ") for path in used) + "\n")
    pathlib.Path(sys.argv[5]).touch()


if __name__ == "__main__":
    main()
