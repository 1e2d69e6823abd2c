/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-service-setup-private.h"
#include "matoi-slack-check.h"
#include "matoi-slack-setup.h"

/* How far the clocks may be apart before times in the record and in the channel look wrong. */
#define MAX_SKEW 5000

/* The host of the workspace's address, as people know it; else @url itself. */
static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : url);
}

static void
add_workspace (MatoiSetupReport *self, const MatoiSlackSelf *us, const char *team, const char *url)
{
  g_autofree char *host = dup_host (us->url);
  g_autofree char *expected = dup_host (url != NULL ? url : team != NULL ? team : "");
  g_autofree char *text = NULL;

  self->works = team == NULL || g_str_equal (team, us->team_id);
  self->title = g_strdup (us->team);
  matoi_setup_report_set_found (self, "team", us->team_id);
  matoi_setup_report_set_found (self, "url", us->url);
  if (self->works)
    /* Translators: %1$s is the name of a workspace, %2$s its address. */
    text = g_strdup_printf (_ ("%1$s (%2$s)"), us->team, host);
  else
    text = g_strdup_printf (
      /* Translators: 1: name of a workspace, 2: its address, 3: the address of another one. */
      _ ("This token is for %1$s (%2$s), but this record is connected to %3$s."), us->team, host,
         expected);
  matoi_setup_report_add (
    self, "workspace", self->works ? MATOI_SETUP_OK : MATOI_SETUP_FAIL,
    _ ("Workspace"), text,
       self->works
         ? NULL
         : _ ("Give a token of that workspace, or disconnect first; what is recorded stays."));
}

static void
add_permissions (MatoiSetupReport *self, const MatoiSlackCheck *check)
{
  if (!check->scopes_known)
    matoi_setup_report_add (self, "permissions", MATOI_SETUP_WARN,
                            _ ("Permissions"), _ ("Slack did not say what the token allows."),
                                                  NULL);
  else if (check->missing->len == 0)
    matoi_setup_report_add (self, "permissions", MATOI_SETUP_OK,
                            _ ("Permissions"), _ ("Everything Matoi can do is allowed."), NULL);
  for (guint i = 0; i < check->missing->len; i++)
    {
      const MatoiSlackMissing *missing = g_ptr_array_index (check->missing, i);
      /* Translators: %s is Slack's name of a permission, such as “pins:write”. */
      g_autofree char *title = g_strdup_printf (_ ("Without %s"), missing->scope);

      matoi_setup_report_add (self, "permission", MATOI_SETUP_WARN, title, missing->effect,
                              _ ("To allow it, add the permission to the app under “OAuth & "
                                 "Permissions” and install the app again."));
    }
}

static void
add_events (MatoiSetupReport *self, const MatoiSlackCheck *check)
{
  if (check->has_events)
    matoi_setup_report_add (self, "events", MATOI_SETUP_OK,
                            _ ("Events"), _ ("What is said in the channels arrives at once."),
                                             NULL);
  else if (check->events_problem != NULL)
    matoi_setup_report_add (self, "events", MATOI_SETUP_WARN,
                            _ ("Events"), check->events_problem,
                               _ ("Until then the channels are asked every ten seconds."));
  else
    matoi_setup_report_add (
      self, "events", MATOI_SETUP_OK,
      _ ("Events"), _ ("Without an app-level token the channels are asked every ten seconds."),
                       NULL);
}

static void
add_clock (MatoiSetupReport *self, gint64 skew)
{
  int seconds = (int) MIN (ABS (skew) / 1000, G_MAXINT);
  g_autofree char *text = NULL;

  if (ABS (skew) <= MAX_SKEW)
    {
      matoi_setup_report_add (self, "clock", MATOI_SETUP_OK,
                              _ ("Clock of This Machine"), _ ("It agrees with Slack's."), NULL);
      return;
    }
  text = g_strdup_printf (
    skew > 0
      ? g_dngettext (GETTEXT_PACKAGE,
                     /* Translators: %d is a number of seconds. */
                     "The clock of this machine is %d second ahead of Slack's.",
                     "The clock of this machine is %d seconds ahead of Slack's.", (gulong) seconds)
      : g_dngettext (GETTEXT_PACKAGE,
                     /* Translators: %d is a number of seconds. */
                     "The clock of this machine is %d second behind Slack's.",
                     "The clock of this machine is %d seconds behind Slack's.", (gulong) seconds),
    seconds);
  matoi_setup_report_add (
    self, "clock", MATOI_SETUP_WARN,
    _ ("Clock of This Machine"), text,
      _ ("Let the system set its clock by the network; else times in the record and in the channel differ."));
}

/** matoi_slack_setup_read: see the header. */
void
matoi_slack_setup_read (MatoiSetupReport *self,
                        const MatoiSlackCheck *check,
                        const char *team,
                        const char *url)
{
  g_autofree char *bot = NULL;

  if (check->self == NULL)
    matoi_setup_report_add (self, "token", MATOI_SETUP_FAIL, _ ("Bot Token"), check->problem, NULL);
  else
    {
      bot = g_strconcat ("@", check->bot, NULL);
      add_workspace (self, check->self, team, url);
      matoi_setup_report_add (self, "bot", MATOI_SETUP_OK, _ ("Bot"), bot, NULL);
      add_permissions (self, check);
    }
  if (check->self != NULL || check->events_problem != NULL)
    add_events (self, check);
  if (check->self != NULL || ABS (check->clock_skew) > MAX_SKEW)
    add_clock (self, check->clock_skew);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);
  g_autoptr (MatoiSlackCheck) check = matoi_slack_check_finish (result, NULL);

  if (check != NULL)
    {
      matoi_slack_setup_read (attempt->report, check, matoi_setup_attempt_get (attempt, "team"),
                              matoi_setup_attempt_get (attempt, "url"));
      /* One that does not work is not kept. */
      if (!check->has_events)
        g_clear_pointer (&attempt->given[1], g_free);
    }
  matoi_setup_attempt_done (task);
}

void
matoi_slack_setup_ask (GTask *task)
{
  MatoiSetupAttempt *attempt = g_task_get_task_data (task);

  matoi_slack_check_async (matoi_setup_attempt_get (attempt, "base-url"),
                           attempt->tokens->tokens[0], attempt->tokens->tokens[1],
                           g_task_get_cancellable (task), on_checked, task);
}
