/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-events.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-socket.h"

#define MAX_ENVELOPE  (16 * 1024 * 1024)
#define MAX_DEPTH     64
#define HELLO_SECONDS 10

struct _MatoiSlackEvents
{
  GObject parent_instance;
  MatoiHttp *http;
  MatoiSlackClient *client;  /* with the token of the app */
  GCancellable *cancellable; /* (nullable) of the attempt under way */
  MatoiSocket *socket;       /* (nullable) the one that has said hello */
  MatoiSocket *next;         /* (nullable) the one that has not yet */
  GSource *timer;            /* (nullable) until the next attempt, or for the hello */
  guint attempts;            /* since the last hello */
  guint first_ms, longest_ms;
  MatoiSlackEventsState state;
  char *problem; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MatoiSlackEvents, matoi_slack_events, G_TYPE_OBJECT)

enum
{
  HELLO,
  ENVELOPE,
  STATE_CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void connect_next (MatoiSlackEvents *self);
static void retry (MatoiSlackEvents *self);

static void
set_state (MatoiSlackEvents *self, MatoiSlackEventsState state, const char *problem)
{
  char *words = g_strdup (problem); /* which may be the old ones */
  gboolean same = state == self->state && g_strcmp0 (words, self->problem) == 0;

  self->state = state;
  g_free (self->problem);
  self->problem = words;
  if (same)
    return;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

static void
drop_timer (MatoiSlackEvents *self)
{
  if (self->timer)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
set_timer (MatoiSlackEvents *self, guint ms, GSourceFunc func)
{
  drop_timer (self);
  self->timer = g_timeout_source_new (ms);
  g_source_set_callback (self->timer, func, self, NULL);
  g_source_attach (self->timer, g_main_context_get_thread_default ());
}

static void
drop_socket (MatoiSlackEvents *self, MatoiSocket **socket)
{
  if (!*socket)
    return;
  g_signal_handlers_disconnect_by_data (*socket, self);
  matoi_socket_close (*socket);
  g_clear_object (socket);
}

/* --- what comes */

static void
on_hello (MatoiSlackEvents *self)
{
  /* The old one may go on delivering until here: nothing falls between the two. */
  drop_socket (self, &self->socket);
  self->socket = g_steal_pointer (&self->next);
  drop_timer (self);
  self->attempts = 0;
  set_state (self, MATOI_SLACK_EVENTS_OPEN, NULL);
  g_signal_emit (self, signals[HELLO], 0);
}

static void
on_farewell (MatoiSlackEvents *self, const char *reason)
{
  if (g_strcmp0 (reason, "link_disabled") == 0)
    {
      matoi_slack_events_stop (self);
      set_state (self, MATOI_SLACK_EVENTS_REFUSED,
                 _ ("Socket Mode was switched off for the Slack app. Matoi asks Slack from time "
                    "to time instead; nothing is lost."));
    }
  else if (g_strcmp0 (reason, "too_many_websockets") == 0)
    {
      drop_socket (self, &self->next);
      drop_socket (self, &self->socket);
      set_state (self, MATOI_SLACK_EVENTS_CROWDED,
                 _ ("Too many others are connected to the Slack app. Matoi asks Slack from time "
                    "to time instead; nothing is lost."));
      retry (self);
    }
  else if (!self->next)
    connect_next (self);
}

static void
on_message (MatoiSlackEvents *self, const char *text, MatoiSocket *socket)
{
  g_autoptr (JsonNode) node = matoi_json_parse (text, -1, MAX_ENVELOPE, MAX_DEPTH, NULL);
  JsonObject *envelope = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = envelope ? matoi_json_get_string (envelope, "type") : NULL;
  const char *id = envelope ? matoi_json_get_string (envelope, "envelope_id") : NULL;

  if (g_strcmp0 (type, "hello") == 0)
    {
      if (socket == self->next)
        on_hello (self);
    }
  else if (g_strcmp0 (type, "disconnect") == 0)
    on_farewell (self, matoi_json_get_string (envelope, "reason"));
  else if (id)
    g_signal_emit (self, signals[ENVELOPE], 0, id, envelope);
}

static void
on_closed (MatoiSlackEvents *self, MatoiSocket *socket)
{
  if (socket == self->next)
    {
      g_clear_object (&self->next);
      retry (self);
      return;
    }
  g_clear_object (&self->socket);
  if (!self->next && self->state == MATOI_SLACK_EVENTS_OPEN)
    connect_next (self);
}

/* --- connecting */

static gboolean
on_retry (gpointer user_data)
{
  MatoiSlackEvents *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  connect_next (self);
  return G_SOURCE_REMOVE;
}

/* A random part, so that the colleagues' Matois do not all come at once. */
static void
retry (MatoiSlackEvents *self)
{
  guint longest = MIN (self->first_ms << MIN (self->attempts, 10), self->longest_ms);

  self->attempts++;
  set_timer (self, longest / 2 + (guint) g_random_int_range (0, (int) MAX (longest / 2, 1)),
             on_retry);
}

static gboolean
on_no_hello (gpointer user_data)
{
  MatoiSlackEvents *self = user_data;

  g_clear_pointer (&self->timer, g_source_unref);
  drop_socket (self, &self->next);
  retry (self);
  return G_SOURCE_REMOVE;
}

static void
on_socket (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackEvents) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSocket) socket = matoi_socket_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (!socket)
    {
      set_state (self, MATOI_SLACK_EVENTS_CONNECTING, error->message);
      retry (self);
      return;
    }
  self->next = g_steal_pointer (&socket);
  g_signal_connect_swapped (self->next, "message", G_CALLBACK (on_message), self);
  g_signal_connect_swapped (self->next, "closed", G_CALLBACK (on_closed), self);
  set_timer (self, HELLO_SECONDS * 1000, on_no_hello);
}

static void
on_address (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackEvents) self = user_data;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);
  const char *url = answer && answer->json ? matoi_json_get_string (answer->json, "url") : NULL;

  if (!answer || !self->cancellable)
    return;
  if (answer->outcome == MATOI_SLACK_OK && url)
    {
      matoi_socket_open_async (self->http, url, self->cancellable, on_socket, g_object_ref (self));
      return;
    }
  g_clear_object (&self->cancellable);
  if (answer->outcome == MATOI_SLACK_AUTH || answer->outcome == MATOI_SLACK_SCOPE)
    {
      matoi_slack_events_stop (self);
      set_state (self, MATOI_SLACK_EVENTS_REFUSED, answer->text);
      return;
    }
  set_state (self, MATOI_SLACK_EVENTS_CONNECTING, answer->text);
  retry (self);
}

