/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"

/* What happens at Slack because of an event (DEC-01…06, SCR-01, COM-*, SEC-03…07, DRL-01). */

/* A log that is filled in later is a record, not news. */
#define BACKFILL (24 * 60 * MATOI_MINUTE)

static const struct
{
  const char *kind, *mode;
} kinds[] = {
  { "channel", "on" },  { "first", "on" },    { "roll-call", "on" },  { "roster", "on" },
  { "handover", "on" }, { "severity", "on" }, { "phase", "on" },      { "decision", "on" },
  { "todo", "on" },     { "update", "on" },   { "executives", "on" }, { "company", "on" },
  { "poll", "on" },     { "end", "on" },      { "review", "on" },     { "owner", "on" },
  { "archive", "ask" }, { "answer", "on" },   { "page", "on" },       { "nudge", "ask" },
};

/** matoi_intent_list_kinds: see the header. */
const char *const *
matoi_intent_list_kinds (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    names[i] = kinds[i].kind;
  return names;
}

/** matoi_intent_get_default: see the header. */
const char *
matoi_intent_get_default (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return kinds[i].mode;
  return "off";
}

/** matoi_intent_free: frees @intent. */
void
matoi_intent_free (MatoiIntent *intent)
{
  g_free (intent->lane);
  g_free (intent->op);
  g_free (intent->kind);
  json_object_unref (intent->payload);
  g_free (intent);
}

static const char *
get_mode (const MatoiMaker *self, const char *kind)
{
  g_autofree char *key = g_strconcat ("slack.post.", kind, NULL);
  const char *chosen = matoi_maker_get (self, key);

  return chosen != NULL ? chosen : matoi_intent_get_default (kind);
}

gboolean
matoi_maker_is_on (const MatoiMaker *self, const char *kind)
{
  return strcmp (get_mode (self, kind), "off") != 0;
}

/* Set up, and not turned off: then nothing is planned that would wait for a later time. */
static gboolean
is_slack_used (const MatoiMaker *self)
{
  return matoi_maker_get (self, "slack.team") != NULL &&
         g_strcmp0 (matoi_maker_get (self, "slack.use"), "off") != 0;
}

/** matoi_intent_dup_update_room: see the header. */
char *
matoi_intent_dup_update_room (const MatoiIncident *incident,
                              const MatoiIntentSettings *settings,
                              const char *audience,
                              gboolean *own,
                              gboolean *ask)
{
  MatoiMaker self = { .incident = incident, .settings = settings };
  gboolean responders = strcmp (audience, "channel") == 0;
  const char *kind = responders ? "update" : audience;
  MatoiRoom room = { 0 };
  char *name;

  *own = *ask = FALSE;
  /* The public one is not posted at Slack: its room only hears of it. */
  if (strcmp (audience, "public") == 0 || !is_slack_used (&self) ||
      !matoi_maker_is_on (&self, kind))
    return NULL;
  if (responders)
    matoi_room_find_responders (&room, &self);
  else
    matoi_room_find (&room, &self, audience);
  *own = room.own;
  *ask = strcmp (get_mode (&self, kind), "ask") == 0;
  name = g_steal_pointer (&room.room);
  matoi_room_clear (&room);
  return name;
}

MatoiIntentPast
matoi_maker_look_back (const MatoiMaker *self, const char *lane, const char *op, const char *kind)
{
  const MatoiIntentSettings *settings = self->settings;

  return settings->lookup != NULL
           ? settings->lookup (&self->incident->id, lane, op, kind, settings->user_data)
           : MATOI_INTENT_NEVER;
}

/* Takes nothing; the payload may be completed by the caller. */
MatoiIntent *
matoi_maker_add (MatoiMaker *self, const MatoiRoom *room, const char *op, const char *kind)
{
  MatoiIntent *intent = g_new0 (MatoiIntent, 1);

  intent->event = self->event->id;
  intent->lane = g_strdup (room->lane);
  intent->op = g_strdup (op);
  intent->kind = g_strdup (kind);
  intent->at = self->event->occurred_at;
  intent->ask = strcmp (get_mode (self, kind), "ask") == 0;
  intent->payload = json_object_new ();
  json_object_set_string_member (intent->payload, "room", room->room);
  json_object_set_int_member (intent->payload, "at", intent->at);
  g_ptr_array_add (self->intents, intent);
  return intent;
}

