/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-help.h"

#include <glib/gi18n-lib.h>

/* The pages by the name under which help viewers know them. */
#define HELP_URI "help:matoi"

static gboolean
is_help (const char *folder)
{
  g_autofree char *index = g_build_filename (folder, "index.page", NULL);

  return g_file_test (index, G_FILE_TEST_EXISTS);
}

/* In the tree each language is a folder by itself, as in MATOI_HELPDIR, a list of folders. */
static char *
find_in_tree (const char *folders)
{
  const char *const *languages = g_get_language_names ();
  g_auto (GStrv) names = g_strsplit (folders, G_SEARCHPATH_SEPARATOR_S, -1);

  for (; *languages; languages++)
    for (char **name = names; *name; name++)
      {
        g_autofree char *folder = g_build_filename (*name, *languages, NULL);

        if (is_help (folder))
          return g_steal_pointer (&folder);
      }
  return NULL;
}

/* (nullable): the folder with the pages, in the language of the interface if there are any. */
static char *
find_folder (void)
{
  const char *tree = g_getenv ("MATOI_HELPDIR");

  if (tree)
    return find_in_tree (tree);
  for (const char *const *language = g_get_language_names (); *language; language++)
    {
      g_autofree char *folder = g_build_filename (HELPDIR, *language, "matoi", NULL);

      if (is_help (folder))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

/* Hands @uri to @app; FALSE: it could not be started. */
static gboolean
launch (GtkWidget *widget, GAppInfo *app, const char *uri)
{
  g_autoptr (GdkAppLaunchContext) context =
    gdk_display_get_app_launch_context (gtk_widget_get_display (widget));
  GList uris = { .data = (gpointer) uri };

  return g_app_info_launch_uris (app, &uris, G_APP_LAUNCH_CONTEXT (context), NULL);
}

/**
 * matoi_help_show:
 * @window: where to say that it is not possible
 *
 * Opens the help in the system's help viewer. Where there is none, offers the files.
 */
void
matoi_help_show (MatoiWindow *window)
{
  g_autoptr (GAppInfo) viewer = g_app_info_get_default_for_uri_scheme ("help");
  g_autofree char *folder = find_folder ();
  g_autofree char *uri = NULL;

  if (!folder)
    {
      matoi_window_show_toast (window, _ ("The help is not installed with this Matoi"), NULL, NULL);
      return;
    }
  uri = g_getenv ("MATOI_HELPDIR") ? g_filename_to_uri (folder, NULL, NULL) : g_strdup (HELP_URI);
  if (!viewer || !uri || !launch (GTK_WIDGET (window), viewer, uri))
    matoi_window_show_toast (window, _ ("No help viewer such as Yelp is installed"),
                                        _ ("_Show the Files"), "app.help-files");
}

/**
 * matoi_help_show_files:
 * @window: where to say where they are
 *
 * Opens the folder with the pages of the help, or says which one it is.
 */
void
matoi_help_show_files (MatoiWindow *window)
{
  g_autoptr (GAppInfo) files = g_app_info_get_default_for_type ("inode/directory", TRUE);
  g_autofree char *folder = find_folder ();
  g_autofree char *uri = folder ? g_filename_to_uri (folder, NULL, NULL) : NULL;
  g_autofree char *shown = folder ? g_filename_display_name (folder) : NULL;
  g_autofree char *text = NULL;

  if (!folder || (files && uri && launch (GTK_WIDGET (window), files, uri)))
    return;
  /* Translators: %s is a folder */
  text = g_strdup_printf (_ ("The pages of the help are in %s"), shown);
  matoi_window_show_message (window, text);
}
