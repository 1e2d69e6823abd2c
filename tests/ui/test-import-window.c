/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Messages of a Slack export are looked through and taken, by keyboard. */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "matoi-import-window.h"
#include "rig.h"

/* --- an export, as a folder */

static void
write_json (Fixture *fixture, const char *name, const char *json)
{
  g_autofree char *path = g_build_filename (fixture->folder, "export", name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, json, -1, NULL));
}

static char *
make_export (Fixture *fixture)
{
  write_json (fixture, "users.json",
              "[{\"id\":\"U1\",\"profile\":{\"display_name\":\"亜希\"}},"
              "{\"id\":\"U2\",\"real_name\":\"Ben Okafor\"}]");
  write_json (fixture, "channels.json",
              "[{\"id\":\"C1\",\"name\":\"incident\"},{\"id\":\"C2\",\"name\":\"random\"}]");
  write_json (
    fixture, "incident/2025-11-20.json",
    "[{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1763640000.000100\",\"text\":\"決済が失敗\","
    "\"reactions\":[{\"name\":\"pushpin\",\"users\":[\"U2\"],\"count\":1}]},"
    "{\"type\":\"message\",\"user\":\"U2\",\"ts\":\"1763640060.000100\",\"text\":\"looking\"},"
    "{\"type\":\"message\",\"user\":\"U2\",\"ts\":\"1763640120.000100\","
    "\"text\":\"TODO renew the certificate\\nTODO tell support\"},"
    "{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1763640180.000100\",\"text\":\"recovered\"}]");
  write_json (
    fixture, "random/2025-11-20.json",
    "[{\"type\":\"message\",\"user\":\"U1\",\"ts\":\"1763640000.000200\",\"text\":\"lunch\"}]");
  return g_build_filename (fixture->folder, "export", NULL);
}

/* --- the window */

static GtkWindow *
get_window (void)
{
  for (GList *l = gtk_window_list_toplevels (); l; l = l->next)
    if (MATOI_IS_IMPORT_WINDOW (l->data))
      return l->data;
  return NULL;
}

static GtkWidget *
get (const char *id)
{
  GtkWidget *widget = rig_find_id (GTK_WIDGET (get_window ()), id);

  g_assert_nonnull (widget);
  return widget;
}

static const char *
get_page (void)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get ("imp_stack")));
}

static gboolean
is_at (const char *page)
{
  return strcmp (get_page (), page) == 0;
}

static const char *
get_text (const char *id)
{
  return gtk_label_get_text (GTK_LABEL (get (id)));
}

/* The keyboard is on the line at @position of the list @id. */
static void
go_to (const char *id, guint position)
{
  gtk_widget_grab_focus (get (id));
  gtk_widget_activate_action (get (id), "list.select-item", "(ubb)", position, FALSE, FALSE);
}

static void
mark (const char *id, guint position)
{
  go_to (id, position);
  rig_press_in (get_window (), "space");
}

static void
click (const char *id)
{
  gtk_widget_grab_focus (get (id));
  g_assert_true (gtk_widget_is_sensitive (get (id)));
  g_signal_emit_by_name (get (id), "clicked");
}

static void
open_export (Fixture *fixture)
{
  g_autofree char *path = make_export (fixture);

  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-slack", NULL);
  WAIT_UNTIL (get_window () && gtk_widget_get_mapped (GTK_WIDGET (get_window ())));
  g_assert_true (is_at ("start"));
  matoi_import_window_open (MATOI_IMPORT_WINDOW (get_window ()), path);
  WAIT_UNTIL (is_at ("channels"));
}

static void
read_channel (void)
{
  click ("imp_read");
  g_assert_true (is_at ("channels")); /* none is chosen */
  g_assert_cmpstr (get_text ("imp_problem"), !=, "");
  mark ("imp_channels", 0);
  click ("imp_read");
  WAIT_UNTIL (is_at ("messages"));
}

static void
close_import (void)
{
  gpointer window = get_window ();

  g_object_add_weak_pointer (window, &window);
  gtk_window_close (window);
  WAIT_UNTIL (window == NULL);
}

/* --- the tests */

