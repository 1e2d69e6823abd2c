/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "fake-slack-private.h"

/* People talking by script; scripts/README.md says how one is written. */

#define PATIENCE 50 /* ms until it looks again for what it waits for */

typedef struct
{
  FakeSlack *slack;
  JsonNode *node;
  JsonArray *steps; /* of the node */
  char *channel;    /* "@newest": the newest one a bot has made; it is waited for */
  double speed;
  guint next;
  gint64 started;  /* monotonic ms; 0: not yet */
  guint known;     /* channels there were when it was begun */
  GSource *timer;  /* (nullable) */
  GHashTable *ids; /* char * of the script → char * ts */
} FakeScript;

static void run (FakeScript *self);

void
fake_script_free (gpointer data)
{
  FakeScript *self = data;

  if (self->timer)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  json_node_unref (self->node);
  g_free (self->channel);
  g_hash_table_unref (self->ids);
  g_free (self);
}

static const char *
get (JsonObject *step, const char *name)
{
  JsonNode *node = json_object_get_member (step, name);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

/* (nullable) */
static FakeChannel *
find_channel (FakeScript *self, const char *name)
{
  if (g_strcmp0 (name, "@newest") != 0)
    return fake_slack_find_channel (self->slack, name);
  for (guint i = self->slack->channels->len; i-- > self->known;)
    {
      FakeChannel *channel = g_ptr_array_index (self->slack->channels, i);
      const char *maker = json_object_get_string_member (channel->info, "creator");

      if (*maker && g_str_has_prefix (maker, "U0BOT"))
        return channel;
    }
  return NULL;
}

/* (nullable) "m1": of this script; "~words": the newest message that has the words. */
static const char *
find_ts (FakeScript *self, FakeChannel *channel, const char *reference)
{
  if (!reference || *reference != '~')
    return reference ? g_hash_table_lookup (self->ids, reference) : NULL;
  for (guint i = channel->messages->len; i-- > 0;)
    {
      JsonObject *message = g_ptr_array_index (channel->messages, i);

      if (strstr (json_object_get_string_member_with_default (message, "text", ""), reference + 1))
        return json_object_get_string_member (message, "ts");
    }
  return NULL;
}

/* --- steps; FALSE: what it speaks of is not there */

static gboolean
say (FakeScript *self, FakeChannel *channel, JsonObject *step, const char *user)
{
  g_autofree char *text = fake_type_in (self->slack, get (step, "text"));
  const char *parent = get (step, "thread");
  const char *ts, *parent_ts = find_ts (self, channel, parent);

  if (parent && !parent_ts)
    return FALSE;
  fake_add_member (self->slack, channel, user, TRUE);
  ts = fake_slack_say (self->slack, channel, user, text, parent_ts);
  if (get (step, "id"))
    g_hash_table_insert (self->ids, g_strdup (get (step, "id")), g_strdup (ts));
  return TRUE;
}

static gboolean
edit (FakeScript *self, FakeChannel *channel, JsonObject *step)
{
  g_autofree char *text = fake_type_in (self->slack, get (step, "text"));
  const char *ts = find_ts (self, channel, get (step, "edit"));

  return ts && fake_slack_edit (self->slack, channel, ts, text);
}

static gboolean
react (FakeScript *self, FakeChannel *channel, JsonObject *step, const char *user)
{
  gboolean add = get (step, "react") != NULL;
  const char *ts = find_ts (self, channel, add ? get (step, "react") : get (step, "unreact"));

  return ts && fake_slack_react (self->slack, channel, ts, user, get (step, "name"), add);
}

static gboolean
share (FakeScript *self, FakeChannel *channel, JsonObject *step, const char *user)
{
  /* A picture of one point. */
  static const guchar png[] =
    "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x04\0\0\0\xb5\x1c\x0c\x02\0\0\0\x0bIDAT"
    "\x78\xda\x63\x64\xf8\x0f\0\1\5\1\1\x27\x18\xe3\x66\0\0\0\0IEND\xae\x42\x60\x82";
  g_autoptr (GBytes) bytes = g_bytes_new_static (png, sizeof png - 1);
  g_autofree char *text = fake_type_in (self->slack, get (step, "text") ? get (step, "text") : "");
  const char *ts =
    fake_slack_share (self->slack, channel, user, text, get (step, "file"), "image/png", bytes);

  if (get (step, "id"))
    g_hash_table_insert (self->ids, g_strdup (get (step, "id")), g_strdup (ts));
  return TRUE;
}

/* What is done to the channel or the network; FALSE: it is none of that. */
static gboolean
administrate (FakeScript *self, FakeChannel *channel, JsonObject *step)
{
  if (json_object_has_member (step, "cut"))
    fake_slack_cut (self->slack, json_object_get_boolean_member (step, "cut"));
  else if (get (step, "rename"))
    fake_slack_rename (self->slack, channel, get (step, "rename"));
  else if (json_object_has_member (step, "archive"))
    fake_slack_archive (self->slack, channel, json_object_get_boolean_member (step, "archive"));
  else if (get (step, "disconnect"))
    fake_slack_disconnect (self->slack, get (step, "disconnect"));
  else
    return FALSE;
  return TRUE;
}

static gboolean
take_step (FakeScript *self, FakeChannel *channel, JsonObject *step)
{
  const char *user = fake_slack_find_person (self->slack, get (step, "user"));
  const char *ts;

  if (administrate (self, channel, step))
    return TRUE;
  if (get (step, "delete"))
    {
      ts = find_ts (self, channel, get (step, "delete"));
      return ts && fake_slack_delete (self->slack, channel, ts);
    }
  if (get (step, "edit"))
    return edit (self, channel, step);
  if (get (step, "wait") && !get (step, "user"))
    return TRUE;
  if (!user)
    return FALSE;
  if (get (step, "react") || get (step, "unreact"))
    return react (self, channel, step, user);
  return get (step, "file") ? share (self, channel, step, user) : say (self, channel, step, user);
}

/* --- time */

static gboolean
on_time (gpointer user_data)
{
  FakeScript *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  run (self);
  return G_SOURCE_REMOVE;
}

static void
wait (FakeScript *self, gint64 ms)
{
  self->timer = g_timeout_source_new ((guint) CLAMP (ms, 0, G_MAXINT));
  g_source_set_callback (self->timer, on_time, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static gint64
get_due (FakeScript *self, JsonObject *step)
{
  gint64 at = json_object_get_int_member_with_default (step, "at_ms", 0);

  return self->speed > 0 ? self->started + (gint64) ((double) at / self->speed) : 0;
}

/* What it waits for has not been said yet; then everything after it is later, too. */
static gboolean
is_early (FakeScript *self, FakeChannel *channel, JsonObject *step, gint64 now)
{
  const char *words = get (step, "wait");
  g_autofree char *reference = words ? g_strconcat ("~", words, NULL) : NULL;

  if (words && !find_ts (self, channel, reference))
    {
      wait (self, PATIENCE);
      return TRUE;
    }
  if (words && self->speed > 0)
    self->started += now - get_due (self, step);
  return FALSE;
}

/* Does what is due, then waits for the next; a room that is not there yet is waited for. */
static void
run (FakeScript *self)
{
  while (self->next < json_array_get_length (self->steps))
    {
      JsonObject *step = json_array_get_object_element (self->steps, self->next);
      const char *name = get (step, "channel") ? get (step, "channel") : self->channel;
      FakeChannel *channel = find_channel (self, name);
      gint64 now = g_get_monotonic_time () / 1000;

      if (!channel && !json_object_has_member (step, "cut"))
        return;
      if (self->started == 0)
        self->started = now;
      if (get_due (self, step) > now)
        {
          wait (self, get_due (self, step) - now);
          return;
        }
      if (is_early (self, channel, step, now))
        return;
      self->next++;
      if (take_step (self, channel, step))
        continue;
      self->slack->n_lost_steps++;
      g_printerr ("Step %u of the script speaks of what is not there.\n", self->next);
    }
}

void
fake_scripts_look (FakeSlack *self)
{
  for (guint i = 0; i < self->scripts->len; i++)
    {
      FakeScript *script = g_ptr_array_index (self->scripts, i);

      /* Not within the call that makes the room: its answer goes first. */
      if (!script->timer)
        wait (script, 0);
    }
}

guint
fake_slack_count_steps (FakeSlack *self)
{
  guint n = 0;

  for (guint i = 0; i < self->scripts->len; i++)
    {
      FakeScript *script = g_ptr_array_index (self->scripts, i);

      n += json_array_get_length (script->steps) - script->next;
    }
  return n;
}

/* --- beginning */

static gboolean
is_step (JsonNode *node)
{
  static const char *const deeds[] = { "text", "delete", "react",   "unreact",    "file", "cut",
                                       "wait", "rename", "archive", "disconnect", NULL };

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  for (guint i = 0; deeds[i]; i++)
    if (json_object_has_member (json_node_get_object (node), deeds[i]))
      return TRUE;
  return FALSE;
}

static JsonArray *
find_steps (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_node_get_array (node);
  if (JSON_NODE_HOLDS_OBJECT (node) &&
      json_object_has_member (json_node_get_object (node), "steps") &&
      JSON_NODE_HOLDS_ARRAY (json_object_get_member (json_node_get_object (node), "steps")))
    return json_object_get_array_member (json_node_get_object (node), "steps");
  return NULL;
}

gboolean
fake_slack_play (FakeSlack *slack, JsonNode *node, double speed, GError **error)
{
  g_autoptr (JsonNode) copy = json_node_copy (node);
  JsonArray *steps = find_steps (copy);
  FakeScript *self;

  for (guint i = 0; steps && i < json_array_get_length (steps); i++)
    if (!is_step (json_array_get_element (steps, i)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "step %u of the script says nothing anybody could do", i + 1);
        return FALSE;
      }
  if (!steps)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "the script has no steps");
      return FALSE;
    }
  self = g_new0 (FakeScript, 1);
  self->slack = slack;
  self->steps = steps;
  self->speed = speed;
  self->known = slack->channels->len;
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->channel =
    g_strdup (JSON_NODE_HOLDS_OBJECT (copy) ? get (json_node_get_object (copy), "channel") : NULL);
  if (!self->channel)
    self->channel = g_strdup ("@newest");
  self->node = g_steal_pointer (&copy);
  g_ptr_array_add (slack->scripts, self);
  run (self);
  return TRUE;
}

gboolean
fake_slack_play_file (FakeSlack *self, const char *path, double speed, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!g_file_get_contents (path, &text, NULL, error))
    return FALSE;
  node = json_from_string (text, error);
  if (!node)
    {
      if (error && !*error)
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "“%s” is empty", path);
      return FALSE;
    }
  return fake_slack_play (self, node, speed, error);
}
