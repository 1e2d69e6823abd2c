/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-intents.h"

G_BEGIN_DECLS

/* Where something is said. */
typedef struct
{
  char *room; /* NULL: nowhere */
  char *lane;
  gboolean own; /* made for this incident */
  gboolean is_private;
} MatoiRoom;

/* What is at work while the intents of some events are found. */
typedef struct
{
  const MatoiIncident *incident;
  const MatoiIntentSettings *settings;
  const MatoiEvent *event;
  const char *lang;
  MatoiRoom responders;
  GPtrArray *intents;
} MatoiMaker;

/* Finds what follows from @events at one service, and adds it to @intents. Tells by itself whether
 * that service is connected. */
typedef void (*MatoiIntentMaker) (const MatoiIncident *after,
                                  GPtrArray *events,
                                  const MatoiIntentSettings *settings,
                                  GPtrArray *intents);
gboolean matoi_intent_is_news (const MatoiEvent *event);
/* matoi-intent-publish.c: Statuspage. */
void matoi_intent_publish (const MatoiIncident *after,
                           GPtrArray *events,
                           const MatoiIntentSettings *settings,
                           GPtrArray *intents);

/* matoi-intent-rooms.c */
const char *matoi_maker_get (const MatoiMaker *self, const char *key);
void matoi_room_clear (MatoiRoom *room);
void matoi_room_find_responders (MatoiRoom *room, const MatoiMaker *self);
gboolean matoi_room_find (MatoiRoom *room, const MatoiMaker *self, const char *which);
/* "#name", with or without the sign. */
void matoi_room_set_channel (MatoiRoom *room, const char *name);
void matoi_room_set_person (MatoiRoom *room, const char *person);

/* matoi-intent-words.c: @key of the words, then names and values of its placeholders, NULL.
 * (transfer full) */
char *matoi_maker_compose (const MatoiMaker *self, const char *key, ...) G_GNUC_NULL_TERMINATED;

/* matoi-intents.c */
const char *matoi_maker_choose_language (const MatoiMaker *self);
gboolean matoi_maker_is_on (const MatoiMaker *self, const char *kind);
MatoiIntentPast
matoi_maker_look_back (const MatoiMaker *self, const char *lane, const char *op, const char *kind);
MatoiIntent *
matoi_maker_add (MatoiMaker *self, const MatoiRoom *room, const char *op, const char *kind);
MatoiIntent *
matoi_maker_say_in (MatoiMaker *self, const MatoiRoom *room, const char *kind, const char *text);
MatoiIntent *matoi_maker_say (MatoiMaker *self, const char *kind, const char *text);
void
matoi_maker_append (const MatoiMaker *self, GString *text, const char *label, const char *value);

/* matoi-intent-opening.c */
void matoi_maker_set_topic (MatoiMaker *self);
void
matoi_maker_add_bookmark (MatoiMaker *self, const char *words, const char *title, const char *url);
void matoi_maker_invite (MatoiMaker *self);
void matoi_maker_open_room (MatoiMaker *self, gboolean declared);
void matoi_maker_tell_company (MatoiMaker *self);
void matoi_maker_say_roster (MatoiMaker *self);
void matoi_maker_archive (MatoiMaker *self);

/* matoi-intent-events.c */
char *matoi_maker_dup_phase (const MatoiMaker *self, const char *id);
void matoi_maker_handle (MatoiMaker *self);

/* matoi-room-people.c */
const char *matoi_maker_get_prefix (const MatoiMaker *self);
const char *matoi_maker_get_comma (const MatoiMaker *self);
char *matoi_maker_say_words (const MatoiMaker *self, const char *key);
const MatoiAssignment *matoi_maker_find_holding (const MatoiIncident *incident, const char *role);
char *matoi_maker_answer_ic (const MatoiMaker *self);
char *matoi_maker_answer_page (const MatoiMaker *self, const char *whom_or_null);
char *matoi_maker_answer_who (const MatoiMaker *self, const char *wanted);
char *matoi_maker_answer_responders (const MatoiMaker *self);

/* matoi-intent-pages.c */
void matoi_intent_add_for_pagerduty (const MatoiIncident *after,
                                     GPtrArray *events,
                                     const MatoiIntentSettings *settings,
                                     GPtrArray *intents);

/* matoi-intent-tickets.c */
void matoi_intent_add_for_tickets (const MatoiIncident *after,
                                   GPtrArray *events,
                                   const MatoiIntentSettings *settings,
                                   GPtrArray *intents);

void matoi_intent_add_ticket (GPtrArray *intents,
                              const MatoiEvent *event,
                              const char *site,
                              const char *mark,
                              const char *op,
                              JsonObject *payload);
gboolean matoi_intent_ticket_is_there (const MatoiIncident *incident,
                                       const MatoiIntentSettings *settings,
                                       const char *mark);
gboolean matoi_intent_ticket_may_go (const MatoiIncident *incident,
                                     const MatoiIntentSettings *settings,
                                     const char *site);
const char *matoi_intent_ticket_get_link (const MatoiIncident *incident);

/* matoi-intent-steps.c */
void matoi_intent_add_for_steps (const MatoiIncident *after,
                                 const MatoiEvent *event,
                                 const MatoiIntentSettings *settings,
                                 GPtrArray *intents);

/* matoi-room-status.c */
char *matoi_maker_dup_time (const MatoiMaker *self, gint64 at);
void matoi_maker_add_time (const MatoiMaker *self, GString *text, const char *label, gint64 at);
char *matoi_maker_dup_status (const MatoiMaker *self);

G_END_DECLS
