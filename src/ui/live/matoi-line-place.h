/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-line.h"

G_BEGIN_DECLS

/* Whether @text begins with a name that has blanks in it; its length in bytes, or 0. With
 * @open the end of @text may be in the middle of the name. */
typedef gsize (*MatoiNameLength) (const char *text, gboolean open, gpointer user_data);

/* Which part of a line the cursor is in. */
typedef struct
{
  const MatoiLineCommand *form; /* (nullable) NULL: its name is being typed */
  char item;                    /* of the pattern: w n a o r; 0 for the name of the command */
  char *name;                   /* of the argument, "" for the name of the command */
  gboolean more;                /* another argument follows */
  guint start, end;             /* of the argument, in bytes */
  GPtrArray *before;            /* of char *: the arguments before this one */
} MatoiLinePlace;

MatoiLinePlace *
matoi_line_place_find (const char *line, gsize cursor, MatoiNameLength names, gpointer user_data);
void matoi_line_place_free (MatoiLinePlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiLinePlace, matoi_line_place_free)

/* A copy of @line with quotation marks around names with blanks in them, where the grammar
 * wants one word. (transfer full) */
char *matoi_line_dup_quoted (const char *line, MatoiNameLength names, gpointer user_data);

G_END_DECLS
