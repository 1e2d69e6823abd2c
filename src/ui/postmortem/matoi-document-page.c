/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-document-page.h"

G_DEFINE_INTERFACE (MatoiDocumentPage, matoi_document_page, GTK_TYPE_WIDGET)

static void
matoi_document_page_default_init (MatoiDocumentPageInterface *iface)
{
}

/* Shows @section of the template of @session's postmortem; with NULL nothing. */
void
matoi_document_page_show (MatoiDocumentPage *self, MatoiSession *session, const char *section)
{
  g_return_if_fail (MATOI_IS_DOCUMENT_PAGE (self));

  MATOI_DOCUMENT_PAGE_GET_IFACE (self)->show (self, session, section);
}

/* Before the page is left, the window closed or a state asked for. */
void
matoi_document_page_flush (MatoiDocumentPage *self)
{
  MatoiDocumentPageInterface *iface = MATOI_DOCUMENT_PAGE_GET_IFACE (self);

  if (iface->flush)
    iface->flush (self);
}

/* Puts the keyboard on what @gate (such as "pm.recording") asks for, else into the page. */
void
matoi_document_page_jump (MatoiDocumentPage *self, const char *gate)
{
  MatoiDocumentPageInterface *iface = MATOI_DOCUMENT_PAGE_GET_IFACE (self);

  if (iface->jump)
    iface->jump (self, gate);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Selects @length bytes of the section's text from @offset on, where the page has a text. */
void
matoi_document_page_show_text (MatoiDocumentPage *self, gsize offset, gsize length)
{
  MatoiDocumentPageInterface *iface = MATOI_DOCUMENT_PAGE_GET_IFACE (self);

  if (iface->show_text)
    iface->show_text (self, offset, length);
}

/* Opens a search in what the page shows, with the keyboard in it; FALSE: it has none. */
gboolean
matoi_document_page_find (MatoiDocumentPage *self)
{
  MatoiDocumentPageInterface *iface = MATOI_DOCUMENT_PAGE_GET_IFACE (self);

  return iface->find && iface->find (self);
}

/* (nullable) (transfer none): buttons that stand beside the section's title. */
GtkWidget *
matoi_document_page_get_tools (MatoiDocumentPage *self)
{
  MatoiDocumentPageInterface *iface = MATOI_DOCUMENT_PAGE_GET_IFACE (self);

  return iface->get_tools ? iface->get_tools (self) : NULL;
}
