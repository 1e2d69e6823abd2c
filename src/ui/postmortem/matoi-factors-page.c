/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-factors-page.h"

#include <glib/gi18n-lib.h>

#include "matoi-factor-card.h"
#include "matoi-lessons.h"
#include "matoi-more-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* TPL-04, WRI-03: a list of conditions that came together, never one cause. */

struct _MatoiFactorsPage
{
  GtkWidget parent_instance;
  GtkBox *fac_list;
  GtkButton *fac_add;
  GtkLabel *fac_empty;
  MatoiMoreText *fac_more;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
};

static void matoi_factors_page_page_init (MatoiDocumentPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MatoiFactorsPage,
                               matoi_factors_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (MATOI_TYPE_DOCUMENT_PAGE,
                                                      matoi_factors_page_page_init))

static void show_all (MatoiFactorsPage *self);

/* The keyboard goes to the button when the card that had it goes. */
static void
on_vanish (MatoiFactorsPage *self, MatoiElement *card)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->fac_add));
  gtk_box_remove (self->fac_list, GTK_WIDGET (card));
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->fac_add));
}

static MatoiElement *
add_card (gpointer page, GtkBox *list, gconstpointer factor)
{
  MatoiFactorsPage *self = page;
  MatoiElement *card;

  if (factor && ((const MatoiFactor *) factor)->removed)
    return NULL;
  card = matoi_factor_card_new (self->session, factor);
  g_signal_connect_object (card, "settled", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "vanish", G_CALLBACK (on_vanish), self, G_CONNECT_SWAPPED);
  matoi_element_list_add (list, card);
  return card;
}

static void
show_all (MatoiFactorsPage *self)
{
  gboolean may_write = matoi_lessons_may_write (self->session);
  const MatoiPostmortem *postmortem;
  guint n = 0;

  if (!self->session)
    return;
  postmortem = matoi_session_get_incident (self->session)->postmortem;
  if (postmortem)
    matoi_element_list_show (self->fac_list, postmortem->factors, add_card, self);
  if (!matoi_element_list_get_first (self->fac_list) && may_write)
    add_card (self, self->fac_list, NULL);
  for (MatoiElement *card = matoi_element_list_get_first (self->fac_list); card;
       card = matoi_element_get_next (card))
    if (matoi_element_is_there (card))
      matoi_factor_card_set_number (MATOI_FACTOR_CARD (card), ++n);
  gtk_widget_set_visible (GTK_WIDGET (self->fac_add), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->fac_empty), n == 0 && !may_write);
}

/* One empty card at a time: the one that is there is what the person looks for. */
static void
on_add (MatoiFactorsPage *self)
{
  MatoiElement *card = matoi_element_list_find_new (self->fac_list);

  if (!card)
    card = add_card (self, self->fac_list, NULL);
  show_all (self);
  matoi_element_focus (card);
}

static void
on_changed (MatoiFactorsPage *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "postmortem.", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_all (self);
  matoi_more_text_update (self->fac_more);
}

static void
matoi_factors_page_show (MatoiDocumentPage *page, MatoiSession *session, const char *section)
{
  MatoiFactorsPage *self = MATOI_FACTORS_PAGE (page);

  if (self->session != session)
    {
      if (self->session)
        g_signal_handlers_disconnect_by_data (self->session, self);
      if (self->fac_list)
        matoi_element_list_clear (self->fac_list);
      g_set_object (&self->session, session);
      if (session)
        g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                                 G_CONNECT_SWAPPED);
    }
  g_free (self->section);
  self->section = g_strdup (section);
  if (self->fac_more)
    matoi_more_text_show (self->fac_more, session, section);
  if (session)
    show_all (self);
}

static void
matoi_factors_page_flush (MatoiDocumentPage *page)
{
  MatoiFactorsPage *self = MATOI_FACTORS_PAGE (page);

  for (MatoiElement *card = matoi_element_list_get_first (self->fac_list); card;
       card = matoi_element_get_next (card))
    matoi_factor_card_flush (MATOI_FACTOR_CARD (card));
  matoi_more_text_flush (self->fac_more);
}

/* The gate asks for a factor: the empty card, or a new one. */
static void
matoi_factors_page_jump (MatoiDocumentPage *page, const char *gate)
{
  MatoiFactorsPage *self = MATOI_FACTORS_PAGE (page);

  if (matoi_lessons_may_write (self->session))
    on_add (self);
}

static void
matoi_factors_page_show_text (MatoiDocumentPage *page, gsize offset, gsize length)
{
  MatoiFactorsPage *self = MATOI_FACTORS_PAGE (page);

  if (!matoi_element_list_select (self->fac_list, offset, length))
    matoi_more_text_select (self->fac_more, offset, length);
}

static void
matoi_factors_page_page_init (MatoiDocumentPageInterface *iface)
{
  iface->show = matoi_factors_page_show;
  iface->flush = matoi_factors_page_flush;
  iface->jump = matoi_factors_page_jump;
  iface->show_text = matoi_factors_page_show_text;
}

static void
matoi_factors_page_dispose (GObject *object)
{
  MatoiFactorsPage *self = MATOI_FACTORS_PAGE (object);

  matoi_factors_page_show (MATOI_DOCUMENT_PAGE (self), NULL, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FACTORS_PAGE);
  G_OBJECT_CLASS (matoi_factors_page_parent_class)->dispose (object);
}

static void
matoi_factors_page_class_init (MatoiFactorsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_factors_page_dispose;
  g_type_ensure (MATOI_TYPE_MORE_TEXT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/factors-page.ui");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorsPage, fac_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorsPage, fac_add);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorsPage, fac_empty);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorsPage, fac_more);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
matoi_factors_page_init (MatoiFactorsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
