/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Prints what becomes of Markdown as a document of Atlassian's, one a line, for a check against
 * the format's own schema. */

#include "config.h"

#include <stdio.h>

#include "markdown-corpus.h"
#include "matoi-jira-text.h"
#include "matoi-json.h"

#define N_RANDOM 250

static void
print (const char *markdown, guint max_length)
{
  g_autoptr (JsonObject) document =
    matoi_jira_text_to_adf (markdown, "https://matoi.example/pm/1", max_length);
  g_autofree char *text = matoi_json_to_text (document);

  puts (text);
}

int
main (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20261121);

  for (guint i = 0; markdown_corpus[i]; i++)
    {
      print (markdown_corpus[i], 0);
      print (markdown_corpus[i], 20);
    }
  for (guint i = 0; i < N_RANDOM; i++)
    {
      g_autofree char *markdown = markdown_random (rand, 60);

      print (markdown, i % 3 == 0 ? 220 : 0);
    }
  return 0;
}
