/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-markdown.h"
#include "matoi-preview.h"

G_BEGIN_DECLS

struct _MatoiPreview
{
  GtkWidget parent_instance;
  GtkWidget *scroller;
  GtkBox *body;
  GtkWidget *empty;
  GtkAdjustment *adjustment;

  char *text;            /* (nullable) */
  GPtrArray *pieces;     /* of MatoiPreviewPiece */
  GPtrArray *built;      /* of GtkWidget (owned by body), for the first pieces */
  guint tick;            /* 0: nothing to build */
  GCancellable *reading; /* (nullable) a long text, on another thread */

  GHashTable *pictures; /* name -> GdkTexture, or NULL if it is asked for or cannot be shown */
  GHashTable *broken;   /* set of names */
  MatoiPreviewLoader loader;
  gpointer loader_data;
  GDestroyNotify loader_destroy;
  MatoiSession *session;  /* (nullable) */
  GCancellable *fetching; /* pictures of session */
};

/* What becomes one widget: a block, or a part of a long one, so that no label is too long to be
 * laid out in an instant. */
typedef struct
{
  MatoiBlockKind kind;
  guint level, depth, number;
  gboolean item, quote;
  gboolean continued; /* goes on where the piece before it ended */
  gboolean japanese;  /* by which rules its lines are broken, and which letters are drawn */
  char *picture;      /* (nullable) */
  GPtrArray *runs;    /* of MatoiRun */
  GPtrArray *rows;    /* (nullable) of a table, the head first, and those from first_row on */
  guint first_row, n_rows;
  char *whole;    /* (nullable) the whole code, to be copied */
  gsize weight;   /* bytes to lay out */
  guint64 digest; /* the same for what looks the same */
} MatoiPreviewPiece;

/* matoi-preview-pieces.c: in any thread. (transfer full) of MatoiPreviewPiece */
GPtrArray *matoi_preview_dup_pieces (const char *markdown);

/* matoi-preview-markup.c: Pango markup of @runs; links are what matoi_url_is_safe () lets pass,
 * and say where they lead. @has_link: (out) (optional). (transfer full) */
char *matoi_preview_dup_markup (GPtrArray *runs, gboolean japanese, gboolean *has_link);

/* matoi-preview-pictures.c */
void matoi_preview_ask (MatoiPreview *self, GtkWidget *widget, const char *name);

/* matoi-preview-widgets.c: (transfer floating) */
GtkWidget *matoi_preview_build (const MatoiPreviewPiece *piece);
/* Of a piece with a picture: shows it; NULL: that it cannot be shown. */
void matoi_preview_show_picture (GtkWidget *widget, GdkTexture *texture_or_null);

G_END_DECLS
