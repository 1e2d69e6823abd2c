/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-factor-card.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence-list.h"
#include "matoi-lessons.h"
#include "matoi-plain.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiFactorCard
{
  MatoiElement parent_instance;
  GtkWidget *fac_body, *fac_removed, *fac_remove, *fac_undo;
  GtkLabel *fac_number, *fac_message;
  GtkBox *fac_what, *fac_why;
  MatoiEvidenceList *fac_evidence;
  MatoiProse *what, *why;
};

G_DEFINE_FINAL_TYPE (MatoiFactorCard, matoi_factor_card, MATOI_TYPE_ELEMENT)
G_STATIC_ASSERT (G_STRUCT_OFFSET (MatoiFactor, id) == 0);

/* --- as an element */

static GPtrArray *
get_all (const MatoiPostmortem *postmortem)
{
  return postmortem->factors;
}

static gboolean
is_removed (gconstpointer recorded)
{
  return ((const MatoiFactor *) recorded)->removed;
}

static void
show (MatoiElement *element, gconstpointer recorded, gboolean may_write)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (element);
  const MatoiFactor *factor = recorded;

  matoi_evidence_list_show (self->fac_evidence, factor ? factor->evidence : NULL,
                            may_write && factor);
  if (!factor)
    return;
  matoi_prose_set_text (self->what, factor->what);
  matoi_prose_set_text (self->why, factor->why);
}

/* Both at once: they are one fact. */
static void
fill (MatoiElement *element, MatoiCommand *command)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (element);
  g_autofree char *what = matoi_prose_dup_text (self->what);
  g_autofree char *why = matoi_prose_dup_text (self->why);

  matoi_command_set (command, "what", what);
  matoi_command_set (command, "why", why);
}

static gboolean
is_same (MatoiElement *element, gconstpointer recorded)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (element);
  const MatoiFactor *factor = recorded;
  g_autofree char *what = matoi_prose_dup_text (self->what);
  g_autofree char *why = matoi_prose_dup_text (self->why);

  return g_strcmp0 (factor->what, what) == 0 && g_strcmp0 (factor->why, why) == 0;
}

static gboolean
is_blank (MatoiElement *element)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (element);
  g_autofree char *what = matoi_prose_dup_text (self->what);
  g_autofree char *why = matoi_prose_dup_text (self->why);

  if (!matoi_text_is_blank (what))
    return FALSE;
  matoi_lessons_show_message (
    self->fac_message,
    matoi_text_is_blank (why) ? NULL : _ ("Say above what contributed; then both are recorded."));
  return TRUE;
}

/* --- evidence */

static void
on_evidence_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (widget);

  matoi_lessons_show_refusal (self->fac_message, error);
  matoi_evidence_list_settle (self->fac_evidence, error == NULL);
}

/* The whole list of evidence, with one more or one less; the texts are as they are. */
static void
on_evidence (MatoiFactorCard *self, GPtrArray *evidence)
{
  MatoiCommand *command = matoi_element_new_command (MATOI_ELEMENT (self));

  json_object_set_array_member (command->args, "evidence", json_array_new ());
  for (guint i = 0; i < evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidence, i);

      matoi_command_add_evidence (command, one->url, one->query, one->none_reason);
    }
  matoi_lessons_submit (self, matoi_element_get_session (MATOI_ELEMENT (self)), command,
                        on_evidence_recorded);
}

/* --- the card */

void
matoi_factor_card_set_number (MatoiFactorCard *self, guint number)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  /* Translators: for screen readers; %u is which one it is. */
  g_autofree char *name = g_strdup_printf (_ ("Factor %u"), number);
  /* Translators: a button; %u is which factor it is. */
  g_autofree char *remove = g_strdup_printf (_ ("Remove Factor %u"), number);
  /* Translators: for screen readers; %u is which factor it is. */
  g_autofree char *what = g_strdup_printf (_ ("Factor %u: what contributed"), number);
  /* Translators: for screen readers; %u is which factor it is. */
  g_autofree char *why = g_strdup_printf (_ ("Factor %u: why it could happen"), number);

  matoi_side_set_label (self->fac_number, text);
  matoi_side_set_name (GTK_WIDGET (self->fac_number), name);
  matoi_side_set_name (self->fac_remove, remove);
  gtk_widget_set_tooltip_text (self->fac_remove, remove);
  matoi_prose_set_label (self->what, what);
  matoi_prose_set_label (self->why, why);
}

void
matoi_factor_card_flush (MatoiFactorCard *self)
{
  matoi_element_flush (MATOI_ELEMENT (self));
  matoi_evidence_list_flush (self->fac_evidence);
}

/* For @factor, or for one that is still to be written. */
MatoiElement *
matoi_factor_card_new (MatoiSession *session, const MatoiFactor *factor)
{
  MatoiFactorCard *self = g_object_new (MATOI_TYPE_FACTOR_CARD, NULL);
  const MatoiElementParts parts = { self->fac_body, self->fac_removed, self->fac_remove,
                                    self->fac_undo, self->fac_message };

  if (factor)
    {
      matoi_prose_reset (self->what, factor->what);
      matoi_prose_reset (self->why, factor->why);
    }
  matoi_element_begin (MATOI_ELEMENT (self), session, &parts, factor);
  return MATOI_ELEMENT (self);
}

static void
matoi_factor_card_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_FACTOR_CARD);
  G_OBJECT_CLASS (matoi_factor_card_parent_class)->dispose (object);
}

/* Whoever comes from above comes to write, not to the button that removes it; Shift+Tab goes there. */
static gboolean
on_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (widget);

  if (direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_focus_child (widget) == NULL &&
      gtk_widget_get_visible (self->fac_body))
    return gtk_widget_grab_focus (GTK_WIDGET (self->what));
  return GTK_WIDGET_CLASS (matoi_factor_card_parent_class)->focus (widget, direction);
}

static void
matoi_factor_card_class_init (MatoiFactorCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  MatoiElementClass *element_class = MATOI_ELEMENT_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_factor_card_dispose;
  element_class->command = "pm-factor";
  element_class->event = "postmortem.factor";
  element_class->get_all = get_all;
  element_class->is_removed = is_removed;
  element_class->show = show;
  element_class->fill = fill;
  element_class->is_same = is_same;
  element_class->is_blank = is_blank;
  g_type_ensure (MATOI_TYPE_EVIDENCE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/factor-card.ui");
  widget_class->focus = on_focus;
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_removed);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_remove);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_undo);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_number);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_what);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_why);
  gtk_widget_class_bind_template_child (widget_class, MatoiFactorCard, fac_evidence);
  gtk_widget_class_bind_template_callback (widget_class, on_evidence);
}

static void
matoi_factor_card_init (MatoiFactorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->what = matoi_element_add_prose (MATOI_ELEMENT (self), self->fac_what, 2, "what");
  self->why = matoi_element_add_prose (MATOI_ELEMENT (self), self->fac_why, 3, "why");
}
