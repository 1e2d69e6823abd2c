/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-incident.h"
#include "matoi-postmortem.h"
#include "matoi-tokens.h"

/* Services and people are whoever they are; everything else that a filter can ask for is known, and what is not would
 * find nothing without a word about it. */

static const char *const states[] = { "live",     "ended",  "draft",  "in-review",
                                      "reviewed", "closed", "waived", NULL };
/* The last are what nobody looks for by its kind. */
#define N_USUAL_KINDS 13
static const char *const kinds[] = {
  "fact",     "hypothesis", "decision", "action", "update", "detection", "todo",
  "incident", "section",    "message",  "factor", "lesson", "comment",   "ask",
  "poll",     "subteam",    "row",      "system", NULL,
};

/* As people see it, in the language of the program. */
static const char *
get_state_name (const char *state)
{
  if (strcmp (state, "live") == 0)
    return _ ("live");
  return strcmp (state, "ended") == 0 ? _ ("Ended") : matoi_postmortem_state_name (state);
}

static const char *
get_kind_name (const char *kind)
{
  static const struct
  {
    const char *id, *name;
  } names[] = {
    { "todo", N_ ("TODO") },          { "incident", N_ ("Incident") },
    { "section", N_ ("Postmortem") }, { "message", N_ ("Message") },
    { "factor", N_ ("Cause") },       { "lesson", N_ ("Lesson") },
    { "comment", N_ ("Comment") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (kind, names[i].id) == 0)
      return _ (names[i].name);
  return matoi_entry_kind_name (kind);
}

/* --- what is meant */

/* Blanks and hyphens do not count: SEV-1 is sev1. (transfer full) */
static char *
fold (const char *text)
{
  char *folded = matoi_tokens_fold (text), *to = folded;

  for (const char *p = folded; *p != '\0'; p++)
    if (*p != ' ' && *p != '-' && *p != '_')
      *to++ = *p;
  *to = '\0';
  return folded;
}

static gboolean
means (const char *wanted, gboolean begun, const char *name)
{
  g_autofree char *folded = fold (name);

  return begun ? g_str_has_prefix (folded, wanted) : strcmp (folded, wanted) == 0;
}

/** matoi_query_add_value: makes @list longer, which may be NULL. */
void
matoi_query_add_value (GStrv *list, const char *value)
{
  guint n = *list != NULL ? g_strv_length (*list) : 0;

  if (n > 0 && g_strv_contains ((const char *const *) *list, value))
    return;
  *list = g_renew (char *, *list, n + 2);
  (*list)[n] = g_strdup (value);
  (*list)[n + 1] = NULL;
}

/* Whether there is any. @names: (nullable): what people call them. */
static gboolean
find (const char *const *ids,
      const char *(*get_name) (const char *id),
      const char *value,
      gboolean begun,
      GStrv *list)
{
  g_autofree char *wanted = fold (value);
  gboolean found = FALSE;

  /* What is whole is not the beginning of another. */
  for (guint pass = 0; !found && *wanted != '\0' && pass <= (guint) begun; pass++)
    for (guint i = 0; ids[i] != NULL; i++)
      if (means (wanted, pass > 0, ids[i]) ||
          (get_name != NULL && means (wanted, pass > 0, get_name (ids[i]))))
        {
          matoi_query_add_value (list, ids[i]);
          found = TRUE;
        }
  return found;
}

/* (transfer full) */
static char *
dup_list (const char *const *ids, guint limit)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; ids[i] != NULL && i < limit; i++)
    g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", ids[i]);
  return g_string_free (g_steal_pointer (&all), FALSE);
}

/** matoi_query_read_closed: see the header. */
gboolean
matoi_query_read_closed (MatoiQueryClosed which,
                         const char *value,
                         gboolean begun,
                         GStrv *list,
                         char **why)
{
  const char *const *ids = which == MATOI_QUERY_STATE ? states : kinds;
  g_autofree char *all = NULL;

  if (find (ids, which == MATOI_QUERY_STATE ? get_state_name : get_kind_name, value, begun, list))
    return TRUE;
  all = dup_list (ids, which == MATOI_QUERY_KIND ? N_USUAL_KINDS : G_MAXUINT);
  *why = which == MATOI_QUERY_STATE
    /* Translators: %1$s is what somebody typed, %2$s words that stay as they are. */
    ? g_strdup_printf (_ ("“%1$s” is not the state of an incident or of a postmortem. Use one "
                                 "of these: %2$s."),
                          value, all)
    /* Translators: the same. */
    : g_strdup_printf (_ ("“%1$s” is not a kind of entry. Use one of these: %2$s."), value, all);
  return FALSE;
}

