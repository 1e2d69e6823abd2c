/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-jira-client.h"

#include <string.h>

struct _MatoiJiraClient
{
  MatoiRest parent_instance;
  MatoiJiraFlavour flavour;
  gboolean slow;
};

G_DEFINE_FINAL_TYPE (MatoiJiraClient, matoi_jira_client, MATOI_TYPE_REST)

/* Not more than a fifth of what Cloud takes from one account, and slower while it says that little
 * is left. */
static void
set_pace (MatoiJiraClient *self, gboolean slow)
{
  self->slow = slow;
  matoi_rest_set_rate (MATOI_REST (self), FALSE, slow ? 60 : 1200, slow ? 1 : 50);
  matoi_rest_set_rate (MATOI_REST (self), TRUE, slow ? 30 : 300, slow ? 1 : 10);
}

static void
matoi_jira_client_heed (MatoiRest *rest, gconstpointer data, gboolean writes)
{
  MatoiJiraClient *self = MATOI_JIRA_CLIENT (rest);
  const MatoiJiraAnswer *answer = data;

  if (answer->status != 0 && answer->near_limit != self->slow)
    set_pace (self, answer->near_limit);
  if (answer->retry_after < 0)
    return;
  matoi_rest_pause (rest, writes, answer->retry_after);
  if (answer->whole)
    matoi_rest_pause (rest, !writes, answer->retry_after);
}

/** matoi_jira_client_call_async: see matoi_rest_call_async(). */
void
matoi_jira_client_call_async (MatoiJiraClient *self,
                              const MatoiRestCall *call,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  matoi_rest_call_async (MATOI_REST (self), call, cancellable, callback, user_data);
}

/**
 * matoi_jira_client_call_finish:
 * @error: G_IO_ERROR_CANCELLED only: everything else is an answer
 *
 * Returns: (transfer full): what came back
 */
MatoiJiraAnswer *
matoi_jira_client_call_finish (MatoiJiraClient *self, GAsyncResult *result, GError **error)
{
  return matoi_rest_call_finish (MATOI_REST (self), result, error);
}

MatoiJiraFlavour
matoi_jira_client_get_flavour (MatoiJiraClient *self)
{
  return self->flavour;
}

/* --- the object */

static gpointer
matoi_jira_client_new_answer (const MatoiHttpReply *reply, gboolean writes)
{
  return matoi_jira_answer_new (reply, writes);
}

static gpointer
matoi_jira_client_new_answer_for_error (const GError *error, gboolean writes)
{
  return matoi_jira_answer_new_for_error (error, writes);
}

static void
matoi_jira_client_class_init (MatoiJiraClientClass *class)
{
  MatoiRestClass *rest_class = MATOI_REST_CLASS (class);

  rest_class->new_answer = matoi_jira_client_new_answer;
  rest_class->new_answer_for_error = matoi_jira_client_new_answer_for_error;
  rest_class->free_answer = (GDestroyNotify) matoi_jira_answer_free;
  rest_class->heed = matoi_jira_client_heed;
  rest_class->read_seconds = 30;
  rest_class->write_seconds = 60;
  rest_class->counts_writes = TRUE;
}

static void
matoi_jira_client_init (MatoiJiraClient *self)
{
  set_pace (self, FALSE);
}

static char *
dup_authorization (MatoiJiraFlavour flavour, const char *email, const char *token)
{
  g_autofree char *plain = g_strstrip (g_strdup (token));
  g_autofree char *pair = NULL;
  g_autofree char *code = NULL;

  if (flavour == MATOI_JIRA_DC)
    return g_strconcat ("Bearer ", plain, NULL);
  pair = g_strconcat (email ? email : "", ":", plain, NULL);
  code = g_base64_encode ((const guchar *) pair, strlen (pair));
  return g_strconcat ("Basic ", code, NULL);
}

/**
 * matoi_jira_client_new:
 * @http: with the trust of this site
 * @site_url: as matoi_jira_dup_site() gives it, or of the gateway of a token of few rights
 * @email: (nullable): of the account; for Cloud
 *
 * Returns: (transfer full)
 */
MatoiJiraClient *
matoi_jira_client_new (MatoiHttp *http,
                       const char *site_url,
                       MatoiJiraFlavour flavour,
                       const char *email,
                       const char *token)
{
  MatoiJiraClient *self = g_object_new (MATOI_TYPE_JIRA_CLIENT, NULL);
  g_autofree char *authorization = dup_authorization (flavour, email, token);
  const char *headers[] = { "Authorization", authorization, "Accept", "application/json",
                            /* Without it a JIRA behind a browser's guard refuses what is no GET. */
                            "X-Atlassian-Token", "no-check", NULL };

  self->flavour = flavour;
  matoi_rest_set_up (MATOI_REST (self), http, site_url,
                     flavour == MATOI_JIRA_CLOUD ? "rest/api/3/" : "rest/api/2/", headers);
  return self;
}
