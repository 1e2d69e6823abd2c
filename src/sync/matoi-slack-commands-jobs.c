/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-commands-private.h"
#include "matoi-slack-text.h"

/* What is done in the record for a command of a room; in the store's thread. */

/* Two marks of matoi_store_see (), before the message is claimed and once another Matoi was
 * faster. */
#define BEGUN "cmd:"
#define LOST  "cmd-lost:"

MatoiSlackJob *
matoi_slack_job_new (MatoiSlackCommands *self, const MatoiSlackAsk *ask)
{
  MatoiSlackJob *job = g_new0 (MatoiSlackJob, 1);

  job->zone = g_time_zone_ref (matoi_desk_get_zone (self->desk));
  job->now = matoi_desk_get_now (self->desk);
  if (ask == NULL)
    return job;
  job->incident = ask->incident;
  job->channel = g_strdup (ask->channel);
  job->name = g_strdup (ask->name);
  job->ts = g_strdup (ask->ts);
  job->thread = g_strdup (ask->thread);
  job->key = g_strdup (ask->key);
  job->command.kind = ask->command.kind;
  job->command.text = g_strdup (ask->command.text);
  job->command.reason = g_strdup (ask->command.reason);
  job->resumed = ask->resumed;
  return job;
}

void
matoi_slack_job_free (MatoiSlackJob *job)
{
  g_time_zone_unref (job->zone);
  g_free (job->channel);
  g_free (job->name);
  g_free (job->ts);
  g_free (job->thread);
  g_free (job->key);
  g_free (job->reason);
  matoi_room_command_clear (&job->command);
  g_clear_pointer (&job->left, g_ptr_array_unref);
  g_free (job);
}

/* As the store has them now: another program may just have changed them. */
GHashTable *
matoi_slack_read_values (MatoiStore *store, GError **error)
{
  static const char *const more[] = { "contact.", "pagerduty." };
  g_autoptr (GHashTable) values = matoi_store_list_settings_below (store, "slack.", error);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; values != NULL && i < G_N_ELEMENTS (more); i++)
    {
      g_autoptr (GHashTable) some = matoi_store_list_settings_below (store, more[i], error);

      if (some == NULL)
        return NULL;
      g_hash_table_iter_init (&iter, some);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (values, g_strdup (key), g_strdup (value));
    }
  return g_steal_pointer (&values);
}

static gboolean
is_off (GHashTable *values, const char *key)
{
  return g_strcmp0 (g_hash_table_lookup (values, key), "off") == 0;
}

/* Of a confidential incident nothing is said but in the private room that was made for it, not even
 * that it is there (SEC-03, SEC-05). */
