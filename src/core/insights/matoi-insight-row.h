/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-incident.h"

G_BEGIN_DECLS

/* What insights need to know of one incident, in few bytes: ten thousand of them are read at once.
 * Lists are texts, taken apart only where they are needed; none of them holds a name of a person. */
typedef struct
{
  MatoiId id;
  const char *ref;
  const char *state;    /* live ended */
  const char *outcome;  /* (nullable) recovered recovering false-alarm */
  const char *severity; /* id of the level that counts */
  const char *label;    /* of it, "SEV-1" */
  guint rank;           /* of it; 0: unknown */
  gboolean major;       /* of it */
  gboolean drill;
  gboolean afterwards; /* written down after it had ended: nobody knows more than is there */
  gint64 started_at, detected_at, declared_at, mitigated_at, ended_at;
  const char *services; /* "payments,search" */
  const char *spans;    /* of severities, a line each: id, label, rank and since when, by tabs */
  const char *shifts;   /* of commanders, a line each: a mark of who, from and to ("": still) */
  const char *causes;   /* contributing factors, a line each */
  const char
    *actions; /* with a deadline, a line each: priority, day it is due, done at ("": not) */
  guint executives_met, executives_missed, public_met, public_missed;
  gboolean has_postmortem;
  gint64 postmortem_due, meeting_held, postmortem_done; /* each may be MATOI_TIME_NONE */
} MatoiInsightRow;

/* Owns its texts. Its functions are not thread-safe but ref and unref; once it is filled, any
 * thread may read. */
typedef struct _MatoiInsightRows MatoiInsightRows;

MatoiInsightRows *matoi_insight_rows_new (void);
MatoiInsightRows *matoi_insight_rows_ref (MatoiInsightRows *self);
void matoi_insight_rows_unref (MatoiInsightRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiInsightRows, matoi_insight_rows_unref)
/* Copies the texts of @row. */
void matoi_insight_rows_add (MatoiInsightRows *self, const MatoiInsightRow *row);
/* The same in two steps, for many: texts that were kept already, of which those that come often are
 * kept once if @last (nullable) is the one of the row before. */
const char *
matoi_insight_rows_keep (MatoiInsightRows *self, const char *text, gsize length, const char *last);
void matoi_insight_rows_take (MatoiInsightRows *self, const MatoiInsightRow *row);
guint matoi_insight_rows_get_n (const MatoiInsightRows *self);
/* Borrowed; only once nothing is added any more. */
const MatoiInsightRow *matoi_insight_rows_get (const MatoiInsightRows *self, guint index);

/* What @incident says; texts that were made for it are put into @pool. */
void
matoi_insight_row_read (const MatoiIncident *incident, MatoiInsightRow *row, GStringChunk *pool);

G_END_DECLS
