#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents as matoictl writes them.  Usage: test-export-document.py MATOICTL DATA_FOLDER   (writes TAP)"""

import html.parser
import importlib.machinery
import os
import pathlib
import re
import resource
import shutil
import signal
import struct
import subprocess
import sys
import zlib

base = importlib.machinery.SourceFileLoader(
    "matoictl", str(pathlib.Path(__file__).parents[1] / "cli" / "test-matoictl.py")).load_module()

OVERVIEW = """日本時間の午後、**上限がない**まま負荷が増え、応答が遅くなりました。Every request waited.

[bad](javascript:alert(1)) <script>alert(2)</script>
"""


def written(ctl, *options):
    ref = ctl.out("declare", "--title", "決済 / Checkout", "--severity", "1", "--as", "Ann", *options)
    ctl.out("role", ref, "ic", "Ann", "--as", "Ann")
    ctl.out("note", ref, "Errors at 14 %", "--kind", "detection", "--evidence", "https://example.com/graph")
    ctl.out("end", ref, "--outcome", "recovered", "--final-severity", "1", "--override", "test", "--owner", "Owen",
            "--as", "Ann")
    ctl.out("postmortem", ref, "write", "overview", text=OVERVIEW)
    ctl.out("postmortem", ref, "write", "what-happened", text="段落です。\n\n" * 200)
    return ref


def export(ctl, ref, kind, *options, **env):
    path = ctl.folder / f"out.{kind}"
    ctl.out("export", ref, "--format", kind, "-o", str(path), *options, **env)
    return path


def tool(name, *args):
    return subprocess.run([name, *args], check=True, capture_output=True).stdout.decode()


def words(text):
    return re.sub(r"\s+", "", text)


def read_pdf(path):
    """(its text a page, what pdfinfo says); nothing without poppler's tools."""
    if not shutil.which("pdftotext"):
        return [], ""
    return tool("pdftotext", "-layout", str(path), "-").split("\f")[:-1], tool("pdfinfo", str(path))


def test_text_formats(ctl):
    ref = written(ctl)
    for lang, heading, state in (("en", "Overview", "Draft"), ("ja", "概要", "下書き")):
        markdown = export(ctl, ref, "markdown", "--lang", lang).read_text(encoding="utf-8")
        assert f"\n## {heading}\n" in markdown and markdown.splitlines()[2].startswith(f"{state} · "), markdown[:200]
        assert "javascript:" not in markdown and "<script" not in markdown
        html = export(ctl, ref, "html", "--lang", lang).read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in html and f">{heading}</h2>" in html and "<svg " in html
        assert "<script" not in html and "javascript:" not in html and html.count(state) >= 2
    assert "## Overview / 概要\n" in ctl.out("export", ref, "--both")


def test_pdf(ctl):
    ref = written(ctl)
    for lang, heading, state in (("en", "What happened", "Draft"), ("ja", "何が起きたか", "下書き")):
        path = export(ctl, ref, "pdf", "--lang", lang)
        assert path.read_bytes().startswith(b"%PDF-")
        pages, info = read_pdf(path)
        if not pages:
            continue
        assert len(pages) >= 4 and f"Pages:           {len(pages)}\n" in info, info
        for number, page in enumerate(pages, 1):
            assert f"{number}/{len(pages)}" in words(page) and f"{ref}·{state}·" in words(page), page
        text = words("".join(pages))
        assert words(heading) in text and "まま負荷が増え、応答が遅くなりました。" in text, text[:3000]
        assert "<script>alert(2)</script>" in text and "Errorsat14%" in text and "決済/Checkout" in text
    both = read_pdf(export(ctl, ref, "pdf", "--both"))[0]
    assert not both or "Overview/概要" in words("".join(both))


