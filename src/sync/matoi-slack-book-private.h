/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-slack-book.h"

G_BEGIN_DECLS

typedef struct
{
  char *name;                      /* as people call them */
  char *real_name, *handle, *mail; /* (nullable) */
  gboolean is_bot, is_gone;
} MatoiSlackPerson;

typedef struct
{
  char *name;
  gboolean is_archived;
} MatoiSlackChannelName;

struct _MatoiSlackBook
{
  GObject parent_instance;
  MatoiSlackClient *client;
  GCancellable *cancellable;
  GHashTable *people;        /* id → MatoiSlackPerson */
  GHashTable *groups;        /* id → char * handle */
  GHashTable *channels;      /* id → MatoiSlackChannelName */
  GHashTable *by_name;       /* (nullable) folded → id of a person; made anew when needed */
  GHashTable *conversations; /* id of a person → id of the conversation */
  GHashTable *asked;         /* "@U…", "#C…" → gint64 * ms, when it was last asked for */
  gint64 read_at;            /* ms of the clock that never goes back; G_MININT64: never */
  gboolean unreadable;       /* people may not be read now */
  gint64 groups_read_at;
  gint64 fresh_ms, ask_again_ms;
  guint telling;
  GPtrArray *refreshing; /* (nullable) of GTask: those who wait for the reading under way */
  GPtrArray *listing;    /* (nullable) of GTask: those who wait for the list of channels */
};

void matoi_slack_person_free (gpointer data);
gint64 matoi_slack_book_get_clock (void);
gboolean matoi_slack_book_is_id (const char *text, const char *kinds);
/* For comparing: without blanks, width and case. (transfer full) */
char *matoi_slack_book_fold (const char *text);
/* Whether somebody may be asked about @key now; remembers that it was done. */
gboolean matoi_slack_book_may_ask (MatoiSlackBook *self, const char *key);
void matoi_slack_book_tell (MatoiSlackBook *self);
/* (nullable) (transfer none) */
const char *matoi_slack_book_find_channel (MatoiSlackBook *self, const char *name);

/* matoi-slack-book-read.c: reads a list of any length page by page. */
typedef void (*MatoiSlackPageFunc) (MatoiSlackBook *self, JsonObject *item);
/* @answer (nullable): what ended it before its time; NULL: the list is whole, or cancelled. */
typedef void (*MatoiSlackListFunc) (MatoiSlackBook *self,
                                    MatoiSlackAnswer *answer,
                                    gpointer user_data);
void matoi_slack_book_read_list (MatoiSlackBook *self,
                                 const char *method,
                                 const char *member,
                                 const char *const *args,
                                 MatoiSlackPageFunc page,
                                 MatoiSlackListFunc done,
                                 gpointer user_data);
void matoi_slack_book_ask (MatoiSlackBook *self, char kind, const char *id);
gboolean matoi_slack_book_learn_group (MatoiSlackBook *self, JsonObject *group);

G_END_DECLS
