/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "markdown-corpus.h"

const char *const markdown_corpus[] = {
  "",
  " \n\t\n",
  "One line",
  "# 原因\n\n接続プールが**枯渇**しました。\n\n- 14:02 `pool exhausted`\n- 14:05 再起動",
  "a  \nb\\\nc",
  "- a\n  - b\n    - c\n\n      still c\n  - d\n\n1. one\n2. two\n   ```\n   code\n   ```\n",
  "- - - deep",
  "1. > quoted in a list\n\n> - list in a quotation\n>\n> # head in it\n>\n> ---\n>\n> ```\n> x\n> ```",
  "- # head in a list\n- ---\n- ```\n  code\n  ```\n-\n",
  "5. five\n6. six\n\n* star",
  "**bold *both*** ~~no~~ `code` [`code link`](https://x.example/a) **`bold code`**",
  "[a](https://x.example/?q=1|2]) [b](javascript:alert(1)) <script>alert(1)</script>",
  "see https://x.example/a_b-c?d=*&e={f}, and (https://y.example/).",
  "| a | b |\n|---|---|\n| 1 | `x|y` |\n|  |\n",
  "```sql\nSELECT '{code}' || '{noformat}';\n```",
  "    {\"type\":\"doc\",\"version\":1,\"content\":[]}",
  "{\"type\":\"mention\",\"attrs\":{\"id\":\"5b10\"}} [~admin] {code}x{code} !http://x.example/i.png!",
  "h1. no heading\nbq. no quote\n* star - dash + plus _line_ ^up^ ~down~ ??cite?? \\\\ &#42; &amp; :) (x)",
  "مرحبا \342\200\256 drow\342\200\254 \342\201\246x\342\201\251 שלום",
  "emoji 👩‍👩‍👧‍👦 🇯🇵 👍🏽 e\314\201\001\033[31m\007",
  "![picture](picture:0123456789abcdef0123456789abcdef) ![x](https://x.example/i.png)",
  "---\n\n***\n\n___",
  "> a\n> b\n\nc\n\n> d",
  "日本**太字**語と*斜体*語、~~取り消し~~。",
  "word**inside**word a*b*c",
  "\\*not bold\\* \\# \\[x\\](y)",
  "``` \n```",
  NULL,
};

static const char *const pieces[] = {
  "a",        " ",          "\n",   "\n\n",    "- ",
  "  - ",     "1. ",        "> ",   "# ",      "```",
  "`",        "**",         "*",    "_",       "~~",
  "[",        "](",         ")",    "|",       "\n|",
  "---",      "\n|-|-|\n",  "    ", "原因",    "👩‍👩‍👧",
  "{code}",   "{\"type\":", "\\",   "&",       ";",
  "https://", "x.y/z",      "<b>",  "!",       "[~a]",
  "\t",       "\001",       "}",    "\"",      "::",
  "h1. ",     "\n1) ",      "\n* ", "{quote}", "\342\200\256",
};

char *
markdown_random (GRand *rand, guint n_pieces)
{
  GString *text = g_string_new (NULL);
  guint n = (guint) g_rand_int_range (rand, 0, (gint32) n_pieces);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}
