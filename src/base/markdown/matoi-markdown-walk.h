/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cmark.h>

#include "matoi-markdown.h"

G_BEGIN_DECLS

/* A walk through cmark's tree, without recursion. */

typedef struct
{
  gboolean ordered;
  guint next, width;
} MatoiWalkList;

typedef struct
{
  GPtrArray *blocks;
  GArray *lines; /* of const char *: where each line of text begins */
  GArray *lists; /* of MatoiWalkList, outermost first */
  guint quotes, bold, italic;
  gboolean item;
  const char *url;
  GPtrArray *runs;       /* (nullable) that are written now */
  GString *words;        /* not in runs yet: thousands of pieces are joined once */
  const char *words_url; /* of these; (nullable) */
  guint words_style;
  MatoiBlock *paragraph; /* (nullable) */
  cmark_node *picture;   /* (nullable) the image whose words are read */
  gboolean resume;       /* the words after it begin a paragraph */
} MatoiWalk;

/* A block where the walk stands, in its lists; its words come next. */
MatoiBlock *matoi_walk_begin (MatoiWalk *walk, MatoiBlockKind kind);
void matoi_walk_begin_item (MatoiWalk *walk);
/* What was written is finished; NULL: nothing is to be written. */
void matoi_walk_set_runs (MatoiWalk *walk, GPtrArray *runs_or_null);
/* A node inside a line. */
void matoi_walk_visit (MatoiWalk *walk, cmark_node *node, gboolean enter);

G_END_DECLS
