#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents as matoictl writes them.  Usage: test-export-document.py MATOICTL DATA_FOLDER   (writes TAP)"""

import importlib.machinery
import os
import pathlib
import re
import shutil
import subprocess
import sys

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


def test_paper(ctl):
    ref = written(ctl)
    path = export(ctl, ref, "pdf", LC_ALL="C.UTF-8")
    if shutil.which("pdfinfo"):
        assert "(A4)" in read_pdf(path)[1]
    if os.environ.get("LC_ALL") == "en_US.UTF-8" and shutil.which("pdfinfo"):
        assert "(letter)" in read_pdf(export(ctl, ref, "pdf"))[1]


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
