/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* What is said because of one event (COM-*, SCR-04, IL-03, END-08). */

static void
on_role (MatoiMaker *self, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");
  const MatoiAssignment *before = NULL;
  g_autofree char *text = NULL;

  if (strcmp (self->event->type, "role.assigned") != 0 ||
      g_strcmp0 (matoi_json_get_string (p, "role"), "ic") != 0)
    return;
  for (guint i = 0; i < self->incident->assignments->len; i++)
    {
      const MatoiAssignment *one = g_ptr_array_index (self->incident->assignments, i);

      if (strcmp (one->role, "ic") == 0 && one->to == self->event->occurred_at &&
          g_strcmp0 (one->person, person) != 0)
        before = one;
    }
  if (before == NULL)
    return;
  text = matoi_maker_compose (self, "handover", "person", person, "from", before->person, NULL);
  matoi_maker_say (self, "handover", text);
}

static const char *
get_label (const MatoiMaker *self, const char *severity)
{
  const MatoiSeverity *found =
    severity != NULL ? matoi_policy_find_severity (self->incident->policy, severity) : NULL;

  return found != NULL ? found->label : severity != NULL ? severity : "–";
}

static void
on_severity (MatoiMaker *self, JsonObject *p)
{
  const char *to = get_label (self, matoi_json_get_string (p, "to"));
  gboolean final = strcmp (self->event->type, "severity.final") == 0;
  g_autofree char *head =
    matoi_maker_compose (self, final ? "severity-final" : "severity", "text", to, "to", to, "from",
                         get_label (self, matoi_json_get_string (p, "from")), NULL);
  g_autoptr (GString) text = g_string_new (head);

  if (!self->incident->security)
    matoi_maker_append (self, text, "reason", matoi_json_get_string (p, "reason"));
  matoi_maker_say (self, "severity", text->str);
  if (final || self->responders.room == NULL)
    return;
  matoi_maker_set_topic (self);
  matoi_maker_invite (self);
}

char *
matoi_maker_dup_phase (const MatoiMaker *self, const char *id)
{
  JsonArray *phases =
    matoi_json_get_array (matoi_policy_get_json (self->incident->policy), "phases");

  for (guint i = 0; phases != NULL && id != NULL && i < json_array_get_length (phases); i++)
    {
      JsonObject *phase = matoi_json_array_get_object (phases, i);

      if (phase == NULL || g_strcmp0 (matoi_json_get_string (phase, "id"), id) != 0)
        continue;
      if (strcmp (self->lang, "both") == 0)
        return g_strconcat (matoi_text_in (phase, "name", "ja"), " / ",
                            matoi_text_in (phase, "name", "en"), NULL);
      return g_strdup (matoi_text_in (phase, "name", self->lang));
    }
  return g_strdup (id);
}

static void
say_words (MatoiMaker *self, const char *kind, const char *key, const char *words)
{
  g_autofree char *text = matoi_maker_compose (self, key, "text", words, NULL);

  if (words != NULL)
    matoi_maker_say (self, kind, text);
}

static void
on_phase (MatoiMaker *self, JsonObject *p)
{
  g_autofree char *name = matoi_maker_dup_phase (self, matoi_json_get_string (p, "to"));

  say_words (self, "phase", "phase", name);
}

static gboolean
came_from_slack (const MatoiMaker *self)
{
  return g_strcmp0 (self->event->source, "slack") == 0;
}

/* DEC-07: the command of another bot, which calls people; as it stands, for that bot to read. It
 * knows nothing of drills and of what is confidential (DRL-06, SEC-07). */
static void
send_command (MatoiMaker *self, const char *key, const char *person)
{
  const char *command = matoi_maker_get (self, key);
  g_autoptr (GString) text = NULL;
  MatoiIntent *intent;

  if (command == NULL || self->incident->security || self->incident->drill ||
      self->responders.room == NULL || !matoi_maker_is_on (self, "page"))
    return;
  text = g_string_new (command);
  g_string_replace (text, "{person}", person != NULL ? person : "", 0);
  intent = matoi_maker_say (self, "page", text->str);
  intent->pings = TRUE;
}

