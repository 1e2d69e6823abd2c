/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What was known when: an incident goes forward and back by its clock. */

#include "config.h"

#include "matoi-import.h"
#include "matoi-playback.h"
#include "test-common.h"

#define BEGIN G_GINT64_CONSTANT (1795000000000) /* some day in 2026 */

typedef struct
{
  char *folder;
  MatoiContext *context;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *db = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-playback-XXXXXX", &error);
  g_assert_no_error (error);
  db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Ann");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
}

static MatoiIncident *
import (Fixture *fixture, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "incidents", name, NULL);
  MatoiImportResult result = { NULL };
  g_autoptr (GError) error = NULL;
  MatoiIncident *incident;
  MatoiId id;

  matoi_import_file (fixture->context, path, NULL, NULL, &result, &error);
  g_assert_no_error (error);
  g_assert_true (
    matoi_context_resolve (fixture->context, g_ptr_array_index (result.created, 0), &id, &error));
  incident = matoi_context_load (fixture->context, &id, &error);
  g_assert_no_error (error);
  matoi_import_result_clear (&result);
  return incident;
}

/* Everything one can tell apart at a glance. */
static char *
sum_up (MatoiPlayback *playback)
{
  const MatoiIncident *incident = matoi_playback_get_incident (playback);

  return g_strdup_printf ("%s %s %s %u entries %u assigned %u todos", incident->state,
                          incident->phase ? incident->phase : "-",
                          incident->severity ? incident->severity : "-", incident->entries->len,
                          incident->assignments->len, incident->todos->len);
}

static void
assert_nothing_from_later (MatoiPlayback *playback)
{
  const MatoiIncident *incident = matoi_playback_get_incident (playback);
  gint64 now = matoi_playback_get_time (playback);

  g_assert_true (incident->declared);
  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      /* It has to have a name from the beginning. */
      if (g_strcmp0 (entry->event->type, "incident.declared") != 0)
        g_assert_cmpint (entry->occurred_at, <=, now);
    }
}

static void
test_there_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) whole = import (fixture, data);
  g_autoptr (MatoiPlayback) playback = matoi_playback_new (whole);
  g_autoptr (GPtrArray) sums = g_ptr_array_new_with_free_func (g_free);
  gint64 before = matoi_playback_get_start (playback);
  g_autofree char *at_end = NULL;

  g_assert_cmpint (matoi_playback_get_time (playback), ==, before);
  do
    {
      assert_nothing_from_later (playback);
      g_ptr_array_add (sums, sum_up (playback));
    }
  while (matoi_playback_step (playback, TRUE) && matoi_playback_get_time (playback) > before);
  g_assert_cmpint (matoi_playback_get_time (playback), ==, matoi_playback_get_end (playback));
  g_assert_cmpstr (matoi_playback_get_incident (playback)->state, ==, "ended");
  g_assert_cmpuint (matoi_playback_get_incident (playback)->entries->len, ==, whole->entries->len);
  g_assert_cmpuint (sums->len, >=, 3);

  for (guint i = sums->len; i > 0; i--)
    {
      g_autofree char *sum = sum_up (playback);

      g_assert_cmpstr (sum, ==, g_ptr_array_index (sums, i - 1));
      g_assert_true (matoi_playback_step (playback, FALSE) == (i > 1));
    }
  g_assert_cmpint (matoi_playback_get_time (playback), ==, matoi_playback_get_start (playback));

  matoi_playback_set_time (playback, G_MAXINT64);
  at_end = sum_up (playback);
  g_assert_cmpstr (at_end, ==, g_ptr_array_index (sums, sums->len - 1));
}

static void
submit (Fixture *fixture, const MatoiId *incident, MatoiCommand *command, gint64 at)
{
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt;

  command->occurred_at = at;
  receipt = matoi_context_submit (fixture->context, incident, command, &error);
  g_assert_no_error (error);
  matoi_context_free_receipt (receipt);
  matoi_command_free (command);
}

/* What happened at five past and was learned at ten past is not known at seven past. */
static void
test_learned_later (Fixture *fixture, gconstpointer data)
{
  MatoiCommand *command = matoi_command_new ("declare", "Ann");
  g_autoptr (MatoiIncident) whole = NULL;
  g_autoptr (MatoiPlayback) playback = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  MatoiId id;

  matoi_context_set_now (fixture->context, BEGIN);
  matoi_command_set (command, "title", "Payments fail");
  matoi_command_set (command, "severity", "1");
  g_assert_true (matoi_context_prepare_declare (fixture->context, command, NULL, NULL));
  submit (fixture, NULL, command, BEGIN);
  rows = matoi_context_list (fixture->context, NULL, 0, NULL);
  id = ((MatoiIncidentRow *) g_ptr_array_index (rows, 0))->id;

  matoi_context_set_now (fixture->context, BEGIN + 10 * MATOI_MINUTE);
  command = matoi_command_new ("note", "Ann");
  matoi_command_set (command, "text", "The pool was exhausted");
  submit (fixture, &id, command, BEGIN + 5 * MATOI_MINUTE);

  whole = matoi_context_load (fixture->context, &id, NULL);
  playback = matoi_playback_new (whole);
  matoi_playback_set_time (playback, BEGIN + 7 * MATOI_MINUTE);
  g_assert_cmpuint (matoi_playback_get_incident (playback)->entries->len + 1, ==,
                    whole->entries->len);
  g_assert_true (matoi_playback_step (playback, TRUE));
  g_assert_cmpint (matoi_playback_get_time (playback), ==, BEGIN + 10 * MATOI_MINUTE);
  g_assert_cmpuint (matoi_playback_get_incident (playback)->entries->len, ==, whole->entries->len);
  g_assert_false (matoi_playback_step (playback, TRUE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, file, func) g_test_add (path, Fixture, file, set_up, func, tear_down)
  ADD ("/playback/there-and-back/github", "github-2018-10-21-network-partition.json",
       test_there_and_back);
  ADD ("/playback/there-and-back/smarthr", "smarthr-2017-06-05-audit-log.json",
       test_there_and_back);
  ADD ("/playback/learned-later", NULL, test_learned_later);
  return g_test_run ();
}
