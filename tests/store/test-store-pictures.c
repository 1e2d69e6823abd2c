/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-picture-ref.h"
#include "store-rig.h"

/* Long enough to be found again in a file. */
#define PIXELS "only-this-picture-has-these-points"
static const char png[] = "\x89PNG\r\n\x1a\n" PIXELS;
static const char other[] = "\x89PNG\r\n\x1a\nanother one";

static MatoiCommand *
picture_command (const char *text)
{
  MatoiCommand *command = matoi_command_new ("pm-picture", "owen");
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  matoi_command_set_int (command, "width", 4);
  matoi_command_set_int (command, "height", 3);
  matoi_command_set_attachment (command, bytes);
  return command;
}

static char *
dup_ref (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autofree char *hash = matoi_picture_dup_hash (bytes);

  return matoi_picture_ref_new (hash);
}

/* With a postmortem and one picture, which @event tells of. */
static void
init (Rig *rig, MatoiId *event)
{
  MatoiCommand *command;

  rig_init (rig);
  rig_fill (rig);
  command = matoi_command_new ("end", "ben");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "override", "test");
  matoi_command_set (command, "owner", "owen");
  rig_do (rig, command, NULL);
  rig_do (rig, picture_command (png), event);
}

static void
assert_there (MatoiStore *store, const MatoiId *incident, const char *text, gboolean there)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *ref = dup_ref (text);
  g_autoptr (GBytes) bytes = matoi_store_load_picture (store, incident, ref, &error);

  if (there)
    {
      g_assert_no_error (error);
      g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), text,
                       strlen (text));
    }
  else
    {
      g_assert_null (bytes);
      g_assert_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
    }
}

static gboolean
file_has (const char *path, const char *needle)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) &&
         memmem (bytes, length, needle, strlen (needle)) != NULL;
}

static void
test_kept (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (MatoiReceipt) again = NULL;
  MatoiId event, stranger = { { 7 } };
  Rig rig;

  init (&rig, &event);
  assert_there (rig.store, &rig.incident, png, TRUE);
  assert_there (rig.store, &rig.incident, other, FALSE);
  /* one of another incident is none of ours */
  assert_there (rig.store, &stranger, png, FALSE);
  again = rig_try (&rig, rig.store, &rig.incident, picture_command (png), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->events->len, ==, 0);
  rig_do (&rig, picture_command (other), NULL);
  all = matoi_store_load_pictures (rig.store, &rig.incident, &error);
  g_assert_cmpuint (g_hash_table_size (all), ==, 2);
  rig_assert_verifies (rig.store);
  g_assert_true (matoi_store_rebuild (rig.store, NULL, NULL, &error));
  assert_there (rig.store, &rig.incident, png, TRUE);
  rig_reopen (&rig);
  assert_there (rig.store, &rig.incident, png, TRUE);
  rig_clear (&rig);
}

