/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document.h"

G_BEGIN_DECLS

/* No list is shown deeper, and no table wider, whatever somebody typed. */
#define MATOI_DOCUMENT_MAX_DEPTH   6
#define MATOI_DOCUMENT_MAX_COLUMNS 12

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
  MATOI_BLOCK_PICTURE,
  MATOI_BLOCK_CONTENTS, /* a list of the headings of level 2 */
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
  GPtrArray *runs; /* of MatoiRun */
  GPtrArray *rows; /* of a table: of GPtrArray (cells) of GPtrArray (of MatoiRun), head first */
} MatoiBlock;

typedef struct
{
  gint64 from, to;
  guint rank; /* 1 is the worst; 0: not known */
  char *label;
} MatoiBand;

struct _MatoiDocument
{
  char *lang, *ref, *title, *state, *exported;
  gboolean both, confidential;
  gint64 now;
  GPtrArray *blocks;  /* of MatoiBlock */
  GPtrArray *bands;   /* of MatoiBand, by time: the picture */
  GStringChunk *pool; /* words */
};

/* What the picture is drawn of, in a box of MATOI_SHAPES_WIDTH by MATOI_SHAPES_HEIGHT. */
#define MATOI_SHAPES_WIDTH  720.0
#define MATOI_SHAPES_HEIGHT 96.0

typedef struct
{
  double x, y, width, height; /* a bar; without height: a text at x, its baseline at y */
  guint32 colour;             /* 0xRRGGBB */
  char *text;                 /* (nullable) */
  int anchor;                 /* of the text: -1 begins there, 0 is centred, 1 ends there */
} MatoiShape;

/* matoi-document.c */
MatoiBlock *matoi_document_add (MatoiDocument *self, MatoiBlockKind kind);
MatoiBlock *matoi_document_add_heading (MatoiDocument *self, guint level, const char *text);
MatoiBlock *matoi_document_add_text (MatoiDocument *self, const char *text, guint style);
MatoiBlock *matoi_document_add_item (MatoiDocument *self, guint number);
MatoiBlock *matoi_document_add_table (MatoiDocument *self, ...) G_GNUC_NULL_TERMINATED;
void matoi_document_drop_empty (MatoiDocument *self, MatoiBlock *table);
GPtrArray *matoi_block_add_row (MatoiBlock *self);
GPtrArray *matoi_row_add_cell (GPtrArray *row, const char *text_or_null);
GPtrArray *matoi_runs_new (void);
void matoi_runs_add (GPtrArray *runs, const char *text, guint style, const char *url_or_null);
char *matoi_runs_dup_text (GPtrArray *runs);
gboolean matoi_url_is_safe (const char *url);

/* matoi-document-words.c: @english as the document says it. Borrowed. */
const char *matoi_document_word (const MatoiDocument *self, const char *english);
/* @ja beside @en, if it is to be so; else the one of the document's language. Borrowed. */
const char *matoi_document_pair (const MatoiDocument *self, const char *en, const char *ja);

/* matoi-document-parse.c: adds what a person wrote as Markdown. */
void matoi_document_add_markdown (MatoiDocument *self, const char *text);

/* matoi-document-rows.c: lines of a table in Markdown, from @p to @end */
GPtrArray *matoi_table_split_row (const char *p, const char *end);
gboolean matoi_table_is_ruler (const char *p, const char *end);

/* matoi-document-sections.c */
void matoi_document_add_sections (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_evidence (const MatoiDocument *self, GPtrArray *runs, GPtrArray *evidence);
char *matoi_document_dup_time (gint64 ms);
/* matoi-document-meeting.c */
void matoi_document_add_meeting (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_message (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_mail (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_responders (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_actions (MatoiDocument *self, const MatoiIncident *incident);

/* matoi-document-picture.c */
void matoi_document_read_bands (MatoiDocument *self, const MatoiIncident *incident);
GPtrArray *matoi_document_dup_shapes (const MatoiDocument *self);
char *matoi_document_dup_picture_text (const MatoiDocument *self);

G_END_DECLS
