/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* One thing to be done at a service because of an event. Texts are final: what is
 * shown as waiting is what will be sent. The first part of a lane names the service.
 *
 * Slack:
 *
 * op               payload besides "room" and "at" (ms: when it happened)
 * channel.open     private
 * channel.topic    text
 * channel.bookmark title url
 * channel.invite   who[]: names, @groups or ids
 * channel.export   (a copy of the room and the record is kept first)
 * channel.archive
 * message.post     text, broadcast ("here", absent: none), thread_ts (absent: none):
 *                  said in the thread of that message, channel (absent: by "room"
 *                  and lane): the id of the channel to use instead of both
 * message.pin      of: the kind of the message, in the same lane
 * reaction.add     of, name
 *
 * Statuspage, lane "statuspage/INCIDENT":
 *
 * status.create    room (the word "Statuspage"), page, update (its id, which marks what is
 * status.update    published), name, status, body, components {id: state}, notify, impact (absent:
 *                  by the components), by (who asked), at; the first one of an incident makes one on the page
 * status.postmortem room, page, body, notify, by, at
 *
 * "room" is "#name" of a channel or "@Name" of a person. In a lane that begins
 * with "slack/room/" or "slack/private/" the channel is the one its
 * channel.open made, whatever it is called by now.
 *
 * PagerDuty, in the lane "pagerduty/INCIDENT"; all with "room", "at", "key": the incident_key, which is the
 * same for all of the incident, and "linked"[]: ids of incidents there that people have linked, the
 * newest first. The incident there is the first of these that is open, or the open one with the
 * key. Nothing that pings is ever done again without a person:
 *
 * page.send        page, whom, title, text, policy (absent: of the service), levels (of it: 1, or
 *                  2 with the backup), trainees (absent: none), person (absent: the policy),
 *                  service: to open the incident on, if there is none yet. Everybody at once;
 *                  each is told of by the command page-result
 * stakeholders.add severity, subscribers[] {id, type}
 * status.post      audience, text
 * incident.resolve
 *
 * Tickets, in the lane "jira/ACTION" or "jira2/ACTION"; all with "at", "action": the id of the
 * action item, "mark": the same, by which a ticket is found again, "ref", "tag": "INC-…/AI-3",
 * and "more_url" (null: none yet): where the postmortem is read:
 *
 * ticket.create    the draft: site, project, type, summary, description (Markdown), priority,
 *                  labels[], due, as matoi-ticket.h tells; what is absent is left to the site
 * ticket.link      key, id (null: not known), site, title: of the incident; may be repeated
 *
 * Those of the steps of a postmortem (ACT-11) have no "action" but the mark of matoi-steps.h in
 * its place, "steps": true, "tag": "INC-…/PM"; each step, once their parent has its key,
 * "step": its id, "parent": that key, and no type: it is a sub-task. */
typedef struct
{
  MatoiId event; /* because of which */
  char *lane;    /* what must stay in order: one room */
  char *op;
  char *kind;          /* one of matoi_intent_list_kinds () */
  JsonObject *payload; /* (owned) */
  gboolean pings;      /* reaches people: never late without asking */
  gboolean ask;        /* waits for a person to release it */
  gint64 at;           /* ms UTC: when it happened */
} MatoiIntent;

void matoi_intent_free (MatoiIntent *intent);

/* The source of events about what turned out to be no incident before anybody was called. */
#define MATOI_SOURCE_TRIAGE "triage"

/* What became of such an intent of the incident so far; @kind NULL: of any kind. */
typedef enum
{
  MATOI_INTENT_NEVER,   /* there was none */
  MATOI_INTENT_THERE,   /* done, or still to be done */
  MATOI_INTENT_DROPPED, /* somebody did not want it */
} MatoiIntentPast;
typedef MatoiIntentPast (*MatoiIntentLookup) (const MatoiId *incident,
                                              const char *lane,
                                              const char *op,
                                              const char *kind,
                                              gpointer user_data);

typedef struct
{
  GHashTable *values; /* the settings of the services and "contact.…", text to text */
  const char *lang;   /* unless slack.language says: en ja both */
  GTimeZone *zone;
  gint64 now;
  MatoiIntentLookup lookup; /* (nullable): nothing was done before */
  gpointer user_data;
} MatoiIntentSettings;

/* What follows at the services from @events (of MatoiEvent), which made @after. Empty as long as
 * none is connected. (transfer full) of MatoiIntent, in the order to be done */
GPtrArray *
matoi_intents (const MatoiIncident *after, GPtrArray *events, const MatoiIntentSettings *settings);

/* Whether a page of @incident goes to PagerDuty, by the settings "pagerduty.…"; else people call by
 * hand. */
gboolean matoi_intent_can_page (const MatoiIncident *incident, GHashTable *values);

/* The kinds that are switched one by one (slack.post.KIND), NULL-terminated. */
const char *const *matoi_intent_list_kinds (void);
/* on, off or ask, if nothing else was chosen. */
const char *matoi_intent_get_default (const char *kind);
/* The name a room of its own would get. (transfer full) */
char *
matoi_intent_dup_room_name (const MatoiIncident *incident, const MatoiIntentSettings *settings);
/* Where an update to @audience is going to be posted once it is recorded: "#name"; @own (out): in
 * the room that is made for the incident; @ask (out): somebody releases it first. (nullable)
 * (transfer full): NULL: nowhere, it is posted by hand */
char *matoi_intent_dup_update_room (const MatoiIncident *incident,
                                    const MatoiIntentSettings *settings,
                                    const char *audience,
                                    gboolean *own,
                                    gboolean *ask);
/* Where the responders of the incident talk: "#name"; @own (out): it is made for it. (nullable)
 * (transfer full): NULL: nowhere */
char *matoi_intent_dup_room (const MatoiIncident *incident,
                             const MatoiIntentSettings *settings,
                             gboolean *own);

G_END_DECLS
