/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-link-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"

#define PROBE_MS 15000
/* So many times longer after all was well. */
#define STILL_THERE 4

G_DEFINE_FINAL_TYPE (MatoiSlackLink, matoi_slack_link, MATOI_TYPE_LINK)

static void
refuse (MatoiSlackLink *self, char *text)
{
  matoi_link_ask_in (MATOI_LINK (self), -1);
  matoi_slack_link_rest (self);
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_REFUSED, text);
}

static void
try_later (MatoiSlackLink *self, const char *why)
{
  matoi_link_ask_in (MATOI_LINK (self), PROBE_MS);
  matoi_link_set_state (
    MATOI_LINK (self), MATOI_LINK_OFFLINE,
    /* Translators: %s is a whole sentence, such as “The server cannot be found.” */
    g_strdup_printf (_ ("Slack is not reached. What waits is kept and goes out by itself. %s"),
                        why));
}

void
matoi_slack_link_tell_online (MatoiSlackLink *self)
{
  const char *team = self->team;

  if (self->inbox != NULL && matoi_slack_inbox_is_capped (self->inbox))
    matoi_link_set_state (
      MATOI_LINK (self), MATOI_LINK_ONLINE,
      /* Translators: %s is the name of a workspace. */
      g_strdup_printf (_ ("Connected to %s, but Slack shows this app only a few messages a minute. "
                          "An app that your team makes itself, by the manifest in Preferences, is "
                          "not limited."),
                          team));
  else if (self->events != NULL &&
           matoi_slack_events_get_state (self->events) == MATOI_SLACK_EVENTS_OPEN)
    matoi_link_set_state (
      MATOI_LINK (self), MATOI_LINK_ONLINE,
      /* Translators: %s is the name of a workspace. */
      g_strdup_printf (_ ("Connected to %s; what is said there arrives at once."), team));
  else if (self->events != NULL && matoi_slack_events_get_problem (self->events) != NULL)
    matoi_link_set_state (
      MATOI_LINK (self), MATOI_LINK_ONLINE,
      /* Translators: %1$s is the name of a workspace, %2$s a whole sentence that says why. */
      g_strdup_printf (_ ("Connected to %1$s. What is said is fetched every few "
                          "seconds, until it arrives at once again. %2$s"),
                          team, matoi_slack_events_get_problem (self->events)));
  else
    matoi_link_set_state (
      MATOI_LINK (self), MATOI_LINK_ONLINE,
      /* Translators: %s is the name of a workspace. */
      g_strdup_printf (_ ("Connected to %s; rooms are asked every few seconds."), team));
}

/* --- who we are */

static void
take_answer (MatoiSlackLink *self, const MatoiSlackAnswer *answer)
{
  MatoiSlackSelf us = { 0 };

  if (answer->outcome == MATOI_SLACK_AUTH)
    {
      refuse (self, g_strdup (answer->text));
      return;
    }
  if (answer->outcome != MATOI_SLACK_OK || answer->json == NULL)
    {
      try_later (self, answer->text);
      return;
    }
  us.team_id = (char *) matoi_json_get_string (answer->json, "team_id");
  us.team = (char *) matoi_json_get_string (answer->json, "team");
  us.user_id = (char *) matoi_json_get_string (answer->json, "user_id");
  us.bot_id = (char *) matoi_json_get_string (answer->json, "bot_id");
  us.url = (char *) matoi_json_get_string (answer->json, "url");
  if (g_strcmp0 (us.team_id, matoi_desk_get_setting (self->desk, "slack.team")) != 0)
    refuse (
      self,
      /* Translators: %s is the name of a workspace. */
      g_strdup_printf (_ ("The token belongs to another workspace, %s. Nothing is sent there; "
                                "give the token of the workspace this record is connected to."),
                          us.team));
  else if (us.user_id == NULL)
    refuse (self, g_strdup (_ ("The token is not that of a bot. Give the bot token of the app, "
                               "which begins with “xoxb-”.")));
  else
    {
      /* Who hears and says nothing would not notice that the line is dead. */
      matoi_link_ask_in (MATOI_LINK (self), STILL_THERE * PROBE_MS);
      if (matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
        matoi_slack_link_begin (self, &us);
      else
        matoi_slack_pump_start (self->pump);
    }
}

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSlackLink) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, &error);

  if (matoi_link_end_ask (MATOI_LINK (self)) && answer != NULL)
    take_answer (self, answer);
}

