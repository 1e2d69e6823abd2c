/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-command.h"
#include "matoi-log.h"
#include "matoi-stage.h"

G_BEGIN_DECLS

/* The setting that says which stream comes in, and how many of its events are there: "SID N". */
#define MATOI_STAGE_KEY "import.sealed"

/* What is projected, in the order in which it is taken over. */
#define MATOI_STAGE_TABLES 7
extern const char *const matoi_stage_tables[MATOI_STAGE_TABLES];

typedef struct _MatoiStage
{
  MatoiStore *store;
  char *path;
  int lock;       /* file descriptor that holds the lock: one import at a time */
  gboolean there; /* attached, as "stage" */
  gboolean keep;  /* sealed, and not all of it has been taken over */

  MatoiId stream; /* the uid of its stream in the log */
  guint64 number; /* stands in its ids where else the replica does: others write meanwhile */
  gint64 n_events;
  guint8 head[MATOI_HASH_BYTES];
  GHashTable *refs; /* of its incidents */
  gint64 known_seq; /* how far the log had come when it was begun */

  sqlite3_stmt *move[MATOI_STAGE_TABLES]; /* each (nullable) */
} MatoiStage;

/* matoi-stage-file.c. (nullable): @busy: another program has it. */
MatoiStage *matoi_stage_lock (MatoiStore *store, gboolean *busy, GError **error);
gboolean matoi_stage_create (MatoiStage *self, gint64 now, GError **error);
/* FALSE without an error: there is none, or it is not of this database. */
gboolean matoi_stage_open (MatoiStage *self, const MatoiId *stream);
/* The file goes with it unless it is to be kept. */
void matoi_stage_free (MatoiStage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiStage, matoi_stage_free)

/* matoi-stage.c: instead of the log. */
gboolean matoi_stage_has_reference (MatoiStage *self, const char *ref);
gboolean matoi_stage_find_external (MatoiStage *self,
                                    const MatoiCommand *command,
                                    MatoiId *incident,
                                    gboolean *found,
                                    GError **error);
gboolean matoi_stage_append (MatoiStage *self, MatoiEvent *event, GError **error);

/* matoi-stage-seal.c: the setting, inside a transaction; FALSE: nothing is sealed. */
gboolean matoi_stage_note (MatoiDatabase *db, gint64 sid, gint64 n_moved, GError **error);
gboolean matoi_stage_get_noted (MatoiStore *store, gint64 *sid, gint64 *n_moved);
gboolean matoi_stage_seal (MatoiStage *self, GError **error);

/* matoi-stage-move.c */
gboolean
matoi_stage_move (MatoiStage *self, MatoiProgress moved, gpointer user_data, GError **error);

G_END_DECLS