static void
connect_next (MatoiSlackEvents *self)
{
  if (self->cancellable || self->next)
    return;
  drop_timer (self);
  if (!self->socket && self->state != MATOI_SLACK_EVENTS_CROWDED)
    set_state (self, MATOI_SLACK_EVENTS_CONNECTING, self->problem);
  self->cancellable = g_cancellable_new ();
  matoi_slack_client_call_async (self->client, "apps.connections.open", NULL, self->cancellable,
                                 on_address, g_object_ref (self));
}

/* Connects, and stays connected until it is stopped. */
void
matoi_slack_events_start (MatoiSlackEvents *self)
{
  g_return_if_fail (MATOI_IS_SLACK_EVENTS (self));

  if (self->state == MATOI_SLACK_EVENTS_OFF || self->state == MATOI_SLACK_EVENTS_REFUSED)
    connect_next (self);
}

/* After sleep, or when the network came back: what looks open may be dead, so a new one is
 * opened beside it. */
void
matoi_slack_events_hurry (MatoiSlackEvents *self)
{
  g_return_if_fail (MATOI_IS_SLACK_EVENTS (self));

  if (self->state == MATOI_SLACK_EVENTS_OFF || self->state == MATOI_SLACK_EVENTS_REFUSED)
    return;
  self->attempts = 0;
  connect_next (self);
}

void
matoi_slack_events_stop (MatoiSlackEvents *self)
{
  g_return_if_fail (MATOI_IS_SLACK_EVENTS (self));

  drop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  drop_socket (self, &self->next);
  drop_socket (self, &self->socket);
  self->attempts = 0;
  set_state (self, MATOI_SLACK_EVENTS_OFF, NULL);
}

/* Within three seconds of its coming, and after it is kept: what is not acknowledged comes again. */
void
matoi_slack_events_acknowledge (MatoiSlackEvents *self, const char *id)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *text = NULL;

  g_return_if_fail (MATOI_IS_SLACK_EVENTS (self));

  json_object_set_string_member (object, "envelope_id", id);
  text = matoi_json_to_text (object);
  if (self->socket)
    matoi_socket_send (self->socket, text);
}

MatoiSlackEventsState
matoi_slack_events_get_state (MatoiSlackEvents *self)
{
  return self->state;
}

/* (nullable) why there is no connection, for people. */
const char *
matoi_slack_events_get_problem (MatoiSlackEvents *self)
{
  return self->problem;
}

/* How long it waits after the first failure, and at most; in milliseconds. */
void
matoi_slack_events_set_pace (MatoiSlackEvents *self, guint first_ms, guint longest_ms)
{
  self->first_ms = first_ms;
  self->longest_ms = longest_ms;
}

static void
matoi_slack_events_dispose (GObject *object)
{
  MatoiSlackEvents *self = MATOI_SLACK_EVENTS (object);

  if (self->client)
    matoi_slack_events_stop (self);
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (matoi_slack_events_parent_class)->dispose (object);
}

static void
matoi_slack_events_class_init (MatoiSlackEventsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_events_dispose;
  signals[HELLO] = g_signal_new ("hello", MATOI_TYPE_SLACK_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[ENVELOPE] = g_signal_new ("envelope", MATOI_TYPE_SLACK_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, JSON_TYPE_OBJECT);
  signals[STATE_CHANGED] = g_signal_new ("state-changed", MATOI_TYPE_SLACK_EVENTS,
                                         G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_slack_events_init (MatoiSlackEvents *self)
{
  self->first_ms = 1000;
  self->longest_ms = 60 * 1000;
}

/* @client: with the token of the app, which may only open connections. (transfer full) */
MatoiSlackEvents *
matoi_slack_events_new (MatoiHttp *http, MatoiSlackClient *client)
{
  MatoiSlackEvents *self = g_object_new (MATOI_TYPE_SLACK_EVENTS, NULL);

  self->http = g_object_ref (http);
  self->client = g_object_ref (client);
  return self;
}
