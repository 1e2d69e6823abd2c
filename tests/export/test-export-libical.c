/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The calendar files of ics-samples, read by libical: a parser that is in the calendars people
 * use. Usage: test-export-libical ICS-SAMPLES */

#include "config.h"

#include <libical/ical.h>
#include <string.h>

#include "matoi-json.h"

static char *program;

static JsonNode *
run_samples (void)
{
  const char *const argv[] = { program, NULL };
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  int status;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  return node;
}

static guint
count (icalcomponent *event, icalproperty_kind kind)
{
  guint n = 0;

  for (icalproperty *one = icalcomponent_get_first_property (event, kind); one != NULL;
       one = icalcomponent_get_next_property (event, kind))
    n++;
  return n;
}

static void
check_event (icalcomponent *event, JsonObject *sample)
{
  const char *summary = matoi_json_get_string (sample, "summary");
  const char *description = matoi_json_get_string (sample, "description");
  struct icaltimetype start = icalcomponent_get_dtstart (event);
  struct icaltimetype end = icalcomponent_get_dtend (event);

  if (summary != NULL)
    g_assert_cmpstr (icalcomponent_get_summary (event), ==, summary);
  if (description != NULL)
    g_assert_true (g_str_has_prefix (icalcomponent_get_description (event), description));
  g_assert_true (icaltime_is_valid_time (start) && icaltime_is_utc (start));
  g_assert_true (icaltime_is_valid_time (end));
  g_assert_cmpint (icaltime_as_timet (end) - icaltime_as_timet (start), >=, 15 * 60);
  g_assert_cmpuint (count (event, ICAL_UID_PROPERTY), ==, 1);
  g_assert_cmpuint (count (event, ICAL_DTSTAMP_PROPERTY), ==, 1);
  /* nobody got in by a line break in an address */
  for (icalproperty *one = icalcomponent_get_first_property (event, ICAL_ATTENDEE_PROPERTY);
       one != NULL; one = icalcomponent_get_next_property (event, ICAL_ATTENDEE_PROPERTY))
    {
      g_assert_true (g_str_has_prefix (icalproperty_get_attendee (one), "mailto:"));
      g_assert_null (strstr (icalproperty_get_attendee (one), "evil@"));
    }
}

static void
test_samples (void)
{
  g_autoptr (JsonNode) node = run_samples ();
  JsonArray *samples = json_node_get_array (node);

  g_assert_cmpuint (json_array_get_length (samples), >, 0);
  for (guint i = 0; i < json_array_get_length (samples); i++)
    {
      JsonObject *sample = json_array_get_object_element (samples, i);
      icalcomponent *calendar, *event;

      g_test_message ("%s", matoi_json_get_string (sample, "name"));
      calendar = icalparser_parse_string (matoi_json_get_string (sample, "ics"));
      g_assert_nonnull (calendar);
      g_assert_cmpint (icalcomponent_isa (calendar), ==, ICAL_VCALENDAR_COMPONENT);
      g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
      g_assert_true (icalrestriction_check (calendar));
      g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);
      g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 1);
      event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
      check_event (event, sample);
      icalcomponent_free (calendar);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/export/libical", test_samples);
  return g_test_run ();
}
