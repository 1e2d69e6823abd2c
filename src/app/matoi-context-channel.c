/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-context-channel.h"

#include "matoi-intents.h"
#include "matoi-json.h"

/* As the store makes them, see matoi-submit.c. */
#define SUFFIX 2

/* As matoi-intents.h wants them. */
static GHashTable *
read_values (MatoiContext *self)
{
  const char *const *keys = matoi_context_list_setting_keys ();
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (; *keys != NULL; keys++)
    {
      const char *value = matoi_context_get_setting (self, *keys);

      if (value != NULL &&
          (g_str_has_prefix (*keys, "slack.") || g_str_has_prefix (*keys, "contact.")))
        g_hash_table_insert (values, g_strdup (*keys), g_strdup (value));
    }
  return values;
}

static char *
make_reference (MatoiContext *self, MatoiCommand *declare)
{
  gint64 start = matoi_json_get_time (declare->args, "started_at");
  g_autoptr (GDateTime) utc = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (start == MATOI_TIME_NONE)
    start = matoi_context_get_now (self);
  utc = g_date_time_new_from_unix_utc (start / 1000);
  local = utc != NULL ? g_date_time_to_timezone (utc, matoi_context_get_zone (self)) : NULL;
  return local != NULL
           ? matoi_reference_new (
               local, (guint64) matoi_json_get_int (declare->args, "ref_seed", 0), SUFFIX)
           : NULL;
}

/* The same, with what may still be missing while somebody types. */
static MatoiCommand *
complete (MatoiContext *self, MatoiCommand *declare)
{
  MatoiCommand *command = matoi_command_new ("declare", declare->actor);
  g_autofree char *ref = make_reference (self, declare);
  GList *names = json_object_get_members (declare->args);

  for (GList *l = names; l != NULL; l = l->next)
    if (g_strcmp0 (l->data, "ref_seed") != 0)
      json_object_set_member (command->args, l->data,
                              json_object_dup_member (declare->args, l->data));
  g_list_free (names);
  if (matoi_json_get_string (command->args, "title") == NULL)
    matoi_command_set (command, "title", "…");
  matoi_command_set (command, "ref", ref);
  return command;
}

static MatoiPolicy *
give_policy (const char *hash, gpointer policy)
{
  return policy;
}

/* What the declaration makes, as if it had been taken. (nullable) (transfer full) */
static MatoiIncident *
make_incident (MatoiContext *self, const MatoiCommand *declare, MatoiPolicy *policy)
{
  g_autoptr (MatoiIncident) incident = matoi_incident_new (NULL, give_policy, policy);
  gint64 now = matoi_context_get_now (self);
  g_autoptr (GPtrArray) events = matoi_decide (incident, policy, declare, now, NULL);
  const MatoiId never = { { 0 } };
  MatoiEvent *event;

  if (events == NULL || events->len == 0)
    return NULL;
  event = g_ptr_array_index (events, 0);
  matoi_id_next (&event->id, &never, now, 1);
  event->incident = event->id;
  matoi_incident_apply (incident, event);
  return g_steal_pointer (&incident);
}

/** matoi_context_plan_channel: see the header; reads no database. */
gboolean
matoi_context_plan_channel (MatoiContext *self,
                            MatoiCommand *declare,
                            const char *policy_id,
                            char **room,
                            gboolean *own)
{
  g_autoptr (GHashTable) values = NULL;
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (MatoiIncident) incident = NULL;
  MatoiIntentSettings settings = { .zone = matoi_context_get_zone (self) };

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), FALSE);

  *room = NULL;
  *own = FALSE;
  if (matoi_context_get_setting (self, "slack.team") == NULL)
    return FALSE;
  if (!matoi_context_prepare_declare (self, declare, policy_id, NULL))
    return TRUE;
  command = complete (self, declare);
  incident = make_incident (self, command, matoi_context_get_policy (self, policy_id, NULL));
  if (incident == NULL)
    return TRUE;
  values = read_values (self);
  settings.values = values;
  settings.now = matoi_context_get_now (self);
  *room = matoi_intent_dup_room (incident, &settings, own);
  return TRUE;
}

/** matoi_context_dup_update_room: see the header; reads no database. */
char *
matoi_context_dup_update_room (MatoiContext *self,
                               const MatoiIncident *incident,
                               const char *audience,
                               gboolean *own,
                               gboolean *ask)
{
  g_autoptr (GHashTable) values = read_values (self);
  MatoiIntentSettings settings = { .values = values,
                                   .zone = matoi_context_get_zone (self),
                                   .now = matoi_context_get_now (self) };

  g_return_val_if_fail (MATOI_IS_CONTEXT (self), NULL);

  return matoi_intent_dup_update_room (incident, &settings, audience, own, ask);
}