static gboolean
may_speak (MatoiStore *store, const MatoiIncident *incident, const char *channel)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (!incident->security)
    return TRUE;
  rows = matoi_store_list_outbox (store, &incident->id, TRUE, NULL);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);

      if (strcmp (row->op, "channel.open") == 0 && g_str_has_prefix (row->lane, "slack/private/") &&
          g_strcmp0 (row->remote_id, channel) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
see (MatoiStore *store, const char *what, MatoiSlackJob *job, gboolean *first, GError **error)
{
  g_autofree char *key = g_strconcat (what, job->key, NULL);

  return matoi_store_see (store, key, job->now, first, error);
}

static gboolean
has_seen (MatoiStore *store, const char *what, MatoiSlackJob *job, gboolean *seen, GError **error)
{
  g_autofree char *key = g_strconcat (what, job->key, NULL);

  return matoi_store_has_seen (store, key, seen, error);
}

/* What was begun before: whether something is left to be done. */
static gboolean
look_again (MatoiStore *store, MatoiSlackJob *job, GError **error)
{
  gboolean lost, answered;
  MatoiId id;

  if (!has_seen (store, LOST, job, &lost, error) ||
      !matoi_store_has_outbox_answer (store, job->key, &answered, error) ||
      !matoi_store_find_external (store, "slack", job->key, &id, &job->taken, error))
    return FALSE;
  job->go = !lost && !answered;
  return TRUE;
}

/* Whether to begin at all; from here on it is remembered that we did. */
gboolean
matoi_slack_job_begin (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackJob *job = data;
  g_autoptr (GHashTable) values = matoi_slack_read_values (store, error);
  g_autoptr (MatoiIncident) incident = NULL;
  gboolean first;

  if (values == NULL)
    return FALSE;
  if (is_off (values, "slack.commands") || matoi_room_command_is_left (job->command.kind, values) ||
      (is_off (values, "slack.post.answer") && !matoi_room_command_is_entry (job->command.kind)))
    return TRUE;
  incident = matoi_store_load (store, &job->incident, error);
  if (incident == NULL)
    return FALSE;
  if (!may_speak (store, incident, job->channel))
    return TRUE;
  job->pages =
    job->command.kind == MATOI_ROOM_COMMAND_PAGE && matoi_intent_can_page (incident, values);
  if (!see (store, BEGUN, job, &first, error))
    return FALSE;
  if (!first)
    return !job->resumed || look_again (store, job, error);
  job->go = TRUE;
  /* Nobody has claimed it for us. */
  job->resumed = FALSE;
  return TRUE;
}

/* Another Matoi answers; so it stays. */
gboolean
matoi_slack_job_lose (MatoiStore *store, gpointer data, GError **error)
{
  gboolean first;

  return see (store, LOST, data, &first, error);
}

/* --- saying it */

static JsonObject *
new_payload (const MatoiSlackJob *job, const char *text)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *room = g_strconcat ("#", job->name != NULL ? job->name : job->channel, NULL);

  json_object_set_string_member (payload, "room", room);
  json_object_set_string_member (payload, "channel", job->channel);
  json_object_set_int_member (payload, "at", job->now);
  json_object_set_string_member (payload, "text", text);
  if (job->thread != NULL)
    json_object_set_string_member (payload, "thread_ts", job->thread);
  return payload;
}

/* Each thread is a lane of its own: an answer waits for no other one, and goes with its room when
 * the incident becomes confidential. */
static char *
make_lane (const MatoiSlackJob *job, const MatoiIncident *incident, const char *what)
{
  return g_strconcat (incident->security ? "slack/private/" : "slack/", what, "/", job->channel,
                      "/", job->ts, NULL);
}

static gboolean
put (MatoiStore *store,
     const MatoiSlackJob *job,
     const MatoiIncident *incident,
     const char *lane,
     const char *key,
     const char *text,
     GHashTable *values,
     GError **error)
{
  g_autoptr (JsonObject) payload = new_payload (job, text);
  const char *mode = g_hash_table_lookup (values, "slack.post.answer");
  MatoiOutboxAnswer answer = { .incident = incident->id,
                               .lane = lane,
                               .kind = "answer",
                               .payload = payload,
                               .ask = g_strcmp0 (mode, "ask") == 0 };

  return g_strcmp0 (mode, "off") == 0 ||
         matoi_store_add_outbox_answer (store, &answer, key, job->now, NULL, error);
}

static MatoiIntentSettings
make_settings (const MatoiSlackJob *job, GHashTable *values)
{
  return (MatoiIntentSettings){ .values = values,
                                .lang = C_ ("language of the presets", "en"),
                                .zone = job->zone,
                                .now = job->now };
}

static char *
compose (MatoiStore *store,
         const MatoiSlackJob *job,
         const MatoiIncident *incident,
         GHashTable *values,
         GError **error)
{
  MatoiIntentSettings settings = make_settings (job, values);
  MatoiRoomCommandKind before;
  MatoiRoomMessage *last = NULL;
  gboolean stalked;

  if (job->refused)
    return matoi_room_answer_refused (incident, &job->command, job->reason, &settings);
  if (job->command.kind != MATOI_ROOM_COMMAND_UNSTALK)
    return matoi_room_answer (incident, &job->command, &settings);
  if (!matoi_slack_find_stalk (store, job->channel, job->ts, values, &last, &before, error))
    return NULL;
  stalked = last != NULL && before == MATOI_ROOM_COMMAND_STALK &&
            last->at > matoi_room_answer_last_end (incident);
  matoi_room_message_free (last);
  return matoi_room_answer_unstalk (incident, stalked, &settings);
}

