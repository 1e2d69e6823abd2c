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
 * "room" is "#name" of a channel or "@Name" of a person. In a lane that begins
 * with "slack/room/" or "slack/private/" the channel is the one its
 * channel.open made, whatever it is called by now. */
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
