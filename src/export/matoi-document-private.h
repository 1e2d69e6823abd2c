/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-document.h"
#include "matoi-markdown.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 from, to;
  guint rank; /* 1 is the worst; 0: not known */
  char *label;
} MatoiBand;

struct _MatoiDocument
{
  char *lang, *ref, *title, *state, *exported;
  char *author, *keywords; /* (nullable) of the file */
  gboolean both, confidential;
  gint64 now;
  GTimeZone *zone;      /* of the organisation */
  GPtrArray *blocks;    /* of MatoiBlock */
  GPtrArray *bands;     /* of MatoiBand, by time: the picture */
  GHashTable *pictures; /* (nullable) hash to GBytes: those that people put in */
  GStringChunk *pool;   /* words */
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
MatoiDocument *matoi_document_new_empty (const MatoiDocumentOptions *options);
MatoiBlock *matoi_document_add (MatoiDocument *self, MatoiBlockKind kind);
MatoiBlock *matoi_document_add_heading (MatoiDocument *self, guint level, const char *text);
MatoiBlock *matoi_document_add_text (MatoiDocument *self, const char *text, guint style);
MatoiBlock *matoi_document_add_item (MatoiDocument *self, guint number);
MatoiBlock *matoi_document_add_table (MatoiDocument *self, ...) G_GNUC_NULL_TERMINATED;
void matoi_document_drop_empty (MatoiDocument *self, MatoiBlock *table);
void matoi_document_drop_columns (MatoiBlock *table);
gboolean matoi_document_has_head (const MatoiBlock *table);
char *matoi_document_dup_moment (const MatoiDocument *self, gint64 ms);
/* Adds what a person wrote as Markdown. */
void matoi_document_add_markdown (MatoiDocument *self, const char *text);

/* matoi-document-words.c: @english as the document says it. Borrowed. */
const char *matoi_document_word (const MatoiDocument *self, const char *english);
/* ": ", ", ", " (" or ")" as the language of the document writes it. */
const char *matoi_document_mark (const MatoiDocument *self, const char *english);
/* @ja beside @en, if it is to be so; else the one of the document's language. Borrowed. */
const char *matoi_document_pair (const MatoiDocument *self, const char *en, const char *ja);

/* matoi-document-sections.c */
void matoi_document_add_sections (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_evidence (const MatoiDocument *self, GPtrArray *runs, GPtrArray *evidence);
/* matoi-document-timeline.c */
void matoi_document_add_timeline (MatoiDocument *self, const MatoiIncident *incident);
/* matoi-document-meeting.c */
void matoi_document_add_meeting (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_message (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_mail (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_responders (MatoiDocument *self, const MatoiIncident *incident);
void matoi_document_add_actions (MatoiDocument *self, const MatoiIncident *incident);

/* matoi-document-html-table.c */
void matoi_document_append_runs (GString *out, GPtrArray *runs);
void matoi_document_append_table (GString *out, const MatoiBlock *block);

/* matoi-document-image.c */
GBytes *matoi_document_find_picture (const MatoiDocument *self, const MatoiBlock *block);
char *matoi_document_dup_image_text (const MatoiDocument *self, const MatoiBlock *block);
void
matoi_document_append_figure (GString *out, const MatoiDocument *self, const MatoiBlock *block);
void matoi_document_append_image (GString *out, const MatoiDocument *self, const MatoiBlock *block);

/* matoi-document-picture.c */
void matoi_document_read_bands (MatoiDocument *self, const MatoiIncident *incident);
GPtrArray *matoi_document_dup_shapes (const MatoiDocument *self);
char *matoi_document_dup_picture_caption (const MatoiDocument *self);
char *matoi_document_dup_picture_text (const MatoiDocument *self);

G_END_DECLS