/* A command that fails later takes the picture of the one before it along. */
static void
test_all_or_nothing (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);
  MatoiId event;
  Rig rig;

  init (&rig, &event);
  g_ptr_array_add (commands, picture_command (other));
  g_ptr_array_add (commands, matoi_command_new ("pm-comment", "owen"));
  g_assert_null (matoi_store_submit (rig.store, &rig.incident, commands, RIG_NOW, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  assert_there (rig.store, &rig.incident, other, FALSE);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

/* Whoever opens the file with another program. */
static void
test_guarded (void)
{
  static const char *const refused[] = {
    "DELETE FROM attachment",
    "UPDATE attachment SET bytes=x'00'",
    "REPLACE INTO attachment SELECT incident, hash, type, x'00' FROM attachment",
    "INSERT INTO attachment SELECT incident, lower(hex(zeroblob(32))), type, bytes FROM attachment",
  };
  static const char *const found[] = {
    "DROP TRIGGER attachment_no_delete; DELETE FROM attachment",
    "DROP TRIGGER attachment_no_update; UPDATE attachment SET bytes=x'89504e47'",
    "DROP TRIGGER attachment_no_update; UPDATE attachment SET incident=randomblob(16)",
    "DROP TRIGGER attachment_no_stranger; INSERT INTO attachment SELECT incident,"
    " lower(hex(zeroblob(32))), type, bytes FROM attachment",
  };
  MatoiId event;

  for (guint i = 0; i < G_N_ELEMENTS (refused) + G_N_ELEMENTS (found); i++)
    {
      gboolean refuses = i < G_N_ELEMENTS (refused);
      const char *sql = refuses ? refused[i] : found[i - G_N_ELEMENTS (refused)];
      MatoiVerification result = { 0 };
      g_autoptr (GError) error = NULL;
      Rig rig;

      g_test_message ("%s", sql);
      init (&rig, &event);
      g_assert_cmpint (rig_sql (rig.path, sql) == SQLITE_OK, ==, !refuses);
      g_assert_true (matoi_store_verify (rig.store, &result, &error));
      g_assert_no_error (error);
      g_assert_cmpint (result.ok, ==, refuses);
      if (!refuses)
        g_assert_nonnull (strstr (result.problem, "picture"));
      matoi_verification_clear (&result);
      rig_clear (&rig);
    }
}

static void
test_redaction (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *wal = NULL;
  MatoiId event;
  Rig rig;

  init (&rig, &event);
  wal = g_strconcat (rig.path, "-wal", NULL);
  g_assert_true (file_has (wal, PIXELS) || file_has (rig.path, PIXELS));
  g_assert_true (matoi_store_redact (rig.store, &event, "a face", "ben", RIG_NOW, &error));
  g_assert_no_error (error);
  g_assert_false (file_has (wal, PIXELS));
  g_assert_false (file_has (rig.path, PIXELS));
  assert_there (rig.store, &rig.incident, png, FALSE);
  rig_assert_verifies (rig.store);
  /* It may come back, as a new event. */
  rig_do (&rig, picture_command (png), NULL);
  assert_there (rig.store, &rig.incident, png, TRUE);
  rig_assert_verifies (rig.store);
  rig_clear (&rig);
}

static void
test_backup (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (MatoiStore) copy = NULL;
  MatoiId event;
  Rig rig;

  init (&rig, &event);
  backup = g_build_filename (rig.folder, "backup.db", NULL);
  g_assert_true (matoi_store_backup (rig.store, backup, &error));
  copy = matoi_store_open (backup, MATOI_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_there (copy, &rig.incident, png, TRUE);
  rig_assert_verifies (copy);
  rig_clear (&rig);
}

/* @pictures (nullable) come along with everything of @from. */
static gboolean
apply (Rig *to, Rig *from, GHashTable *pictures, GError **error)
{
  g_autoptr (GPtrArray) events = matoi_store_read_events (from->store, &from->incident, 0, 0, NULL);
  g_autoptr (GPtrArray) batches = g_ptr_array_new ();
  MatoiBatch batch = { .events = events, .pictures = pictures };

  g_ptr_array_add (batches, &batch);
  return matoi_store_add_policy (to->store, from->policy, error) &&
         matoi_store_import (to->store, batches, RIG_NOW, NULL, NULL, error);
}

/* Events from elsewhere bring their pictures, the right ones, or do not come in. */
static void
test_applied (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) pictures = NULL, forged = NULL;
  GHashTableIter iter;
  gpointer hash;
  MatoiId event;
  Rig from, to;

  init (&from, &event);
  rig_init (&to);
  pictures = matoi_store_load_pictures (from.store, &from.incident, NULL);
  forged = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_bytes_unref);
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    g_hash_table_insert (forged, hash, g_bytes_new (other, strlen (other)));
  g_assert_false (apply (&to, &from, NULL, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (apply (&to, &from, forged, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&error);
  assert_there (to.store, &from.incident, png, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (apply (&to, &from, pictures, &error));
      g_assert_no_error (error);
      assert_there (to.store, &from.incident, png, TRUE);
      rig_assert_verifies (to.store);
    }
  rig_clear (&from);
  rig_clear (&to);
}

/* A state that nobody decided does not come in by an event, either: it is kept, and does nothing. */
static void
test_forged_state (void)
{
  static const char *const tos[] = { "in-review", "reviewed", "closed", "waived", "draft" };
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  g_autoptr (MatoiIncident) incident = NULL;
  g_autoptr (GError) error = NULL;
  MatoiId event;
  Rig rig;

  init (&rig, &event);
  for (guint i = 0; i < G_N_ELEMENTS (tos); i++)
    {
      JsonObject *payload = json_object_new ();
      MatoiEvent *forged;

      matoi_json_set_string (payload, "to", tos[i]);
      forged = matoi_event_new ("postmortem.advanced", "mallory", RIG_NOW, RIG_NOW, payload);
      matoi_id_next (&forged->id, &event, RIG_NOW, 99 + i);
      forged->incident = rig.incident;
      g_ptr_array_add (events, forged);
    }
  g_assert_cmpint (matoi_store_apply (rig.store, events, RIG_NOW, &error), ==, 5);
  g_assert_no_error (error);
  incident = matoi_store_load (rig.store, &rig.incident, &error);
  g_assert_cmpuint (incident->not_applied->len, ==, 5);
  rig_assert_verifies (rig.store);
  {
    g_autoptr (GPtrArray) rows = matoi_store_list_postmortems (rig.store, TRUE, &error);

    g_assert_cmpstr (((MatoiIncidentRow *) rows->pdata[0])->postmortem_state, ==, "draft");
  }
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/pictures/kept", test_kept);
  g_test_add_func ("/store/pictures/all-or-nothing", test_all_or_nothing);
  g_test_add_func ("/store/pictures/guarded", test_guarded);
  g_test_add_func ("/store/pictures/redaction", test_redaction);
  g_test_add_func ("/store/pictures/backup", test_backup);
  g_test_add_func ("/store/pictures/applied", test_applied);
  g_test_add_func ("/store/pictures/forged-state", test_forged_state);
  return g_test_run ();
}
