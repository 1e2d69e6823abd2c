/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-jira-reason.h"
#include "matoi-json.h"
#include "matoi-pagerduty-answer.h"
#include "matoi-slack-error.h"
#include "matoi-status-page.h"
#include "matoi-text.h"

/* The outbox in the words of people. */

static JsonNode *
parse (const MatoiOutboxRow *row)
{
  return matoi_json_parse (row->payload, -1, 2 * 1024 * 1024, 16, NULL);
}

static char *
join_names (JsonArray *names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; names != NULL && i < json_array_get_length (names); i++)
    {
      const char *name = matoi_json_array_get_string (names, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "");
    }
  return g_string_free (text, FALSE);
}

/* What goes to the public status page. */
static char *
summarise_status (const MatoiOutboxRow *row, JsonObject *payload)
{
  const char *body = matoi_json_get_string (payload, "body");
  const char *status = matoi_json_get_string (payload, "status");
  g_autofree char *line = matoi_text_dup_line (body != NULL ? body : "");

  if (strcmp (row->op, "status.postmortem") == 0)
    /* Translators: %s is the first line of a message to customers. */
    return g_strdup_printf (_ ("Status page, the message afterwards: %s"), line);
  /* Translators: 1: what the page says, such as “Investigating”, 2: the first line of a text. */
  return g_strdup_printf (_ ("Status page, %1$s: %2$s"),
                             matoi_status_page_status_name (status != NULL ? status : ""), line);
}

/* What is to be done at JIRA. */
static char *
summarise_ticket (const MatoiOutboxRow *row, JsonObject *payload)
{
  const char *project = matoi_json_get_string (payload, "project");
  const char *summary = matoi_json_get_string (payload, "summary");
  const char *key = matoi_json_get_string (payload, "key");

  if (strcmp (row->op, "ticket.link") == 0 && key != NULL)
    /* Translators: %s is the key of a ticket such as PAY-123 */
    return g_strdup_printf (_ ("Tell the ticket %s where it comes from"), key);
  if (project == NULL || summary == NULL)
    return g_strdup (_ ("(erased)"));
  if (matoi_json_get_string (payload, "parent") != NULL)
    /* Translators: 1: the key of a ticket such as PAY-123, 2: what is to be done, in one line */
    return g_strdup_printf (_ ("Sub-task of %1$s: %2$s"), matoi_json_get_string (payload, "parent"),
                               summary);
  /* Translators: 1: the key of a project of JIRA, 2: one line that says what is to be done */
  return g_strdup_printf (_ ("Ticket in %1$s: %2$s"), project, summary);
}

/* What PagerDuty is asked to do. */
static char *
summarise_page (const MatoiOutboxRow *row, JsonObject *payload, const char *line)
{
  const char *whom = matoi_json_get_string (payload, "whom");
  const char *severity = matoi_json_get_string (payload, "severity");

  if (strcmp (row->op, "page.send") == 0 && g_strcmp0 (whom, "ic") == 0)
    return g_strdup (_ ("PagerDuty: page the Incident Commander"));
  if (strcmp (row->op, "page.send") == 0)
    /* Translators: %s is a service or a person */
    return g_strdup_printf (_ ("PagerDuty: page %s"), whom != NULL ? whom : "");
  if (strcmp (row->op, "stakeholders.add") == 0)
    /* Translators: %s is the number of a severity */
    return g_strdup_printf (_ ("PagerDuty: subscribe those who want to know of severity %s"),
                               severity != NULL ? severity : "");
  if (strcmp (row->op, "status.post") == 0)
    /* Translators: %s is a line of text */
    return g_strdup_printf (_ ("PagerDuty, status update: %s"), line);
  if (strcmp (row->op, "incident.resolve") == 0)
    return g_strdup (_ ("PagerDuty: resolve the incident"));
  return g_strdup_printf ("PagerDuty: %s", row->op);
}

