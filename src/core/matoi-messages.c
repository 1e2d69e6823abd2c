/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-messages.h"

#include <string.h>

#include "matoi-clocks.h"
#include "matoi-json.h"
#include "matoi-messages-private.h"

/* The words become part of a sentence that has a full stop of its own. */
static void
drop_full_stop (GString *text)
{
  if (g_str_has_suffix (text->str, "."))
    g_string_truncate (text, text->len - 1);
  else if (g_str_has_suffix (text->str, "。"))
    g_string_truncate (text, text->len - strlen ("。"));
}

/* The last two entries of @kind in one line; @open_only: without what was ruled out. */
char *
matoi_messages_join (const MatoiIncident *incident, const char *kind, gboolean open_only)
{
  GString *text = g_string_new (NULL);
  guint n = 0;

  for (guint i = incident->entries->len; i > 0 && n < 2; i--)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i - 1);

      if (strcmp (entry->kind, kind) != 0 || entry->struck ||
          (open_only && g_strcmp0 (entry->verdict, "ruled-out") == 0))
        continue;
      g_string_append_printf (text, "%s%s", n++ ? " / " : "", entry->text);
      drop_full_stop (text);
    }
  return g_string_free (text, FALSE);
}

static char *
join_services (const MatoiIncident *incident)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < incident->services->len; i++)
    g_string_append_printf (text, "%s%s", i ? ", " : "",
                            (char *) g_ptr_array_index (incident->services, i));
  return g_string_free (text, FALSE);
}

/* The label of the severity, such as SEV-1. */
const char *
matoi_messages_severity (const MatoiIncident *incident)
{
  const MatoiSeverity *severity = matoi_policy_find_severity (incident->policy, incident->severity);

  return severity ? severity->label : incident->severity;
}

/* What a placeholder stands for; NULL or "" when the state does not tell. */
static char *
find_value (const MatoiIncident *incident, const char *name, gint64 now, GTimeZone *zone)
{
  static const struct
  {
    const char *name, *role;
  } roles[] = { { "ic", "ic" }, { "deputy", "deputy" }, { "scribe", "scribe" } };

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (strcmp (name, roles[i].name) == 0)
      return g_strdup (matoi_incident_get_holder (incident, roles[i].role));
  if (strcmp (name, "severity") == 0)
    return g_strdup (matoi_messages_severity (incident));
  if (strcmp (name, "what") == 0)
    return g_strdup (matoi_incident_get_public_title (incident));
  if (strcmp (name, "impact") == 0 || strcmp (name, "scope") == 0)
    return g_strdup (incident->scope);
  if (strcmp (name, "service") == 0 || strcmp (name, "components") == 0)
    return join_services (incident);
  if (strcmp (name, "cause") == 0)
    return matoi_messages_join (incident, "hypothesis", TRUE);
  if (strcmp (name, "actions") == 0 || strcmp (name, "progress") == 0)
    return matoi_messages_join (incident, "action", FALSE);
  if (strcmp (name, "time") == 0)
    return matoi_time_to_local (now + 20 * MATOI_MINUTE, "%H:%M %Z", zone);
  return NULL;
}

/* The same for the other files of the messages. */
char *
matoi_messages_find (const MatoiIncident *incident, const char *name, gint64 now, GTimeZone *zone)
{
  return find_value (incident, name, now, zone);
}

/* Puts what @find knows in place of each {placeholder} of @text, "…" in place of the others. */
char *
matoi_messages_fill (const char *text, MatoiFindValue find, gconstpointer data)
{
  GString *out = g_string_new (NULL);

  while (*text != '\0')
    {
      const char *end = *text == '{' ? strchr (text, '}') : NULL;

      if (end != NULL)
        {
          g_autofree char *name = g_strndup (text + 1, (gsize) (end - text - 1));
          g_autofree char *value = find (name, data);

          text = end + 1;
          if (value != NULL && *value != '\0')
            g_string_append (out, value);
          else
            {
              /* Three dots are enough. */
              g_string_append (out, "…");
              text += *text == '.';
            }
        }
      else
        {
          g_string_append_unichar (out, g_utf8_get_char (text));
          text = g_utf8_next_char (text);
        }
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const MatoiIncident *incident;
  JsonObject *card;           /* cards only */
  const char *name, *channel; /* cards only (nullable) */
  gint64 now;
  GTimeZone *zone;
} Source;

static char *
find_in_message (const char *name, gconstpointer data)
{
  const Source *source = data;

  return find_value (source->incident, name, source->now, source->zone);
}

/** matoi_message_compose: see the header. */
char *
matoi_message_compose (const MatoiIncident *incident,
                       const char *key,
                       const char *lang,
                       gint64 now,
                       GTimeZone *zone)
{
  JsonObject *messages =
    matoi_json_get_object (matoi_policy_get_json (incident->policy), "messages");
  Source source = { .incident = incident, .now = now, .zone = zone };

  return matoi_messages_fill (messages ? matoi_text_in (messages, key, lang) : "", find_in_message,
                              &source);
}

/* Whole minutes, rounded up; 0 when it is past. */
int
matoi_messages_minutes_until (gint64 due, gint64 now)
{
  return (int) CLAMP ((due - now + MATOI_MINUTE - 1) / MATOI_MINUTE, 0, G_MAXINT);
}

/* The open ask that is due first; with @latest the one that was made last. */
static const MatoiAsk *
find_open_ask (const MatoiIncident *incident, gboolean latest)
{
  const MatoiAsk *found = NULL;

  for (guint i = 0; i < incident->asks->len; i++)
    {
      const MatoiAsk *ask = g_ptr_array_index (incident->asks, i);

      if (strcmp (ask->state, "open") == 0 &&
          (found == NULL || latest || ask->due_at < found->due_at))
        found = ask;
    }
  return found;
}

/* Does the clock @id wait for an update, such as one for @audience_or_null? */
gboolean
matoi_messages_waits_for_update (const MatoiIncident *incident,
                                 const char *id,
                                 const char *audience_or_null)
{
  g_autofree char *wanted = g_strconcat ("update:", audience_or_null, NULL);
  GPtrArray *rules = matoi_policy_get_clocks (incident->policy);

  for (guint i = 0; i < rules->len; i++)
    {
      const MatoiClockRule *rule = g_ptr_array_index (rules, i);

      if (strcmp (rule->id, id) == 0)
        return (rule->restarts != NULL && g_str_has_prefix (rule->restarts, wanted)) ||
               (rule->satisfied != NULL && g_str_has_prefix (rule->satisfied, wanted));
    }
  return FALSE;
}

static char *
dup_number (int number)
{
  return g_strdup_printf ("%d", number);
}

/* {m}: minutes until the next public post. */
static char *
find_next_public (const Source *source)
{
  g_autoptr (GPtrArray) clocks = matoi_incident_clocks (source->incident, source->now);
  gint64 due = G_MAXINT64;

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);

      if (strcmp (clock->state, "off") != 0 &&
          matoi_messages_waits_for_update (source->incident, clock->id, "public"))
        due = MIN (due, clock->due_at);
    }
  return due == G_MAXINT64 ? NULL : dup_number (matoi_messages_minutes_until (due, source->now));
}

