/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

#define DAY ((gint64) 24 * 60 * MATOI_MINUTE)

static GTimeZone *
get_zone (MatoiSession *session)
{
  /* Deadlines are days of the organisation, wherever one reads them. */
  return matoi_context_get_zone (matoi_session_get_context (session));
}

/* @at as a day, such as "20 Nov 2026". */
char *
matoi_postmortem_dup_day (MatoiSession *session, gint64 at)
{
  /* Translators: a day, for g_date_time_format (). */
  return matoi_time_to_local (at, _ ("%-d %b %Y"), get_zone (session));
}

/* Whole days between the days of @from and @to. */
static int
count_days (MatoiSession *session, gint64 from, gint64 to)
{
  g_autoptr (GDateTime) a = g_date_time_new_from_unix_utc (from / 1000);
  g_autoptr (GDateTime) b = g_date_time_new_from_unix_utc (to / 1000);
  g_autoptr (GDateTime) x = g_date_time_to_timezone (a, get_zone (session));
  g_autoptr (GDateTime) y = g_date_time_to_timezone (b, get_zone (session));
  GDate m, n;

  g_date_set_dmy (&m, (GDateDay) g_date_time_get_day_of_month (x),
                  (GDateMonth) g_date_time_get_month (x), (GDateYear) g_date_time_get_year (x));
  g_date_set_dmy (&n, (GDateDay) g_date_time_get_day_of_month (y),
                  (GDateMonth) g_date_time_get_month (y), (GDateYear) g_date_time_get_year (y));
  return g_date_days_between (&m, &n);
}

static gboolean
is_over (const MatoiPostmortem *postmortem)
{
  return strcmp (postmortem->state, "closed") == 0 || strcmp (postmortem->state, "waived") == 0;
}

/* "" while it is in time. */
char *
matoi_postmortem_dup_overdue (MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  gint64 now = matoi_session_get_now (session);
  int days;

  if (postmortem->due_at == MATOI_TIME_NONE || now <= postmortem->due_at || is_over (postmortem))
    return g_strdup ("");
  days = MAX (count_days (session, postmortem->due_at, now), 1);
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong) days), days);
}

static char *
dup_due (MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  gint64 now = matoi_session_get_now (session);
  g_autofree char *day = NULL;
  int days;

  if (postmortem->due_at == MATOI_TIME_NONE)
    return g_strdup (_ ("no deadline"));
  /* Translators: a day without the year, for g_date_time_format (). */
  day = matoi_time_to_local (postmortem->due_at, _ ("%-d %b"), get_zone (session));
  if (now > postmortem->due_at || is_over (postmortem))
    /* Translators: %s is a day such as 23 Nov. */
    return g_strdup_printf (_ ("due by %s"), day);
  days = count_days (session, now, postmortem->due_at);
  if (days == 0)
    /* Translators: %s is a day such as 23 Nov. */
    return g_strdup_printf (_ ("due by %s, today"), day);
  /* Translators: %1$s is a day such as 23 Nov, %2$d so many days until then. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "due by %1$s, %2$d day left",
                                       "due by %1$s, %2$d days left", (gulong) days),
                          day, days);
}

static char *
dup_meeting (MatoiSession *session)
{
  const MatoiMeeting *meeting = &matoi_session_get_incident (session)->postmortem->meeting;
  gint64 at = meeting->held_at != MATOI_TIME_NONE ? meeting->held_at : meeting->at;
  g_autofree char *when = NULL;

  if (at == MATOI_TIME_NONE)
    return g_strdup (_ ("no meeting yet"));
  /* Translators: a day and a time, for g_date_time_format (). */
  when = matoi_time_to_local (at, _ ("%a %-d %b %H:%M"), matoi_session_get_zone (session));
  /* Translators: %s is a day and a time. */
  return g_strdup_printf (_ ("meeting %s"), when);
}

/* "INC-0142 · owner Priya Nair · due by 23 Nov, 2 days left · meeting Mon 23 Nov 10:00 · 20 Nov
 * 2026" */
char *
matoi_postmortem_dup_subtitle (MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  g_autofree char *day = matoi_postmortem_dup_day (session, matoi_ui_get_start (incident));
  g_autofree char *meeting = dup_meeting (session), *due = dup_due (session);

  /* What is needed least stands last, where it is cut. */
  if (!matoi_postmortem_has_kind (incident, "meeting"))
    /* Translators: %1$s is a reference, %2$s the owner, %3$s the deadline, %4$s a day. */
    return g_strdup_printf (_ ("%1$s · owner %2$s · %3$s · %4$s"), incident->ref,
                               incident->postmortem->owner, due, day);
  /* Translators: %1$s is a reference, %2$s the owner, %3$s the deadline, %4$s "meeting …", %5$s
   * a day. */
  return g_strdup_printf (_ ("%1$s · owner %2$s · %3$s · %4$s · %5$s"), incident->ref,
                             incident->postmortem->owner, due, meeting, day);
}

const char *
matoi_postmortem_get_step_label (const char *state)
{
  if (g_strcmp0 (state, "in-review") == 0)
    return _ ("Send to _Review…");
  if (g_strcmp0 (state, "reviewed") == 0)
    return _ ("Mark _Reviewed…");
  return _ ("_Close…");
}