def test_pdf_structure(ctl):
    """Titles in the reader's side bar lead to their place; headings and cells are told as such."""
    ref = written(ctl)
    path = export(ctl, ref, "pdf")
    if not shutil.which("pdfinfo"):
        return
    info = tool("pdfinfo", str(path))
    owner = ctl.show(ref)["postmortem"]["owner"]
    assert "Tagged:          yes" in info and f"Author:          {owner}\n" in info, info
    assert f"Keywords:        {ref}" in info, info
    places = re.findall(r"^ *(\d+) \[ XYZ +(\d+) +(\d+)", tool("pdfinfo", "-dests", str(path)), re.M)
    # not all at the head of their page
    assert len(places) > 11 and len({y for page, x, y in places}) > 5, places
    kinds = tool("pdfinfo", "-struct", str(path)).split()
    assert {"Document", "H1", "H2", "P", "Table", "TR", "TH", "TD", "Link"} <= set(kinds), set(kinds)
    assert kinds[0] == "Document" and kinds.count("H1") == 1


def test_marks(ctl):
    """One first page: the one that somebody named, else the first that plainly is one."""
    ref = written(ctl)
    ctl.out("config", "set", "timezone", "Asia/Tokyo")
    shown = ctl.out("export", ref)
    assert shown.count("**First page:**") == 1 and " JST) |" in shown, shown
    row = ctl.json("postmortem", ref, "rows")[-1]
    ctl.out("postmortem", ref, "row", row["entry"] or row["row"], "tell", "--anchor", "page", "--none", "x")
    marked = [line for line in ctl.out("export", ref).splitlines() if "**First page:**" in line]
    assert len(marked) == 1 and row["text"][:5] in marked[0], marked


def test_paper(ctl):
    ref = written(ctl)
    path = export(ctl, ref, "pdf", LC_ALL="C.UTF-8")
    if shutil.which("pdfinfo"):
        assert "(A4)" in read_pdf(path)[1]
    if os.environ.get("LC_ALL") == "en_US.UTF-8" and shutil.which("pdfinfo"):
        assert "(letter)" in read_pdf(export(ctl, ref, "pdf"))[1]


class Pieces(html.parser.HTMLParser):
    """Every heading, paragraph, item and cell of a document, as the words in it."""

    PARTS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "code"}

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.skip = [], 0, 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.skip += tag in ("style", "svg", "title", "nav", "footer")
        if tag in self.PARTS:
            self.found.append("")
            self.open += 1

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "svg", "title", "nav", "footer")
        self.open -= tag in self.PARTS

    def handle_data(self, data):
        if self.open and not self.skip:
            self.found[-1] += data


def picture(path, width, height):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes((x + y) % 256 for x in range(width * 3)) for y in range(height))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) +
                     chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return str(path)


def test_pdf_has_all_words(ctl):
    """What stands in the HTML stands in the PDF, too, in the same order."""
    ref = written(ctl)
    for lang in ("en", "ja"):
        pieces = [words(piece) for piece in Pieces(export(ctl, ref, "html", "--lang", lang).read_text(encoding="utf-8")).found]
        path = export(ctl, ref, "pdf", "--lang", lang)
        if not shutil.which("pdftotext"):
            return
        text = words(tool("pdftotext", "-raw", str(path), "-"))
        at = 0
        assert len(pieces) > 100
        for piece in pieces:
            # a long one may go on over the page
            piece = piece[:24]
            found = text.find(piece, at)
            assert found >= 0 or piece in text, f"{piece} is not in the PDF behind {text[at - 60:at]}"
            at = max(at, found)


