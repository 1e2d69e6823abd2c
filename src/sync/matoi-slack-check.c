/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-time.h"

/* The Date header tells whole seconds: half of one is the best guess at the rest. */
#define HALF_A_SECOND 500

/* What the manifest asks for, and what a team does without that does not allow it. */
static const struct
{
  const char *scope, *effect;
} wanted[] = {
  { "chat:write", N_ ("Nothing can be posted.") },
  { "chat:write.public", N_ ("Matoi posts only in channels it was invited to.") },
  { "channels:manage",
    N_ ("No channel can be opened for an incident, and nobody can be invited to it.") },
  { "channels:join",
    N_ ("Matoi cannot enter a public channel by itself; somebody has to invite it.") },
  { "channels:read", N_ ("Public channels are not found by their names.") },
  { "channels:history", N_ ("Nothing that is said in public channels comes in.") },
  { "groups:write", N_ ("Confidential incidents get no private channel.") },
  { "groups:read", N_ ("Private channels are not found by their names.") },
  { "groups:history", N_ ("Nothing that is said in private channels comes in.") },
  { "im:write", N_ ("Nobody gets a direct message, such as the one who is to own a postmortem.") },
  { "pins:write", N_ ("The first message of an incident is not pinned.") },
  { "bookmarks:write", N_ ("The call and the record do not become bookmarks of the channel.") },
  { "bookmarks:read", N_ ("After a broken connection a bookmark may appear twice.") },
  { "reactions:read",
    N_ ("Nothing comes in by a reaction, and nobody is seen to answer the roll call.") },
  { "reactions:write",
    N_ (
      "The roll call begins without a reaction to click, and two Matois may answer one command.") },
  { "users:read",
    N_ ("Messages come in without the names of their authors, and nobody is found by name.") },
  { "users:read.email", N_ ("People are not found by their e-mail addresses.") },
  { "usergroups:read", N_ ("Groups cannot be invited.") },
  { "files:read", N_ ("Pictures in messages are not kept.") },
  { "metadata.message:read",
    N_ ("After a broken connection Matoi knows its own messages by their words only.") },
};

/* What Slack's codes mean for somebody who enters a token. */
static const struct
{
  const char *code, *bot, *app;
} codes[] = {
  { "invalid_auth",
    N_ ("Slack does not know this token. Copy the bot token of the app once more; it begins with "
        "“xoxb-”."),
    N_ ("Slack does not know this token. Copy the app-level token once more; it begins with "
        "“xapp-”.") },
  { "not_allowed_token_type",
    N_ ("This is another kind of token. The one for the bot begins with “xoxb-”."),
    N_ ("This is another kind of token. The app-level one begins with “xapp-”.") },
  { "missing_scope", N_ ("The Slack app lacks a permission for this."),
    N_ ("The app-level token lacks the permission connections:write. Make a new one that has "
        "it.") },
  { "account_inactive",
    N_ ("Slack does not accept this token any more. Install the app in the workspace again and "
        "copy the new token."),
    N_ ("Slack does not accept this token any more. Make a new app-level token.") },
};

typedef struct
{
  MatoiHttp *http;
  MatoiSlackClient *bot;
  MatoiSlackClient *app; /* (nullable) */
  MatoiSlackCheck *check;
  guint n_open;
} Run;

static void
missing_free (MatoiSlackMissing *missing)
{
  g_free (missing->scope);
  g_free (missing->effect);
  g_free (missing);
}

/** matoi_slack_check_free: frees @check. */
void
matoi_slack_check_free (MatoiSlackCheck *check)
{
  g_clear_pointer (&check->self, matoi_slack_self_free);
  g_free (check->bot);
  g_free (check->problem);
  g_ptr_array_unref (check->missing);
  g_free (check->events_problem);
  g_free (check);
}

static void
run_free (Run *run)
{
  g_clear_object (&run->bot);
  g_clear_object (&run->app);
  g_clear_object (&run->http);
  g_clear_pointer (&run->check, matoi_slack_check_free);
  g_free (run);
}

/* --- reading the answers */

static const char *
find_code (const char *code, gboolean app)
{
  static const char *const dead[] = { "token_revoked", "token_expired", "user_removed_from_team",
                                      NULL };

  if (g_strcmp0 (code, "not_authed") == 0)
    code = "invalid_auth";
  else if (code && g_strv_contains (dead, code))
    code = "account_inactive";
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_strcmp0 (codes[i].code, code) == 0)
      return _ (app ? codes[i].app : codes[i].bot);
  return NULL;
}

