/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-lesson-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-up.h"
#include "matoi-lessons.h"
#include "matoi-prose.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiLessonRow
{
  GtkWidget parent_instance;
  GtkWidget *lea_body, *lea_removed, *lea_remove, *lea_undo;
  GtkLabel *lea_message;
  GtkBox *lea_text;
  MatoiFollowUp *lea_follow;
  MatoiProse *prose;

  MatoiSession *session;
  char *side; /* well badly lucky */
  MatoiId id;
  gboolean has_id; /* FALSE: not recorded yet */
  gboolean busy, again, removed_here;
};

G_DEFINE_FINAL_TYPE (MatoiLessonRow, matoi_lesson_row, GTK_TYPE_WIDGET)

enum
{
  SETTLED,
  VANISH,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void save (MatoiLessonRow *self);

const MatoiId *
matoi_lesson_row_get_id (MatoiLessonRow *self)
{
  return &self->id;
}

gboolean
matoi_lesson_row_is_new (MatoiLessonRow *self)
{
  return !self->has_id;
}

/* A new one is on its way to the disk: its id is not known yet. */
gboolean
matoi_lesson_row_is_pending (MatoiLessonRow *self)
{
  return !self->has_id && self->busy;
}

gboolean
matoi_lesson_row_was_removed_here (MatoiLessonRow *self)
{
  return self->removed_here;
}

/* The gate waits for what follows from it. */
gboolean
matoi_lesson_row_wants_follow_up (MatoiLessonRow *self)
{
  return self->has_id && !self->removed_here && g_strcmp0 (self->side, "badly") == 0 &&
         matoi_follow_up_is_missing (self->lea_follow);
}

static const MatoiLearned *
find_lesson (MatoiLessonRow *self)
{
  return self->has_id
           ? matoi_lessons_find_learned (matoi_session_get_incident (self->session)->postmortem,
                                         &self->id)
           : NULL;
}

/* Shows what is durable; what is typed stays. */
void
matoi_lesson_row_update (MatoiLessonRow *self, const MatoiLearned *one)
{
  gboolean may_write = matoi_lessons_may_write (self->session);
  gboolean follows = one && g_strcmp0 (self->side, "badly") == 0;

  g_return_if_fail (MATOI_IS_LESSON_ROW (self));

  self->removed_here &= one && one->removed;
  gtk_widget_set_visible (self->lea_removed, self->removed_here);
  gtk_widget_set_visible (self->lea_body, !self->removed_here);
  gtk_widget_set_visible (self->lea_remove, may_write);
  gtk_widget_set_visible (GTK_WIDGET (self->lea_follow), follows);
  matoi_prose_set_editable (self->prose, may_write);
  if (follows)
    matoi_follow_up_show (self->lea_follow, self->session, one);
  if (one)
    {
      matoi_prose_set_text (self->prose, one->text);
      matoi_lessons_mark (self->session, self->prose);
    }
}

static void
on_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiLessonRow *self = MATOI_LESSON_ROW (widget);

  self->busy = FALSE;
  matoi_lessons_show_refusal (self->lea_message, error);
  if (error)
    {
      matoi_prose_fail (self->prose);
      self->removed_here = FALSE;
    }
  else if (!self->has_id)
    self->has_id = matoi_lessons_find_new (receipt, "postmortem.learned", &self->id);
  matoi_lesson_row_update (self, find_lesson (self));
  g_signal_emit (self, signals[SETTLED], 0);
  if (self->again)
    {
      self->again = FALSE;
      save (self);
    }
}

static MatoiCommand *
new_command (MatoiLessonRow *self)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-learned");

  if (self->has_id)
    matoi_lessons_set_id (command, "id", &self->id);
  return command;
}

static void
submit (MatoiLessonRow *self, MatoiCommand *command)
{
  self->busy = TRUE;
  matoi_lessons_submit (self, self->session, command, on_recorded);
}

static void
write_text (MatoiLessonRow *self, const char *text)
{
  MatoiCommand *command = new_command (self);

  matoi_command_set (command, "side", self->side);
  matoi_command_set (command, "text", text);
  submit (self, command);
}