/* Somebody may have thought better of it before it began. */
static gboolean
is_last_stalk (MatoiStore *store, const MatoiSlackJob *job, GHashTable *values)
{
  MatoiRoomCommandKind kind;
  MatoiRoomMessage *last = NULL;
  gboolean is_last;

  if (!matoi_slack_find_stalk (store, job->channel, NULL, values, &last, &kind, NULL))
    return FALSE;
  is_last = last == NULL || matoi_slack_compare_ts (last->ts, job->ts) <= 0;
  matoi_room_message_free (last);
  return is_last;
}

/* Puts the answer into the outbox; once, however often it is asked for. */
gboolean
matoi_slack_job_answer (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackJob *job = data;
  g_autoptr (GHashTable) values = matoi_slack_read_values (store, error);
  g_autoptr (MatoiIncident) incident =
    values != NULL ? matoi_store_load (store, &job->incident, error) : NULL;
  g_autofree char *text = NULL, *lane = NULL;
  g_autoptr (GError) local_error = NULL;

  if (incident == NULL)
    return FALSE;
  /* It may have become confidential in the meantime. */
  if (!may_speak (store, incident, job->channel))
    return TRUE;
  text = compose (store, job, incident, values, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  lane = make_lane (job, incident, "answer");
  if (text != NULL && !put (store, job, incident, lane, job->key, text, values, error))
    return FALSE;
  job->go = job->command.kind == MATOI_ROOM_COMMAND_STALK &&
            strcmp (incident->state, "live") == 0 && is_last_stalk (store, job, values);
  return TRUE;
}

/* --- the status, again and again */

static gboolean
is_news (const MatoiOutboxRow *last, const char *text, gboolean always)
{
  g_autoptr (JsonNode) node = NULL;

  if (last == NULL)
    return TRUE;
  /* One that waits is enough: what it says is soon out of date. */
  if (strcmp (last->state, "sent") != 0 && strcmp (last->state, "discarded") != 0)
    return FALSE;
  if (always || strcmp (last->state, "discarded") == 0)
    return TRUE;
  node = matoi_json_parse (last->payload, -1, 2 * 1024 * 1024, 16, NULL);
  return node == NULL ||
         g_strcmp0 (matoi_json_get_string (json_node_get_object (node), "text"), text) != 0;
}

/* go: it goes on. */
gboolean
matoi_slack_job_tick (MatoiStore *store, gpointer data, GError **error)
{
  MatoiSlackJob *job = data;
  g_autoptr (GHashTable) values = matoi_slack_read_values (store, error);
  g_autoptr (MatoiIncident) incident =
    values != NULL ? matoi_store_load (store, &job->incident, error) : NULL;
  g_autoptr (MatoiOutboxRow) last = NULL;
  g_autofree char *lane = NULL, *text = NULL, *key = NULL;
  g_autoptr (GError) local_error = NULL;
  MatoiIntentSettings settings;

  if (incident == NULL)
    return FALSE;
  job->go = strcmp (incident->state, "live") == 0 && may_speak (store, incident, job->channel) &&
            matoi_slack_ts_to_time (job->ts) > matoi_room_answer_last_end (incident);
  if (!job->go || is_off (values, "slack.commands"))
    return TRUE;
  settings = make_settings (job, values);
  text = matoi_room_answer_status (incident, &settings);
  lane = make_lane (job, incident, "stalk");
  last = matoi_store_get_outbox_last (store, &incident->id, lane, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  key = g_strdup_printf ("%s:stalk:%" G_GINT64_FORMAT, job->key, job->now);
  return !is_news (last, text, matoi_room_answer_always (&settings)) ||
         put (store, job, incident, lane, key, text, values, error);
}
