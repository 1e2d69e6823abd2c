/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-tokens.h"
#include "matoi-ui-text.h"

#define MAX_VALUES 12

static const struct
{
  const char *name, *note;
} filters[] = {
  { "sev:", N_ ("Severity") },
  { "service:", N_ ("Service") },
  { "state:", N_ ("State of the incident or of its postmortem") },
  { "ic:", N_ ("Who led it") },
  { "kind:", N_ ("Kind of entry") },
  { "after:", N_ ("From that day on, such as 2026-06") },
  { "before:", N_ ("Up to that day, such as 2026-06") },
  { "policy:", N_ ("Policy") },
  { "has:action", N_ ("Has action items") },
};

static void
candidate_free (gpointer data)
{
  MatoiCandidate *candidate = data;

  g_free (candidate->insert);
  g_free (candidate->title);
  g_free (candidate->hint);
  g_free (candidate->note);
  g_free (candidate);
}

static void
add (MatoiCandidateList *list, const char *insert, const char *note, gboolean more)
{
  MatoiCandidate *candidate = g_new0 (MatoiCandidate, 1);

  candidate->insert = g_strdup (insert);
  candidate->title = g_strdup (insert);
  candidate->hint = g_strdup ("");
  candidate->note = g_strdup (note);
  candidate->more = more;
  g_ptr_array_add (list->items, candidate);
}

static void
add_names (MatoiCandidateList *list, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_has_prefix (filters[i].name, word) && strcmp (filters[i].name, word) != 0)
      add (list, filters[i].name, _ (filters[i].note), strchr (filters[i].name, ':')[1] != '\0');
}

/* --- values */

static void
count_value (GHashTable *counts, const char *value)
{
  if (value && *value)
    g_hash_table_insert (counts, g_strdup (value),
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, value)) +
                                           1));
}

static void
count_row (GHashTable *counts, const char *filter, const MatoiHistoryRow *row)
{
  if (strcmp (filter, "service") == 0)
    {
      g_auto (GStrv) services = g_strsplit (row->services, ",", -1);

      for (guint i = 0; services[i]; i++)
        count_value (counts, services[i]);
    }
  else if (strcmp (filter, "ic") == 0)
    count_value (counts, row->ic);
  else if (strcmp (filter, "sev") == 0)
    count_value (counts, row->severity_label);
  else if (strcmp (filter, "state") == 0)
    {
      count_value (counts, row->state);
      count_value (counts, row->postmortem_state);
    }
}

static int
compare_often (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *x = *(const char *const *) a, *y = *(const char *const *) b;
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, x));
  guint m = GPOINTER_TO_UINT (g_hash_table_lookup (counts, y));

  return n != m ? (n < m) - (n > m) : strcmp (x, y);
}

/* Those the incidents have, the most frequent first. */
static void
add_values (MatoiCandidateList *list,
            MatoiHistoryModel *model,
            const char *filter,
            const char *typed)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  GPtrArray *all = matoi_history_model_get_all (model);
  GHashTableIter iter;
  gpointer key;
  g_autofree char *begin = matoi_tokens_fold (typed);

  for (guint i = 0; i < all->len; i++)
    count_row (counts, filter, matoi_history_item_get_row (g_ptr_array_index (all, i)));
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (values, key);
  g_ptr_array_sort_with_data (values, compare_often, counts);
  for (guint i = 0; i < values->len && list->items->len < MAX_VALUES; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      g_autofree char *folded = matoi_tokens_fold (value), *quoted = NULL;

      if (!g_str_has_prefix (folded, begin) || strcmp (value, typed) == 0)
        continue;
      quoted = strchr (value, ' ') ? g_strdup_printf ("\"%s\"", value) : g_strdup (value);
      add (list, quoted, "", TRUE);
    }
}

static void
add_kinds (MatoiCandidateList *list, const char *typed)
{
  static const char *const kinds[] = { "fact", "hypothesis", "decision", "action", "update",
                                       "todo", "section",    "message",  "factor", "lesson" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (kinds[i], typed) && strcmp (kinds[i], typed) != 0)
      add (list, kinds[i], "", TRUE);
}

/** matoi_history_filters_find: see the header. */
MatoiCandidateList *
matoi_history_filters_find (MatoiHistoryModel *model, const char *line, guint cursor)
{
  const char *end = g_utf8_offset_to_pointer (line, cursor), *from = end, *colon, *value;
  g_autoptr (MatoiCandidateList) list = NULL;
  g_autofree char *word = NULL, *filter = NULL;

  while (from > line && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (from))))
    from = g_utf8_prev_char (from);
  if (*from == '-' && from < end)
    from++;
  if (from == end || (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end))))
    return NULL;
  list = g_new0 (MatoiCandidateList, 1);
  list->items = g_ptr_array_new_with_free_func (candidate_free);
  word = g_strndup (from, (gsize) (end - from));
  colon = strchr (word, ':');
  if (!colon)
    add_names (list, word);
  else
    {
      filter = g_strndup (word, (gsize) (colon - word));
      value = strrchr (colon, ',') ? strrchr (colon, ',') + 1 : colon + 1;
      if (strcmp (filter, "kind") == 0)
        add_kinds (list, value);
      else
        add_values (list, model, filter, value);
      from += value - word;
    }
  list->start = (guint) g_utf8_pointer_to_offset (line, from);
  list->end = cursor;
  return g_steal_pointer (&list);
}