static void
save (MatoiLessonRow *self)
{
  g_autofree char *text = matoi_prose_dup_text (self->prose);
  const MatoiLearned *one = find_lesson (self);

  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  if (one && g_strcmp0 (one->text, text) == 0)
    {
      matoi_lesson_row_update (self, one);
      return;
    }
  if (!self->has_id && matoi_lessons_is_blank (text))
    {
      matoi_prose_fail (self->prose);
      return;
    }
  write_text (self, text);
}

static void
on_remove (MatoiLessonRow *self)
{
  MatoiCommand *command;

  if (self->busy)
    return;
  if (!self->has_id)
    {
      g_signal_emit (self, signals[VANISH], 0);
      return;
    }
  self->removed_here = TRUE;
  command = new_command (self);
  matoi_command_set_flag (command, "removed", TRUE);
  submit (self, command);
  gtk_widget_set_visible (self->lea_removed, TRUE);
  gtk_widget_grab_focus (self->lea_undo);
}

static void
on_undo (MatoiLessonRow *self)
{
  MatoiCommand *command;

  if (self->busy)
    return;
  command = new_command (self);
  matoi_command_set_flag (command, "removed", FALSE);
  submit (self, command);
}

void
matoi_lesson_row_flush (MatoiLessonRow *self)
{
  matoi_prose_flush (self->prose);
  /* Nobody may be here any more when what is on its way is answered. */
  if (self->again && self->has_id)
    {
      g_autofree char *text = matoi_prose_dup_text (self->prose);

      self->again = FALSE;
      write_text (self, text);
    }
  matoi_follow_up_flush (self->lea_follow);
}

/* Puts the keyboard into the text, or into what follows from it. */
void
matoi_lesson_row_focus (MatoiLessonRow *self, gboolean follow_up)
{
  if (follow_up)
    matoi_follow_up_focus (self->lea_follow);
  else
    matoi_lessons_focus (GTK_WIDGET (self->prose));
}

/* Selects these bytes of the text if a hint is about them. */
gboolean
matoi_lesson_row_select (MatoiLessonRow *self, gsize offset, gsize length)
{
  return matoi_lessons_select (self->session, self->prose, offset, length);
}

/* For @one, or for one of @side that is still to be written. */
GtkWidget *
matoi_lesson_row_new (MatoiSession *session, const char *side, const MatoiLearned *one)
{
  MatoiLessonRow *self = g_object_new (MATOI_TYPE_LESSON_ROW, NULL);
  const char *label = g_strcmp0 (side, "badly") == 0 ? _ ("What did not go well")
                                                     : g_strcmp0 (side, "lucky") == 0
    ? _ ("Where we got lucky")
    : _ ("What went well");

  self->session = g_object_ref (session);
  self->side = g_strdup (side);
  self->has_id = one != NULL;
  matoi_prose_set_label (self->prose, label);
  if (one)
    {
      self->id = one->id;
      matoi_prose_reset (self->prose, one->text);
    }
  matoi_lesson_row_update (self, one);
  return GTK_WIDGET (self);
}

static void
matoi_lesson_row_dispose (GObject *object)
{
  MatoiLessonRow *self = MATOI_LESSON_ROW (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_LESSON_ROW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->side, g_free);
  G_OBJECT_CLASS (matoi_lesson_row_parent_class)->dispose (object);
}

static void
matoi_lesson_row_class_init (MatoiLessonRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_lesson_row_dispose;
  g_type_ensure (MATOI_TYPE_FOLLOW_UP);
  signals[SETTLED] =
    g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VANISH] =
    g_signal_new ("vanish", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/lesson-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_body);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_removed);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_remove);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_undo);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiLessonRow, lea_follow);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
}

static void
matoi_lesson_row_init (MatoiLessonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->prose = MATOI_PROSE (matoi_prose_new ("", 1));
  gtk_widget_set_hexpand (GTK_WIDGET (self->prose), TRUE);
  gtk_box_append (self->lea_text, GTK_WIDGET (self->prose));
  g_signal_connect_object (self->prose, "save", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
}
