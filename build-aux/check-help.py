#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages of the help: valid, linked, listed and translated.  Usage: check-help.py SOURCE_ROOT"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

MALLARD = "{http://projectmallard.org/1.0/}"
# what a page may hold: a misspelt element would be left out in silence
ELEMENTS = set("""page info link desc title p section links list steps item table thead tbody tr td note screen
    gui guiseq key keyseq input code cmd file em""".split())
OTHER_MACHINE = re.compile(r"(?:^|[\s>\"])/(?:home|root|tmp|work|usr|var)/")


def name(element):
    return element.tag[len(MALLARD):] if element.tag.startswith(MALLARD) else element.tag


def read_pages(root):
    """{id: element} of the pages that can be read, and what is wrong with the others."""
    pages, problems = {}, []
    for path in sorted((root / "help/C").glob("*.page")):
        shown = path.relative_to(root)
        if "SPDX-License-Identifier: GPL-3.0-or-later" not in path.read_text(encoding="utf-8"):
            problems.append(f"{shown}: no SPDX-License-Identifier line")
        try:
            page = ElementTree.parse(path).getroot()
        except ElementTree.ParseError as error:
            problems.append(f"{shown}: not valid XML: {error}")
            continue
        pages[path.stem] = page
        if name(page) != "page" or page.get("id") != path.stem:
            problems.append(f"{shown}: it must be a page with the id “{path.stem}”")
    return pages, problems


def check_elements(pages):
    for page_id, page in pages.items():
        file = f"help/C/{page_id}.page"
        for element in page.iter():
            if name(element) not in ELEMENTS:
                yield f"{file}: unknown element <{name(element)}>"
        for path in ("title", "info/desc"):
            if page.find("/".join(MALLARD + part for part in path.split("/"))) is None:
                yield f"{file}: no {path}"
        if OTHER_MACHINE.search("".join(page.itertext())):
            yield f"{file}: a path of one machine"


def check_links(pages):
    sections = {page_id: {section.get("id") for section in page.iter(MALLARD + "section")}
                for page_id, page in pages.items()}
    for page_id, page in pages.items():
        file = f"help/C/{page_id}.page"
        for section in page.iter(MALLARD + "section"):
            if not section.get("id"):
                yield f"{file}: a section without an id"
        for link in page.iter(MALLARD + "link"):
            target, _, section = link.get("xref", "").partition("#")
            target = target or page_id
            if target not in pages or (section and section not in sections[target]):
                yield f"{file}: a link to “{link.get('xref')}”, which is not there"
        if page_id != "index" and not any(link.get("type") == "guide" for link in page.iter(MALLARD + "link")):
            yield f"{file}: no guide link, so that nobody finds it"


def check_groups(pages):
    """A guide shows the pages by their groups: each has one of its own that the section lists."""
    lists = {section.get("id"): section.find(MALLARD + "links").get("groups", "").split()
             for section in pages["index"].iter(MALLARD + "section")}
    seen = set()
    for page_id, page in pages.items():
        for link in page.iter(MALLARD + "link"):
            if link.get("type") != "guide":
                continue
            place = (link.get("xref", "").partition("#")[2], link.get("group"))
            if place[1] not in lists.get(place[0], []):
                yield f"help/C/{page_id}.page: the index has no group “{place[1]}” in “{place[0]}”"
            if place in seen:
                yield f"help/C/{page_id}.page: another page has the group “{place[1]}” in “{place[0]}”"
            seen.add(place)


def check_listed(root, pages):
    listed = set(re.findall(r"'([\w-]+)\.page'", (root / "help/meson.build").read_text(encoding="utf-8")))
    for page_id in sorted(listed ^ set(pages)):
        where = "has no file" if page_id in listed else "is not listed"
        yield f"help/meson.build: {page_id}.page {where}"


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True,
                          env={"LC_ALL": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"})


def read_catalogue(text):
    """[(msgid, msgstr)] of a catalogue that msgcat wrote without line breaks; not of its header."""
    pairs = re.findall(r'^msgid "((?:[^"\\]|\\.)*)"\nmsgstr "((?:[^"\\]|\\.)*)"', text, re.MULTILINE)
    return [tuple(part.replace('\\"', '"') for part in pair) for pair in pairs if pair[0]]


def get_marks(text):
    """The elements of a message, which a translation must have too; None: it is not well-formed."""
    try:
        element = ElementTree.fromstring(f"<p>{text}</p>")
    except ElementTree.ParseError:
        return None
    return sorted((part.tag, part.get("xref", "")) for part in element.iter())


def check_translation(root, language):
    catalogue = f"help/{language}/{language}.po"
    if not all(shutil.which(tool) for tool in ("msgfmt", "msgmerge", "msgattrib", "msgcat")):
        print("help: gettext's tools are not installed; translation not checked")
        return
    with tempfile.TemporaryDirectory() as folder:
        result = run("msgfmt", "--check", "--statistics", "-o", f"{folder}/x.mo", catalogue, cwd=root)
        if result.returncode or re.search(r"\d (fuzzy|untranslated)", result.stderr):
            yield f"{catalogue}: {result.stderr.strip()}"
            return
        if re.search(r"^#: /", (root / catalogue).read_text(), re.MULTILINE):
            yield f"{catalogue}: names paths of one machine; write it with msgcat --no-location"
        plain = run("msgcat", "--no-wrap", catalogue, cwd=root).stdout
        for original, translated in read_catalogue(plain):
            if get_marks(translated) is None:
                yield f"{catalogue}: not valid XML: {translated}"
            elif get_marks(translated) != get_marks(original):
                yield f"{catalogue}: not the elements of “{original}”: {translated}"

        if not shutil.which("itstool"):
            print("help: itstool is not installed; whether every sentence is translated is not checked")
            return
        files = [f"C/{path.name}" for path in sorted((root / "help/C").glob("*.page"))]
        run("itstool", "-o", f"{folder}/fresh.pot", *files, cwd=root / "help")
        run("msgmerge", "--quiet", "--no-fuzzy-matching", "-o", f"{folder}/merged.po", root / catalogue,
            f"{folder}/fresh.pot", cwd=root)
        if not (pathlib.Path(folder) / "merged.po").exists():
            yield f"{catalogue}: itstool or msgmerge failed"
            return
        missing = run("msgattrib", "--untranslated", "--no-obsolete", "--no-wrap", f"{folder}/merged.po", cwd=root)
        for original, _ in read_catalogue(missing.stdout):
            yield f"{catalogue}: not translated: {original}"


def main():
    root = pathlib.Path(sys.argv[1])
    pages, problems = read_pages(root)
    if "index" not in pages:
        problems.append("help/C/index.page cannot be read")
    else:
        problems += check_elements(pages)
        problems += check_links(pages)
        problems += check_groups(pages)
        problems += check_listed(root, pages)
    for language in (root / "help/LINGUAS").read_text(encoding="utf-8").split():
        problems += check_translation(root, language)
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"help: {len(pages)} pages, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
