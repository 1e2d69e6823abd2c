/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-room-answer.h"

#include <string.h>

#include "matoi-intents-private.h"
#include "matoi-messages-private.h"

/* The answers to commands in a room (COM-14, SCR-01, SCR-02). */

static void
maker_init (MatoiMaker *self, const MatoiIncident *incident, const MatoiIntentSettings *settings)
{
  memset (self, 0, sizeof *self);
  self->incident = incident;
  self->settings = settings;
  self->lang = matoi_maker_choose_language (self);
}

/* --- a text of the team's own */

typedef struct
{
  const MatoiMaker *maker;
  const MatoiRoomCommand *command;
} Source;

static char *
find_value (const char *name, gconstpointer data)
{
  const Source *source = data;
  const MatoiMaker *self = source->maker;
  const MatoiIncident *incident = self->incident;
  const MatoiAssignment *ic = matoi_maker_find_holding (incident, "ic");

  if (strcmp (name, "ref") == 0)
    return g_strdup (incident->ref);
  if (strcmp (name, "title") == 0)
    return g_strdup (matoi_incident_get_public_title (incident));
  if (strcmp (name, "phase") == 0)
    return matoi_maker_dup_phase (self, incident->phase);
  if (strcmp (name, "since") == 0)
    return ic != NULL ? matoi_maker_dup_time (self, ic->from) : NULL;
  if (strcmp (name, "declared") == 0)
    return matoi_maker_dup_time (self, incident->declared_at);
  if (strcmp (name, "status") == 0)
    return matoi_maker_dup_status (self);
  if (strcmp (name, "responders") == 0)
    return matoi_maker_answer_responders (self);
  if (strcmp (name, "url") == 0 || strcmp (name, "call") == 0)
    return g_strdup (matoi_maker_get (self, "contact.call"));
  if (strcmp (name, "phone") == 0)
    return g_strdup (matoi_maker_get (self, "contact.phone"));
  if (strcmp (name, "prefix") == 0)
    return g_strdup (matoi_maker_get_prefix (self));
  if (strcmp (name, "text") == 0 || strcmp (name, "person") == 0)
    return g_strdup (source->command->text);
  if (incident->security && strcmp (name, "ic") != 0 && strcmp (name, "deputy") != 0 &&
      strcmp (name, "scribe") != 0 && strcmp (name, "severity") != 0 && strcmp (name, "what") != 0)
    return NULL;
  return matoi_messages_find (incident, name, self->settings->now, self->settings->zone);
}

/* Settings are one line; people write its ends as "\n". */
static char *
answer_own (const MatoiMaker *self, const MatoiRoomCommand *command)
{
  g_autofree char *key =
    g_strconcat ("slack.command.", matoi_room_command_kind_name (command->kind), NULL);
  const char *chosen = matoi_maker_get (self, key);
  g_autoptr (GString) template = NULL;
  Source source = { self, command };

  if (chosen == NULL)
    return NULL;
  template = g_string_new (chosen);
  g_string_replace (template, "\\n", "\n", 0);
  return matoi_messages_fill (template->str, find_value, &source);
}

/* --- from outside */

gboolean
matoi_room_command_lacks_text (const MatoiRoomCommand *command)
{
  return command->text == NULL &&
         (matoi_room_command_is_entry (command->kind) || command->kind == MATOI_ROOM_COMMAND_WHO);
}

gboolean
matoi_room_answer_always (const MatoiIntentSettings *settings)
{
  return g_strcmp0 (g_hash_table_lookup (settings->values, "slack.stalk"), "always") == 0;
}

/* DRL-01; takes @text. */
static char *
finish (const MatoiMaker *self, char *text)
{
  g_autofree char *body = text;
  g_autofree char *mark = NULL;

  if (body == NULL || !self->incident->drill)
    return g_steal_pointer (&body);
  mark = matoi_maker_compose (self, "drill", NULL);
  return g_strconcat (mark, body, NULL);
}

