/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-stage-private.h"
#include "matoi-submit-private.h"

/* A short reference for each incident that is declared. */

#define SHORT_SUFFIX 2
#define LONG_SUFFIX  3
#define TRIES_EACH   8
#define SEED_STEP    G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)

static gboolean
is_reference_free (MatoiWork *work, const char *ref, gboolean *is_free, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MatoiDatabase *db = work->store->db;
  sqlite3_stmt *stmt = matoi_database_get (db, "SELECT 1 FROM incident WHERE ref=?1", error);

  if (stmt == NULL)
    return FALSE;
  matoi_database_bind (stmt, "s", ref);
  *is_free = !matoi_database_step (db, stmt, &local_error) &&
             (work->stage == NULL || !matoi_stage_has_reference (work->stage, ref));
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GTimeZone *
get_zone (MatoiStore *store)
{
  g_autofree char *name = matoi_store_get_setting (store, "timezone");
  GTimeZone *zone = name ? g_time_zone_new_identifier (name) : NULL;

  return zone ? zone : g_time_zone_new_local ();
}

/* A reference nobody has yet: two characters as long as that works, then three. */
static char *
make_reference (MatoiWork *work, JsonObject *args, gint64 at, GError **error)
{
  g_autoptr (GTimeZone) zone = get_zone (work->store);
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) start = NULL;
  gint64 started_at = matoi_json_get_time (args, "started_at");
  guint64 seed = (guint64) matoi_json_get_int (args, "ref_seed", 0);

  utc = g_date_time_new_from_unix_utc ((started_at != MATOI_TIME_NONE ? started_at : at) / 1000);
  start = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  for (guint i = 0; start != NULL && i < TRIES_EACH * 64; i++)
    {
      g_autofree char *ref =
        matoi_reference_new (start, seed, i < TRIES_EACH ? SHORT_SUFFIX : LONG_SUFFIX);
      gboolean is_free;

      if (!is_reference_free (work, ref, &is_free, error))
        return NULL;
      if (is_free)
        return g_steal_pointer (&ref);
      /* The high half is the better mixed one. */
      seed = (seed + i + 1) * SEED_STEP;
      seed ^= seed >> 32;
    }
  g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                       _("No short reference is left for that day, or the start is not a day. "
                         "Nothing was declared. Check the start, or give a reference yourself."));
  return NULL;
}

/** matoi_work_complete_args: (transfer full): the arguments of a declaration with its reference in them. */
JsonObject *
matoi_work_complete_args (MatoiWork *work, const MatoiCommand *command, GError **error)
{
  JsonObject *given = command->args;
  gint64 at = command->occurred_at != MATOI_TIME_NONE ? command->occurred_at : work->now;
  g_autoptr (JsonObject) args = json_object_new ();
  const char *ref = matoi_json_get_string (given, "ref");
  g_autofree char *made = NULL;
  gboolean is_free = TRUE;
  GList *names = json_object_get_members (given);

  for (GList *l = names; l != NULL; l = l->next)
    if (strcmp (l->data, "ref_seed") != 0)
      json_object_set_member (args, l->data, json_object_dup_member (given, l->data));
  g_list_free (names);
  if (ref == NULL)
    ref = made = make_reference (work, given, at, error);
  else if (!is_reference_free (work, ref, &is_free, error))
    return NULL;
  if (ref == NULL)
    return NULL;
  if (!is_free)
    {
      /* Translators: %s is a reference such as INC-261120-K7 */
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                   _("There is already an incident with the reference %s. Nothing was declared. "
                     "Give another reference."),
                      ref);
      return NULL;
    }
  json_object_set_string_member (args, "ref", ref);
  return g_steal_pointer (&args);
}
