/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-context-private.h"
#include "matoi-intents.h"
#include "matoi-slack-setup.h"

/* What is shown to somebody who sets Slack up. */

#define SOCKET_ON  "socket_mode_enabled: true"
#define SOCKET_OFF "socket_mode_enabled: false"

/**
 * matoi_slack_setup_dup_manifest:
 * @polling: for a team that shares one app: without Socket Mode, and so without events
 * @error: MATOI_ERROR_NOT_FOUND
 *
 * Returns: (transfer full): the manifest of a Slack app, as YAML
 */
char *
matoi_slack_setup_dup_manifest (gboolean polling, GError **error)
{
  g_autofree char *path = matoi_context_dup_data_path ("slack", "manifest.yaml");
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (GString) manifest = NULL;
  const char *start, *socket;

  if (!g_file_get_contents (path, &text, NULL, &problem))
    {
      g_set_error (error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND,
                   /* Translators: %s is the system's reason. */
                   _ ("A file that comes with Matoi is missing (%s). Install Matoi anew."),
                      problem->message);
      return NULL;
    }
  /* The licence of the file is none of the team's app. */
  start = g_str_has_prefix (text, "# SPDX") ? strchr (text, '\n') + 1 : text;
  if (!polling)
    return g_strdup (start);
  /* The events stand behind the switch: without it Slack would want to know where to send them. */
  manifest = g_string_new (start);
  socket = strstr (manifest->str, SOCKET_ON);
  g_return_val_if_fail (socket != NULL, NULL);
  g_string_truncate (manifest, (gsize) (socket - manifest->str));
  g_string_append (manifest, SOCKET_OFF "\n");
  return g_string_free (g_steal_pointer (&manifest), FALSE);
}

/** matoi_slack_setup_dup_example: see the header; of an incident declared now. */
char *
matoi_slack_setup_dup_example (MatoiContext *context, const char *template)
{
  g_autoptr (GHashTable) values = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (MatoiIncident) incident = matoi_incident_new (NULL, NULL, NULL);
  g_autofree char *date = NULL, *name = NULL;
  MatoiPolicy *policy = matoi_context_get_policy (context, NULL, NULL);
  MatoiIntentSettings settings = { .values = values };

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  /* Matoi is not installed as it should be; that is said elsewhere. */
  if (policy == NULL)
    return g_strdup ("");
  settings.zone = matoi_context_get_zone (context);
  settings.now = matoi_context_get_now (context);
  incident->policy = matoi_policy_ref (policy);
  incident->declared_at = settings.now;
  date = matoi_time_to_local (settings.now, "%y%m%d", settings.zone);
  g_free (incident->ref);
  incident->ref = g_strdup_printf ("INC-%s-K7", date);
  g_free (incident->title);
  /* Translators: the title of an incident, as an example. */
  incident->title = g_strdup (_ ("Checkout slow"));
  if (template != NULL &&
      matoi_context_check_setting (context, "slack.channel-name", template, NULL))
    g_hash_table_insert (values, (gpointer) "slack.channel-name", (gpointer) template);
  name = matoi_intent_dup_room_name (incident, &settings);
  return g_strconcat ("#", name, NULL);
}
