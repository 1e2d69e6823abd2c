/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-intents-private.h"

#include <string.h>

#include "matoi-json.h"

/* Which rooms there are, and what they are called (DEC-01, SEC-04, SEC-05, DRL-01). */

/* In characters. A whole name may have 80, and the end of a reference is put behind it. */
#define MAX_SLUG 40
#define MAX_NAME 65

/* The value of a setting; NULL when it is not there or empty. */
const char *
matoi_maker_get (const MatoiMaker *self, const char *key)
{
  const char *value = g_hash_table_lookup (self->settings->values, key);

  return value != NULL && *value != '\0' ? value : NULL;
}

void
matoi_room_clear (MatoiRoom *room)
{
  g_clear_pointer (&room->room, g_free);
  g_clear_pointer (&room->lane, g_free);
  room->own = room->is_private = FALSE;
}

/* Lower-case letters and digits of any script with single hyphens between them. */
static char *
make_slug (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  GString *slug = g_string_new (NULL);
  guint n = 0;

  for (const char *p = lower; *p != '\0' && n < MAX_SLUG; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c))
        g_string_append_unichar (slug, c);
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
      else
        continue;
      n++;
    }
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  return g_string_free (slug, FALSE);
}

static char *
fill_name (const char *template, const char *ref, const char *date, const char *slug)
{
  GString *name = g_string_new (template);

  g_string_replace (name, "{ref}", ref, 0);
  g_string_replace (name, "{date}", date, 0);
  g_string_replace (name, "{slug}", slug, 0);
  return g_string_free (name, FALSE);
}

static const char *
get_template (const MatoiIncident *incident, const MatoiIntentSettings *settings)
{
  const char *chosen = g_hash_table_lookup (settings->values, "slack.channel-name");
  JsonObject *channel = matoi_json_get_object (matoi_policy_get_json (incident->policy), "channel");
  const char *preset = channel != NULL ? matoi_json_get_string (channel, "name") : NULL;

  if (chosen != NULL && *chosen != '\0')
    return chosen;
  return preset != NULL ? preset : "{ref}-{slug}";
}

/**
 * matoi_intent_dup_room_name: by the template of the setting or the preset, from reference and
 * title. The end of the reference is always in it, so that a room that was made without an answer
 * is found again; the name of a confidential one tells its codename only (SEC-04).
 */
char *
matoi_intent_dup_room_name (const MatoiIncident *incident, const MatoiIntentSettings *settings)
{
  g_autofree char *slug = make_slug (matoi_incident_get_public_title (incident));
  g_autofree char *ref = make_slug (incident->ref);
  g_autofree char *date = matoi_time_to_local (incident->declared_at, "%Y%m%d", settings->zone);
  g_autofree char *filled = NULL, *name = NULL;
  const char *tail = strrchr (ref, '-');

  if (tail == NULL)
    tail = "";
  if (incident->security)
    /* Not even that it is an incident. */
    return g_strconcat (slug, tail, NULL);
  filled = fill_name (get_template (incident, settings), ref, date, slug);
  name = g_utf8_substring (filled, 0, MIN (g_utf8_strlen (filled, -1), MAX_NAME));
  while (g_str_has_suffix (name, "-"))
    name[strlen (name) - 1] = '\0';
  return g_strconcat (incident->drill ? "drill-" : "", name,
                      strstr (name, tail) == NULL ? tail : "", NULL);
}

void
matoi_room_set_channel (MatoiRoom *room, const char *name)
{
  matoi_room_clear (room);
  room->room = *name == '#' ? g_strdup (name) : g_strconcat ("#", name, NULL);
  room->lane = g_strconcat ("slack/channel/", room->room, NULL);
}