static void
on_entry (MatoiMaker *self, JsonObject *p)
{
  const char *paged = matoi_json_get_string (p, "paged");

  if (paged != NULL && !came_from_slack (self))
    send_command (self, "slack.send.page", paged);
  if (g_strcmp0 (matoi_json_get_string (p, "kind"), "decision") == 0 && !came_from_slack (self))
    say_words (self, "decision", "decision", matoi_json_get_string (p, "text"));
}

static void
on_page (MatoiMaker *self, JsonObject *p)
{
  const char *person = matoi_json_get_string (p, "person");

  if (!came_from_slack (self))
    send_command (self, "slack.send.page",
                  person != NULL ? person : matoi_json_get_string (p, "whom"));
}

/* Who is on duty, if nobody leads yet; another bot may know. */
static void
on_declared (MatoiMaker *self, JsonObject *p)
{
  if (matoi_incident_get_holder (self->incident, "ic") == NULL)
    send_command (self, "slack.send.ic", NULL);
}

/* SCR-04 */
static void
on_todo (MatoiMaker *self, JsonObject *p)
{
  if (!came_from_slack (self))
    say_words (self, "todo", "todo", matoi_json_get_string (p, "text"));
}

/* The skeletons of the presets begin with it; the room is told by the message itself. */
static const char *
skip_here (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;
  if (!g_str_has_prefix (text, "@here"))
    return text;
  text += strlen ("@here");
  while (g_ascii_isspace (*text))
    text++;
  return text;
}

static void
say_update (MatoiMaker *self, const MatoiUpdate *update)
{
  gboolean executives = strcmp (update->to, "executives") == 0;
  MatoiRoom room = { 0 };
  MatoiIntent *intent;

  if (strcmp (update->to, "channel") == 0)
    matoi_maker_say (self, "update", update->text);
  else if (strcmp (update->to, "public") == 0)
    say_words (self, "update", "public", update->text);
  else if (matoi_room_find (&room, self, update->to))
    {
      intent = matoi_maker_say_in (self, &room, update->to, skip_here (update->text));
      if (intent != NULL)
        intent->pings = TRUE;
      /* IL-03 */
      if (intent != NULL && executives)
        json_object_set_string_member (intent->payload, "broadcast", "here");
    }
  matoi_room_clear (&room);
}

static void
on_update (MatoiMaker *self, JsonObject *p)
{
  gboolean is_new = strcmp (self->event->type, "update.drafted") == 0;
  MatoiId id = self->event->id;
  const MatoiUpdate *update;

  if (!is_new && !matoi_id_from_text (&id, matoi_json_get_string (p, "update")))
    return;
  update = matoi_incident_find_update (self->incident, &id);
  /* With an address somebody has posted it there already. */
  if (update != NULL && strcmp (update->state, "posted") == 0 &&
      (!is_new || g_strcmp0 (matoi_json_get_string (p, "state"), "posted") == 0) &&
      (update->url == NULL || strcmp (update->to, "public") == 0) && !came_from_slack (self))
    say_update (self, update);
}

static void
on_poll (MatoiMaker *self, JsonObject *p)
{
  const char *outcome = matoi_json_get_string (p, "outcome");
  g_autofree char *key = g_strconcat ("poll-", outcome, NULL);
  g_autofree char *head = NULL;
  g_autoptr (GString) text = NULL;
  MatoiId id;

  if (strcmp (self->event->type, "poll.opened") == 0)
    {
      say_words (self, "poll", "poll", matoi_json_get_string (p, "text"));
      return;
    }
  if (outcome == NULL || !matoi_id_from_text (&id, matoi_json_get_string (p, "poll")))
    return;
  for (guint i = 0; i < self->incident->polls->len; i++)
    {
      const MatoiPoll *poll = g_ptr_array_index (self->incident->polls, i);

      if (matoi_id_equal (&poll->id, &id))
        head = matoi_maker_compose (self, key, "text", poll->text, NULL);
    }
  text = g_string_new (head);
  matoi_maker_append (self, text, "note", matoi_json_get_string (p, "note"));
  if (head != NULL)
    matoi_maker_say (self, "poll", text->str);
}

