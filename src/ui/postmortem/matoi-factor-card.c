/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-factor-card.h"

#include <glib/gi18n-lib.h>

#include "matoi-evidence-list.h"
#include "matoi-lessons.h"
#include "matoi-prose.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiFactorCard
{
  GtkWidget parent_instance;
  GtkWidget *fac_body, *fac_removed, *fac_remove, *fac_undo;
  GtkLabel *fac_number, *fac_message;
  GtkBox *fac_what, *fac_why;
  MatoiEvidenceList *fac_evidence;
  MatoiProse *what, *why;

  MatoiSession *session;
  MatoiId id;
  gboolean has_id; /* FALSE: not recorded yet */
  gboolean busy, again, removed_here;
};

G_DEFINE_FINAL_TYPE (MatoiFactorCard, matoi_factor_card, GTK_TYPE_WIDGET)

enum
{
  SETTLED,
  VANISH,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void save (MatoiFactorCard *self);

const MatoiId *
matoi_factor_card_get_id (MatoiFactorCard *self)
{
  return &self->id;
}

gboolean
matoi_factor_card_is_new (MatoiFactorCard *self)
{
  return !self->has_id;
}

/* A new one is on its way to the disk: its id is not known yet. */
gboolean
matoi_factor_card_is_pending (MatoiFactorCard *self)
{
  return !self->has_id && self->busy;
}

gboolean
matoi_factor_card_was_removed_here (MatoiFactorCard *self)
{
  return self->removed_here;
}

/* Shows what is durable; what is typed stays. */
void
matoi_factor_card_update (MatoiFactorCard *self, const MatoiFactor *factor)
{
  gboolean may_write = matoi_lessons_may_write (self->session);

  g_return_if_fail (MATOI_IS_FACTOR_CARD (self));

  self->removed_here &= factor && factor->removed;
  gtk_widget_set_visible (self->fac_removed, self->removed_here);
  gtk_widget_set_visible (self->fac_body, !self->removed_here);
  gtk_widget_set_visible (self->fac_remove, may_write);
  matoi_prose_set_editable (self->what, may_write);
  matoi_prose_set_editable (self->why, may_write);
  matoi_evidence_list_show (self->fac_evidence, factor ? factor->evidence : NULL,
                            may_write && factor);
  if (!factor)
    return;
  matoi_prose_set_text (self->what, factor->what);
  matoi_prose_set_text (self->why, factor->why);
  matoi_lessons_mark (self->session, self->what);
  matoi_lessons_mark (self->session, self->why);
}

static const MatoiFactor *
find_factor (MatoiFactorCard *self)
{
  return self->has_id
           ? matoi_lessons_find_factor (matoi_session_get_incident (self->session)->postmortem,
                                        &self->id)
           : NULL;
}

static void
on_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (widget);

  self->busy = FALSE;
  matoi_lessons_show_refusal (self->fac_message, error);
  if (error)
    {
      matoi_prose_fail (self->what);
      matoi_prose_fail (self->why);
      self->removed_here = FALSE;
    }
  else if (!self->has_id)
    self->has_id = matoi_lessons_find_new (receipt, "postmortem.factor", &self->id);
  matoi_factor_card_update (self, find_factor (self));
  g_signal_emit (self, signals[SETTLED], 0);
  if (self->again)
    {
      self->again = FALSE;
      save (self);
    }
}

static MatoiCommand *
new_command (MatoiFactorCard *self)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-factor");

  if (self->has_id)
    matoi_lessons_set_id (command, "id", &self->id);
  return command;
}

static void
submit (MatoiFactorCard *self, MatoiCommand *command)
{
  self->busy = TRUE;
  matoi_lessons_submit (self, self->session, command, on_recorded);
}

/* Both at once: they are one fact. */
static void
write_texts (MatoiFactorCard *self, const char *what, const char *why)
{
  MatoiCommand *command = new_command (self);

  matoi_command_set (command, "what", what);
  matoi_command_set (command, "why", why);
  submit (self, command);
}

