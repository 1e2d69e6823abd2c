/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-outbox.h"
#include "matoi-json.h"

/* One step of the outbox in the parts that a view shows, and what a decision would bring about. */

static JsonNode *
parse (const MatoiOutboxRow *row)
{
  JsonNode *node = matoi_json_parse (row->payload, -1, 2 * 1024 * 1024, 16, NULL);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return node;
  g_clear_pointer (&node, json_node_unref);
  return NULL;
}

static gboolean
is_in (const MatoiOutboxRow *row, const char *const *states)
{
  return g_strv_contains (states, row->state);
}

static gboolean
has_error (const MatoiOutboxRow *row, const char *code)
{
  return g_strcmp0 (row->last_error, code) == 0;
}

/** matoi_outbox_get_shelf: see the header. */
MatoiOutboxShelf
matoi_outbox_get_shelf (const MatoiOutboxRow *row)
{
  static const char *const person[] = { "failed", "held", "expired", NULL };
  static const char *const over[] = { "sent", "discarded", NULL };

  return is_in (row, person) ? MATOI_OUTBOX_PERSON
         : is_in (row, over) ? MATOI_OUTBOX_OVER
                             : MATOI_OUTBOX_GOES;
}

/** matoi_outbox_dup_title: see the header; the words of a message are not in it. */
char *
matoi_outbox_dup_title (const MatoiOutboxRow *row)
{
  g_autoptr (JsonNode) node = parse (row);
  const char *room =
    node != NULL ? matoi_json_get_string (json_node_get_object (node), "room") : NULL;

  /* Translators: what is about to be changed there; %s is a channel. */
  if (room != NULL && strcmp (row->op, "channel.topic") == 0)
    return g_strdup_printf (_ ("Topic of %s"), room);
  if (room == NULL || strcmp (row->op, "message.post") != 0)
    return matoi_outbox_dup_summary (row);
  /* Translators: a message that is going to be posted; %s is a channel, or a person with "@". */
  return g_strdup_printf (_ ("Message to %s"), room);
}

/* What was approved word for word is not changed any more (IC-17). */
static gboolean
is_approved (const MatoiOutboxRow *row)
{
  return g_str_has_prefix (row->lane, "statuspage/");
}

/* Which part of the payload people read; that of a ticket was seen before it was asked for, and is
 * changed at the action item. */
static const char *
get_words_member (const MatoiOutboxRow *row)
{
  if (strcmp (row->kind, "ticket") == 0)
    return "description";
  return is_approved (row) ? "body" : "text";
}

/** matoi_outbox_dup_words: see the header. */
char *
matoi_outbox_dup_words (const MatoiOutboxRow *row)
{
  g_autoptr (JsonNode) node = parse (row);

  return node != NULL
           ? g_strdup (matoi_json_get_string (json_node_get_object (node), get_words_member (row)))
           : NULL;
}

/** matoi_outbox_can: see the header; another program may have been faster all the same. */
gboolean
matoi_outbox_can (const MatoiOutboxRow *row, MatoiOutboxDecision decision)
{
  static const char *const retry[] = { "failed", "held", "expired", NULL };
  static const char *const edit[] = { "queued", "failed", "held", "expired", NULL };
  static const char *const discard[] = { "queued", "unknown", "failed", "held", "expired", NULL };
  g_autofree char *words = NULL;

  switch (decision)
    {
    case MATOI_OUTBOX_RETRY:
      /* What waits for its turn gets it; what waits for a time may be asked for at once. */
      return strcmp (row->payload, "{}") != 0 &&
             (is_in (row, retry) ||
              (strcmp (row->state, "queued") == 0 && row->not_before != MATOI_TIME_NONE));
    case MATOI_OUTBOX_EDIT:
      words = matoi_outbox_dup_words (row);
      return words != NULL && !is_approved (row) && strcmp (row->kind, "ticket") != 0 &&
             is_in (row, edit);
    case MATOI_OUTBOX_DISCARD:
    case MATOI_OUTBOX_SET_ASIDE:
    default:
      return is_in (row, discard);
    }
}

/* --- what sending it now brings about */

