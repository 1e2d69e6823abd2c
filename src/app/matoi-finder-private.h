/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-finder.h"

G_BEGIN_DECLS

struct _MatoiFinder
{
  GObject parent_instance;
  MatoiContext *context;
  GThreadPool *thread;       /* of one */
  GCancellable *cancellable; /* (nullable) of the last search */
  GMutex mutex;              /* of what follows */
  MatoiStore *store;         /* (nullable) the thread's, opened when first asked */
  gboolean searching;        /* so it may be broken off */
  gint64 asked_at;           /* main thread: the last search, in monotonic time */
  gboolean mending;          /* main thread: the index is being built anew */
  gboolean filling;          /* main thread: only what is missing of it */
  gboolean mended;           /* main thread: it was, and nothing was found since */
};

/* One question on its way to the thread. */
typedef struct
{
  char *path, *person, *text;
  gboolean typing;
  guint limit;
  GTimeZone *zone;
  gboolean within, similar, count, mended;
  gint64 asked_at;
  MatoiId incident;
  MatoiQueryPlace place;
  gboolean damaged; /* so is the index, as it turned out */
  gboolean partial; /* or it is only not whole yet */
} MatoiQuestion;

/* --- matoi-finder-answer.c: in the thread, with its own connection */
/* A MatoiFound, or an array of what was asked for. (transfer full); NULL with @error */
gpointer matoi_finder_answer (MatoiFinder *self, MatoiQuestion *question, GError **error);
gboolean matoi_question_is_search (const MatoiQuestion *question);

/* --- matoi-finder-mend.c: an index that turns out to be damaged */
void matoi_finder_mend (MatoiFinder *self, const MatoiQuestion *question);
GError *matoi_finder_say_damaged (MatoiFinder *self, MatoiQuestion *question, GError *error);

G_END_DECLS
