/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-project.h"
#include "matoi-store-private.h"

G_BEGIN_DECLS

/* What is to be recorded of one incident, and what has been so far. */
typedef struct
{
  MatoiStore *store;
  const MatoiId *incident; /* (nullable) */
  GPtrArray *commands;
  GPtrArray *given;     /* events of a bundle */
  GHashTable *pictures; /* (nullable) that came with them: hash to GBytes */
  gint64 now;
  GCancellable *cancellable; /* (nullable) gives all of it up */
  void (*progress) (gint64 done, gint64 total, gpointer user_data); /* (nullable) of commands */
  gpointer progress_data;
  struct _MatoiStage *stage; /* (nullable) where a new incident is written to instead of the log */
  /* while at work */
  MatoiId id, last_id;
  MatoiIncident *fold; /* (nullable) */
  MatoiTouched touched;
  GPtrArray *events; /* appended */
} MatoiWork;

void matoi_work_init (MatoiWork *work, MatoiStore *store, gint64 now);
void matoi_work_clear (MatoiWork *work);
/* matoi-submit-reference.c */
JsonObject *matoi_work_complete_args (MatoiWork *work, const MatoiCommand *command, GError **error);
/* One of the commands. */
gboolean matoi_work_do (MatoiWork *work, MatoiCommand *command, GError **error);
gboolean matoi_work_submit (gpointer work, GError **error);
gboolean matoi_work_apply (gpointer work, GError **error);

G_END_DECLS