static char *
summarise (const MatoiOutboxRow *row, JsonObject *payload)
{
  const char *room = matoi_json_get_string (payload, "room");
  const char *text = matoi_json_get_string (payload, "text");
  const char *title = matoi_json_get_string (payload, "title");
  g_autofree char *who = join_names (matoi_json_get_array (payload, "who"));
  g_autofree char *line = matoi_text_dup_line (text != NULL ? text : "");

  if (strcmp (row->kind, "ticket") == 0)
    return summarise_ticket (row, payload);
  if (room == NULL)
    return g_strdup (_ ("(erased)"));
  if (g_str_has_prefix (row->lane, "pagerduty/"))
    return summarise_page (row, payload, line);
  if (g_str_has_prefix (row->lane, "statuspage/"))
    return summarise_status (row, payload);
  if (strcmp (row->op, "message.post") == 0)
    return g_strdup_printf ("%s: %s", room, line);
  if (strcmp (row->op, "channel.open") == 0)
    /* Translators: %s is the name of a channel such as #inc-261120-k7 */
    return g_strdup_printf (_ ("Open the channel %s"), room);
  if (strcmp (row->op, "channel.topic") == 0)
    /* Translators: 1: a channel, 2: its new topic */
    return g_strdup_printf (_ ("Topic of %1$s: %2$s"), room, line);
  if (strcmp (row->op, "channel.bookmark") == 0)
    /* Translators: 1: a channel, 2: the title of a bookmark */
    return g_strdup_printf (_ ("Bookmark in %1$s: %2$s"), room, title != NULL ? title : "");
  if (strcmp (row->op, "channel.invite") == 0)
    /* Translators: 1: a channel, 2: names of people and groups */
    return g_strdup_printf (_ ("Invite to %1$s: %2$s"), room, who);
  if (strcmp (row->op, "message.pin") == 0)
    /* Translators: %s is a channel */
    return g_strdup_printf (_ ("Pin the message in %s"), room);
  if (strcmp (row->op, "reaction.add") == 0)
    /* Translators: %s is a channel */
    return g_strdup_printf (_ ("Add the reaction to answer with in %s"), room);
  if (strcmp (row->op, "channel.export") == 0)
    /* Translators: %s is a channel */
    return g_strdup_printf (_ ("Keep a copy of %s"), room);
  if (strcmp (row->op, "channel.archive") == 0)
    /* Translators: %s is a channel */
    return g_strdup_printf (_ ("Archive the channel %s"), room);
  return g_strdup_printf ("%s: %s", room, row->op);
}

/** matoi_outbox_dup_summary: (transfer full): where and what, in one line. */
char *
matoi_outbox_dup_summary (const MatoiOutboxRow *row)
{
  g_autoptr (JsonNode) node = parse (row);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node)
           ? summarise (row, json_node_get_object (node))
           : g_strdup (_ ("(erased)"));
}

static const struct
{
  const char *code, *sentence;
} own_reasons[] = {
  { MATOI_OUTBOX_ASK, N_ ("This kind of message is released by hand.") },
  { MATOI_OUTBOX_TOO_LATE,
    N_ ("It would alert people, and is late: somebody has to say whether it is still wanted.") },
  { MATOI_OUTBOX_NO_ROOM, N_ ("Its channel was not opened, because that was discarded.") },
  { MATOI_OUTBOX_SECURITY, N_ ("The incident has become confidential.") },
  { MATOI_OUTBOX_UNDONE, N_ ("It was taken back before it was sent.") },
  { MATOI_OUTBOX_RESTORED,
    N_ ("It comes from a backup, and was perhaps sent after that was made.") },
  { MATOI_OUTBOX_STOPPED, N_ ("Matoi was ended while it was being sent.") },
  { MATOI_OUTBOX_MAYBE,
    N_ ("It alerts people and has perhaps arrived: look there before it is sent again.") },
  { MATOI_OUTBOX_STALE, N_ ("It answers a question of a while ago.") },
  { MATOI_OUTBOX_REDACTED, N_ ("The entry it came from was erased.") },
  { MATOI_OUTBOX_UNWANTED, N_ ("Somebody was about to discard it.") },
  { MATOI_OUTBOX_UNREADABLE,
    N_ (
      "What Matoi has to know for it cannot be read from the database, so nothing was sent. Check "
      "the database, then send it again or discard it.") },
  { MATOI_OUTBOX_RESENT, N_ ("It was lost once, and goes once more.") },
  { "no_answer", N_ ("No answer came.") },
};

