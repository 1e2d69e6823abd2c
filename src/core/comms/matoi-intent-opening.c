/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"

/* How a room comes and goes (DEC-01…06, SCR-01, AFT-03, AFT-04). */

/* SCR-01; SEC-06 has a phrase for whatever a confidential room is headed by. */
void
matoi_maker_set_topic (MatoiMaker *self)
{
  const MatoiIncident *incident = self->incident;
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);
  g_autofree char *words = NULL, *roster = NULL, *topic = NULL;
  g_auto (GStrv) lines = NULL;
  MatoiIntent *intent;

  if (!self->responders.own || !matoi_maker_is_on (self, "channel"))
    return;
  words = matoi_maker_compose (self, "roster", NULL);
  lines = g_strsplit (words, "\n", -1);
  roster = g_strjoinv (" / ", lines);
  topic = g_strjoin (" · ", incident->security ? "Attorney Work Project" : incident->ref,
                     severity != NULL ? severity->label : incident->severity,
                     matoi_incident_get_public_title (incident), roster, NULL);
  intent = matoi_maker_add (self, &self->responders, "channel.topic", "channel");
  json_object_set_string_member (intent->payload, "text", topic);
}

void
matoi_maker_add_bookmark (MatoiMaker *self, const char *words, const char *title, const char *url)
{
  g_autofree char *own = title == NULL ? matoi_maker_compose (self, words, NULL) : g_strdup (title);
  MatoiIntent *intent;

  if (!self->responders.own || !matoi_maker_is_on (self, "channel") || url == NULL ||
      strstr (url, "://") == NULL)
    return;
  intent = matoi_maker_add (self, &self->responders, "channel.bookmark", "channel");
  json_object_set_string_member (intent->payload, "title", own);
  json_object_set_string_member (intent->payload, "url", url);
}

/* Who is called in at this severity; nobody automatically to a confidential one (SEC-05). */
void
matoi_maker_invite (MatoiMaker *self)
{
  g_autofree char *key = g_strconcat ("slack.invite.", self->incident->severity, NULL);
  const char *list = matoi_maker_get (self, key);
  g_auto (GStrv) names = g_strsplit (list != NULL ? list : "", ",", -1);
  g_autoptr (JsonArray) who = json_array_new ();
  MatoiIntent *intent;

  if (!self->responders.own || self->incident->security || self->incident->drill ||
      !matoi_maker_is_on (self, "channel"))
    return;
  for (guint i = 0; names[i] != NULL; i++)
    if (*g_strstrip (names[i]) != '\0')
      json_array_add_string_element (who, names[i]);
  if (json_array_get_length (who) == 0)
    return;
  intent = matoi_maker_add (self, &self->responders, "channel.invite", "channel");
  json_object_set_array_member (intent->payload, "who", g_steal_pointer (&who));
  intent->pings = TRUE;
}

static char *
join (const MatoiMaker *self, GPtrArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? matoi_maker_get_comma (self) : "",
                            (char *) g_ptr_array_index (list, i));
  return g_string_free (text, FALSE);
}

static void
append_evidence (const MatoiMaker *self, GString *text)
{
  GPtrArray *entries = self->incident->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (entries, i);

      if (!matoi_id_equal (&entry->id, &self->incident->id))
        continue;
      for (guint j = 0; j < entry->evidence->len; j++)
        {
          const MatoiEvidence *evidence = g_ptr_array_index (entry->evidence, j);

          /* A picture of our own has no address that others could open. */
          if (evidence->url != NULL && strstr (evidence->url, "://") != NULL)
            matoi_maker_append (self, text, "evidence", evidence->url);
        }
    }
}

/* DEC-02, DEC-04: what, how bad, how wide, the evidence. A confidential one tells nothing but its
 * codename, even in its own room (SEC-04). */
static void
say_first (MatoiMaker *self)
{
  const MatoiIncident *incident = self->incident;
  g_autofree char *head = matoi_maker_compose (self, "declared", NULL);
  g_autofree char *services = join (self, incident->services);
  g_autoptr (GString) text = g_string_new (head);
  MatoiIntent *intent;

  if (!incident->security)
    {
      matoi_maker_append (self, text, "impact", incident->scope);
      matoi_maker_append (self, text, "services", services);
      append_evidence (self, text);
    }
  matoi_maker_append (self, text, "commander", matoi_incident_get_holder (incident, "ic"));
  matoi_maker_append (self, text, "call", matoi_maker_get (self, "contact.call"));
  matoi_maker_append (self, text, "reference", incident->ref);
  if (matoi_maker_say (self, "first", text->str) == NULL)
    return;
  intent = matoi_maker_add (self, &self->responders, "message.pin", "first");
  json_object_set_string_member (intent->payload, "of", "first");
}

