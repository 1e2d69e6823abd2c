/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-postmortem.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* A page of the guided editor, for one kind of section of the template. It follows the session
 * by itself ("changed") and writes by commands; a page is shown for one section at a time. */
#define MATOI_TYPE_DOCUMENT_PAGE (matoi_document_page_get_type ())
G_DECLARE_INTERFACE (MatoiDocumentPage, matoi_document_page, MATOI, DOCUMENT_PAGE, GtkWidget)

struct _MatoiDocumentPageInterface
{
  GTypeInterface parent_iface;

  void (*show) (MatoiDocumentPage *self, MatoiSession *session_or_null, const char *section);
  /* (nullable) what is typed is asked to be recorded now */
  void (*flush) (MatoiDocumentPage *self);
  /* (nullable) puts the keyboard on what the reason @gate of matoi_postmortem_gates () asks for */
  void (*jump) (MatoiDocumentPage *self, const char *gate);
  /* (nullable) selects what a hint is about: bytes of the section's text */
  void (*show_text) (MatoiDocumentPage *self, gsize offset, gsize length);
  /* (nullable) opens a search in what the page shows; FALSE if there is nothing to look through */
  gboolean (*find) (MatoiDocumentPage *self);
  /* (nullable) what stands beside the section's title; (transfer none) (nullable), always the same */
  GtkWidget *(*get_tools) (MatoiDocumentPage *self);
};

void matoi_document_page_show (MatoiDocumentPage *self,
                               MatoiSession *session_or_null,
                               const char *section);
void matoi_document_page_flush (MatoiDocumentPage *self);
void matoi_document_page_jump (MatoiDocumentPage *self, const char *gate);
void matoi_document_page_show_text (MatoiDocumentPage *self, gsize offset, gsize length);
gboolean matoi_document_page_find (MatoiDocumentPage *self);
GtkWidget *matoi_document_page_get_tools (MatoiDocumentPage *self);

G_END_DECLS
