/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What there is to say of an incident without opening it, and to whom. */

#include "config.h"

#include <gio/gio.h>
#include <locale.h>
#include <string.h>

#include "matoi-brief.h"
#include "matoi-context-similar.h"
#include "test-common.h"

typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  MatoiId incident;
  MatoiBrief *brief;
  GError *error;
  gboolean answered;
} Fixture;

static void
tell (Fixture *fixture, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Ann");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)) != NULL)
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  receipt = matoi_context_submit (fixture->context, &fixture->incident, command, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiCommand) command = matoi_command_new ("declare", "Ann");
  g_autoptr (MatoiReceipt) receipt = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-brief-XXXXXX", NULL);
  fixture->db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Ann");
  matoi_command_set (command, "title", "Checkout fails");
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  receipt = matoi_context_submit (fixture->context, NULL, command, &error);
  g_assert_no_error (error);
  fixture->incident = receipt->incident;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->brief, matoi_brief_free);
  g_clear_error (&fixture->error);
  g_object_unref (fixture->context);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->db);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->brief =
    matoi_context_read_brief_finish (MATOI_CONTEXT (source), result, &fixture->error);
  fixture->answered = TRUE;
}

static void
read_brief (Fixture *fixture)
{
  fixture->answered = FALSE;
  g_clear_pointer (&fixture->brief, matoi_brief_free);
  g_clear_error (&fixture->error);
  matoi_context_read_brief_async (fixture->context, &fixture->incident, NULL, on_read, fixture);
  WAIT_UNTIL (fixture->answered);
}

static void
test_content (Fixture *fixture, gconstpointer data)
{
  const MatoiBriefSpan *last;
  const MatoiBriefEntry *entry;

  tell (fixture, "role-assign", "role", "scribe", "person", "Ben", NULL);
  tell (fixture, "note", "kind", "decision", "text", "Roll back", NULL);
  tell (fixture, "note", "kind", "fact", "text", "It is slow", NULL);
  tell (fixture, "severity", "to", "1", "reason", "Everybody sees it", NULL);
  tell (fixture, "link", "kind", MATOI_LINK_SEEN_BEFORE, "url", "matoi:INC-250101-AA", NULL);
  read_brief (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->brief->title, ==, "Checkout fails");
  g_assert_true (fixture->brief->live);
  g_assert_cmpuint (fixture->brief->spans->len, ==, 2);
  last = &g_array_index (fixture->brief->spans, MatoiBriefSpan, 1);
  g_assert_cmpstr (last->label, ==, "SEV-1");
  g_assert_cmpint (last->to, ==, fixture->brief->to);
  g_assert_cmpuint (fixture->brief->entries->len, ==, 1);
  entry = g_ptr_array_index (fixture->brief->entries, 0);
  g_assert_cmpstr (entry->text, ==, "Roll back");
  g_assert_cmpuint (fixture->brief->people->len, >=, 1);
  g_assert_cmpstr (fixture->brief->seen_before[0], ==, "INC-250101-AA");
  g_assert_cmpint (fixture->brief->times[MATOI_BRIEF_RESOLVE], ==, MATOI_TIME_NONE);
}

/* HIS-07 */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  tell (fixture, "role-assign", "role", "ic", "person", "Ben", NULL);
  tell (fixture, "security", "codename", "Maple", NULL);
  matoi_context_set_identity (fixture->context, "Carol");
  read_brief (fixture);
  g_assert_null (fixture->brief);
  g_assert_error (fixture->error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_assert_null (strstr (fixture->error->message, "Checkout"));
  matoi_context_set_identity (fixture->context, "Ben");
  read_brief (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->brief->title, ==, "Maple");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/brief/content", Fixture, NULL, set_up, test_content, tear_down);
  g_test_add ("/brief/confidential", Fixture, NULL, set_up, test_confidential, tear_down);
  return g_test_run ();
}