static char *
dup_problem (const MatoiSlackAnswer *answer, gboolean app)
{
  const char *known = find_code (answer->code, app);

  if (known)
    return g_strdup (known);
  if (g_strcmp0 (answer->code, "no_answer") == 0)
    return g_strdup (answer->text);
  if (answer->outcome == MATOI_SLACK_WAIT)
    return g_strdup (_ ("Slack asks for a pause. Try again in a minute."));
  if (g_strcmp0 (answer->code, "http_200") == 0)
    return g_strdup (_ ("What answers there is not Slack; perhaps it is a sign-in page of the "
                        "network. Check the address and the network."));
  if (!answer->json)
    /* Translators: %s is such as “http_503”. */
    return g_strdup_printf (_ ("Slack does not work at the moment (%s). Try again later."),
                               answer->code);
  /* Translators: %s is a code of Slack such as “org_login_required”. */
  return g_strdup_printf (_ ("Slack refuses this token (%s)."), answer->code);
}

static void
add_missing (MatoiSlackCheck *check, const char *scopes)
{
  g_auto (GStrv) have = g_strsplit_set (scopes, ", ", -1);

  check->scopes_known = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      MatoiSlackMissing *missing;

      if (g_strv_contains ((const char *const *) have, wanted[i].scope))
        continue;
      missing = g_new0 (MatoiSlackMissing, 1);
      missing->scope = g_strdup (wanted[i].scope);
      missing->effect = g_strdup (_ (wanted[i].effect));
      g_ptr_array_add (check->missing, missing);
    }
}

/* A permission that only app-level tokens have: they, too, may ask who they are. */
static gboolean
is_for_app (const char *scopes)
{
  g_auto (GStrv) have = g_strsplit_set (scopes ? scopes : "", ", ", -1);

  return g_strv_contains ((const char *const *) have, "connections:write");
}

static char *
dup_member (JsonObject *json, const char *name)
{
  const char *text = matoi_json_get_string (json, name);

  return g_strdup (text ? text : "");
}

static void
read_self (MatoiSlackCheck *check, const MatoiSlackAnswer *answer)
{
  if (answer->server_time != MATOI_TIME_NONE)
    check->clock_skew = g_get_real_time () / 1000 - (answer->server_time + HALF_A_SECOND);
  if (answer->outcome != MATOI_SLACK_OK)
    {
      check->problem = dup_problem (answer, FALSE);
      return;
    }
  /* Of the app, or of a person, under whose name everything would stand. */
  if (is_for_app (answer->scopes) || !matoi_json_get_string (answer->json, "bot_id"))
    {
      check->problem = g_strdup (find_code ("not_allowed_token_type", FALSE));
      return;
    }
  check->self = g_new0 (MatoiSlackSelf, 1);
  check->self->team_id = dup_member (answer->json, "team_id");
  check->self->team = dup_member (answer->json, "team");
  check->self->user_id = dup_member (answer->json, "user_id");
  check->self->bot_id = dup_member (answer->json, "bot_id");
  check->self->url = dup_member (answer->json, "url");
  check->bot = dup_member (answer->json, "user");
  if (answer->scopes)
    add_missing (check, answer->scopes);
}

static void
read_events (MatoiSlackCheck *check, const MatoiSlackAnswer *answer)
{
  check->has_events = answer->outcome == MATOI_SLACK_OK;
  if (!check->has_events)
    check->events_problem = dup_problem (answer, TRUE);
}

/* --- asking */

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (MatoiSlackAnswer) answer =
    matoi_slack_client_call_finish (MATOI_SLACK_CLIENT (source), result, NULL);

  run->n_open--;
  if (answer && MATOI_SLACK_CLIENT (source) == run->app)
    read_events (run->check, answer);
  else if (answer)
    read_self (run->check, answer);
  if (run->n_open > 0 || g_task_return_error_if_cancelled (task))
    return;
  g_task_return_pointer (task, g_steal_pointer (&run->check),
                         (GDestroyNotify) matoi_slack_check_free);
}

static void
ask (GTask *task, MatoiSlackClient *client, const char *method)
{
  Run *run = g_task_get_task_data (task);

  run->n_open++;
  matoi_slack_client_call_async (client, method, NULL, g_task_get_cancellable (task), on_answer,
                                 g_object_ref (task));
}

/**
 * matoi_slack_check_async:
 * @base_url: (nullable): where Slack is; NULL: MATOI_SLACK_BASE_URL
 * @bot_token: of the bot
 * @app_token: (nullable): of the app, for events
 *
 * Asks Slack who the tokens belong to and what they allow. Nothing is changed there.
 */
void
matoi_slack_check_async (const char *base_url,
                         const char *bot_token,
                         const char *app_token,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  g_return_if_fail (bot_token != NULL);

  g_task_set_source_tag (task, matoi_slack_check_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  run->check = g_new0 (MatoiSlackCheck, 1);
  run->check->missing = g_ptr_array_new_with_free_func ((GDestroyNotify) missing_free);
  run->http = matoi_http_new ();
  run->bot = matoi_slack_client_new (run->http, base_url, bot_token);
  ask (task, run->bot, "auth.test");
  if (!app_token)
    return;
  run->app = matoi_slack_client_new (run->http, base_url, app_token);
  ask (task, run->app, "apps.connections.open");
}

/** matoi_slack_check_finish: see the header. */
MatoiSlackCheck *
matoi_slack_check_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, matoi_slack_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