/* Codes of the service are for whoever reads its manual: they stand at the end. */
static char *
explain (const MatoiOutboxRow *row)
{
  const char *code = row->last_error;
  MatoiSlackOutcome outcome;
  g_autofree char *head = NULL;

  if (g_strcmp0 (code, MATOI_OUTBOX_MAYBE) == 0 && g_strcmp0 (row->kind, "ticket") == 0)
    return g_strdup (
      _ ("It was perhaps created, but Matoi has not found it: look in JIRA before it is tried "
                        "again."));
  if (g_strcmp0 (code, MATOI_OUTBOX_MAYBE) == 0 && !row->pings)
    return g_strdup (_ ("It has perhaps arrived: look there before it is sent again."));
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (own_reasons); i++)
    if (strcmp (own_reasons[i].code, code) == 0)
      return g_strdup (_ (own_reasons[i].sentence));
  if (code == NULL)
    return NULL;
  head = g_str_has_prefix (row->lane, "pagerduty/") ? matoi_pagerduty_dup_reason_text (code)
                                                    : matoi_jira_dup_reason (code);
  if (head != NULL)
    return g_steal_pointer (&head);
  /* The other services are quoted in whole sentences already. */
  if (g_str_has_prefix (row->lane, "statuspage/") && strchr (code, ' ') != NULL)
    return g_strdup (code);
  /* Behind it stands what is missing, or who: "missing_scope: pins:write". */
  head = g_strndup (code, strcspn (code, ":"));
  outcome = matoi_slack_outcome_of_code (head);
  if (outcome == MATOI_SLACK_UNKNOWN)
    /* Translators: %s is an error code such as channel_not_found */
    return g_strdup_printf (_ ("The service answered: %s."), code);
  /* Translators: %1$s is a sentence, %2$s an error code such as channel_not_found */
  return g_strdup_printf (_ ("%1$s (%2$s)"), matoi_slack_outcome_text (outcome, head), code);
}

static char *
state_sentence (const MatoiOutboxRow *row, GTimeZone *zone)
{
  const char *state = row->state;
  g_autofree char *time = NULL;

  if (strcmp (state, "queued") == 0 && row->not_before != MATOI_TIME_NONE)
    {
      time = matoi_time_to_local (row->not_before, "%H:%M:%S", zone);
      /* Translators: %s is a time of day */
      return g_strdup_printf (_ ("Waits, and is tried again at %s."), time);
    }
  if (strcmp (state, "queued") == 0)
    return g_strdup (_ ("Waits for its turn."));
  if (strcmp (state, "sending") == 0)
    return g_strdup (_ ("Is being sent."));
  if (strcmp (state, "unknown") == 0 || strcmp (state, "verifying") == 0)
    return g_strdup (_ ("The line broke while it was being sent: nobody knows yet whether it has "
                        "arrived. Matoi looks there first and sends it again only if it has not."));
  if (strcmp (state, "sent") == 0)
    return g_strdup (_ ("Was sent."));
  if (strcmp (state, "failed") == 0)
    return g_strdup (_ ("Cannot be sent as it is."));
  if (strcmp (state, "held") == 0)
    return g_strdup (_ ("Waits for somebody to decide."));
  if (strcmp (state, "expired") == 0)
    return g_strdup (_ ("Could not be sent for a day: post it late, or discard it."));
  return g_strdup (_ ("Was discarded."));
}

/** matoi_outbox_dup_reason: (transfer full): where it stands, and why, in sentences. */
char *
matoi_outbox_dup_reason (const MatoiOutboxRow *row, GTimeZone *zone)
{
  g_autofree char *state = state_sentence (row, zone);
  /* Why somebody looked at it once is over when they have decided. */
  g_autofree char *why = strcmp (row->state, "discarded") != 0 ? explain (row) : NULL;

  /* Translators: one after the other; without a blank where that is usual. */
  return why != NULL ? g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), state, why)
                     : g_steal_pointer (&state);
}

/** matoi_outbox_state_name: (transfer none): one translated word. */
const char *
matoi_outbox_state_name (const char *state)
{
  static const struct
  {
    const char *id, *name;
  } states[] = {
    { "queued", N_ ("waiting") },      { "sending", N_ ("being sent") },
    { "unknown", N_ ("unsure") },      { "verifying", N_ ("unsure") },
    { "sent", N_ ("sent") },           { "failed", N_ ("failed") },
    { "held", N_ ("held") },           { "expired", N_ ("expired") },
    { "discarded", N_ ("discarded") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (strcmp (states[i].id, state) == 0)
      return _ (states[i].name);
  return state;
}