static gboolean
matoi_slack_link_ask (MatoiLink *link)
{
  static const char *const no_args[] = { NULL };
  MatoiSlackLink *self = MATOI_SLACK_LINK (link);

  matoi_slack_client_call_async (self->client, "auth.test", no_args,
                                 matoi_link_get_cancellable (MATOI_LINK (self)), on_answer,
                                 g_object_ref (self));
  return TRUE;
}

/* --- as a link: see matoi-link.h */

/* What is on its way is asked for again by the next one. */
static void
matoi_slack_link_stop (MatoiLink *link)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (link);

  matoi_slack_link_drop_parts (self);
  if (self->book != NULL)
    matoi_slack_book_stop (self->book);
}

static void
matoi_slack_link_hurry (MatoiLink *link)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (link);

  matoi_slack_pump_hurry (self->pump);
}

static void
matoi_slack_link_wake (MatoiLink *link)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (link);

  if (matoi_link_get_state (MATOI_LINK (self)) == MATOI_LINK_OFFLINE)
    matoi_link_ask (link);
  if (matoi_link_get_state (MATOI_LINK (self)) != MATOI_LINK_ONLINE)
    return;
  if (self->events != NULL)
    matoi_slack_events_hurry (self->events);
  self->caught_up = FALSE;
  matoi_slack_inbox_catch_up (self->inbox);
  matoi_slack_pump_hurry (self->pump);
}

/* Nothing is under way or due, and every room was read to its end. */
static gboolean
matoi_slack_link_is_quiet (MatoiLink *link)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (link);

  return self->caught_up && !matoi_slack_pump_is_busy (self->pump);
}

/** matoi_slack_link_get_calls: see matoi_slack_inbox_get_calls (). */
guint
matoi_slack_link_get_calls (MatoiSlackLink *self, guint *allowed)
{
  *allowed = 0;
  return self->inbox != NULL ? matoi_slack_inbox_get_calls (self->inbox, allowed) : 0;
}

static void
matoi_slack_link_dispose (GObject *object)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (object);

  matoi_slack_link_stop (MATOI_LINK (self));
  g_clear_object (&self->events);
  g_clear_object (&self->book);
  g_clear_object (&self->client);
  g_clear_object (&self->http);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_slack_link_parent_class)->dispose (object);
}

static void
matoi_slack_link_finalize (GObject *object)
{
  MatoiSlackLink *self = MATOI_SLACK_LINK (object);

  g_free (self->team);
  G_OBJECT_CLASS (matoi_slack_link_parent_class)->finalize (object);
}

static void
matoi_slack_link_class_init (MatoiSlackLinkClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_link_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_slack_link_finalize;
  MATOI_LINK_CLASS (class)->ask = matoi_slack_link_ask;
  MATOI_LINK_CLASS (class)->stop = matoi_slack_link_stop;
  MATOI_LINK_CLASS (class)->hurry = matoi_slack_link_hurry;
  MATOI_LINK_CLASS (class)->wake = matoi_slack_link_wake;
  MATOI_LINK_CLASS (class)->is_quiet = matoi_slack_link_is_quiet;
}

static void
matoi_slack_link_init (MatoiSlackLink *self)
{
  matoi_link_set_state (MATOI_LINK (self), MATOI_LINK_CONNECTING,
                        g_strdup (_ ("Connecting to Slack…")));
}

/**
 * matoi_slack_link_new:
 * @bot_token: of the app's bot; one of another workspace than the setting "slack.team" is refused
 * @app_token_or_null: for Socket Mode; NULL: rooms are asked every few seconds
 *
 * Returns: (transfer full): a connection that was not started yet
 */
MatoiLink *
matoi_slack_link_new (MatoiDesk *desk, const char *bot_token, const char *app_token_or_null)
{
  MatoiSlackLink *self = g_object_new (MATOI_TYPE_SLACK_LINK, NULL);
  const char *base_url = matoi_desk_get_setting (desk, "slack.base-url");

  self->desk = g_object_ref (desk);
  self->team = g_strdup (matoi_desk_get_setting (desk, "slack.team"));
  self->http = matoi_http_new ();
  self->client = matoi_slack_client_new (self->http, base_url, bot_token);
  self->book = matoi_slack_book_new (self->client);
  if (app_token_or_null != NULL)
    {
      g_autoptr (MatoiSlackClient) app =
        matoi_slack_client_new (self->http, base_url, app_token_or_null);

      matoi_slack_link_connect_events (self, app);
    }
  return MATOI_LINK (self);
}
