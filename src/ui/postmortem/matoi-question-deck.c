/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-question-deck.h"

#include <glib/gi18n-lib.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

struct _MatoiQuestionDeck
{
  GtkWidget parent_instance;
  JsonArray *questions; /* (nullable) */
  guint at;
  GtkLabel *mtg_theme, *mtg_question, *mtg_question_count;
};

G_DEFINE_FINAL_TYPE (MatoiQuestionDeck, matoi_question_deck, GTK_TYPE_WIDGET)

static void
show_card (MatoiQuestionDeck *self)
{
  guint n = json_array_get_length (self->questions);
  JsonObject *question = matoi_json_array_get_object (self->questions, self->at);
  /* Translators: which card of a deck: 1: its number, 2: how many there are. */
  g_autofree char *count = g_strdup_printf (_ ("%1$u / %2$u"), self->at + 1, n);

  matoi_side_set_label (self->mtg_theme, question ? matoi_text (question, "theme") : "");
  matoi_side_set_label (self->mtg_question, question ? matoi_text (question, "text") : "");
  matoi_side_set_label (self->mtg_question_count, count);
}

void
matoi_question_deck_show (MatoiQuestionDeck *self, const MatoiIncident *incident)
{
  JsonArray *questions = incident ? matoi_postmortem_get_list (incident, "questions") : NULL;

  g_return_if_fail (MATOI_IS_QUESTION_DECK (self));

  if (questions && json_array_get_length (questions) == 0)
    questions = NULL;
  gtk_widget_set_visible (GTK_WIDGET (self), questions != NULL);
  if (self->questions == questions)
    return;
  g_clear_pointer (&self->questions, json_array_unref);
  self->questions = questions ? json_array_ref (questions) : NULL;
  self->at = 0;
  if (questions)
    show_card (self);
}

static void
turn (MatoiQuestionDeck *self, guint by)
{
  if (!self->questions)
    return;
  self->at = (self->at + by) % json_array_get_length (self->questions);
  show_card (self);
}

static void
on_next (MatoiQuestionDeck *self)
{
  turn (self, 1);
}

static void
on_previous (MatoiQuestionDeck *self)
{
  turn (self, self->questions ? json_array_get_length (self->questions) - 1 : 0);
}

static void
matoi_question_deck_dispose (GObject *object)
{
  MatoiQuestionDeck *self = MATOI_QUESTION_DECK (object);

  g_clear_pointer (&self->questions, json_array_unref);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_QUESTION_DECK);
  G_OBJECT_CLASS (matoi_question_deck_parent_class)->dispose (object);
}

static void
matoi_question_deck_class_init (MatoiQuestionDeckClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_question_deck_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/question-deck.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiQuestionDeck, mtg_theme);
  gtk_widget_class_bind_template_child (widget_class, MatoiQuestionDeck, mtg_question);
  gtk_widget_class_bind_template_child (widget_class, MatoiQuestionDeck, mtg_question_count);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
}

static void
matoi_question_deck_init (MatoiQuestionDeck *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
