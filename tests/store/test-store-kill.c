/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>
#include <signal.h>

#include "store-rig.h"

#define LINE (MATOI_ID_TEXT_LENGTH + 1)

/* Reads @n acknowledgements, kills, and reads what was said before that. */
static void
run_once (Rig *rig, guint n, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "store", "kill-writer", NULL);
  g_autofree char *incident = matoi_id_dup_text (&rig->incident);
  g_autoptr (GSubprocess) child =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, rig->path, incident, NULL);
  GInputStream *pipe;
  char line[LINE];
  gsize length;

  g_assert_no_error (error);
  pipe = g_subprocess_get_stdout_pipe (child);
  for (guint i = 0;; i++)
    {
      if (i == n)
        g_subprocess_send_signal (child, SIGKILL);
      if (!g_input_stream_read_all (pipe, line, LINE, &length, NULL, NULL) || length < LINE)
        break;
      line[LINE - 1] = '\0';
      g_ptr_array_add (acknowledged, g_strdup (line));
    }
  g_assert_cmpuint (acknowledged->len, >=, n);
  g_subprocess_wait (child, NULL, NULL);
}

static void
test_kill (void)
{
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint n_kills = g_test_quick () ? 200 : 1000;
  Rig rig;

  rig_init (&rig);
  rig_fill (&rig);
  for (guint i = 0; i < n_kills; i++)
    {
      run_once (&rig, (guint) g_test_rand_int_range (1, 30), acknowledged);
      if (i % 20 == 19)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (MatoiIncident) incident = NULL;

          rig_reopen (&rig);
          incident = matoi_store_load (rig.store, &rig.incident, &error);
          g_assert_no_error (error);
          for (guint j = 0; j < acknowledged->len; j++)
            {
              MatoiId id;

              g_assert_true (matoi_id_from_text (&id, g_ptr_array_index (acknowledged, j)));
              g_assert_nonnull (matoi_incident_find_entry (incident, &id));
            }
          rig_assert_verifies (rig.store);
        }
    }
  g_test_message ("%u entries acknowledged, all there", acknowledged->len);
  rig_clear (&rig);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/kill/acknowledged-is-there", test_kill);
  return g_test_run ();
}
