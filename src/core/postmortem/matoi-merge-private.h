/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A sentence, or a line that is not split; equal texts have the same pointer. */
typedef struct
{
  const char *text;
  const char *gap; /* the blanks and line ends after it */
  gboolean
    starts_line; /* a heading, a point of a list, code …: makes sense only at the begin of a line */
  gboolean whole_line; /* … and only up to the end of it */
} MatoiUnit;

typedef struct
{
  guint from, to;
} MatoiRange;

typedef struct
{
  guint left, right;
} MatoiMatch;

/* What became of one unit of the base: ranges of units of the other text. */
typedef struct
{
  MatoiRange before; /* put in before it */
  gboolean kept;
  guint at;           /* where, if kept */
  MatoiRange instead; /* put in its place, if not */
} MatoiEdit;

typedef struct _MatoiUnitPool MatoiUnitPool;

/* matoi-merge-units.c */
MatoiUnitPool *matoi_unit_pool_new (void);
void matoi_unit_pool_free (MatoiUnitPool *pool);
/* The units of @text, which @lead (owned by pool) precedes; nothing is lost. (transfer full) of MatoiUnit */
GArray *matoi_unit_pool_split (MatoiUnitPool *pool, const char *text, const char **lead);
/* Fewer line ends first, then shorter. */
int matoi_gap_compare (const char *a, const char *b);

/* matoi-merge-diff.c */
/* Which units of one range are those of the other, ascending. (transfer full) of MatoiMatch */
GArray *matoi_merge_match (GArray *left, MatoiRange in_left, GArray *right, MatoiRange in_right);
/* One for each unit of @base and one for the end. (transfer full) of MatoiEdit */
GArray *matoi_merge_diff (GArray *base, GArray *text);

G_END_DECLS
