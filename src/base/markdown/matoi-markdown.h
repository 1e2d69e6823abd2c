/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What people write as Markdown, as a flat list of blocks: the one reader for every document
 * that leaves Matoi and for the preview in the window. No HTML, nothing fetched from elsewhere,
 * no link but to the web or to an address; any size, any nesting. */

/* No list is shown deeper, and no table wider, whatever somebody typed. */
#define MATOI_MARKDOWN_MAX_DEPTH   6
#define MATOI_MARKDOWN_MAX_COLUMNS 12

typedef enum
{
  MATOI_RUN_BOLD = 1 << 0,
  MATOI_RUN_ITALIC = 1 << 1,
  MATOI_RUN_CODE = 1 << 2,
  MATOI_RUN_STRIKE = 1 << 3,
  MATOI_RUN_FAINT = 1 << 4,
} MatoiRunStyle;

/* A piece of a line; newlines in it are kept. */
typedef struct
{
  char *text;
  char *url; /* (nullable) only http, https and mailto */
  guint style;
} MatoiRun;

typedef enum
{
  MATOI_BLOCK_HEADING,
  MATOI_BLOCK_TEXT,
  MATOI_BLOCK_CODE,
  MATOI_BLOCK_TABLE,
  MATOI_BLOCK_RULE,
  MATOI_BLOCK_IMAGE,    /* a picture of the record; its runs say what it shows */
  MATOI_BLOCK_PICTURE,  /* of the severities; not from Markdown */
  MATOI_BLOCK_CONTENTS, /* a list of the headings of level 2; not from Markdown */
} MatoiBlockKind;

/* Blocks are flat: nothing that was nested deeply can overrun a stack. */
typedef struct
{
  MatoiBlockKind kind;
  guint level;   /* of a heading: 2 to 6 */
  guint depth;   /* in how many lists it stands */
  gboolean item; /* begins an item of the innermost one */
  guint number;  /* of that item; 0: a bullet */
  guint column;  /* of the item's marker in Markdown */
  guint width;   /* of the marker */
  gboolean quote;
  char *picture;   /* of an image: as matoi-picture-ref.h says; else NULL */
  GPtrArray *runs; /* of MatoiRun */
  GPtrArray *rows; /* of a table: of GPtrArray (cells) of GPtrArray (of MatoiRun), head first */
} MatoiBlock;

/* The blocks of @text. (transfer full) of MatoiBlock */
GPtrArray *matoi_markdown_parse (const char *text);

/* --- for those who make blocks themselves */
/* A list that frees its blocks. */
GPtrArray *matoi_blocks_new (void);
/* Added to @blocks, which owns it. */
MatoiBlock *matoi_blocks_add (GPtrArray *blocks, MatoiBlockKind kind);
GPtrArray *matoi_block_add_row (MatoiBlock *self);
GPtrArray *matoi_row_add_cell (GPtrArray *row, const char *text_or_null);
GPtrArray *matoi_runs_new (void);
/* Without what a printer or a browser would obey; a @url that leads elsewhere than it may is
 * left out. */
void matoi_runs_add (GPtrArray *runs, const char *text, guint style, const char *url_or_null);
/* Their words alone. (transfer full) */
char *matoi_runs_dup_text (GPtrArray *runs);
/* Whether a reader may be led there: no script, no file of the reader's machine. */
gboolean matoi_url_is_safe (const char *url);

G_END_DECLS
