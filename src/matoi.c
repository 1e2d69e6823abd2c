/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "matoi-application.h"

/* The program with a window. Everything else is in the ui layer. */
int
main (int argc, char **argv)
{
  const char *localedir = g_getenv ("MATOI_LOCALEDIR");
  g_autoptr (MatoiApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, localedir ? localedir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  application = matoi_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