static char *
answer (const MatoiMaker *self, const MatoiRoomCommand *command)
{
  g_autofree char *usage =
    g_strconcat ("answer-usage-", matoi_room_command_kind_name (command->kind), NULL);
  char *own;

  if (matoi_room_command_lacks_text (command))
    return matoi_maker_say_words (self, usage);
  own = answer_own (self, command);
  if (own != NULL)
    return own;
  switch (command->kind)
    {
    case MATOI_ROOM_COMMAND_IC:
      return matoi_maker_answer_ic (self);
    case MATOI_ROOM_COMMAND_PAGE:
      return matoi_maker_answer_page (self, command->text);
    case MATOI_ROOM_COMMAND_WHO:
      return matoi_maker_answer_who (self, command->text);
    case MATOI_ROOM_COMMAND_RESPONDERS:
      return matoi_maker_answer_responders (self);
    case MATOI_ROOM_COMMAND_STATUS:
      return matoi_maker_dup_status (self);
    case MATOI_ROOM_COMMAND_STALK:
      return matoi_maker_say_words (self, strcmp (self->incident->state, "live") != 0
                                            ? "answer-stalk-over"
                                          : matoi_room_answer_always (self->settings)
                                            ? "answer-stalk-always"
                                            : "answer-stalk");
    case MATOI_ROOM_COMMAND_HELP:
      return matoi_maker_say_words (self, "answer-help");
    case MATOI_ROOM_COMMAND_UNSTALK:
      return matoi_maker_say_words (self, "answer-unstalk");
    default:
      return NULL;
    }
}

/** matoi_room_answer: see the header. */
char *
matoi_room_answer (const MatoiIncident *incident,
                   const MatoiRoomCommand *command,
                   const MatoiIntentSettings *settings)
{
  MatoiMaker self;

  maker_init (&self, incident, settings);
  return finish (&self, answer (&self, command));
}

/** matoi_room_answer_refused: see the header. */
char *
matoi_room_answer_refused (const MatoiIncident *incident,
                           const MatoiRoomCommand *command,
                           const char *reason,
                           const MatoiIntentSettings *settings)
{
  MatoiMaker self;
  g_autofree char *head = NULL, *usage = NULL;

  maker_init (&self, incident, settings);
  head = matoi_maker_compose (&self, "answer-refused", "text", reason, NULL);
  /* Most often that is what was missing (SVR-03). */
  if (command->kind == MATOI_ROOM_COMMAND_SEV && command->reason == NULL)
    usage = matoi_maker_say_words (&self, "answer-usage-sev");
  return finish (&self, g_strconcat (head, usage != NULL ? "\n" : NULL, usage, NULL));
}

/** matoi_room_answer_unstalk: see the header. */
char *
matoi_room_answer_unstalk (const MatoiIncident *incident,
                           gboolean stalked,
                           const MatoiIntentSettings *settings)
{
  const MatoiRoomCommand command = { .kind = MATOI_ROOM_COMMAND_UNSTALK };
  MatoiMaker self;

  maker_init (&self, incident, settings);
  return finish (&self, stalked ? answer (&self, &command)
                                : matoi_maker_say_words (&self, "answer-no-stalk"));
}

/** matoi_room_answer_status: see the header. */
char *
matoi_room_answer_status (const MatoiIncident *incident, const MatoiIntentSettings *settings)
{
  const MatoiRoomCommand command = { .kind = MATOI_ROOM_COMMAND_STATUS };

  return matoi_room_answer (incident, &command, settings);
}

/** matoi_room_answer_last_end: see the header. */
gint64
matoi_room_answer_last_end (const MatoiIncident *incident)
{
  gint64 at = G_MININT64;

  for (guint i = 0; i < incident->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (incident->events, i);

      if (strcmp (event->type, "incident.ended") == 0)
        at = MAX (at, event->recorded_at);
    }
  return at;
}