static void
test_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL, again = NULL;
  GtkWidget *todos;

  open_export (fixture);
  read_channel ();
  /* what somebody marked in Slack is chosen already */
  g_assert_cmpstr (get_text ("cho_said_count"), ==, "4 messages");
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "1 entry") == 0);

  mark ("cho_said", 2);
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "2 entries") == 0);
  todos = get ("cho_todos");
  g_assert_true (gtk_widget_get_visible (todos));
  /* by mistake, and back */
  mark ("cho_said", 1);
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "3 entries") == 0);
  mark ("cho_said", 1);
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "2 entries") == 0);

  gtk_editable_set_text (GTK_EDITABLE (get ("tar_title")), "決済障害 <1> & 2");
  click ("imp_import");
  WAIT_UNTIL (is_at ("done"));

  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->title, ==, "決済障害 <1> & 2");
  g_assert_cmpuint (rig_count_entries (incident, "fact", "決済が失敗"), ==, 1);
  g_assert_cmpuint (rig_count_entries (incident, "fact", "looking"), ==, 0);
  g_assert_cmpuint (incident->todos->len, ==, 2);

  /* twice changes nothing, and says so */
  click ("imp_more");
  WAIT_UNTIL (is_at ("messages"));
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "1 entry") == 0);
  g_assert_nonnull (strstr (get_text ("imp_note"), "changes nothing"));
  click ("imp_import");
  WAIT_UNTIL (is_at ("done"));
  again = rig_read_back (fixture, NULL);
  g_assert_cmpint (again->last_seq, ==, incident->last_seq);
  close_import ();
}

static void
test_existing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiIncident) incident = NULL;

  rig_declare (fixture, "Checkout 5xx spike");
  open_export (fixture);
  read_channel ();
  gtk_editable_set_text (GTK_EDITABLE (get ("cho_search")), "RECOV");
  WAIT_UNTIL (strcmp (get_text ("cho_said_count"), "1 message") == 0);
  click ("cho_none");
  click ("cho_all");
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "1 entry") == 0);
  WAIT_UNTIL (gtk_widget_is_sensitive (get ("tar_existing")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (get ("tar_existing")), TRUE);
  click ("imp_import");
  WAIT_UNTIL (is_at ("done"));
  incident = rig_read_back (fixture, NULL);
  g_assert_cmpstr (incident->title, ==, "Checkout 5xx spike");
  g_assert_cmpuint (rig_count_entries (incident, "fact", "recovered"), ==, 1);
  g_assert_cmpuint (rig_count_entries (incident, "fact", "決済が失敗"), ==, 0);
  close_import ();
}

/* Cancelled: nothing of it is there, and what was chosen still is. */
static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (MatoiContext) other = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  open_export (fixture);
  read_channel ();
  click ("cho_all");
  WAIT_UNTIL (strcmp (get_text ("cho_told_count"), "4 entries") == 0);
  click ("imp_import");
  g_assert_true (is_at ("busy"));
  rig_press_in (get_window (), "Escape");
  WAIT_UNTIL (!is_at ("busy"));
  g_assert_true (is_at ("messages"));
  g_assert_cmpstr (get_text ("cho_told_count"), ==, "4 entries");
  other = matoi_context_new (fixture->db, MATOI_STORE_READ_WRITE, NULL);
  rows = matoi_store_list (matoi_context_get_store (other), NULL, 0, NULL);
  g_assert_cmpuint (rows->len, ==, 0);

  /* Escape goes back, step by step */
  rig_press_in (get_window (), "Escape");
  g_assert_true (is_at ("channels"));
  rig_press_in (get_window (), "Escape");
  g_assert_true (is_at ("start"));
  close_import ();
}

/* What is no export is told in a sentence. */
static void
test_no_export (Fixture *fixture, gconstpointer data)
{
  WAIT_UNTIL (g_strcmp0 (rig_get_page (fixture), "loading") != 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.import-slack", NULL);
  WAIT_UNTIL (get_window () && gtk_widget_get_mapped (GTK_WIDGET (get_window ())));
  matoi_import_window_open (MATOI_IMPORT_WINDOW (get_window ()), fixture->folder);
  WAIT_UNTIL (is_at ("start"));
  g_assert_nonnull (strstr (get_text ("imp_problem"), "Nothing was imported"));
  close_import ();
}

int
main (int argc, char **argv)
{
  rig_init (&argc, &argv);
  g_test_add ("/ui/import/chosen", Fixture, NULL, rig_set_up, test_import, rig_tear_down);
  g_test_add ("/ui/import/existing", Fixture, NULL, rig_set_up, test_existing, rig_tear_down);
  g_test_add ("/ui/import/cancel", Fixture, NULL, rig_set_up, test_cancel, rig_tear_down);
  g_test_add ("/ui/import/no-export", Fixture, NULL, rig_set_up, test_no_export, rig_tear_down);
  return g_test_run ();
}
