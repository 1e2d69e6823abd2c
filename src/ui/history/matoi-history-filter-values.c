/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-filters-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-policy.h"
#include "matoi-postmortem.h"
#include "matoi-tokens.h"
#include "matoi-ui-text.h"

#define MAX_VALUES 12

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

/* The word for a value of a filter; "": it is one itself. */
static const char *
get_note (const char *filter, const char *value)
{
  if (strcmp (filter, "state") != 0)
    return "";
  if (strcmp (value, "live") == 0)
    return _ ("live");
  if (strcmp (value, "ended") == 0)
    return _ ("Ended");
  return matoi_postmortem_state_name (value);
}

/* In quotes if there is a blank in it. */
static void
add_value (MatoiCandidateList *list, const char *before, const char *value, const char *note)
{
  g_autofree char *whole = g_strconcat (before, value, NULL);
  g_autofree char *quoted =
    strchr (whole, ' ') ? g_strdup_printf ("\"%s\"", whole) : g_strdup (whole);
  MatoiCandidate *candidate;

  matoi_history_filters_add (list, quoted, note ? note : "", TRUE);
  candidate = g_ptr_array_index (list->items, list->items->len - 1);
  g_free (candidate->title);
  candidate->title = g_strdup (value);
}

static void
add_fitting (MatoiCandidateList *list,
             const char *before,
             const char *value,
             const char *note,
             const char *typed)
{
  g_autofree char *folded = matoi_tokens_fold (value), *begin = matoi_tokens_fold (typed);

  if (strcmp (value, typed) != 0 &&
      (g_str_has_prefix (folded, begin) || (note && matoi_history_filters_begins (note, begin))))
    add_value (list, before, value, note);
}

/* Those the incidents have, the most frequent first. */
static void
add_values (MatoiCandidateList *list,
            MatoiHistoryModel *model,
            const char *filter,
            const char *before,
            const char *typed)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  GPtrArray *all = matoi_history_model_get_all (model);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < all->len; i++)
    count_row (counts, filter, matoi_history_item_get_row (g_ptr_array_index (all, i)));
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (values, key);
  g_ptr_array_sort_with_data (values, compare_often, counts);
  for (guint i = 0; i < values->len && list->items->len < MAX_VALUES; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      add_fitting (list, before, value, get_note (filter, value), typed);
    }
}

static void
add_kinds (MatoiCandidateList *list, const char *before, const char *typed)
{
  static const struct
  {
    const char *kind, *name; /* (nullable) as of an entry */
  } kinds[] = {
    { "fact", NULL },
    { "hypothesis", NULL },
    { "decision", NULL },
    { "action", NULL },
    { "update", NULL },
    { "todo", NULL },
    { "incident", N_ ("Incident") },
    { "section", N_ ("Postmortem") },
    { "message", N_ ("Message") },
    { "factor", N_ ("Cause") },
    { "lesson", N_ ("Lesson") },
    { "comment", N_ ("Comment") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_fitting (list, before, kinds[i].kind,
                 kinds[i].name
                 ? _ (kinds[i].name)
                      : matoi_ui_get_look_label (matoi_ui_get_line_look (kinds[i].kind)),
                      typed);
}

static gboolean
is_offered (MatoiCandidateList *list, const char *title)
{
  for (guint i = 0; i < list->items->len; i++)
    if (g_str_equal (((MatoiCandidate *) g_ptr_array_index (list->items, i))->title, title))
      return TRUE;
  return FALSE;
}

/* The team's own first. */
static void
add_policies (MatoiCandidateList *list,
              MatoiContext *context,
              const char *before,
              const char *typed)
{
  static const char *const ids[] = { NULL, "pagerduty", "small-team", "light" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      MatoiPolicy *policy = matoi_context_get_policy (context, ids[i], NULL);
      const char *id = policy ? matoi_policy_get_id (policy) : NULL;

      if (id && (i == 0 || !is_offered (list, id)))
        add_fitting (list, before, id, matoi_text (matoi_policy_get_json (policy), "name"), typed);
    }
}

static void
add_days (MatoiCandidateList *list, GTimeZone *zone, const char *typed)
{
  g_autoptr (GDateTime) now = g_date_time_new_now (zone);
  const struct
  {
    int days, months, years;
    const char *format, *note;
  } offers[] = {
    { 0, 0, 0, "%Y-%m-%d", _ ("Today") },     { -7, 0, 0, "%Y-%m-%d", _ ("A week ago") },
    { 0, 0, 0, "%Y-%m", _ ("This month") },   { 0, -1, 0, "%Y-%m", _ ("Last month") },
    { 0, -6, 0, "%Y-%m", _ ("Half a year ago") },
    { 0, 0, 0, "%Y", _ ("This year") },       { 0, 0, -1, "%Y", _ ("Last year") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autoptr (GDateTime) day =
        g_date_time_add_full (now, offers[i].years, offers[i].months, offers[i].days, 0, 0, 0);
      g_autofree char *text = g_date_time_format (day, offers[i].format);

      add_fitting (list, "", text, offers[i].note, typed);
    }
}

/** matoi_history_filters_add_values: see the header. */
void
matoi_history_filters_add_values (MatoiCandidateList *list,
                                  MatoiHistoryModel *model,
                                  MatoiContext *context,
                                  const char *filter,
                                  const char *typed)
{
  /* What is typed of a value is one of several: @before is the others. */
  const char *bare = *typed == '"' ? typed + 1 : typed, *comma = strrchr (bare, ',');
  const char *value = comma ? comma + 1 : bare;
  g_autofree char *before = g_strndup (bare, (gsize) (value - bare));

  if (strcmp (filter, "kind") == 0)
    add_kinds (list, before, value);
  else if (strcmp (filter, "policy") == 0)
    add_policies (list, context, before, value);
  else if (strcmp (filter, "after") == 0 || strcmp (filter, "before") == 0)
    add_days (list, matoi_context_get_zone (context), bare);
  else if (strcmp (filter, "has") == 0)
    add_fitting (list, "", "action", _ ("Has action items"), bare);
  else
    add_values (list, model, filter, before, value);
}
