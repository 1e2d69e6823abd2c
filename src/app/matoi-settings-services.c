/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-settings-private.h"

/* What the settings of JIRA, PagerDuty and Statuspage must look like. */

char *
matoi_setting_check_flavour (MatoiContext *self, const char *value)
{
  if (g_str_equal (value, "cloud") || g_str_equal (value, "server"))
    return NULL;
  return g_strdup (_ ("Choose cloud or server."));
}

char *
matoi_setting_check_email (MatoiContext *self, const char *value)
{
  if (g_regex_match_simple ("^[^\\s@:]+@[^\\s@:]+$", value, 0, 0))
    return NULL;
  return g_strdup (_ ("Give an e-mail address such as name@example.com."));
}

char *
matoi_setting_check_ca_file (MatoiContext *self, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database =
    g_path_is_absolute (value) ? g_tls_file_database_new (value, &error) : NULL;

  if (database != NULL)
    return NULL;
  return error != NULL ? g_strdup (error->message)
                       : g_strdup (_ ("Give the full path of a file with certificates (PEM)."));
}

char *
matoi_setting_check_project (MatoiContext *self, const char *value)
{
  if (g_regex_match_simple ("^[A-Z][A-Z0-9_]{1,31}$", value, 0, 0))
    return NULL;
  return g_strdup (_ ("Give the key of a project: capital letters and digits, such as OPS."));
}

char *
matoi_setting_check_number (MatoiContext *self, const char *value)
{
  if (g_regex_match_simple ("^[0-9]{1,19}$", value, 0, 0))
    return NULL;
  return g_strdup (_ ("Give the number the service knows it by."));
}

/* ACT-02: a blank would split it, and JIRA refuses it. */
char *
matoi_setting_check_label (MatoiContext *self, const char *value)
{
  if (g_regex_match_simple ("^(?=.*\\{date\\})([^\\s{}]|\\{(severity|date|ref)\\}){1,100}$", value,
                            0, 0))
    return NULL;
  return g_strdup (
    _ ("Give a label with {date} in it, without blanks, such as sev{severity}_{date}."));
}

char *
matoi_setting_check_remote_id (MatoiContext *self, const char *value)
{
  if (g_regex_match_simple ("^[A-Za-z0-9_-]{1,64}$", value, 0, 0))
    return NULL;
  return g_strdup (_ ("Give the id the service knows it by: letters and digits."));
}
