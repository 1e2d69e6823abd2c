/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "matoi-incident.h"

G_BEGIN_DECLS

/* A document about one incident (§12.4): its postmortem, or its timeline while there is none.
 * Made once from the incident, then immutable: every format is written from the same one. */
typedef struct _MatoiDocument MatoiDocument;

typedef struct
{
  const char *lang; /* "en" or "ja", the one of the interface */
  gboolean both;    /* fixed headings in English and Japanese, side by side */
  gint64 now;       /* ms UTC, stands on every page */
  GTimeZone *zone;  /* the organisation's */
} MatoiDocumentOptions;

typedef enum
{
  MATOI_PAPER_A4,
  MATOI_PAPER_LETTER,
} MatoiPaper;

MatoiDocument *
matoi_document_new (const MatoiIncident *incident, const MatoiDocumentOptions *options);
/* The pictures its texts name: hash to GBytes; once, before anything is written. Those that do
 * not come along are told of in words. */
void matoi_document_set_pictures (MatoiDocument *self, GHashTable *pictures_or_null);
void matoi_document_free (MatoiDocument *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiDocument, matoi_document_free)

/* Each (transfer full). */
char *matoi_document_to_markdown (const MatoiDocument *self);
char *matoi_document_to_html (const MatoiDocument *self);
/* NULL with MATOI_ERROR_STORAGE if cairo could not. */
GBytes *matoi_document_to_pdf (const MatoiDocument *self, MatoiPaper paper, GError **error);

/* The pages of the PDF one by one, for a printer. */
typedef struct _MatoiPrintout MatoiPrintout;
MatoiPrintout *matoi_document_to_printout (const MatoiDocument *self, double width, double height);
guint matoi_printout_get_n_pages (const MatoiPrintout *self);
void matoi_printout_draw (const MatoiPrintout *self, cairo_t *cr, guint page);
void matoi_printout_free (MatoiPrintout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPrintout, matoi_printout_free)

G_END_DECLS
