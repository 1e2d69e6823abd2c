/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-actions.h"

#include <string.h>

#include "matoi-text.h"

/* Words that remind people of what they wanted to do, in the language of those who read them: gettext
 * is of no use here, see matoi-intent-words.c. */

/* A line in a message, not a whole text. */
#define MAX_TEXT 120

typedef enum
{
  OVERDUE,
  DUE,
  UNDATED,
  N_PARTS,
} Part;

/* For one and for many; {n} and {team} are filled in. */
static const struct
{
  const char *one, *many, *ja;
} headings[N_PARTS] = {
  [OVERDUE] = { "1 item of {team} is overdue:", "{n} items of {team} are overdue:",
                "{team}: 期限を過ぎた対策が {n} 件あります:" },
  [DUE] = { "1 item of {team} is open:", "{n} items of {team} are open:",
            "{team}: 未完了の対策が {n} 件あります:" },
  [UNDATED] = { "1 item of {team} is open and has no due date:",
                "{n} items of {team} are open and have no due date:",
                "{team}: 期限のない未完了の対策が {n} 件あります:" },
};

static Part
find_part (const MatoiActionRow *row, const char *today)
{
  if (row->due == NULL)
    return UNDATED;
  return strcmp (row->due, today) < 0 ? OVERDUE : DUE;
}

static const char *
get_team (const MatoiActionRow *row, gboolean japanese)
{
  if (row->owner_team != NULL && *row->owner_team != '\0')
    return row->owner_team;
  return japanese ? "担当チームなし" : "no team";
}

static void
add_heading (GString *text, Part part, const MatoiActionRow *row, guint n, gboolean japanese)
{
  g_autoptr (GString) heading = g_string_new (japanese ? headings[part].ja
                                              : n == 1 ? headings[part].one
                                                       : headings[part].many);
  g_autofree char *number = g_strdup_printf ("%u", n);

  g_string_replace (heading, "{n}", number, 1);
  g_string_replace (heading, "{team}", get_team (row, japanese), 1);
  g_string_append (text, heading->str);
  g_string_append_c (text, '\n');
}

/* (transfer full): the words of the item, on one line; of a confidential incident nothing but how
 * others may call it */
static char *
dup_words (const MatoiActionRow *row)
{
  g_autofree char *line = matoi_text_dup_line (row->security ? row->title : row->text);
  g_autofree char *start = NULL;

  if (g_utf8_strlen (line, -1) <= MAX_TEXT)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_TEXT - 1);
  return g_strconcat (start, "…", NULL);
}

/* "• PAY-123 Alert on the queue (due 2026-11-20, Sato Yuki) https://…" */
static void
add_item (GString *text, const MatoiActionRow *row, const char *lang)
{
  g_autofree char *words = dup_words (row);
  gboolean known = row->key != NULL && !row->gone;

  if (known)
    g_string_append_printf (text, "• %s %s", row->key, words);
  else
    g_string_append_printf (text, "• %s/AI-%" G_GINT64_FORMAT " %s", row->ref, row->number, words);
  if (row->due != NULL)
    g_string_append_printf (text, strcmp (lang, "ja") == 0 ? " (期限 %s" : " (due %s", row->due);
  if (row->assignee != NULL)
    g_string_append_printf (text, "%s%s", row->due != NULL ? ", " : " (", row->assignee);
  if (row->due != NULL || row->assignee != NULL)
    g_string_append_c (text, ')');
  if (known && row->url != NULL)
    g_string_append_printf (text, " %s", row->url);
  g_string_append_c (text, '\n');
}

/* By team, then what is late before the rest, then by day. */
static int
compare (gconstpointer a, gconstpointer b, gpointer today)
{
  const MatoiActionRow *first = *(MatoiActionRow *const *) a,
                       *second = *(MatoiActionRow *const *) b;
  gboolean no_first = first->owner_team == NULL, no_second = second->owner_team == NULL;
  int by =
    no_first != no_second ? (no_first ? 1 : -1) : g_strcmp0 (first->owner_team, second->owner_team);

  if (by == 0)
    by = (int) find_part (first, today) - (int) find_part (second, today);
  if (by == 0)
    by = g_strcmp0 (first->due, second->due);
  return by != 0 ? by : matoi_id_compare (&first->id, &second->id);
}

static gboolean
is_same_part (const MatoiActionRow *first, const MatoiActionRow *second, const char *today)
{
  return g_strcmp0 (first->owner_team, second->owner_team) == 0 &&
         find_part (first, today) == find_part (second, today);
}

/** matoi_follow_up_dup_nudge: see the header. */
char *
matoi_follow_up_dup_nudge (GPtrArray *rows, const char *lang, GTimeZone *zone, gint64 now)
{
  g_autofree char *today = matoi_time_to_local (now, "%Y-%m-%d", zone);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (rows, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  guint i = 0;

  /* The list that is copied frees its rows; the copy does not. */
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort_with_data (sorted, compare, today);
  while (i < sorted->len)
    {
      const MatoiActionRow *first = g_ptr_array_index (sorted, i);
      guint n = 1;

      while (i + n < sorted->len && is_same_part (first, g_ptr_array_index (sorted, i + n), today))
        n++;
      if (i > 0)
        g_string_append_c (text, '\n');
      if (strcmp (lang, "en") != 0)
        add_heading (text, find_part (first, today), first, n, TRUE);
      if (strcmp (lang, "ja") != 0)
        add_heading (text, find_part (first, today), first, n, FALSE);
      for (guint k = 0; k < n; k++)
        add_item (text, g_ptr_array_index (sorted, i + k), lang);
      i += n;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