/* A message; nothing if the kind is off or there is no such room. */
MatoiIntent *
matoi_maker_say_in (MatoiMaker *self, const MatoiRoom *room, const char *kind, const char *text)
{
  g_autofree char *mark = self->incident->drill ? matoi_maker_compose (self, "drill", NULL) : NULL;
  g_autofree char *marked = g_strconcat (mark != NULL ? mark : "", text, NULL);
  MatoiIntent *intent;

  if (room->room == NULL || !matoi_maker_is_on (self, kind))
    return NULL;
  intent = matoi_maker_add (self, room, "message.post", kind);
  json_object_set_string_member (intent->payload, "text", marked);
  return intent;
}

MatoiIntent *
matoi_maker_say (MatoiMaker *self, const char *kind, const char *text)
{
  return matoi_maker_say_in (self, &self->responders, kind, text);
}

/* Another line of words in front of which @label stands. */
void
matoi_maker_append (const MatoiMaker *self, GString *text, const char *label, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = matoi_maker_compose (self, label, "text", value, NULL);
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* What is a record only, filled in later, played again or found to be no incident (DET-04), leads to
 * nothing. */
gboolean
matoi_intent_is_news (const MatoiEvent *event)
{
  return event->payload != NULL && event->recorded_at - event->occurred_at <= BACKFILL &&
         g_strcmp0 (event->source, "replay") != 0 && g_strcmp0 (event->source, "import") != 0 &&
         g_strcmp0 (event->source, MATOI_SOURCE_TRIAGE) != 0;
}

/* en ja both: the language of the room. */
const char *
matoi_maker_choose_language (const MatoiMaker *self)
{
  const char *chosen = matoi_maker_get (self, "slack.language");

  if (chosen == NULL)
    chosen = self->settings->lang;
  return g_strcmp0 (chosen, "ja") == 0 || g_strcmp0 (chosen, "both") == 0 ? chosen : "en";
}

static void
add_for_slack (const MatoiIncident *after,
               GPtrArray *events,
               const MatoiIntentSettings *settings,
               GPtrArray *intents)
{
  MatoiMaker self = { .incident = after, .settings = settings, .intents = intents };
  const MatoiEvent *roster = NULL, *last = NULL;
  gboolean declared = FALSE, worse = FALSE;

  if (!is_slack_used (&self) || after->policy == NULL)
    return;
  self.lang = matoi_maker_choose_language (&self);
  matoi_room_find_responders (&self.responders, &self);
  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      if (!matoi_intent_is_news (event))
        continue;
      if (last == NULL)
        self.event = event;
      last = event;
      declared |= strcmp (event->type, "incident.declared") == 0;
      worse |= strcmp (event->type, "severity.changed") == 0;
      if (g_str_has_prefix (event->type, "role."))
        roster = event;
    }
  if (last == NULL)
    goto out;
  matoi_maker_open_room (&self, declared);
  for (guint i = 0; i < events->len; i++)
    {
      self.event = g_ptr_array_index (events, i);
      if (matoi_intent_is_news (self.event))
        matoi_maker_handle (&self);
    }
  self.event = roster;
  if (roster != NULL)
    matoi_maker_say_roster (&self);
  self.event = last;
  if (declared || worse)
    matoi_maker_tell_company (&self);
  matoi_maker_archive (&self);
out:
  matoi_room_clear (&self.responders);
}

/** matoi_intents: see the header. */
GPtrArray *
matoi_intents (const MatoiIncident *after, GPtrArray *events, const MatoiIntentSettings *settings)
{
  /* One for each service; whether it is connected is its own question. */
  static const MatoiIntentMaker makers[] = { add_for_slack, matoi_intent_add_for_pagerduty,
                                             matoi_intent_publish, matoi_intent_add_for_tickets };
  GPtrArray *intents = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_intent_free);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    makers[i](after, events, settings, intents);
  return intents;
}