static void
set_own (MatoiRoom *room, const MatoiMaker *self, gboolean is_private)
{
  g_autofree char *name = matoi_intent_dup_room_name (self->incident, self->settings);
  g_autofree char *id = matoi_id_dup_text (&self->incident->id);

  matoi_room_clear (room);
  room->own = TRUE;
  room->is_private = is_private;
  room->room = g_strconcat ("#", name, NULL);
  room->lane = g_strconcat (is_private ? "slack/private/" : "slack/room/", id, NULL);
}

/* A message to @person alone. */
void
matoi_room_set_person (MatoiRoom *room, const char *person)
{
  matoi_room_clear (room);
  room->room = g_strconcat ("@", person, NULL);
  room->lane = g_strconcat ("slack/dm/", person, NULL);
}

static gboolean
is_channel_name (const char *text)
{
  return text != NULL && strstr (text, "://") == NULL && strpbrk (text, " \t,") == NULL;
}

static const char *
get_mode (const MatoiMaker *self)
{
  const char *chosen = matoi_maker_get (self, "slack.channel-mode");
  JsonObject *channel =
    matoi_json_get_object (matoi_policy_get_json (self->incident->policy), "channel");
  const char *preset = channel != NULL ? matoi_json_get_string (channel, "mode") : NULL;

  if (chosen != NULL)
    return chosen;
  return preset != NULL ? preset : "per-incident";
}

/* What was chosen for this incident (DEC-01), else in general. */
static const char *
get_choice (const MatoiMaker *self)
{
  const char *channel = self->incident->channel;

  if (channel == NULL)
    return get_mode (self);
  return strcmp (channel, "own") == 0 ? "per-incident" : *channel == '#' ? "chosen" : channel;
}

/*
 * Where the responders are. A confidential incident has a private room, whatever was chosen, or
 * none; a drill is never seen in the room of real ones, unless somebody wants it there.
 */
void
matoi_room_find_responders (MatoiRoom *room, const MatoiMaker *self)
{
  const char *choice = get_choice (self);
  const char *existing = matoi_maker_get (self, "slack.channel");
  const char *drills = matoi_maker_get (self, "slack.drill-channel");

  matoi_room_clear (room);
  if (strcmp (choice, "none") == 0)
    return;
  if (self->incident->security)
    {
      set_own (room, self, TRUE);
      return;
    }
  if (strcmp (choice, "chosen") == 0)
    {
      matoi_room_set_channel (room, self->incident->channel);
      return;
    }
  if (self->incident->drill && drills != NULL && self->incident->channel == NULL)
    {
      matoi_room_set_channel (room, drills);
      return;
    }
  if (strcmp (choice, "per-incident") == 0)
    {
      set_own (room, self, FALSE);
      return;
    }
  /* "existing", and "permanent" as the presets call it. */
  if (existing == NULL)
    existing = matoi_maker_get (self, "contact.channel");
  if (is_channel_name (existing) && !self->incident->drill)
    matoi_room_set_channel (room, existing);
}

/** matoi_intent_dup_room: see the header. */
char *
matoi_intent_dup_room (const MatoiIncident *incident,
                       const MatoiIntentSettings *settings,
                       gboolean *own)
{
  MatoiMaker self = { .incident = incident, .settings = settings };
  MatoiRoom room = { 0 };
  char *name;

  matoi_room_find_responders (&room, &self);
  *own = room.own;
  name = g_steal_pointer (&room.room);
  matoi_room_clear (&room);
  return name;
}

/* The rooms besides: "executives", "company". FALSE: there is none, or it must not know. */
gboolean
matoi_room_find (MatoiRoom *room, const MatoiMaker *self, const char *which)
{
  g_autofree char *key = g_strconcat ("slack.", which, NULL);
  g_autofree char *contact = g_strconcat ("contact.", which, NULL);
  const char *name = matoi_maker_get (self, key);

  matoi_room_clear (room);
  if (self->incident->security || self->incident->drill)
    return FALSE;
  if (name == NULL)
    name = matoi_maker_get (self, contact);
  if (!is_channel_name (name))
    return FALSE;
  matoi_room_set_channel (room, name);
  return TRUE;
}
