/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-things.h"

G_BEGIN_DECLS

/* What Matoi asks of JIRA. Every call of these ends with an answer; nothing that changes something
 * is sent twice. */

/* What was asked for; the answer is the last one that came, or the one that refused. */
typedef struct
{
  MatoiJiraAnswer *answer; /* never NULL */
  GPtrArray *items;        /* as far as they were read */
  gboolean whole;          /* FALSE: some may be missing */
} MatoiJiraList;
void matoi_jira_list_free (MatoiJiraList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraList, matoi_jira_list_free)
MatoiJiraList *matoi_jira_list_finish (GAsyncResult *result, GError **error);

/* --- the site: of MatoiJiraChoice */
void matoi_jira_list_myself (MatoiJiraClient *client,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void matoi_jira_list_projects (MatoiJiraClient *client,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void matoi_jira_list_priorities (MatoiJiraClient *client,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
void matoi_jira_list_types (MatoiJiraClient *client,
                            const char *project,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* of MatoiJiraField: the screen on which such a ticket is created */
void matoi_jira_list_fields (MatoiJiraClient *client,
                             const char *project,
                             const char *type_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/* --- tickets: of MatoiJiraIssue */
/* By the index, which comes after the writes. */
void matoi_jira_search (MatoiJiraClient *client,
                        const char *jql,
                        guint max_items,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
/* Not by the index; none: it was deleted, or is not to be seen. */
void matoi_jira_read (MatoiJiraClient *client,
                      const char *id_or_key,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
/* Those that are there; of a list that is not whole nobody can say that one is missing. */
void matoi_jira_read_many (MatoiJiraClient *client,
                           const char *const *ids,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
/* The same by the index, which comes after the writes: fewer requests, where there are many. Who
 * is missing may be there all the same. */
void matoi_jira_search_many (MatoiJiraClient *client,
                             const char *const *ids,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* Makes one; the item has its id and its key. */
void matoi_jira_create (MatoiJiraClient *client,
                        const MatoiJiraDraft *draft,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);

/* --- many at once */
#define MATOI_JIRA_MAX_BULK 50

/* What became of one draft. */
typedef struct
{
  MatoiJiraOutcome outcome;
  char *id, *key;     /* of the ticket, if it was made */
  gboolean proven;    /* its mark was read there; else they were matched by their order */
  char *said;         /* (nullable) as in MatoiJiraAnswer */
  GHashTable *fields; /* (nullable) */
} MatoiJiraMade;

typedef struct
{
  MatoiJiraAnswer *answer; /* never NULL */
  GPtrArray *made;         /* of MatoiJiraMade, one for each draft, in their order */
} MatoiJiraBulk;
void matoi_jira_bulk_free (MatoiJiraBulk *bulk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraBulk, matoi_jira_bulk_free)

/* @drafts: at most MATOI_JIRA_MAX_BULK. */
void matoi_jira_create_many (MatoiJiraClient *client,
                             const MatoiJiraDraft *drafts,
                             guint n_drafts,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
MatoiJiraBulk *matoi_jira_create_many_finish (GAsyncResult *result, GError **error);

/* --- what may be repeated; finished by matoi_jira_client_call_finish() */
void matoi_jira_set_property (MatoiJiraClient *client,
                              const char *id_or_key,
                              const char *name,
                              JsonObject *value,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

typedef struct
{
  const char *global_id; /* the same one is the same link */
  const char *url, *title;
  const char *summary;      /* (nullable) */
  const char *relationship; /* (nullable) */
  gboolean resolved;
} MatoiJiraRemote;
void matoi_jira_set_link (MatoiJiraClient *client,
                          const char *id_or_key,
                          const MatoiJiraRemote *link,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

G_END_DECLS