static char *
find_of_subteam (const Source *source, const char *name)
{
  GPtrArray *subteams = source->incident->subteams;
  const MatoiSubteam *subteam =
    subteams->len > 0 ? g_ptr_array_index (subteams, subteams->len - 1) : NULL;

  if (subteam == NULL || subteam->dissolved_at != MATOI_TIME_NONE)
    return NULL;
  if (strcmp (name, "leader") == 0)
    return g_strdup (subteam->leader);
  if (strcmp (name, "subteam") == 0)
    return g_strdup (subteam->name);
  if (strcmp (name, "task") == 0)
    return g_strdup (subteam->task);
  if (strcmp (name, "n") == 0)
    return dup_number (matoi_messages_minutes_until (subteam->due_at, source->now));
  return NULL;
}

/* What a card says of an ask: "assign" is read out when it is made, the others when it is due. */
static char *
find_of_ask (const Source *source, const char *id, const char *name)
{
  gboolean latest = strcmp (id, "assign") == 0;
  const MatoiAsk *ask = find_open_ask (source->incident, latest);

  if (ask == NULL)
    return NULL;
  if (strcmp (name, "person") == 0 || strcmp (name, "who") == 0)
    return g_strdup (ask->person);
  if (strcmp (name, "team") == 0)
    return ask->due_at <= source->now ? g_strdup (ask->person) : NULL;
  if (strcmp (name, "task") == 0)
    return g_strdup (ask->text);
  if (strcmp (name, "n") == 0)
    return dup_number (
      matoi_messages_minutes_until (ask->due_at, latest ? ask->asked_at : source->now));
  return NULL;
}

/* A proposal is quoted in a sentence that goes on after it. */
static char *
dup_proposal (const char *text)
{
  static const char *const marks[] = { ".", "?", "!", "。", "？", "！", " " };
  GString *bare = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (bare->str, marks[i]))
      {
        g_string_truncate (bare, bare->len - strlen (marks[i]));
        i = (guint) -1;
      }
  return g_string_free (bare, FALSE);
}

static char *
find_in_card (const char *name, gconstpointer data)
{
  const Source *source = data;
  const MatoiIncident *incident = source->incident;
  const char *id = matoi_json_get_string (source->card, "id");

  if (id == NULL)
    id = "";
  if (strcmp (name, "name") == 0)
    /* In these another person takes over; only the reader knows who. */
    return strcmp (id, "hand-over") == 0 || g_str_has_prefix (id, "exec-override")
             ? NULL
             : g_strdup (source->name);
  if (strcmp (name, "channel") == 0)
    return g_strdup (source->channel);
  if (strcmp (name, "m") == 0)
    return find_next_public (source);
  if (strcmp (name, "n") == 0 && strcmp (id, "elapsed") == 0)
    return dup_number ((int) ((source->now - incident->declared_at) / MATOI_MINUTE));
  if (strcmp (name, "x") == 0)
    {
      const MatoiPoll *poll = incident->polls->len > 0
                                ? g_ptr_array_index (incident->polls, incident->polls->len - 1)
                                : NULL;

      return poll != NULL && poll->outcome == NULL ? dup_proposal (poll->text) : NULL;
    }
  if (strcmp (id, "sub-team") == 0)
    return find_of_subteam (source, name);
  if (strcmp (id, "assign") == 0 || strcmp (id, "status") == 0 || strcmp (id, "timer-up") == 0)
    {
      char *value = find_of_ask (source, id, name);

      if (value != NULL)
        return value;
    }
  return find_value (incident, name, source->now, source->zone);
}

/** matoi_card_compose: see the header. */
char *
matoi_card_compose (const MatoiIncident *incident,
                    JsonObject *card,
                    const char *lang,
                    const char *name,
                    const char *channel,
                    gint64 now,
                    GTimeZone *zone)
{
  Source source = { incident, card, name, channel, now, zone };

  return matoi_messages_fill (matoi_text_in (card, "text", lang), find_in_card, &source);
}
