/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is handed to the person's own programs, by keyboard: a mail is composed, a meeting is put
 * into a calendar, X is opened with the text. A program of the test takes what it is given; once in
 * each language (meson.build). */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "keys.h"
#include "matoi-mail-page.h"
#include "matoi-meeting-page.h"
#include "pm-rig.h"

/* What the program was given last, of any kind. */
static char *taken;

static void
write_file (const char *path, const char *text, int mode)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_NONE, mode, &error);
  g_assert_no_error (error);
}

/* One program for mail, calendars and the web; before GTK looks for any. */
static char *
install_program (void)
{
  g_autoptr (GError) error = NULL;
  char *home = g_dir_make_tmp ("matoi-programs-XXXXXX", &error);
  g_autofree char *script = g_build_filename (home, "take", NULL);
  g_autofree char *entry =
    g_build_filename (home, "data", "applications", "matoi-test-take.desktop", NULL);
  g_autofree char *defaults = g_build_filename (home, "config", "mimeapps.list", NULL);
  g_autofree char *data = g_build_filename (home, "data", NULL);
  g_autofree char *config = g_build_filename (home, "config", NULL);
  g_autofree char *run = NULL, *desktop = NULL;

  g_assert_no_error (error);
  taken = g_build_filename (home, "taken", NULL);
  /* Whole, or not at all: who waits for it must not find half of it. */
  run = g_strdup_printf ("#!/bin/sh\nt='%s'\ncase \"$1\" in\n"
                         "file:*|/*) cp \"${1#file://}\" \"$t.new\";;\n"
                         "*) printf '%%s' \"$1\" > \"$t.new\";;\nesac\nmv \"$t.new\" \"$t\"\n",
                         taken);
  write_file (script, run, 0700);
  desktop = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Take\nExec=%s %%u\n"
                             "MimeType=x-scheme-handler/mailto;x-scheme-handler/https;"
                             "text/calendar;\n",
                             script);
  write_file (entry, desktop, 0600);
  write_file (defaults,
              "[Default Applications]\nx-scheme-handler/mailto=matoi-test-take.desktop\n"
              "x-scheme-handler/https=matoi-test-take.desktop\n"
              "text/calendar=matoi-test-take.desktop\n",
              0600);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  return home;
}

static char *
wait_for_taken (void)
{
  char *text;

  WAIT_UNTIL (g_file_test (taken, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (taken, &text, NULL, NULL));
  g_unlink (taken);
  return text;
}

/* --- */

static void
end_incident (Fixture *fixture)
{
  rig_declare (fixture, "決済 A & B <c>; 50% の失敗");
  rig_submit (fixture, "Aiko Tanaka", "role-assign", "role", "ic", "person", "Ben Okafor", NULL);
  rig_submit (fixture, "Aiko Tanaka", "end", "outcome", "recovered", "final_severity", "1", "owner",
              "Aiko Tanaka", "override", "a test", NULL);
}

/* The very words, to whom it says; what was sent is recorded only when somebody says so. */
static void
test_mail (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autofree char *text = NULL, *plain = NULL, *head = NULL, *body = NULL;

  end_incident (fixture);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MAIL_PAGE, NULL), "mail");
  document_type_into (&document, "mai_to", "team@acme.example, ops@acme.example");
  document_push (&document, "mai_open");
  text = wait_for_taken ();
  g_assert_true (g_str_has_prefix (text, "mailto:team@acme.example,ops@acme.example?subject="));
  plain = g_uri_unescape_string (text, NULL);
  g_assert_nonnull (plain);
  head = g_strdup (document_get_label (&document, "mai_subject"));
  g_assert_nonnull (strstr (plain, head));
  g_assert_nonnull (strstr (plain, "決済 A & B <c>; 50% の失敗"));
  /* RFC 6068: lines end in CRLF, and nothing but the three parts is there. */
  g_assert_nonnull (strstr (text, "%0D%0A"));
  g_assert_null (strchr (text, ' '));
  g_assert_null (strchr (text, '<'));
  body = g_strdup (strstr (text, "&body="));
  g_assert_nonnull (body);
  g_assert_null (strchr (body + 1, '&'));
  g_assert_cmpint (document_get_incident (&document)->postmortem->done_mail_at, ==,
                   MATOI_TIME_NONE);
  document_close (&document);
}