/* Nothing is recorded of a card nobody wrote on. */
static void
save (MatoiFactorCard *self)
{
  g_autofree char *what = matoi_prose_dup_text (self->what);
  g_autofree char *why = matoi_prose_dup_text (self->why);
  const MatoiFactor *factor = find_factor (self);

  if (self->busy)
    {
      self->again = TRUE;
      return;
    }
  if (factor && g_strcmp0 (factor->what, what) == 0 && g_strcmp0 (factor->why, why) == 0)
    {
      matoi_factor_card_update (self, factor);
      return;
    }
  if (!self->has_id && matoi_lessons_is_blank (what))
    {
      matoi_prose_fail (self->what);
      matoi_prose_fail (self->why);
      matoi_lessons_show_message (self->fac_message,
                                  matoi_lessons_is_blank (why)
                                    ? NULL
                                    : _ ("Say above what contributed; then both are recorded."));
      return;
    }
  write_texts (self, what, why);
}

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
  MatoiCommand *command = new_command (self);

  json_object_set_array_member (command->args, "evidence", json_array_new ());
  for (guint i = 0; i < evidence->len; i++)
    {
      const MatoiEvidence *one = g_ptr_array_index (evidence, i);

      matoi_command_add_evidence (command, one->url, one->query, one->none_reason);
    }
  matoi_lessons_submit (self, self->session, command, on_evidence_recorded);
}

static void
on_remove (MatoiFactorCard *self)
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
  gtk_widget_set_visible (self->fac_removed, TRUE);
  gtk_widget_grab_focus (self->fac_undo);
}

static void
on_undo (MatoiFactorCard *self)
{
  MatoiCommand *command;

  if (self->busy)
    return;
  command = new_command (self);
  matoi_command_set_flag (command, "removed", FALSE);
  submit (self, command);
}

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
  matoi_prose_flush (self->what);
  matoi_prose_flush (self->why);
  /* Nobody may be here any more when what is on its way is answered. */
  if (self->again && self->has_id)
    {
      g_autofree char *what = matoi_prose_dup_text (self->what);
      g_autofree char *why = matoi_prose_dup_text (self->why);

      self->again = FALSE;
      write_texts (self, what, why);
    }
  matoi_evidence_list_flush (self->fac_evidence);
}

void
matoi_factor_card_focus (MatoiFactorCard *self)
{
  matoi_lessons_focus (GTK_WIDGET (self->what));
}

/* Selects these bytes of the text a hint is about. */
gboolean
matoi_factor_card_select (MatoiFactorCard *self, gsize offset, gsize length)
{
  return matoi_lessons_select (self->session, self->what, offset, length) ||
         matoi_lessons_select (self->session, self->why, offset, length);
}

/* For @factor, or for one that is still to be written. */
GtkWidget *
matoi_factor_card_new (MatoiSession *session, const MatoiFactor *factor)
{
  MatoiFactorCard *self = g_object_new (MATOI_TYPE_FACTOR_CARD, NULL);

  self->session = g_object_ref (session);
  self->has_id = factor != NULL;
  if (factor)
    {
      self->id = factor->id;
      matoi_prose_reset (self->what, factor->what);
      matoi_prose_reset (self->why, factor->why);
    }
  matoi_factor_card_update (self, factor);
  return GTK_WIDGET (self);
}

static void
matoi_factor_card_dispose (GObject *object)
{
  MatoiFactorCard *self = MATOI_FACTOR_CARD (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_FACTOR_CARD);
  g_clear_object (&self->session);
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
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_factor_card_dispose;
  g_type_ensure (MATOI_TYPE_EVIDENCE_LIST);
  signals[SETTLED] =
    g_signal_new ("settled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[VANISH] =
    g_signal_new ("vanish", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_undo);
  gtk_widget_class_bind_template_callback (widget_class, on_evidence);
}

static MatoiProse *
add_prose (MatoiFactorCard *self, GtkBox *box, guint lines)
{
  GtkWidget *prose = matoi_prose_new ("", lines);

  gtk_widget_set_hexpand (prose, TRUE);
  gtk_box_append (box, prose);
  g_signal_connect_object (prose, "save", G_CALLBACK (save), self, G_CONNECT_SWAPPED);
  return MATOI_PROSE (prose);
}

static void
matoi_factor_card_init (MatoiFactorCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->what = add_prose (self, self->fac_what, 2);
  self->why = add_prose (self, self->fac_why, 3);
}