/* --- days */

/* What is whole of "2026-0" while it is typed. */
static void
cut_day (char *text)
{
  gsize n = strlen (text);

  if (n > 0 && text[n - 1] == '0' && (n == 6 || n == 9))
    text[--n] = '\0';
  if (n > 0 && text[n - 1] == '-' && (n == 5 || n == 8))
    text[--n] = '\0';
  if (n < 4 && strspn (text, "0123456789") == n)
    *text = '\0';
}

/** matoi_query_read_day: see the header. */
gboolean
matoi_query_read_day (const char *value, gboolean begun, GTimeZone *zone, gint64 *ms, char **why)
{
  g_autofree char *text = g_strdup (value);
  g_autoptr (GDateTime) day = NULL;
  g_auto (GStrv) parts = NULL;
  guint n;

  if (begun)
    cut_day (text);
  *ms = MATOI_TIME_NONE;
  if (begun && *text == '\0')
    return TRUE;
  parts = g_strsplit (text, "-", -1);
  n = g_strv_length (parts);
  if (n >= 1 && n <= 3 && strlen (parts[0]) == 4 && strspn (text, "0123456789-") == strlen (text))
    day = g_date_time_new (zone, atoi (parts[0]), n > 1 ? atoi (parts[1]) : 1,
                           n > 2 ? atoi (parts[2]) : 1, 0, 0, 0);
  if (day != NULL)
    {
      *ms = g_date_time_to_unix (day) * 1000;
      return TRUE;
    }
  *why =
    /* Translators: %s is what somebody typed. */
    g_strdup_printf (_ ("“%s” is not a day. Write 2026, 2026-01 or 2026-01-31."), value);
  return FALSE;
}

/* --- what only the file knows */

/* All but those that another says too: 1 beside SEV-1. (transfer full) */
static char *
dup_known (GPtrArray *known)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i + 1 < known->len; i++)
    {
      const char *value = g_ptr_array_index (known, i);
      gboolean said = FALSE;

      for (guint j = 0; j + 1 < known->len; j++)
        said |= i != j && g_str_has_suffix (g_ptr_array_index (known, j), value);
      if (!said)
        g_string_append_printf (all, "%s%s", all->len > 0 ? ", " : "", value);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
refuse (const MatoiQueryWish *wish, GPtrArray *known, MatoiQueryPlace *place, GError **error)
{
  g_autofree char *all = dup_known (known);

  *place = wish->place;
  if (wish->policy)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %1$s is what somebody typed, %2$s words that stay as they are. */
                 _ ("No incident has the policy “%1$s”. Use one of these: %2$s."), wish->text, all);
  else
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: the same. */
                 _ ("There is no severity “%1$s”. Use one of these: %2$s."), wish->text, all);
}

/**
 * matoi_query_know:
 * @severities: of char *, the last of them NULL: their ids and labels
 * @policies: the same of the policies
 * @place: (out): what is not among them
 * @error: MATOI_ERROR_INPUT, for people
 *
 * Puts what there is in place of what was typed.
 *
 * Returns: whether there is something for each
 */
gboolean
matoi_query_know (MatoiQuery *query,
                  GPtrArray *severities,
                  GPtrArray *policies,
                  MatoiQueryPlace *place,
                  GError **error)
{
  g_auto (GStrv) ranks = NULL, processes = NULL;

  for (guint i = 0; i < query->wishes->len; i++)
    {
      const MatoiQueryWish *wish = &g_array_index (query->wishes, MatoiQueryWish, i);
      GPtrArray *known = wish->policy ? policies : severities;

      if (!find ((const char *const *) known->pdata, NULL, wish->text, wish->begun,
                 wish->policy ? &processes : &ranks))
        {
          refuse (wish, known, place, error);
          return FALSE;
        }
    }
  g_strfreev (query->severities);
  g_strfreev (query->policies);
  query->severities = g_steal_pointer (&ranks);
  query->policies = g_steal_pointer (&processes);
  return TRUE;
}