/* How long ago, for a sentence. */
static char *
dup_ago (gint64 ms)
{
  gint64 minutes = MAX (ms / MATOI_MINUTE, 1);

  if (minutes < 120)
    /* Translators: in a sentence about how late something is. */
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) minutes), (int) minutes);
  /* Translators: in a sentence about how late something is. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours",
                                       (gulong) (minutes / 60)),
                          (int) (minutes / 60));
}

/* Whom it reaches, as a whole sentence. */
static char *
dup_reach (const MatoiOutboxRow *row, JsonObject *payload)
{
  const char *room = matoi_json_get_string (payload, "room");
  JsonArray *who = matoi_json_get_array (payload, "who");
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; who != NULL && i < json_array_get_length (who); i++)
    {
      const char *name = matoi_json_array_get_string (who, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "");
    }
  if (is_approved (row))
    return g_strdup (_ ("Everybody who has subscribed to the status page gets a message."));
  if (strcmp (row->op, "page.send") == 0)
    return g_strdup (_ ("The telephones of those on call ring at once."));
  if (g_str_has_prefix (row->lane, "pagerduty/"))
    return g_strdup (_ ("Those who have subscribed at PagerDuty get a message."));
  if (strcmp (row->op, "channel.invite") == 0)
    /* Translators: %1$s are names of people and groups, %2$s is a channel. */
    return g_strdup_printf (_ ("Slack notifies %1$s that they were added to %2$s."), names->str,
                               room);
  if (strcmp (row->op, "reaction.add") == 0 || strcmp (row->op, "message.pin") == 0)
    return g_strdup (_ ("It belongs to a message that asks people for something."));
  if (g_strcmp0 (matoi_json_get_string (payload, "broadcast"), "here") == 0)
    /* Translators: %s is a channel. @here is Slack's word for everybody who is active there. */
    return g_strdup_printf (_ ("Everybody who is active in %s is alerted at once (@here)."), room);
  if (*room == '@')
    /* Translators: %s is a person. */
    return g_strdup_printf (_ ("%s gets a direct message at once."), room + 1);
  /* Translators: %s is a channel. */
  return g_strdup_printf (_ ("Everybody in %s is asked or told as if it were new."), room);
}

/* What they are told is old by now: the time stands in it, but it still interrupts people. */
static char *
dup_lateness (const MatoiOutboxRow *row, gint64 now, GTimeZone *zone)
{
  g_autofree char *time = NULL, *ago = NULL;

  if (now - row->at < MATOI_OUTBOX_LATE)
    return NULL;
  time = matoi_time_to_local (row->at, "%H:%M", zone);
  ago = dup_ago (now - row->at);
  /* Translators: %1$s is a time of day, %2$s how long ago that is, such as "43 minutes". */
  return g_strdup_printf (_ ("It was meant for %1$s, %2$s ago."), time, ago);
}

/** matoi_outbox_dup_consequence: see the header. */
char *
matoi_outbox_dup_consequence (const MatoiOutboxRow *row, gint64 now, GTimeZone *zone)
{
  g_autoptr (JsonNode) node = parse (row);
  JsonObject *payload = node != NULL ? json_node_get_object (node) : NULL;
  gboolean twice = has_error (row, MATOI_OUTBOX_MAYBE) || has_error (row, MATOI_OUTBOX_RESTORED);
  g_autofree char *reach = NULL, *late = NULL;

  if (payload == NULL || matoi_json_get_string (payload, "room") == NULL ||
      matoi_outbox_get_shelf (row) == MATOI_OUTBOX_OVER)
    return NULL;
  late = row->pings ? dup_lateness (row, now, zone) : NULL;
  if (late == NULL && !twice)
    return NULL;
  if (row->pings)
    reach = dup_reach (row, payload);
  if (twice)
    return reach == NULL
      /* Translators: %s is a channel. */
      ? g_strdup_printf (_ ("It is perhaps in %s already, and then stands there twice. Look "
                                   "there first."),
                            matoi_json_get_string (payload, "room"))
      /* Translators: %s is a whole sentence about who is alerted. */
      : g_strdup_printf (_ ("It has perhaps arrived already, and then people are alerted a "
                                   "second time. Look there first. %s"),
                            reach);
  /* Translators: one after the other; without a blank where that is usual. */
  return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), late, reach);
}
