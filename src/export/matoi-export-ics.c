/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-export-ics.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-text.h"

/* A line is at most that long, its line break not counted (RFC 5545, 3.1). */
#define MAX_OCTETS 75
/* Where the process names no calendar (PM-09). */
#define CALENDAR "Incident Postmortem Meetings"

/* Adds @line folded: never inside a character. */
static void
add_line (GString *out, const char *line)
{
  gsize width = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      gsize bytes = (gsize) (g_utf8_next_char (p) - p);

      if (width + bytes > MAX_OCTETS)
        {
          g_string_append (out, "\r\n ");
          width = 1;
        }
      g_string_append_len (out, p, (gssize) bytes);
      width += bytes;
    }
  g_string_append (out, "\r\n");
}

static void G_GNUC_PRINTF (2, 3) add (GString *out, const char *format, ...)
{
  g_autofree char *line = NULL;
  va_list args;

  va_start (args, format);
  line = g_strdup_vprintf (format, args);
  va_end (args);
  add_line (out, line);
}

/* A property of type TEXT. */
static void
add_text (GString *out, const char *name, const char *text)
{
  g_autofree char *plain = NULL;
  g_autoptr (GString) line = g_string_new (name);

  if (text == NULL || *text == '\0')
    return;
  plain = matoi_text_dup_plain (text);
  g_string_append_c (line, ':');
  for (const char *p = plain; *p != '\0'; p++)
    {
      if (*p == '\n')
        g_string_append (line, "\\n");
      else
        {
          if (strchr ("\\;,", *p) != NULL)
            g_string_append_c (line, '\\');
          g_string_append_c (line, *p);
        }
    }
  add_line (out, line->str);
}

static void
add_time (GString *out, const char *name, gint64 ms)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = matoi_time_to_local (ms, "%Y%m%dT%H%M%SZ", utc);

  add (out, "%s:%s", name, text);
}

/* What can stand behind mailto: as it is. */
static gboolean
is_address (const char *address)
{
  const char *at = address != NULL ? strchr (address, '@') : NULL;

  if (at == NULL || at == address || at[1] == '\0' || strchr (at + 1, '@') != NULL)
    return FALSE;
  for (const char *p = address; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("@.!#$&'*+-/=^_`{|}~", *p) == NULL)
      return FALSE;
  return TRUE;
}

static void
add_person (GString *out, const char *property, const MatoiIcsPerson *person)
{
  g_autofree char *name = matoi_text_dup_line (person->name);

  /* There is no way to write a quotation mark inside quotation marks. */
  g_strdelimit (name, "\"", '\'');
  add (out, "%s;CN=\"%s\":mailto:%s", property, name, person->address);
}

static void
add_people (GString *out, const MatoiIcsMeeting *meeting)
{
  add_person (out, "ORGANIZER", &meeting->organizer);
  for (guint i = 0; i < meeting->n_people; i++)
    {
      const MatoiIcsPerson *person = &meeting->people[i];
      gboolean own = g_strcmp0 (person->address, meeting->organizer.address) == 0;
      g_autofree char *property =
        g_strdup_printf ("ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=%s;PARTSTAT=%s",
                         person->required ? "REQ-PARTICIPANT" : "OPT-PARTICIPANT",
                         own ? "ACCEPTED" : "NEEDS-ACTION;RSVP=TRUE");

      if (is_address (person->address))
        add_person (out, property, person);
    }
}

