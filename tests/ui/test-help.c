/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* F1, with a help viewer that only writes down what it is handed, and without one. */

#include "config.h"

#include <glib/gstdio.h>

#include "rig.h"

#define DESKTOP_FILE "matoi-test-viewer.desktop"

static char *scratch, *pages, *viewer, *said;

static gboolean
has_label (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    if (has_label (child, text))
      return TRUE;
  return FALSE;
}

static void
write_file (const char *contents, const char *first, ...)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *folder = NULL;
  va_list args;

  va_start (args, first);
  path = g_build_filename_valist (first, &args);
  va_end (args);
  folder = g_path_get_dirname (path);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

/* The folders are named before anything asks GLib for them. */
static void
set_up_viewer (void)
{
  g_autofree char *desktop = NULL, *data = NULL, *config = NULL;

  scratch = g_dir_make_tmp ("matoi-help-XXXXXX", NULL);
  data = g_build_filename (scratch, "data", NULL);
  config = g_build_filename (scratch, "config", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  pages = g_build_filename (scratch, "pages", NULL);
  g_setenv ("MATOI_HELPDIR", pages, TRUE);
  viewer = g_build_filename (scratch, "viewer", NULL);
  said = g_strconcat (viewer, ".said", NULL);
  write_file ("#!/bin/sh\nprintf '%s' \"$1\" >\"$0.part\" && mv \"$0.part\" \"$0.said\"\n", viewer,
              NULL);
  g_assert_cmpint (g_chmod (viewer, 0700), ==, 0);
  desktop = g_strdup_printf ("[Desktop Entry]\nType=Application\nName=Viewer\nExec=%s %%u\n"
                             "MimeType=x-scheme-handler/help;\n",
                             viewer);
  write_file (desktop, data, "applications", DESKTOP_FILE, NULL);
  write_file ("[Default Applications]\nx-scheme-handler/help=" DESKTOP_FILE "\n", config,
              "mimeapps.list", NULL);
}

static void
test_not_installed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  rig_press (fixture, "F1");
  WAIT_UNTIL (has_label (window, "The help is not installed with this Matoi"));
}

static void
test_viewer (Fixture *fixture, gconstpointer data)
{
  g_autofree char *wanted = NULL, *handed = NULL;

  write_file ("<page/>", pages, "C", "index.page", NULL);
  rig_press (fixture, "F1");
  WAIT_UNTIL (g_file_test (said, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_get_contents (said, &handed, NULL, NULL));
  /* GLib makes a path of the address of a local file. */
  wanted = g_build_filename (pages, "C", NULL);
  g_assert_true (g_str_has_suffix (handed, wanted));
}

static void
test_no_viewer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  /* It is there, and cannot be started. */
  g_assert_cmpint (g_unlink (viewer), ==, 0);
  write_file ("<page/>", pages, "C", "index.page", NULL);
  rig_press (fixture, "F1");
  WAIT_UNTIL (has_label (window, "No help viewer such as Yelp is installed"));
  g_assert_true (has_label (window, "Show the Files"));
}

int
main (int argc, char **argv)
{
  int status;

  set_up_viewer ();
  rig_init (&argc, &argv);

  g_test_add ("/ui/help/not-installed", Fixture, NULL, rig_set_up, test_not_installed,
              rig_tear_down);
  g_test_add ("/ui/help/viewer", Fixture, NULL, rig_set_up, test_viewer, rig_tear_down);
  g_test_add ("/ui/help/no-viewer", Fixture, NULL, rig_set_up, test_no_viewer, rig_tear_down);
  status = g_test_run ();
  test_common_remove (scratch);
  g_free (scratch);
  g_free (pages);
  g_free (viewer);
  g_free (said);
  return status;
}
