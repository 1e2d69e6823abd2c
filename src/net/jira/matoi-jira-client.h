/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-answer.h"

G_BEGIN_DECLS

/* The two kinds of JIRA, which speak alike but not the same. */
typedef enum
{
  MATOI_JIRA_CLOUD, /* REST v3; e-mail and API token */
  MATOI_JIRA_DC,    /* Data Center and Server, REST v2; personal access token */
} MatoiJiraFlavour;

/* --- which one is it; asked without a token, which goes to nothing that is not a JIRA */
typedef struct
{
  MatoiJiraAnswer *answer; /* never NULL */
  MatoiJiraFlavour flavour;
  char *version;  /* (nullable) */
  char *title;    /* (nullable) */
  char *base_url; /* (nullable) what people see */
} MatoiJiraSite;
void matoi_jira_site_free (MatoiJiraSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraSite, matoi_jira_site_free)

void matoi_jira_probe_async (MatoiHttp *http,
                             const char *site_url,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MatoiJiraSite *matoi_jira_probe_finish (GAsyncResult *result, GError **error);

/* Calls of one JIRA with one token: each waits for its turn, is sent once, and comes back with
 * what is to be made of the answer. In one main context. */
#define MATOI_TYPE_JIRA_CLIENT (matoi_jira_client_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraClient, matoi_jira_client, MATOI, JIRA_CLIENT, GObject)

typedef struct
{
  const char *method;       /* GET POST PUT DELETE */
  const char *path;         /* below rest/api/N/, its parts escaped */
  const char *const *query; /* (nullable) name, value, …, NULL */
  JsonObject *body;         /* (nullable) */
  gboolean reads;           /* changes nothing, though it is no GET */
} MatoiJiraCall;

MatoiJiraClient *matoi_jira_client_new (MatoiHttp *http,
                                        const char *site_url,
                                        MatoiJiraFlavour flavour,
                                        const char *email_or_null,
                                        const char *token);
MatoiJiraFlavour matoi_jira_client_get_flavour (MatoiJiraClient *self);
void matoi_jira_client_call_async (MatoiJiraClient *self,
                                   const MatoiJiraCall *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MatoiJiraAnswer *
matoi_jira_client_call_finish (MatoiJiraClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
