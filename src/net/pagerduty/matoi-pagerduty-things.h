/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-pagerduty-client.h"

G_BEGIN_DECLS

/* What PagerDuty tells, read with care: any of it may be missing. */

typedef struct
{
  char *id, *name;
  char *email, *phone; /* (nullable) */
} MatoiPagerdutyPerson;
void matoi_pagerduty_person_free (MatoiPagerdutyPerson *person);
/* Of a user or a reference to one; NULL: it has no id. */
MatoiPagerdutyPerson *matoi_pagerduty_person_new (JsonObject *object);

typedef struct
{
  MatoiPagerdutyPerson *person;
  char *policy; /* (nullable) id */
  guint level;  /* from 1 */
  gint64 until; /* ms UTC; MATOI_TIME_NONE: always */
} MatoiPagerdutyOncall;
void matoi_pagerduty_oncall_free (MatoiPagerdutyOncall *oncall);
MatoiPagerdutyOncall *matoi_pagerduty_oncall_new (JsonObject *object);

/* Somebody at work on an incident, or called to it. */
typedef struct
{
  char *id, *name;
  gint64 called_at;      /* ms UTC, the last time; MATOI_TIME_NONE: not known */
  gint64 assigned_at;    /* when it came to them by itself; MATOI_TIME_NONE: it did not */
  gboolean acknowledged; /* has said so, or has joined */
  gboolean declined;
} MatoiPagerdutyResponder;

typedef struct
{
  char *id;
  char *status;                      /* triggered acknowledged resolved */
  char *url, *key, *service, *title; /* (nullable) */
  gint64 number;
  GPtrArray *responders; /* of MatoiPagerdutyResponder, each once */
} MatoiPagerdutyIncident;
void matoi_pagerduty_incident_free (MatoiPagerdutyIncident *incident);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPagerdutyIncident, matoi_pagerduty_incident_free)
MatoiPagerdutyIncident *matoi_pagerduty_incident_new (JsonObject *object);
gboolean matoi_pagerduty_incident_is_open (const MatoiPagerdutyIncident *incident);
const MatoiPagerdutyResponder *
matoi_pagerduty_incident_find (const MatoiPagerdutyIncident *incident, const char *person_id);

/* --- what is asked for; each is finished by matoi_pagerduty_client_call_finish () */

typedef struct
{
  const char *title, *service, *key, *details;
  const char *policy;           /* (nullable) of the service */
  const char *const *assignees; /* (nullable) ids of people, instead of the policy */
} MatoiPagerdutyDraft;
/* @draft: the first on call is paged by PagerDuty. A second one with the same key is refused while
 * the first is open. */
void matoi_pagerduty_create (MatoiPagerdutyClient *client,
                             const MatoiPagerdutyDraft *draft,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void matoi_pagerduty_get_incident (MatoiPagerdutyClient *client,
                                   const char *id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* The open ones with @key, on any service: "incidents" of the answer. */
void matoi_pagerduty_find_incident (MatoiPagerdutyClient *client,
                                    const char *key,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* Pages @people (ids), whoever was called before. */
void matoi_pagerduty_request (MatoiPagerdutyClient *client,
                              const char *incident,
                              const char *requester,
                              const char *const *people,
                              const char *message,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* @status: acknowledged or resolved; may be repeated. */
void matoi_pagerduty_set_status (MatoiPagerdutyClient *client,
                                 const char *incident,
                                 const char *status,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* @subscribers: of {id, type}, where type is user or team; may be repeated. */
void matoi_pagerduty_subscribe (MatoiPagerdutyClient *client,
                                const char *incident,
                                JsonArray *subscribers,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Tells the subscribers. */
void matoi_pagerduty_post_status (MatoiPagerdutyClient *client,
                                  const char *incident,
                                  const char *message,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void matoi_pagerduty_add_note (MatoiPagerdutyClient *client,
                               const char *incident,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* With the numbers to call: "user" of the answer. */
void matoi_pagerduty_get_user (MatoiPagerdutyClient *client,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void matoi_pagerduty_get_abilities (MatoiPagerdutyClient *client,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

G_END_DECLS
