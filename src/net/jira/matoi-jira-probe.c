/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-client.h"
#include "matoi-json.h"

/* Which JIRA it is. */

#define PROBE_SECONDS 15

void
matoi_jira_site_free (MatoiJiraSite *site)
{
  g_clear_pointer (&site->answer, matoi_jira_answer_free);
  g_free (site->version);
  g_free (site->title);
  g_free (site->base_url);
  g_free (site);
}

/* Whatever answers but does not say what kind of JIRA it is, is none. */
static void
read_site (MatoiJiraSite *site)
{
  JsonObject *object = matoi_jira_answer_get_object (site->answer);
  const char *kind = object ? matoi_json_get_string (object, "deploymentType") : NULL;

  if (site->answer->outcome != MATOI_JIRA_OK)
    return;
  site->version = object ? g_strdup (matoi_json_get_string (object, "version")) : NULL;
  if (!kind && !site->version)
    {
      matoi_jira_answer_set (site->answer, MATOI_JIRA_PLACE, "no_api");
      return;
    }
  site->flavour = g_strcmp0 (kind, "Cloud") == 0 ? MATOI_JIRA_CLOUD : MATOI_JIRA_DC;
  site->title = g_strdup (matoi_json_get_string (object, "serverTitle"));
  site->base_url = g_strdup (matoi_json_get_string (object, "baseUrl"));
}

static void
on_reply (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiHttpReply) reply = matoi_http_send_finish (MATOI_HTTP (source), result, &error);
  g_autoptr (MatoiJiraSite) site = g_new0 (MatoiJiraSite, 1);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  site->answer =
    reply ? matoi_jira_answer_new (reply, FALSE) : matoi_jira_answer_new_for_error (error, FALSE);
  read_site (site);
  g_task_return_pointer (task, g_steal_pointer (&site), (GDestroyNotify) matoi_jira_site_free);
}

/**
 * matoi_jira_probe_async:
 * @site_url: as matoi_jira_dup_site() gives it
 *
 * Asks whoever is there what it is, without a token.
 */
void
matoi_jira_probe_async (MatoiHttp *http,
                        const char *site_url,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  g_autofree char *url = g_strconcat (site_url, g_str_has_suffix (site_url, "/") ? "" : "/",
                                      /* Both kinds know this version. */
                                      "rest/api/2/serverInfo", NULL);
  const char *headers[] = { "Accept", "application/json", NULL };
  const MatoiHttpRequest request = {
    .method = "GET",
    .url = url,
    .headers = headers,
    .seconds = PROBE_SECONDS,
  };

  g_task_set_source_tag (task, matoi_jira_probe_async);
  g_task_set_check_cancellable (task, FALSE);
  matoi_http_send_async (http, &request, cancellable, on_reply, g_steal_pointer (&task));
}

/**
 * matoi_jira_probe_finish:
 * @error: G_IO_ERROR_CANCELLED only
 *
 * Returns: (transfer full)
 */
MatoiJiraSite *
matoi_jira_probe_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