/* The names of those the calendar cannot invite. (nullable) */
static char *
dup_left_out (const MatoiIcsMeeting *meeting, gboolean all, gboolean required)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < meeting->n_people; i++)
    {
      const MatoiIcsPerson *person = &meeting->people[i];

      if (person->required == required && (all || !is_address (person->address)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", person->name);
    }
  return names->len > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static void
append_paragraph (GString *text, const char *paragraph)
{
  if (paragraph != NULL && *paragraph != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", paragraph);
}

static char *
dup_description (const MatoiIcsMeeting *meeting, gboolean is_request)
{
  GString *text = g_string_new (NULL);
  g_autofree char *required = dup_left_out (meeting, !is_request, TRUE);
  g_autofree char *optional = dup_left_out (meeting, !is_request, FALSE);
  g_autofree char *required_line = NULL;
  g_autofree char *optional_line = NULL;

  append_paragraph (text, meeting->description);
  /* Translators: %s are names of people. */
  required_line = required ? g_strdup_printf (_ ("To be invited: %s"), required) : NULL;
  /* Translators: %s are names of people. */
  optional_line = optional ? g_strdup_printf (_ ("To be invited, optional: %s"), optional) : NULL;
  append_paragraph (text, required_line);
  append_paragraph (text, optional_line);
  return g_string_free (text, FALSE);
}

/**
 * matoi_export_ics_meeting:
 *
 * An invitation (METHOD:REQUEST) if the organizer has an address; without one there is nobody to
 * answer to, and it is a mere entry for the own calendar. People without an address are named in the description.
 *
 * Returns: (transfer full): a calendar file
 */
char *
matoi_export_ics_meeting (const MatoiIcsMeeting *meeting)
{
  GString *out = g_string_new (NULL);
  gboolean is_request = is_address (meeting->organizer.address);
  g_autofree char *description = dup_description (meeting, is_request);

  add_line (out, "BEGIN:VCALENDAR");
  add_line (out, "VERSION:2.0");
  add_line (out, "PRODID:-//Matoi//Matoi " PACKAGE_VERSION "//EN");
  add_line (out, "CALSCALE:GREGORIAN");
  if (is_request)
    add_line (out, "METHOD:REQUEST");
  add_text (out, "X-WR-CALNAME", meeting->calendar);
  add_line (out, "BEGIN:VEVENT");
  add_text (out, "UID", meeting->uid);
  add (out, "SEQUENCE:%u", meeting->sequence);
  add_time (out, "DTSTAMP", meeting->stamp);
  add_time (out, "DTSTART", meeting->starts_at);
  add_time (out, "DTEND", meeting->starts_at + meeting->minutes * MATOI_MINUTE);
  add_text (out, "SUMMARY", meeting->summary);
  add_text (out, "DESCRIPTION", description);
  add_text (out, "LOCATION", meeting->location);
  if (meeting->url != NULL && g_uri_is_valid (meeting->url, G_URI_FLAGS_NONE, NULL))
    add (out, "URL:%s", meeting->url);
  add (out, "CLASS:%s", meeting->confidential ? "CONFIDENTIAL" : "PUBLIC");
  add_text (out, "CATEGORIES", "Postmortem");
  add_line (out, "STATUS:CONFIRMED");
  add_line (out, "TRANSP:OPAQUE");
  if (is_request)
    add_people (out, meeting);
  add_line (out, "END:VEVENT");
  add_line (out, "END:VCALENDAR");
  return g_string_free (out, FALSE);
}

/* --- the meeting of a postmortem */

static const char *
find_address (GHashTable *addresses, const char *person)
{
  return addresses != NULL && person != NULL ? g_hash_table_lookup (addresses, person) : NULL;
}

/* How often the meeting was set before. */
static guint
count_versions (const MatoiIncident *incident)
{
  guint count = 0;

  for (guint i = 0; i < incident->events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (incident->events, i);

      count += strcmp (event->type, "postmortem.meeting") == 0;
    }
  return count > 0 ? count - 1 : 0;
}

static GArray *
list_people (const MatoiMeeting *meeting, GHashTable *addresses)
{
  GArray *people = g_array_new (FALSE, TRUE, sizeof (MatoiIcsPerson));

  for (guint i = 0; i < meeting->invitees->len; i++)
    {
      const MatoiInvitee *invitee = g_ptr_array_index (meeting->invitees, i);
      MatoiIcsPerson person = { invitee->person, find_address (addresses, invitee->person),
                                invitee->required };

      g_array_append_val (people, person);
    }
  return people;
}

/* The fixed name under which all of them are found. */
static const char *
get_calendar (const MatoiIncident *incident)
{
  JsonObject *json = incident->policy != NULL ? matoi_policy_get_json (incident->policy) : NULL;
  JsonObject *process = json != NULL ? matoi_json_get_object (json, "postmortem") : NULL;
  const char *name = process != NULL ? matoi_json_get_string (process, "calendar") : NULL;

  if (incident->postmortem->meeting.calendar != NULL)
    return incident->postmortem->meeting.calendar;
  return name != NULL ? name : CALENDAR;
}

/* SEC-04: of a confidential one nothing but the codename and the people. */
static char *
dup_text (const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;
  GString *text = g_string_new (NULL);
  g_autofree char *owner = NULL;
  g_autofree char *link = NULL;

  if (postmortem->owner != NULL)
    /* Translators: %s is the name of a person. */
    owner = g_strdup_printf (_ ("Owner of the postmortem: %s"), postmortem->owner);
  append_paragraph (text, owner);
  if (incident->security)
    return g_string_free (text, FALSE);
  if (postmortem->meeting.link != NULL)
    /* Translators: %s is a link. */
    link = g_strdup_printf (_ ("Please read before the meeting: %s"), postmortem->meeting.link);
  append_paragraph (text, link);
  append_paragraph (text, _ ("Everybody who is interested is welcome."));
  return g_string_free (text, FALSE);
}

/**
 * matoi_export_ics:
 * @now: ms UTC, the stamp of the file
 * @addresses: (nullable): person → e-mail
 * @error: MATOI_ERROR_RULE while no meeting is set
 *
 * Returns: (transfer full): a calendar file in the language of the locale, or NULL
 */
char *
matoi_export_ics (const MatoiIncident *incident, gint64 now, GHashTable *addresses, GError **error)
{
  const MatoiPostmortem *postmortem;
  MatoiIcsMeeting ics = { 0 };
  g_autoptr (GArray) people = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *summary = NULL;
  g_autofree char *description = NULL;
  char id[MATOI_ID_TEXT_LENGTH + 1];

  g_return_val_if_fail (incident != NULL, NULL);

  postmortem = incident->postmortem;
  if (postmortem == NULL || postmortem->meeting.at == MATOI_TIME_NONE)
    {
      matoi_refuse (error, "pm.meeting",
                    _ ("No meeting of the postmortem is set."),
                       _ ("Set the time of the meeting; that comes first."));
      return NULL;
    }
  matoi_id_to_text (&incident->id, id);
  people = list_people (&postmortem->meeting, addresses);
  uid = g_strdup_printf ("postmortem-%s@matoi", id);
  /* Translators: the title of a meeting. %1$s is a reference, %2$s the title of an incident. */
  summary = g_strdup_printf (_ ("Postmortem %1$s: %2$s"), incident->ref,
                                matoi_incident_get_public_title (incident));
  description = dup_text (incident);
  ics.uid = uid;
  ics.sequence = count_versions (incident);
  ics.stamp = now;
  ics.starts_at = postmortem->meeting.at;
  ics.minutes =
    postmortem->meeting.minutes > 0 ? postmortem->meeting.minutes : MATOI_MEETING_MINUTES;
  ics.summary = summary;
  ics.description = description;
  ics.url = incident->security ? NULL : postmortem->meeting.link;
  ics.calendar = get_calendar (incident);
  ics.confidential = incident->security;
  ics.organizer =
    (MatoiIcsPerson){ postmortem->owner, find_address (addresses, postmortem->owner), TRUE };
  ics.people = (const MatoiIcsPerson *) people->data;
  ics.n_people = people->len;
  return matoi_export_ics_meeting (&ics);
}