static void
check_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\r\n", -1);

  g_assert_true (g_str_has_suffix (text, "\r\n"));
  for (guint i = 0; lines[i]; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <=, 75);
      g_assert_null (strpbrk (lines[i], "\r\n"));
      g_assert_true (g_utf8_validate (lines[i], -1, NULL));
    }
}

static guint
count (const char *text, const char *line)
{
  guint n = 0;

  for (const char *at = strstr (text, line); at; at = strstr (at + 1, line))
    n++;
  return n;
}

/* RFC 5545: lines, one event with its own id and stamp, times in UTC, Japanese as it is. */
static void
test_calendar (Fixture *fixture, gconstpointer data)
{
  Document document;
  g_autofree char *text = NULL, *whole = NULL;
  g_auto (GStrv) folds = NULL;

  end_incident (fixture);
  rig_submit (fixture, "Aiko Tanaka", "pm-meeting", "at", "2026-11-26T01:00:00Z", NULL);
  document_open (fixture, &document, g_object_new (MATOI_TYPE_MEETING_PAGE, NULL), "meeting");
  WAIT_UNTIL (document_is_shown (&document, "mee_open_calendar"));
  document_push (&document, "mee_open_calendar");
  text = wait_for_taken ();
  check_lines (text);
  folds = g_strsplit (text, "\r\n ", -1);
  whole = g_strjoinv ("", folds);
  g_assert_true (g_str_has_prefix (whole, "BEGIN:VCALENDAR\r\n"));
  g_assert_true (g_str_has_suffix (whole, "END:VCALENDAR\r\n"));
  g_assert_cmpuint (count (whole, "\r\nBEGIN:VEVENT\r\n"), ==, 1);
  g_assert_cmpuint (count (whole, "\r\nUID:"), ==, 1);
  g_assert_cmpuint (count (whole, "\r\nDTSTAMP:"), ==, 1);
  g_assert_nonnull (strstr (whole, "\r\nDTSTART:20261126T010000Z\r\n"));
  g_assert_nonnull (strstr (whole, "\r\nVERSION:2.0\r\n"));
  g_assert_nonnull (strstr (whole, "決済 A & B <c>\\; 50% の失敗"));
  document_close (&document);
}

/* The text as it stands there, percent by percent; the link to the post is recorded. */
static void
test_x (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL, *plain = NULL;
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Payments fail");
  rig_press (fixture, "<Control>l");
  rig_type (fixture, "/update public");
  rig_enter (fixture);
  WAIT_UNTIL (keys_is_shown (fixture, "upd_text") && keys_is_at (fixture, "upd_text"));
  keys_type (fixture, "決済 & 50%");
  g_assert_false (keys_is_shown (fixture, "px_url"));
  keys_push (fixture, "px_open");
  text = wait_for_taken ();
  g_assert_true (g_str_has_prefix (text, "https://x.com/intent/tweet?text="));
  g_assert_null (strchr (text, '&'));
  plain = g_uri_unescape_string (text, NULL);
  g_assert_nonnull (strstr (plain, "決済 & 50%"));
  WAIT_UNTIL (keys_is_shown (fixture, "px_url"));
  keys_fill (fixture, "px_url", "https://x.com/acme/status/1");
  rig_press (fixture, "Return");
  WAIT_UNTIL (!keys_is_shown (fixture, "px_url"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpuint (incident->links->len, ==, 1);
  g_assert_cmpstr (((MatoiEvidence *) g_ptr_array_index (incident->links, 0))->url, ==,
                   "https://x.com/acme/status/1");
}

int
main (int argc, char **argv)
{
  g_autofree char *home = install_program ();
  int failed;

  rig_init (&argc, &argv);
  g_test_add ("/handed-over/mail", Fixture, NULL, rig_set_up, test_mail, rig_tear_down);
  g_test_add ("/handed-over/calendar", Fixture, NULL, rig_set_up, test_calendar, rig_tear_down);
  g_test_add ("/handed-over/x", Fixture, NULL, rig_set_up, test_x, rig_tear_down);
  failed = g_test_run ();
  test_common_remove (home);
  g_free (taken);
  return failed;
}
