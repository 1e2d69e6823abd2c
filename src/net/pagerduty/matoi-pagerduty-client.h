/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-pagerduty-answer.h"
#include "matoi-rest.h"

G_BEGIN_DECLS

#define MATOI_PAGERDUTY_BASE "https://api.pagerduty.com"

/* Calls of one account of PagerDuty (REST v2) with one API key, as one person. */
#define MATOI_TYPE_PAGERDUTY_CLIENT (matoi_pagerduty_client_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPagerdutyClient,
                      matoi_pagerduty_client,
                      MATOI,
                      PAGERDUTY_CLIENT,
                      MatoiRest)

MatoiPagerdutyClient *matoi_pagerduty_client_new (MatoiHttp *http,
                                                  const char *base_url_or_null,
                                                  const char *from,
                                                  const char *token);
/* The e-mail address it acts as. (transfer none) */
const char *matoi_pagerduty_client_get_from (MatoiPagerdutyClient *self);
void matoi_pagerduty_client_call_async (MatoiPagerdutyClient *self,
                                        const MatoiRestCall *call,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
MatoiPagerdutyAnswer *matoi_pagerduty_client_call_finish (MatoiPagerdutyClient *self,
                                                          GAsyncResult *result,
                                                          GError **error);

/* --- lists, all pages of them */
typedef struct
{
  MatoiPagerdutyAnswer *answer; /* the last one that came; never NULL */
  GPtrArray *items;             /* of JsonObject, as far as they were read */
} MatoiPagerdutyList;
void matoi_pagerduty_list_free (MatoiPagerdutyList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPagerdutyList, matoi_pagerduty_list_free)

/* @name: of the list, and of the path: "services", "users", "oncalls" … */
void matoi_pagerduty_list_async (MatoiPagerdutyClient *client,
                                 const char *name,
                                 const char *const *query,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
MatoiPagerdutyList *matoi_pagerduty_list_finish (GAsyncResult *result, GError **error);

G_END_DECLS
