/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-jira-poll.h"
#include "matoi-jira-text.h"
#include "matoi-store.h"

G_BEGIN_DECLS

struct _MatoiJiraPoll
{
  GObject parent_instance;
  MatoiDesk *desk;
  MatoiJiraClient *client;
  char *site, *base;
  GCancellable *cancellable;
  gboolean running, busy;
  guint timer, haste, n_done;
  gint64 soon_until;  /* ms of the clock that never goes back */
  GPtrArray *rows;    /* (nullable) of MatoiTicketRow: of this time */
  guint at, n_part;   /* those that are asked for now */
  GPtrArray *news;    /* of MatoiJiraNews: to be recorded */
  GHashTable *wanted; /* (nullable) keys: before all others */
  gboolean some;      /* not all are asked for this time… */
  gboolean then_all;  /* …but right after */
};

/* matoi-jira-poll.c: for this time it is over; it is, because nobody wants to know any more. */
void matoi_jira_poll_end (MatoiJiraPoll *self);
gboolean matoi_jira_poll_is_over (MatoiJiraPoll *self);
/* That was all, or all that can be done because of @trouble. */
void matoi_jira_poll_tell (MatoiJiraPoll *self, MatoiJiraAnswer *trouble_or_null);

/* matoi-jira-poll-ask.c: records what is new so far, and asks for more, until that is all. */
void matoi_jira_poll_next_part (MatoiJiraPoll *self);

/* What is different at the site, of one incident. */
typedef struct
{
  MatoiId incident;
  GPtrArray *commands; /* of MatoiCommand */
} MatoiJiraNews;
void matoi_jira_news_free (MatoiJiraNews *news);

/* matoi-jira-poll-compare.c: adds to self->news what is different of the rows at hand. @missing
 * gets those that were not found, by their id or their key; NULL: then they are gone. */
void matoi_jira_poll_compare (MatoiJiraPoll *self, GPtrArray *issues, GPtrArray *missing_or_null);

G_END_DECLS
