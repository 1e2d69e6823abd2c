/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-lesson-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-up.h"
#include "matoi-lessons.h"
#include "matoi-plain.h"
#include "matoi-ui-text.h"

struct _MatoiLessonRow
{
  MatoiElement parent_instance;
  GtkWidget *lea_body, *lea_removed, *lea_remove, *lea_undo;
  GtkLabel *lea_message;
  GtkBox *lea_text;
  MatoiFollowUp *lea_follow;
  MatoiProse *prose;
  char *side; /* well badly lucky */
};

G_DEFINE_FINAL_TYPE (MatoiLessonRow, matoi_lesson_row, MATOI_TYPE_ELEMENT)
G_STATIC_ASSERT (G_STRUCT_OFFSET (MatoiLearned, id) == 0);

/* --- as an element */

static GPtrArray *
get_all (const MatoiPostmortem *postmortem)
{
  return postmortem->learned;
}

static gboolean
is_removed (gconstpointer recorded)
{
  return ((const MatoiLearned *) recorded)->removed;
}

static void
show (MatoiElement *element, gconstpointer recorded, gboolean may_write)
{
  MatoiLessonRow *self = MATOI_LESSON_ROW (element);
  const MatoiLearned *one = recorded;
  gboolean follows = one && g_strcmp0 (self->side, "badly") == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->lea_follow), follows);
  if (follows)
    matoi_follow_up_show (self->lea_follow, matoi_element_get_session (element), one);
  if (one)
    matoi_prose_set_text (self->prose, one->text);
}

static void
fill (MatoiElement *element, MatoiCommand *command)
{
  MatoiLessonRow *self = MATOI_LESSON_ROW (element);
  g_autofree char *text = matoi_prose_dup_text (self->prose);

  matoi_command_set (command, "side", self->side);
  matoi_command_set (command, "text", text);
}

static gboolean
is_same (MatoiElement *element, gconstpointer recorded)
{
  g_autofree char *text = matoi_prose_dup_text (MATOI_LESSON_ROW (element)->prose);

  return g_strcmp0 (((const MatoiLearned *) recorded)->text, text) == 0;
}

static gboolean
is_blank (MatoiElement *element)
{
  g_autofree char *text = matoi_prose_dup_text (MATOI_LESSON_ROW (element)->prose);

  return matoi_text_is_blank (text);
}

/* --- the row */

/* The gate waits for what follows from it. */
gboolean
matoi_lesson_row_wants_follow_up (MatoiLessonRow *self)
{
  return matoi_element_is_there (MATOI_ELEMENT (self)) &&
         gtk_widget_get_visible (GTK_WIDGET (self->lea_follow)) &&
         matoi_follow_up_is_missing (self->lea_follow);
}

void
matoi_lesson_row_focus_follow_up (MatoiLessonRow *self)
{
  matoi_follow_up_focus (self->lea_follow);
}

void
matoi_lesson_row_flush (MatoiLessonRow *self)
{
  matoi_element_flush (MATOI_ELEMENT (self));
  matoi_follow_up_flush (self->lea_follow);
}

/* For @one, or for one of @side that is still to be written. */
MatoiElement *
matoi_lesson_row_new (MatoiSession *session, const char *side, const MatoiLearned *one)
{
  MatoiLessonRow *self = g_object_new (MATOI_TYPE_LESSON_ROW, NULL);
  const MatoiElementParts parts = { self->lea_body, self->lea_removed, self->lea_remove,
                                    self->lea_undo, self->lea_message };
  const char *label = g_strcmp0 (side, "badly") == 0 ? _ ("What did not go well")
                                                     : g_strcmp0 (side, "lucky") == 0
    ? _ ("Where we got lucky")
    : _ ("What went well");

  self->side = g_strdup (side);
  matoi_prose_set_label (self->prose, label);
  if (one)
    matoi_prose_reset (self->prose, one->text);
  matoi_element_begin (MATOI_ELEMENT (self), session, &parts, one);
  return MATOI_ELEMENT (self);
}

static void
matoi_lesson_row_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_LESSON_ROW);
  G_OBJECT_CLASS (matoi_lesson_row_parent_class)->dispose (object);
}

static void
matoi_lesson_row_finalize (GObject *object)
{
  g_free (MATOI_LESSON_ROW (object)->side);
  G_OBJECT_CLASS (matoi_lesson_row_parent_class)->finalize (object);
}

static void
matoi_lesson_row_class_init (MatoiLessonRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  MatoiElementClass *element_class = MATOI_ELEMENT_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_lesson_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_lesson_row_finalize;
  element_class->command = "pm-learned";
  element_class->event = "postmortem.learned";
  element_class->get_all = get_all;
  element_class->is_removed = is_removed;
  element_class->show = show;
  element_class->fill = fill;
  element_class->is_same = is_same;
  element_class->is_blank = is_blank;
  g_type_ensure (MATOI_TYPE_FOLLOW_UP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/lesson-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_removed);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_remove);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_undo);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_follow);
}

static void
matoi_lesson_row_init (MatoiLessonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prose = matoi_element_add_prose (MATOI_ELEMENT (self), self->lea_text, 1, "learned");
}