/* DEC-05: hands up. */
static void
say_roll_call (MatoiMaker *self)
{
  const char *reaction = matoi_maker_get (self, "slack.reaction.respond");
  g_autofree char *text = NULL;
  MatoiIntent *intent;

  if (reaction == NULL)
    reaction = "raised_hand";
  text = matoi_maker_compose (self, "roll-call", "reaction", reaction, NULL);
  intent = matoi_maker_say (self, "roll-call", text);
  if (intent == NULL)
    return;
  /* Late, nobody wants to be asked. */
  intent->pings = TRUE;
  intent = matoi_maker_add (self, &self->responders, "reaction.add", "roll-call");
  intent->pings = TRUE;
  json_object_set_string_member (intent->payload, "of", "roll-call");
  json_object_set_string_member (intent->payload, "name", reaction);
}

/* DEC-01, DEC-03…06. Also in the middle of an incident, if Slack was connected only then or it has
 * become confidential; never for one that is over. */
void
matoi_maker_open_room (MatoiMaker *self, gboolean declared)
{
  MatoiRoom *room = &self->responders;
  MatoiIntentPast past = MATOI_INTENT_NEVER;
  MatoiIntent *intent;

  if (room->room == NULL)
    return;
  if (room->own)
    past = matoi_maker_look_back (self, room->lane, "channel.open", NULL);
  if (past == MATOI_INTENT_THERE)
    return;
  if (room->own && (past == MATOI_INTENT_DROPPED || !matoi_maker_is_on (self, "channel") ||
                    strcmp (self->incident->state, "live") != 0))
    {
      matoi_room_clear (room);
      return;
    }
  if (!room->own && !declared)
    return;
  if (room->own)
    {
      intent = matoi_maker_add (self, room, "channel.open", "channel");
      json_object_set_boolean_member (intent->payload, "private", room->is_private);
      matoi_maker_set_topic (self);
      matoi_maker_add_bookmark (self, "bookmark-call", NULL,
                                matoi_maker_get (self, "contact.call"));
      for (guint i = 0; i < self->incident->links->len; i++)
        {
          const MatoiEvidence *link = g_ptr_array_index (self->incident->links, i);

          if (!g_str_has_prefix (link->url, "matoi:"))
            matoi_maker_add_bookmark (self, "bookmark-link", link->query, link->url);
        }
    }
  say_first (self);
  matoi_maker_invite (self);
  say_roll_call (self);
}

/* DEC-06, COM-09: the whole company, by the preset, once. */
void
matoi_maker_tell_company (MatoiMaker *self)
{
  const MatoiSeverity *severity =
    matoi_policy_find_severity (self->incident->policy, self->incident->severity);
  MatoiRoom room = { 0 };

  if (severity != NULL && severity->company && strcmp (self->incident->state, "live") == 0 &&
      matoi_room_find (&room, self, "company") &&
      matoi_maker_look_back (self, room.lane, "message.post", "company") == MATOI_INTENT_NEVER)
    {
      g_autofree char *text = matoi_maker_compose (self, "company", NULL);
      MatoiIntent *intent = matoi_maker_say_in (self, &room, "company", text);

      if (intent != NULL)
        intent->pings = TRUE;
    }
  matoi_room_clear (&room);
}

/* SCR-01: once for all changes that were made together. */
void
matoi_maker_say_roster (MatoiMaker *self)
{
  g_autofree char *text = matoi_maker_compose (self, "roster", NULL);

  matoi_maker_say (self, "roster", text);
  if (self->responders.room != NULL)
    matoi_maker_set_topic (self);
}

/* AFT-03: last of all, by the rule of the preset. */
static gboolean
may_archive (const MatoiMaker *self)
{
  const MatoiIncident *incident = self->incident;
  JsonObject *channel = matoi_json_get_object (matoi_policy_get_json (incident->policy), "channel");
  const char *rule = matoi_maker_get (self, "slack.archive");

  if (rule == NULL && channel != NULL)
    rule = matoi_json_get_string (channel, "archive");
  if (self->responders.room == NULL || !self->responders.own || g_strcmp0 (rule, "never") == 0 ||
      incident->postmortem == NULL || strcmp (incident->state, "ended") != 0 ||
      (strcmp (incident->postmortem->state, "closed") != 0 &&
       strcmp (incident->postmortem->state, "waived") != 0))
    return FALSE;
  for (guint i = 0; g_strcmp0 (rule, "after-prevention") == 0 && i < incident->actions->len; i++)
    if (matoi_action_is_open (g_ptr_array_index (incident->actions, i)))
      return FALSE;
  return rule != NULL && matoi_maker_look_back (self, self->responders.lane, "channel.archive",
                                                NULL) == MATOI_INTENT_NEVER;
}

/* AFT-04: the record is kept before the room goes. */
void
matoi_maker_archive (MatoiMaker *self)
{
  g_autofree char *head = NULL;
  g_autoptr (GString) text = NULL;
  const char *link;

  if (!matoi_maker_is_on (self, "archive") || !may_archive (self))
    return;
  head = matoi_maker_compose (self, "closing", NULL);
  text = g_string_new (head);
  link = self->incident->postmortem->meeting.link;
  if (link != NULL)
    g_string_append_printf (text, "\n%s", link);
  matoi_maker_say (self, "archive", text->str);
  matoi_maker_add (self, &self->responders, "channel.export", "archive");
  matoi_maker_add (self, &self->responders, "channel.archive", "archive");
}