static void
on_end (MatoiMaker *self, JsonObject *p)
{
  gboolean ended = strcmp (self->event->type, "incident.ended") == 0;
  g_autofree char *head = matoi_maker_compose (self, ended ? "end" : "reopened", NULL);
  g_autoptr (GString) text = g_string_new (head);

  if (!ended && !self->incident->security)
    matoi_maker_append (self, text, "reason", matoi_json_get_string (p, "reason"));
  matoi_maker_say (self, "end", text->str);
}

static void
on_link (MatoiMaker *self, JsonObject *p)
{
  const char *title = matoi_json_get_string (p, "kind");
  const char *url = matoi_json_get_string (p, "url");

  /* That another incident was the same leads nowhere outside. */
  if (self->responders.room != NULL && url != NULL && !g_str_has_prefix (url, "matoi:"))
    matoi_maker_add_bookmark (self, "bookmark-link", title, url);
}

/* WRI-11 */
static void
on_review (MatoiMaker *self, JsonObject *p)
{
  const char *url = matoi_json_get_string (p, "url");
  g_autofree char *text = matoi_maker_compose (self, "review", "url", url, NULL);

  if (url == NULL)
    return;
  matoi_maker_say (self, "review", text);
  if (self->responders.room != NULL)
    matoi_maker_add_bookmark (self, "bookmark-record", NULL, url);
}

/* END-08: told directly, with a date. */
static void
on_owner (MatoiMaker *self, JsonObject *p)
{
  const MatoiPostmortem *postmortem = self->incident->postmortem;
  const char *owner = matoi_json_get_string (p, "owner");
  g_autofree char *head = NULL, *due = NULL;
  g_autoptr (GString) text = NULL;
  MatoiRoom room = { 0 };
  MatoiIntent *intent;

  if (owner == NULL || *owner == '\0' || self->incident->drill)
    return;
  head = matoi_maker_compose (self, "owner", NULL);
  text = g_string_new (head);
  if (postmortem != NULL && postmortem->due_at != MATOI_TIME_NONE)
    due = matoi_time_to_local (postmortem->due_at, "%Y-%m-%d", self->settings->zone);
  matoi_maker_append (self, text, "due", due);
  matoi_room_set_person (&room, owner);
  intent = matoi_maker_say_in (self, &room, "owner", text->str);
  if (intent != NULL)
    intent->pings = TRUE;
  matoi_room_clear (&room);
}

/* AFT-02: somebody wants people reminded; of a confidential incident only its own room is. */
static void
on_nudge (MatoiMaker *self, JsonObject *p)
{
  const char *name = matoi_json_get_string (p, "room"), *text = matoi_json_get_string (p, "text");
  MatoiRoom room = { 0 };

  if (text == NULL)
    return;
  if (name == NULL || self->incident->security)
    {
      matoi_maker_say (self, "nudge", text);
      return;
    }
  matoi_room_set_channel (&room, name);
  matoi_maker_say_in (self, &room, "nudge", text);
  matoi_room_clear (&room);
}

static const struct
{
  const char *type;
  void (*run) (MatoiMaker *self, JsonObject *payload);
} handlers[] = {
  { "role.assigned", on_role },
  { "severity.changed", on_severity },
  { "severity.final", on_severity },
  { "phase.changed", on_phase },
  { "incident.declared", on_declared },
  { "entry.added", on_entry },
  { "page.asked", on_page },
  { "todo.added", on_todo },
  { "update.drafted", on_update },
  { "update.posted", on_update },
  { "poll.opened", on_poll },
  { "poll.closed", on_poll },
  { "incident.ended", on_end },
  { "incident.reopened", on_end },
  { "link.added", on_link },
  { "postmortem.link-posted", on_review },
  { "postmortem.created", on_owner },
  { "postmortem.owner", on_owner },
  { "action.nudged", on_nudge },
};

/* What follows from self->event. */
void
matoi_maker_handle (MatoiMaker *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (handlers); i++)
    if (strcmp (handlers[i].type, self->event->type) == 0)
      handlers[i].run (self, self->event->payload);
}
