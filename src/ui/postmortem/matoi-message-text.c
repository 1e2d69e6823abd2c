/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-message-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* In both languages: the message is in its readers' language, not in the window's. */
static const char *const apologies[] = { "sorry",  "apolog", "お詫び", "おわび",
                                         "申し訳", "謝罪",   "陳謝" };
static const char *const hollow[] = { "any inconvenience",          "may have caused",
                                      "might have caused",          "if you were affected",
                                      "ご不便をおかけしたとすれば", "おかけした可能性" };

static gboolean
has_one_of (const char *text, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/** matoi_message_find_apology: by its words alone; whether it is meant people have to judge. */
MatoiApology
matoi_message_find_apology (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  if (!has_one_of (folded, apologies, G_N_ELEMENTS (apologies)))
    return MATOI_APOLOGY_NONE;
  return has_one_of (folded, hollow, G_N_ELEMENTS (hollow)) ? MATOI_APOLOGY_HOLLOW
                                                            : MATOI_APOLOGY_SINCERE;
}

/** matoi_message_get_apology_advice: (nullable): a sentence or two. */
const char *
matoi_message_get_apology_advice (MatoiApology apology)
{
  if (apology == MATOI_APOLOGY_NONE)
    return _ ("It does not say sorry yet. Say it plainly, for what did not work and for how long.");
  if (apology == MATOI_APOLOGY_HOLLOW)
    return _ ("The apology leaves open whether anybody was hurt. Name what customers could not do, "
              "and say sorry for that.");
  return NULL;
}
