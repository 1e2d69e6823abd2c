/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-issues.h"

G_BEGIN_DECLS

/* One list out of many answers: pages, and orders one after the other. */

typedef enum
{
  MATOI_JIRA_ONE_PAGE,
  MATOI_JIRA_BY_START, /* startAt, in the query or the body */
  MATOI_JIRA_BY_TOKEN, /* nextPageToken, in the body */
} MatoiJiraPaging;

typedef gpointer (*MatoiJiraParse) (JsonObject *object);

typedef struct
{
  char *path;
  char *fallback;    /* (nullable) asked instead, in one page, if @path is refused */
  char **query;      /* (nullable) name, value, … */
  JsonObject *body;  /* (nullable) then it is a POST that reads */
  const char *names; /* of the list in the answer, by preference, between blanks; "": it is the
                        answer; ".": the answer is an item */
  MatoiJiraPaging paging;
  gboolean may_miss; /* what is not there is left out */
} MatoiJiraOrder;

typedef struct _MatoiJiraFetch MatoiJiraFetch;

/* @max_items: 0: all. (transfer full) */
MatoiJiraFetch *matoi_jira_fetch_new (MatoiJiraClient *client,
                                      MatoiJiraParse parse,
                                      GDestroyNotify free_item,
                                      guint max_items);
/* Takes what is in @order. */
void matoi_jira_fetch_add (MatoiJiraFetch *self, const MatoiJiraOrder *order);
/* Takes @self; finished by matoi_jira_list_finish(). */
void matoi_jira_fetch_run (MatoiJiraFetch *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

char *matoi_jira_dup_path (const char *before, const char *id, const char *after_or_null);

G_END_DECLS
