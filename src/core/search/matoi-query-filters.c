/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-query-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Nobody has finished what ends where the text ends. */
static gboolean
is_begun (const MatoiQueryParser *parser, const MatoiQueryFilter *filter)
{
  return parser->typing && *filter->to == '\0' && filter->to[-1] != '"';
}

static gboolean
read_day (MatoiQueryParser *parser, const MatoiQueryFilter *filter, gint64 *ms)
{
  char *why = NULL;

  return matoi_query_read_day (filter->value, is_begun (parser, filter), parser->zone, ms, &why) ||
         matoi_query_refuse (parser, filter->from, filter->to, why);
}

/* The values between commas; (transfer full) */
static GStrv
split (const char *value)
{
  g_auto (GStrv) all = g_strsplit (value, ",", -1);
  GStrv some = NULL;

  for (guint i = 0; all[i] != NULL; i++)
    if (*g_strstrip (all[i]) != '\0')
      matoi_query_add_value (&some, all[i]);
  return some;
}

static gboolean
read_open (const MatoiQueryFilter *filter, GStrv *list)
{
  g_auto (GStrv) values = split (filter->value);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    matoi_query_add_value (list, values[i]);
  return TRUE;
}

static gboolean
read_closed (MatoiQueryParser *parser,
             const MatoiQueryFilter *filter,
             MatoiQueryClosed which,
             GStrv *list)
{
  g_auto (GStrv) values = split (filter->value);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      gboolean begun = values[i + 1] == NULL && is_begun (parser, filter);
      char *why = NULL;

      if (!matoi_query_read_closed (which, values[i], begun, list, &why))
        return matoi_query_refuse (parser, filter->from, filter->to, why);
    }
  return TRUE;
}

/* Severities and policies. */
static gboolean
read_wishes (MatoiQueryParser *parser, const MatoiQueryFilter *filter, gboolean policy, GStrv *list)
{
  g_auto (GStrv) values = split (filter->value);

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    {
      MatoiQueryWish wish = {
        .policy = policy,
        .text = g_strdup (values[i]),
        .begun = values[i + 1] == NULL && is_begun (parser, filter),
        .place = { (gsize) (filter->from - parser->text), (gsize) (filter->to - filter->from) },
      };

      g_array_append_val (parser->query->wishes, wish);
      matoi_query_add_value (list, values[i]);
    }
  return TRUE;
}

static gboolean
read_has (MatoiQueryParser *parser, const MatoiQueryFilter *filter)
{
  gsize n = strlen (filter->value);
  g_autofree char *value = g_ascii_strdown (filter->value, -1);

  parser->query->has_action = strcmp (value, "action") == 0 || strcmp (value, "actions") == 0;
  if (parser->query->has_action ||
      (is_begun (parser, filter) && strncmp (value, "actions", n) == 0))
    return TRUE;
  return matoi_query_refuse (
    parser, filter->from, filter->to,
    /* Translators: %s is what somebody typed; “has:action” stays as it is. */
    g_strdup_printf (_ ("“%s” cannot be asked for. There is has:action, for what has "
                                     "action items."),
                        filter->value));
}

/** matoi_query_is_filter: whether @name: asks for something. */
gboolean
matoi_query_is_filter (const char *name)
{
  static const char *const names[] = { "sev",    "service", "state",  "ic",  "kind",
                                       "policy", "after",   "before", "has", NULL };

  return g_strv_contains (names, name);
}

/** matoi_query_take_filter: see the header. */
gboolean
matoi_query_take_filter (MatoiQueryParser *parser, const MatoiQueryFilter *filter, const char *name)
{
  MatoiQuery *query = parser->query;

  if (strcmp (name, "sev") == 0)
    return read_wishes (parser, filter, FALSE, &query->severities);
  if (strcmp (name, "service") == 0)
    return read_open (filter, &query->services);
  if (strcmp (name, "state") == 0)
    return read_closed (parser, filter, MATOI_QUERY_STATE, &query->states);
  if (strcmp (name, "ic") == 0)
    return read_open (filter, &query->ics);
  if (strcmp (name, "kind") == 0)
    return read_closed (parser, filter, MATOI_QUERY_KIND, &query->kinds);
  if (strcmp (name, "policy") == 0)
    return read_wishes (parser, filter, TRUE, &query->policies);
  if (strcmp (name, "after") == 0)
    return read_day (parser, filter, &query->after);
  if (strcmp (name, "before") == 0)
    return read_day (parser, filter, &query->before);
  if (strcmp (name, "has") == 0)
    return read_has (parser, filter);
  return matoi_query_refuse (
    parser, filter->from, filter->to,
    /* Translators: %s is what somebody typed; the names stay as they are. */
    g_strdup_printf (_ ("There is no filter “%s”. Use sev: service: state: ic: kind: "
                                     "policy: after: before: or has:action, or put it in quotes."),
                        name));
}
