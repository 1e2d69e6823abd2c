/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>
#include <unistd.h>

#include "fake-slack-private.h"

/* The workspace, and what everything in it is made of. */

JsonObject *
fake_ok (void)
{
  JsonObject *answer = json_object_new ();

  json_object_set_boolean_member (answer, "ok", TRUE);
  return answer;
}

JsonObject *
fake_error (const char *code)
{
  JsonObject *answer = json_object_new ();

  json_object_set_boolean_member (answer, "ok", FALSE);
  json_object_set_string_member (answer, "error", code);
  return answer;
}

const char *
fake_arg (FakeCall *call, const char *name)
{
  return g_hash_table_lookup (call->args, name);
}

gboolean
fake_flag (FakeCall *call, const char *name)
{
  const char *text = fake_arg (call, name);

  return g_strcmp0 (text, "true") == 0 || g_strcmp0 (text, "1") == 0;
}

gint64
fake_now (FakeSlack *self)
{
  return self->clock != 0 ? self->clock : g_get_real_time () / 1000;
}

char *
fake_next_id (FakeSlack *self, const char *letter)
{
  return g_strdup_printf ("%s%08u", letter, ++self->n_ids);
}

/* Never the same twice, and never back. (transfer full) */
char *
fake_next_ts (FakeSlack *self)
{
  gint64 us = fake_now (self) * 1000;

  self->last_us = MAX (us, self->last_us + 1);
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                          self->last_us / G_USEC_PER_SEC, self->last_us % G_USEC_PER_SEC);
}

gint
fake_compare_ts (const char *a, const char *b)
{
  gint64 x = g_ascii_strtoll (a, NULL, 10), y = g_ascii_strtoll (b, NULL, 10);

  if (x != y)
    return x < y ? -1 : 1;
  return g_strcmp0 (strchr (a, '.'), strchr (b, '.'));
}

JsonObject *
fake_copy (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (JsonNode) copy = json_from_string (text, NULL);

  return json_object_ref (json_node_get_object (copy));
}

/* --- the whole */

static void
token_free (gpointer data)
{
  FakeToken *token = data;

  g_free (token->token);
  g_free (token->user_id);
  g_hash_table_unref (token->scopes);
  g_free (token->team_id);
  g_free (token);
}

static void
channel_free (gpointer data)
{
  FakeChannel *channel = data;

  g_free (channel->id);
  json_object_unref (channel->info);
  g_ptr_array_unref (channel->members);
  g_ptr_array_unref (channel->messages);
  g_ptr_array_unref (channel->pins);
  g_ptr_array_unref (channel->bookmarks);
  g_free (channel);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

/* Listens on @port of this machine, 0: any that is free. (transfer full) */
FakeSlack *
fake_slack_new (guint port, GError **error)
{
  g_autoptr (FakeSlack) self = g_new0 (FakeSlack, 1);

  self->team_id = g_strdup ("T00000001");
  self->team_name = g_strdup ("Acme");
  self->tokens = new_table (token_free);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) json_object_unref);
  self->channels = g_ptr_array_new_with_free_func (channel_free);
  self->faults = g_ptr_array_new_with_free_func (fake_fault_free);
  self->limits = new_table (NULL);
  self->calls = new_table (NULL);
  self->windows = new_table ((GDestroyNotify) g_array_unref);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->unacknowledged = new_table (g_free);
  self->ids = new_table (g_free);
  self->envelopes = new_table (g_free);
  self->tickets = new_table (NULL);
  self->files = new_table (fake_file_free);
  self->emoji = new_table (g_free);
  self->scripts = g_ptr_array_new_with_free_func (fake_script_free);
  self->frozen = g_array_new (FALSE, FALSE, sizeof (int));
  self->max_sockets = 10;
  self->needs_ticket = TRUE;
  fake_load_emoji (self);
  self->server = soup_server_new (NULL, NULL);
  fake_open_door (self);
  fake_serve_files (self);
  self->port = test_net_open (self->server, port, error);
  if (self->port == 0)
    return NULL;
  self->base = g_strdup_printf ("http://127.0.0.1:%u/api/", self->port);
  self->socket_url = g_strdup_printf ("ws://127.0.0.1:%u/link/", self->port);
  fake_slack_listen (self);
  return g_steal_pointer (&self);
}

void
fake_slack_free (FakeSlack *self)
{
  if (self->timer)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
  g_ptr_array_unref (self->scripts);
  if (self->control)
    test_net_shut (self->control);
  if (self->server)
    {
      for (guint i = 0; i < self->sockets->len; i++)
        g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->sockets, i), self);
      test_net_shut (self->server);
      /* Connections are let go of by what waits in the loop. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_clear_object (&self->server);
  g_clear_object (&self->control);
  for (guint i = 0; i < self->frozen->len; i++)
    close (g_array_index (self->frozen, int, i));
  g_array_unref (self->frozen);
  g_ptr_array_unref (self->sockets);
  g_hash_table_unref (self->tokens);
  g_ptr_array_unref (self->users);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->faults);
  g_hash_table_unref (self->limits);
  g_hash_table_unref (self->calls);
  g_hash_table_unref (self->windows);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->unacknowledged);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->envelopes);
  g_hash_table_unref (self->tickets);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->emoji);
  g_free (self->base);
  g_free (self->socket_url);
  g_free (self->team_id);
  g_free (self->team_name);
  g_free (self);
}
