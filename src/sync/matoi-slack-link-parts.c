/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-link-private.h"

/* Everything rests; what waits stays where it is. */
void
matoi_slack_link_rest (MatoiSlackLink *self)
{
  if (self->events)
    matoi_slack_events_stop (self->events);
  if (self->pump == NULL)
    return;
  matoi_slack_commands_stop (self->commands);
  matoi_slack_inbox_stop (self->inbox);
  matoi_slack_pump_stop (self->pump);
}

/* --- what the parts tell */

static void
on_trouble (MatoiSlackLink *self, MatoiSlackAnswer *answer)
{
  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_REFUSED)
    return;
  /* Late news of a token that was replaced long ago lie: it is asked once more. */
  matoi_link_ask (MATOI_LINK (self));
}

static void
on_caught_up (MatoiSlackLink *self)
{
  self->caught_up = TRUE;
  matoi_link_changed (MATOI_LINK (self));
}

static void
on_idle (MatoiSlackLink *self)
{
  matoi_link_changed (MATOI_LINK (self));
}

static void
on_capped (MatoiSlackLink *self)
{
  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_ONLINE)
    matoi_slack_link_tell_online (self);
}

/* --- made once we know who we are */

void
matoi_slack_link_drop_parts (MatoiSlackLink *self)
{
  matoi_slack_link_rest (self);
  g_clear_object (&self->commands);
  g_clear_object (&self->inbox);
  g_clear_object (&self->pump);
  g_clear_pointer (&self->user_id, g_free);
}

static void
make_parts (MatoiSlackLink *self, const MatoiSlackSelf *us)
{
  self->user_id = g_strdup (us->user_id);
  self->pump = matoi_slack_pump_new (self->desk, self->client, self->book, us);
  self->inbox = matoi_slack_inbox_new (self->desk, self->client, self->book, us);
  self->commands = matoi_slack_commands_new (self->desk, self->client, self->book, self->inbox);
  g_signal_connect_object (self->pump, "trouble", G_CALLBACK (on_trouble), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pump, "idle", G_CALLBACK (on_idle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inbox, "trouble", G_CALLBACK (on_trouble), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inbox, "notify::capped", G_CALLBACK (on_capped), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->inbox, "caught-up", G_CALLBACK (on_caught_up), self,
                           G_CONNECT_SWAPPED);
}

void
matoi_slack_link_begin (MatoiSlackLink *self, const MatoiSlackSelf *us)
{
  g_free (self->team);
  self->team = g_strdup (us->team);
  if (g_strcmp0 (self->user_id, us->user_id) != 0)
    {
      matoi_slack_link_drop_parts (self);
      make_parts (self, us);
    }
  self->caught_up = FALSE;
  matoi_slack_book_refresh_async (self->book, FALSE, matoi_link_get_cancellable (MATOI_LINK (self)),
                                  NULL, NULL);
  matoi_slack_commands_start (self->commands);
  matoi_slack_inbox_set_live (self->inbox, FALSE);
  matoi_slack_inbox_start (self->inbox);
  matoi_slack_inbox_catch_up (self->inbox);
  matoi_slack_pump_start (self->pump);
  if (self->events != NULL)
    matoi_slack_events_start (self->events);
  matoi_slack_link_tell_online (self);
}
