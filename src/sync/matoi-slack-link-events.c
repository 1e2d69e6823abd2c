/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-slack-link-private.h"

/* A socket only says that something happened: it is kept, then acknowledged; what may have been
 * missed stands in the history of the room. */

static void
on_hello (MatoiSlackLink *self)
{
  self->caught_up = FALSE;
  if (self->inbox != NULL)
    matoi_slack_inbox_catch_up (self->inbox);
}

static void
on_events_state (MatoiSlackLink *self)
{
  if (self->inbox != NULL)
    matoi_slack_inbox_set_live (self->inbox, matoi_slack_events_get_state (self->events) ==
                                               MATOI_SLACK_EVENTS_OPEN);
  if (matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
    return;
  matoi_slack_link_tell_online (self);
  /* Is it only the socket? */
  if (matoi_slack_events_get_state (self->events) == MATOI_SLACK_EVENTS_CONNECTING)
    matoi_link_ask (MATOI_LINK (self));
}

typedef struct
{
  MatoiSlackLink *self;
  char *envelope;
} Delivery;

static void
on_kept (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Delivery *delivery = user_data;
  g_autoptr (GError) error = NULL;

  /* What could not be kept comes again. */
  if (matoi_slack_inbox_take_event_finish (MATOI_SLACK_INBOX (source), result, &error))
    matoi_slack_events_acknowledge (delivery->self->events, delivery->envelope);
  else
    g_debug ("an event was not kept: %s", error->message);
  g_object_unref (delivery->self);
  g_free (delivery->envelope);
  g_free (delivery);
}

static void
on_envelope (MatoiSlackLink *self, const char *id, JsonObject *envelope)
{
  JsonObject *payload = matoi_json_get_object (envelope, "payload");
  JsonObject *event = payload != NULL ? matoi_json_get_object (payload, "event") : NULL;
  const char *type = event != NULL ? matoi_json_get_string (event, "type") : NULL;
  Delivery *delivery;

  if (self->inbox == NULL || event == NULL || type == NULL)
    {
      /* Nothing we know or want: it need not come again. */
      matoi_slack_events_acknowledge (self->events, id);
      return;
    }
  if (strcmp (type, "tokens_revoked") == 0 || strcmp (type, "app_uninstalled") == 0)
    {
      matoi_slack_events_acknowledge (self->events, id);
      matoi_link_ask (MATOI_LINK (self));
      return;
    }
  delivery = g_new0 (Delivery, 1);
  delivery->self = g_object_ref (self);
  delivery->envelope = g_strdup (id);
  matoi_slack_inbox_take_event_async (self->inbox, matoi_json_get_string (payload, "event_id"),
                                      event, on_kept, delivery);
}

void
matoi_slack_link_connect_events (MatoiSlackLink *self, MatoiSlackClient *app)
{
  self->events = matoi_slack_events_new (self->http, app);
  g_signal_connect_object (self->events, "hello", G_CALLBACK (on_hello), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->events, "envelope", G_CALLBACK (on_envelope), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->events, "state-changed", G_CALLBACK (on_events_state), self,
                           G_CONNECT_SWAPPED);
}
