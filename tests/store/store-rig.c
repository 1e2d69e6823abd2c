/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store-rig.h"

#include "test-common.h"

static char *
load_preset (const char *id, gpointer user_data)
{
  g_autofree char *name = g_strconcat (id, ".json", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("MATOI_DATADIR"), "presets", name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

MatoiPolicy *
rig_load_policy (void)
{
  g_autofree char *text = load_preset ("pagerduty", NULL);
  g_autoptr (GError) error = NULL;
  MatoiPolicy *policy = matoi_policy_parse (text, -1, "pagerduty.json", load_preset, NULL, &error);

  g_assert_no_error (error);
  return policy;
}

void
rig_init (Rig *rig)
{
  g_autoptr (GError) error = NULL;

  rig->folder = g_dir_make_tmp ("matoi-store-XXXXXX", &error);
  g_assert_no_error (error);
  rig->path = g_build_filename (rig->folder, "matoi.db", NULL);
  rig->policy = rig_load_policy ();
  rig->store = NULL;
  rig->incident = (MatoiId){ { 0 } };
  rig_reopen (rig);
  g_assert_true (matoi_store_add_policy (rig->store, rig->policy, &error));
  g_assert_no_error (error);
}

void
rig_reopen (Rig *rig)
{
  g_autoptr (GError) error = NULL;

  matoi_store_close (rig->store);
  rig->store = matoi_store_open (rig->path, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
}

void
rig_clear (Rig *rig)
{
  matoi_store_close (rig->store);
  matoi_policy_unref (rig->policy);
  test_common_remove (rig->folder);
  g_free (rig->folder);
  g_free (rig->path);
}

MatoiCommand *
rig_declare (Rig *rig, const char *title)
{
  MatoiCommand *command = matoi_command_new ("declare", "aiko");

  matoi_command_set (command, "title", title);
  matoi_command_set (command, "severity", "2");
  matoi_command_set (command, "policy", matoi_policy_get_hash (rig->policy));
  matoi_command_set_int (command, "ref_seed", 7);
  return command;
}

MatoiCommand *
rig_note (const char *text)
{
  MatoiCommand *command = matoi_command_new ("note", "aiko");

  matoi_command_set (command, "kind", "fact");
  matoi_command_set (command, "text", text);
  return command;
}

/* Takes @command. */
MatoiReceipt *
rig_try (Rig *rig,
         MatoiStore *store,
         const MatoiId *incident,
         MatoiCommand *command,
         GError **error)
{
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  g_ptr_array_add (commands, command);
  return matoi_store_submit (store, incident, commands, RIG_NOW, error);
}

/* Takes @command; the first declaration sets rig->incident. */
void
rig_do (Rig *rig, MatoiCommand *command, MatoiId *first_event)
{
  g_autoptr (GError) error = NULL;
  gboolean is_new = matoi_id_is_null (&rig->incident);
  g_autoptr (MatoiReceipt) receipt =
    rig_try (rig, rig->store, is_new ? NULL : &rig->incident, command, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (receipt->events->len, >, 0);
  rig->incident = receipt->incident;
  if (first_event != NULL)
    *first_event = ((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id;
}

/* An incident with a bit of everything that has rows. */
void
rig_fill (Rig *rig)
{
  g_autofree char *entry = NULL, *todo = NULL;
  MatoiCommand *command;
  MatoiId id;

  rig_do (rig, rig_declare (rig, "Checkout is down"), NULL);
  rig_do (rig, rig_note ("The error rate is 40 %"), &id);
  entry = matoi_id_dup_text (&id);
  command = rig_note ("決済が遅い");
  command->occurred_at = RIG_NOW - 600000;
  rig_do (rig, command, NULL);
  command = matoi_command_new ("strike", "aiko");
  matoi_command_set (command, "entry", entry);
  matoi_command_set (command, "reason", "misread");
  rig_do (rig, command, NULL);
  command = matoi_command_new ("todo", "aiko");
  matoi_command_set (command, "text", "Renew the certificate");
  rig_do (rig, command, &id);
  todo = matoi_id_dup_text (&id);
  command = matoi_command_new ("todo-done", "aiko");
  matoi_command_set (command, "todo", todo);
  rig_do (rig, command, NULL);
  command = matoi_command_new ("role-assign", "aiko");
  matoi_command_set (command, "role", "ic");
  matoi_command_set (command, "person", "ben");
  rig_do (rig, command, NULL);
}

int
rig_sql (const char *path, const char *sql)
{
  sqlite3 *handle = NULL;
  char *message = NULL;
  int code;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_busy_timeout (handle, 1000);
  code = sqlite3_exec (handle, sql, NULL, NULL, &message);
  sqlite3_free (message);
  sqlite3_close (handle);
  return code;
}

static int
add_line (gpointer user_data, int n, char **values, char **names)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (user_data, "%s|", values[i] ? values[i] : "NULL");
  g_string_append_c (user_data, '\n');
  return 0;
}

/* Every row of the projections as text. */
char *
rig_dump (const char *path)
{
  static const char sql[] =
    "SELECT hex(uid), * FROM incident ORDER BY id; SELECT hex(uid), * FROM entry ORDER BY id;"
    "SELECT hex(uid), * FROM todo ORDER BY id; SELECT hex(uid), * FROM assignment ORDER BY uid;"
    "SELECT hex(uid), * FROM action ORDER BY id;";
  GString *dump = g_string_new (NULL);
  sqlite3 *handle = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, add_line, dump, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return g_string_free (dump, FALSE);
}

void
rig_assert_verifies (MatoiStore *store)
{
  g_autoptr (GError) error = NULL;
  MatoiVerification verification;

  g_assert_true (matoi_store_verify (store, &verification, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (verification.problem, ==, NULL);
  g_assert_true (verification.ok);
  matoi_verification_clear (&verification);
}
