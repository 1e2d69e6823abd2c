/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-slack-report.h"

#include <glib/gi18n-lib.h>

/* How far the clocks may be apart before times in the record and in the channel look wrong. */
#define MAX_SKEW 5000

static void
line_free (MatoiSlackLine *line)
{
  g_free (line->title);
  g_free (line->text);
  g_free (line);
}

/** matoi_slack_report_new: (transfer full): one that says nothing yet. */
MatoiSlackReport *
matoi_slack_report_new (void)
{
  MatoiSlackReport *self = g_new0 (MatoiSlackReport, 1);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  return self;
}

/** matoi_slack_report_free: frees @self. */
void
matoi_slack_report_free (MatoiSlackReport *self)
{
  g_free (self->team_id);
  g_free (self->team);
  g_free (self->url);
  g_ptr_array_unref (self->lines);
  g_free (self);
}

/** matoi_slack_report_add: @id and @fix (nullable) must live on; the other texts are copied. */
void
matoi_slack_report_add (MatoiSlackReport *self,
                        const char *id,
                        MatoiSlackLineState state,
                        const char *title,
                        const char *text,
                        const char *fix)
{
  MatoiSlackLine *line = g_new0 (MatoiSlackLine, 1);

  line->id = id;
  line->state = state;
  line->title = g_strdup (title);
  line->text = g_strdup (text);
  line->fix = fix;
  g_ptr_array_add (self->lines, line);
}

/** matoi_slack_report_get_state: of its worst line. */
MatoiSlackLineState
matoi_slack_report_get_state (const MatoiSlackReport *self)
{
  MatoiSlackLineState worst = MATOI_SLACK_LINE_OK;

  for (guint i = 0; i < self->lines->len; i++)
    worst = MAX (worst, ((MatoiSlackLine *) g_ptr_array_index (self->lines, i))->state);
  return worst;
}

/* The host of the workspace's address, as people know it; else @url itself. */
static char *
dup_host (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return g_strdup (uri != NULL && g_uri_get_host (uri) != NULL ? g_uri_get_host (uri) : url);
}

static void
add_workspace (MatoiSlackReport *self, const char *team, const char *url)
{
  g_autofree char *host = dup_host (self->url);
  g_autofree char *expected = dup_host (url != NULL ? url : team != NULL ? team : "");
  g_autofree char *text = NULL;

  self->works = team == NULL || g_str_equal (team, self->team_id);
  if (self->works)
    /* Translators: %1$s is the name of a workspace, %2$s its address. */
    text = g_strdup_printf (_ ("%1$s (%2$s)"), self->team, host);
  else
    text = g_strdup_printf (
      /* Translators: 1: name of a workspace, 2: its address, 3: the address of another one. */
      _ ("This token is for %1$s (%2$s), but this record is connected to %3$s."), self->team, host,
         expected);
  matoi_slack_report_add (
    self, "workspace", self->works ? MATOI_SLACK_LINE_OK : MATOI_SLACK_LINE_FAIL,
    _ ("Workspace"), text,
       self->works
         ? NULL
         : _ ("Give a token of that workspace, or disconnect first; what is recorded stays."));
}

static void
add_permissions (MatoiSlackReport *self, const MatoiSlackCheck *check)
{
  if (!check->scopes_known)
    matoi_slack_report_add (self, "permissions", MATOI_SLACK_LINE_WARN,
                            _ ("Permissions"), _ ("Slack did not say what the token allows."),
                                                  NULL);
  else if (check->missing->len == 0)
    matoi_slack_report_add (self, "permissions", MATOI_SLACK_LINE_OK,
                            _ ("Permissions"), _ ("Everything Matoi can do is allowed."), NULL);
  for (guint i = 0; i < check->missing->len; i++)
    {
      const MatoiSlackMissing *missing = g_ptr_array_index (check->missing, i);
      /* Translators: %s is Slack's name of a permission, such as “pins:write”. */
      g_autofree char *title = g_strdup_printf (_ ("Without %s"), missing->scope);

      matoi_slack_report_add (self, "permission", MATOI_SLACK_LINE_WARN, title, missing->effect,
                              _ ("To allow it, add the permission to the app under “OAuth & "
                                 "Permissions” and install the app again."));
    }
}

static void
add_events (MatoiSlackReport *self, const MatoiSlackCheck *check)
{
  self->has_events = check->has_events;
  if (check->has_events)
    matoi_slack_report_add (self, "events", MATOI_SLACK_LINE_OK,
                            _ ("Events"), _ ("What is said in the channels arrives at once."),
                                             NULL);
  else if (check->events_problem != NULL)
    matoi_slack_report_add (self, "events", MATOI_SLACK_LINE_WARN,
                            _ ("Events"), check->events_problem,
                               _ ("Until then the channels are asked every ten seconds."));
  else
    matoi_slack_report_add (
      self, "events", MATOI_SLACK_LINE_OK,
      _ ("Events"), _ ("Without an app-level token the channels are asked every ten seconds."),
                       NULL);
}

static void
add_clock (MatoiSlackReport *self, gint64 skew)
{
  int seconds = (int) MIN (ABS (skew) / 1000, G_MAXINT);
  g_autofree char *text = NULL;

  if (ABS (skew) <= MAX_SKEW)
    {
      matoi_slack_report_add (self, "clock", MATOI_SLACK_LINE_OK,
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
  matoi_slack_report_add (
    self, "clock", MATOI_SLACK_LINE_WARN,
    _ ("Clock of This Machine"), text,
      _ ("Let the system set its clock by the network; else times in the record and in the channel differ."));
}

/** matoi_slack_report_read: see the header. (transfer full) */
MatoiSlackReport *
matoi_slack_report_read (const MatoiSlackCheck *check, const char *team, const char *url)
{
  MatoiSlackReport *self = matoi_slack_report_new ();
  g_autofree char *bot = NULL;

  if (check->self == NULL)
    matoi_slack_report_add (self, "token", MATOI_SLACK_LINE_FAIL,
                            _ ("Bot Token"), check->problem, NULL);
  else
    {
      self->team_id = g_strdup (check->self->team_id);
      self->team = g_strdup (check->self->team);
      self->url = g_strdup (check->self->url);
      bot = g_strconcat ("@", check->bot, NULL);
      add_workspace (self, team, url);
      matoi_slack_report_add (self, "bot", MATOI_SLACK_LINE_OK, _ ("Bot"), bot, NULL);
      add_permissions (self, check);
    }
  if (check->self != NULL || check->events_problem != NULL)
    add_events (self, check);
  if (check->self != NULL || ABS (check->clock_skew) > MAX_SKEW)
    add_clock (self, check->clock_skew);
  return self;
}
