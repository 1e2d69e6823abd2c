/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-errands.h"
#include "matoi-jira-issues.h"
#include "matoi-jira-text.h"
#include "matoi-jira-link.h"
#include "matoi-jira-poll.h"

G_BEGIN_DECLS

struct _MatoiJiraLink
{
  MatoiLink parent_instance;
  MatoiDesk *desk;
  char *site, *token;
  MatoiHttp *http;
  char *address; /* (nullable) where JIRA is asked */
  char *base;    /* (nullable) where people see it; from here on: once it was reached */
  char *name;    /* (nullable) */
  MatoiJiraClient *client;
  MatoiErrands *errands;
  MatoiJiraPoll *poll;
  GHashTable *screens; /* "PROJECT/TYPE" → MatoiJiraScreen */
  GHashTable *made;    /* mark → key: with their property, in this run */
  guint n_probes;      /* that failed, in a row */
  guint n_dead;        /* errands whose token was refused, in a row */
  guint haste;
  gboolean polled; /* to the end, since it was last reached */
  char *left_out;  /* (nullable) a sentence: what the last tickets went without */
};

/* matoi-jira-link.c */
/* A person has to do something: @text says what, and is taken. */
void matoi_jira_link_refuse (MatoiJiraLink *self, char *text);
/* Shows what tickets go without; NULL: nothing. */
void matoi_jira_link_tell_left_out (MatoiJiraLink *self, const char *project, GPtrArray *fields);

/* matoi-jira-link-parts.c */
void matoi_jira_link_make_parts (MatoiJiraLink *self);
void matoi_jira_link_drop_parts (MatoiJiraLink *self);
void matoi_jira_link_rest (MatoiJiraLink *self);

/* --- what each errand does; the task ends with TRUE once all of them say what came of them */
typedef struct
{
  MatoiJiraLink *self;
  GPtrArray *errands; /* of MatoiErrand */
  GPtrArray *waiting; /* of those, of which nothing is known yet; borrowed */
  GCancellable *cancellable;
  gpointer data; /* of the kind of errand */
  GDestroyNotify data_free;
} MatoiJiraJob;

void matoi_jira_make (GTask *task); /* ticket.create */
void matoi_jira_look (GTask *task); /* the same, perhaps done already */
void matoi_jira_tell (GTask *task); /* ticket.link */

/* matoi-jira-settle.c: what became of one. */
void matoi_jira_settle_made (MatoiJiraLink *self,
                             MatoiErrand *errand,
                             const char *key,
                             const char *id_or_null);
void matoi_jira_settle_listed (MatoiJiraLink *self, MatoiErrand *errand);
void matoi_jira_settle_refused (MatoiErrand *errand,
                                MatoiJiraOutcome outcome,
                                const char *code_or_null,
                                const char *words_or_null);
void matoi_jira_settle_by (MatoiErrand *errand, const MatoiJiraAnswer *answer);
void matoi_jira_settle_held (MatoiErrand *errand, const char *code, const char *words_or_null);
char *matoi_jira_dup_words (const char *said_or_null, GHashTable *fields, GPtrArray *screen);
const char *matoi_jira_errand_get (const MatoiErrand *errand, const char *name);

/* --- matoi-jira-find.c: tickets by their marks, also those the index has not seen yet */
typedef struct
{
  MatoiJiraAnswer *answer; /* (nullable): why nobody could look; then nothing is known */
  GHashTable *found;       /* char * mark → GPtrArray of MatoiJiraIssue, the lowest id first */
} MatoiJiraFound;
/* matoi-jira-found.c */
MatoiJiraFound *matoi_jira_found_new (void);
/* Takes those with a mark of @errands out of @items (of MatoiJiraIssue). */
void matoi_jira_found_take (MatoiJiraFound *self, GPtrArray *errands, GPtrArray *items);
/* Nothing more comes: copies of tickets are dropped. */
void matoi_jira_found_end (MatoiJiraFound *self);
void matoi_jira_found_free (MatoiJiraFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraFound, matoi_jira_found_free)
/* @errands: of MatoiErrand, with mark and project. */
void matoi_jira_find_async (MatoiJiraLink *self,
                            GPtrArray *errands,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* NULL: cancelled. */
MatoiJiraFound *matoi_jira_find_finish (GAsyncResult *result, GError **error);
/* What was found of @errand; FALSE: nothing. */
gboolean
matoi_jira_settle_found (MatoiJiraLink *self, MatoiErrand *errand, const MatoiJiraFound *found);

/* --- matoi-jira-screen.c: what a project takes */
typedef struct
{
  gatomicrefcount refs;
  char *type_id;           /* NULL: there is none */
  GPtrArray *fields;       /* (nullable) of MatoiJiraField; NULL: it is not shown */
  gint64 read_at;          /* ms of the clock that never goes back */
  MatoiJiraAnswer *answer; /* (nullable): why nothing could be read */
} MatoiJiraScreen;
void matoi_jira_screen_unref (MatoiJiraScreen *screen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiJiraScreen, matoi_jira_screen_unref)
/* @type: MATOI_JIRA_SUBTASK: whichever there is that belongs below another. */
#define MATOI_JIRA_SUBTASK "subtask"
void matoi_jira_get_screen_async (MatoiJiraLink *self,
                                  const char *project,
                                  const char *type_or_null,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* NULL: cancelled. (transfer full) */
MatoiJiraScreen *matoi_jira_get_screen_finish (GAsyncResult *result, GError **error);

/* --- matoi-jira-fill.c: a draft out of an errand */
typedef struct
{
  MatoiErrand *errand;
  MatoiJiraDraft draft;
  GPtrArray *labels;
  GHashTable *refused; /* set of ids of fields the site did not take */
  GPtrArray *screen;   /* (nullable) of MatoiJiraField, borrowed: what may be sent */
  GPtrArray *made;     /* of MatoiJiraField: in place of a screen that is not shown */
  GHashTable *guessed; /* id of a field nobody is shown → guint: which kind it is taken for */
} MatoiJiraFilled;
MatoiJiraFilled *matoi_jira_filled_new (MatoiErrand *errand);
void matoi_jira_filled_free (MatoiJiraFilled *filled);
/* FALSE: something is missing, and the errand is settled. */
gboolean
matoi_jira_fill (MatoiJiraLink *self, MatoiJiraFilled *filled, const MatoiJiraScreen *screen);
/* The site did not take @fields: TRUE if the ticket can go without all of them, or with them as
 * another kind. */
gboolean matoi_jira_filled_do_without (MatoiJiraFilled *filled, GHashTable *fields);

G_END_DECLS