def test_pictures(ctl):
    ref = written(ctl)
    names = [ctl.out("postmortem", ref, "picture", picture(ctl.folder / f"{i}.png", 500 + i, 700)) for i in range(3)]
    text = "Before.\n\n" + "\n\n".join(f"![図 {i}: what is seen]({name})" for i, name in enumerate(names))
    ctl.out("postmortem", ref, "write", "overview", text=text + "\n\n![gone](picture:0123456789abcdef)\n\nAfter.")
    shown = export(ctl, ref, "html").read_text(encoding="utf-8")
    assert shown.count('src="data:image/png;base64,') == 3 and "<p>[gone]</p>" in shown and "http" not in \
        "".join(re.findall(r'<img[^>]*src="([^"]*)', shown))
    markdown = export(ctl, ref, "markdown").read_text(encoding="utf-8")
    assert markdown.count("](data:image/png;base64,") == 3 and "picture:" not in markdown
    path = export(ctl, ref, "pdf")
    if not shutil.which("pdfimages"):
        return
    drawn = [line.split() for line in tool("pdfimages", "-list", str(path)).splitlines()[2:]]
    # each whole, once, on a page of its own as it is more than half as high as the page
    assert [row[3:5] for row in drawn] == [[str(500 + i), "700"] for i in range(3)], drawn
    assert len({row[0] for row in drawn}) == 3, drawn
    pages = [words(page) for page in read_pdf(path)[0]]
    for i, row in enumerate(drawn):
        assert f"図{i}:whatisseen" in pages[int(row[0]) - 1], row
    assert any("[gone]" in page for page in pages)


def test_no_postmortem_yet(ctl):
    ref = ctl.declare()
    for kind in ("markdown", "html", "pdf"):
        assert export(ctl, ref, kind).stat().st_size > 300
    assert ctl.out("export", ref).startswith(f"# {ref} ")


def test_confidential(ctl):
    ref = written(ctl, "--security")
    shown = ctl.show(ref)
    out, err = ctl.run("export", ref, "--format", "html")
    assert "confidential" in err and "Confidential: a security incident" in out
    pages = read_pdf(export(ctl, ref, "pdf"))[0]
    assert all("Confidential" in page for page in pages), pages
    if shown.get("codename"):
        assert "Checkout" not in out


def test_faults(ctl):
    ref = written(ctl)
    for kind in ("markdown", "html", "pdf", "json", "csv"):
        error = ctl.error("storage", "export", ref, "--format", kind, "-o", "/dev/full")
        assert "/dev/full" in error["message"], error
        ctl.error("storage", "export", ref, "--format", kind, "-o", str(ctl.folder / "none" / "x"))
    with open("/dev/full", "wb") as full:
        done = subprocess.run([base.CTL, "export", ref, "--format", "pdf"], env=ctl.env, stdout=full,
                              stderr=subprocess.PIPE)
    assert done.returncode == 3 and done.stderr, done
    locked = ctl.folder / "locked"
    locked.mkdir(mode=0o500)
    if not os.access(locked, os.W_OK):  # root may write everywhere
        ctl.error("storage", "export", ref, "--format", "pdf", "-o", str(locked / "x.pdf"))
        assert not list(locked.iterdir())
    ctl.error("input", "export", ref, "--format", "docx")


def test_disk_fills_up(ctl):
    """It fills up in the middle: the file that was there stays, and nothing else is left."""
    ref = written(ctl)
    folder = ctl.folder / "out"
    folder.mkdir()
    path = folder / "report.html"
    path.write_text("old", encoding="utf-8")
    name = ctl.out("postmortem", ref, "picture", picture(ctl.folder / "noise.png", 1500, 900))
    ctl.out("postmortem", ref, "write", "overview", text="words " * 30000 + f"\n\n![x]({name})")

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    done = subprocess.run([base.CTL, "export", ref, "--format", "html", "-o", str(path)], env=ctl.env,
                          preexec_fn=limit, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 3 and b"report.html" in done.stderr, done
    assert path.read_text(encoding="utf-8") == "old" and list(folder.iterdir()) == [path]
    ctl.out("export", ref, "--format", "html", "-o", str(path))


def test_replaces_as_a_whole(ctl):
    ref = written(ctl)
    real, link = ctl.folder / "real.html", ctl.folder / "link.html"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    before = real.stat().st_ino
    ctl.out("export", ref, "--format", "html", "-o", str(link))
    assert link.is_symlink() and real.read_text(encoding="utf-8").endswith("</html>\n")
    assert real.stat().st_ino != before, "written over, not replaced"


if __name__ == "__main__":
    sys.exit(base.main(globals()))
