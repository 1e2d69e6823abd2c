/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-answer.h"
#include "matoi-rest.h"

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

/* Calls of one JIRA with one token; paths are below rest/api/N/. */
#define MATOI_TYPE_JIRA_CLIENT (matoi_jira_client_get_type ())
G_DECLARE_FINAL_TYPE (MatoiJiraClient, matoi_jira_client, MATOI, JIRA_CLIENT, MatoiRest)

MatoiJiraClient *matoi_jira_client_new (MatoiHttp *http,
                                        const char *site_url,
                                        MatoiJiraFlavour flavour,
                                        const char *email_or_null,
                                        const char *token);
MatoiJiraFlavour matoi_jira_client_get_flavour (MatoiJiraClient *self);
void matoi_jira_client_call_async (MatoiJiraClient *self,
                                   const MatoiRestCall *call,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
MatoiJiraAnswer *
matoi_jira_client_call_finish (MatoiJiraClient *self, GAsyncResult *result, GError **error);

G_END_DECLS
