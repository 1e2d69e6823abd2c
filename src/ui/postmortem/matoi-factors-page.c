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

static MatoiFactorCard *
get_first (MatoiFactorsPage *self)
{
  return (MatoiFactorCard *) gtk_widget_get_first_child (GTK_WIDGET (self->fac_list));
}

static MatoiFactorCard *
get_next (MatoiFactorCard *card)
{
  return (MatoiFactorCard *) gtk_widget_get_next_sibling (GTK_WIDGET (card));
}

/* (nullable) the card of a factor, or one that is still empty. */
static MatoiFactorCard *
find_card (MatoiFactorsPage *self, const MatoiId *id_or_null)
{
  for (MatoiFactorCard *card = get_first (self); card; card = get_next (card))
    if (id_or_null ? !matoi_factor_card_is_new (card) &&
                       matoi_id_equal (matoi_factor_card_get_id (card), id_or_null)
                   : matoi_factor_card_is_new (card) && !matoi_factor_card_is_pending (card))
      return card;
  return NULL;
}

static gboolean
has_pending (MatoiFactorsPage *self)
{
  for (MatoiFactorCard *card = get_first (self); card; card = get_next (card))
    if (matoi_factor_card_is_pending (card))
      return TRUE;
  return FALSE;
}

/* The keyboard goes to the button when the card that had it goes. */
static void
on_vanish (MatoiFactorsPage *self, MatoiFactorCard *card)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->fac_add));
  gtk_box_remove (self->fac_list, GTK_WIDGET (card));
  show_all (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->fac_add));
}

static MatoiFactorCard *
add_card (MatoiFactorsPage *self, const MatoiFactor *factor)
{
  GtkWidget *card = matoi_factor_card_new (self->session, factor);
  MatoiFactorCard *draft = factor ? find_card (self, NULL) : NULL;

  g_signal_connect_object (card, "settled", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "vanish", G_CALLBACK (on_vanish), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->fac_list, card);
  /* What somebody else adds comes before the card that is still to be written. */
  if (draft)
    gtk_box_reorder_child_after (self->fac_list, card,
                                 gtk_widget_get_prev_sibling (GTK_WIDGET (draft)));
  return MATOI_FACTOR_CARD (card);
}

static void
remove_others (MatoiFactorsPage *self, const MatoiPostmortem *postmortem)
{
  MatoiFactorCard *next;

  for (MatoiFactorCard *card = get_first (self); card; card = next)
    {
      const MatoiFactor *factor =
        matoi_lessons_find_factor (postmortem, matoi_factor_card_get_id (card));

      next = get_next (card);
      if (!matoi_factor_card_is_new (card) && !matoi_factor_card_was_removed_here (card) &&
          (!factor || factor->removed))
        gtk_box_remove (self->fac_list, GTK_WIDGET (card));
    }
}

static void
show_cards (MatoiFactorsPage *self, const MatoiPostmortem *postmortem)
{
  /* The id of a card that is being recorded comes with the answer; until then it looks unknown. */
  gboolean pending = has_pending (self);

  remove_others (self, postmortem);
  for (guint i = 0; i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);
      MatoiFactorCard *card = find_card (self, &factor->id);

      if (card)
        matoi_factor_card_update (card, factor);
      else if (!factor->removed && !pending)
        add_card (self, factor);
    }
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
    show_cards (self, postmortem);
  if (!get_first (self) && may_write)
    add_card (self, NULL);
  for (MatoiFactorCard *card = get_first (self); card; card = get_next (card))
    if (!matoi_factor_card_was_removed_here (card))
      matoi_factor_card_set_number (card, ++n);
  gtk_widget_set_visible (GTK_WIDGET (self->fac_add), may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->fac_empty), n == 0 && !may_write);
}

/* One empty card at a time: the one that is there is what the person looks for. */
static void
on_add (MatoiFactorsPage *self)
{
  MatoiFactorCard *card = find_card (self, NULL);

  if (!card)
    card = add_card (self, NULL);
  show_all (self);
  matoi_factor_card_focus (card);
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
  MatoiFactorCard *card;

  if (self->session != session)
    {
      if (self->session)
        g_signal_handlers_disconnect_by_data (self->session, self);
      while (self->fac_list && (card = get_first (self)))
        gtk_box_remove (self->fac_list, GTK_WIDGET (card));
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

  for (MatoiFactorCard *card = get_first (self); card; card = get_next (card))
    matoi_factor_card_flush (card);
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

  for (MatoiFactorCard *card = get_first (self); card; card = get_next (card))
    if (matoi_factor_card_select (card, offset, length))
      return;
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
