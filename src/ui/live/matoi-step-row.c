/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-step-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-step-actions.h"
#include "matoi-ui-text.h"

struct _MatoiStepRow
{
  GtkListBoxRow parent_instance;
  GtkImage *step_icon;
  GtkWidget *step_mark;
  GtkLabel *step_text;
  GtkWidget *step_buttons;
  GtkRevealer *step_skip;
  GtkEntry *step_reason;

  char *id;
  MatoiStepState state;
};

G_DEFINE_FINAL_TYPE (MatoiStepRow, matoi_step_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  NOT_NEEDED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_skip (MatoiStepRow *self)
{
  gtk_revealer_set_reveal_child (self->step_skip, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->step_reason));
}

static void
on_reason (MatoiStepRow *self)
{
  g_autofree char *reason =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->step_reason))));

  if (*reason)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->step_reason), "error");
      g_signal_emit (self, signals[NOT_NEEDED], 0, reason);
    }
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->step_reason), "error");
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiStepRow *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_revealer_set_reveal_child (self->step_skip, FALSE);
  return TRUE;
}

static void
add_buttons (MatoiStepRow *self, const char *action, gboolean may_skip)
{
  const char *label = matoi_step_action_get_label (action);
  GtkBox *box = GTK_BOX (self->step_buttons);
  GtkWidget *button;

  if (label)
    {
      button = matoi_side_button_new (label);
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "steps.act");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", action);
      gtk_widget_add_css_class (button, "suggested-action");
      gtk_box_append (box, button);
    }
  if (label && may_skip && g_strcmp0 (action, "draft-public") == 0)
    {
      /* Translators: a button: no notice to the public is needed for now. */
      button = matoi_side_button_new (_ ("Not Needed"));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_skip), self);
      gtk_box_append (box, button);
    }
  if (label)
    {
      button = gtk_button_new_from_icon_name ("object-select-symbolic");
      gtk_widget_set_tooltip_text (button, _ ("Mark as Done"));
      matoi_side_set_name (button, _ ("Mark as Done"));
    }
  else
    button = matoi_side_button_new (C_ ("step", "Done"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "steps.done");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->id);
  gtk_box_append (box, button);
}

/* A row for the step @id; @action: what its button does, a word of the policy; @may_skip: the
 * person may decide that it is not needed. */
GtkWidget *
matoi_step_row_new (const char *id, const char *text, const char *action_or_null, gboolean may_skip)
{
  MatoiStepRow *self = g_object_new (MATOI_TYPE_STEP_ROW, NULL);

  self->id = g_strdup (id);
  gtk_label_set_text (self->step_text, text);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->step_mark), "s", id);
  add_buttons (self, action_or_null, may_skip);
  matoi_step_row_show (self, MATOI_STEP_TO_COME);
  return GTK_WIDGET (self);
}

/* Told apart by icon, weight and word; never by colour alone. */
void
matoi_step_row_show (MatoiStepRow *self, MatoiStepState state)
{
  static const char *const icons[] = { "matoi-step-open-symbolic", "go-next-symbolic",
                                       "object-select-symbolic" };
  static const char *const styles[] = { "to-come", "current", "done" };
  g_autofree char *name = NULL;
  const char *text, *mark;

  g_return_if_fail (MATOI_IS_STEP_ROW (self));

  self->state = state;
  text = gtk_label_get_text (self->step_text);
  gtk_image_set_from_icon_name (self->step_icon, icons[state]);
  mark = state == MATOI_STEP_DONE ? _ ("Mark as Not Done") : _ ("Mark as Done");
  gtk_widget_set_tooltip_text (self->step_mark, mark);
  matoi_side_set_name (self->step_mark, mark);
  matoi_ui_set_style (GTK_WIDGET (self), "is-", styles[state]);
  gtk_widget_set_visible (self->step_buttons, state == MATOI_STEP_CURRENT);
  if (state != MATOI_STEP_CURRENT)
    gtk_revealer_set_reveal_child (self->step_skip, FALSE);
  if (state == MATOI_STEP_DONE)
    /* Translators: for screen readers; %s is a step of a role. */
    name = g_strdup_printf (_ ("Done: %s"), text);
  else if (state == MATOI_STEP_CURRENT)
    /* Translators: for screen readers; %s is a step of a role. */
    name = g_strdup_printf (_ ("Next: %s"), text);
  matoi_side_set_name (GTK_WIDGET (self), name ? name : text);
}

const char *
matoi_step_row_get_id (MatoiStepRow *self)
{
  return self->id;
}

MatoiStepState
matoi_step_row_get_state (MatoiStepRow *self)
{
  return self->state;
}

static void
matoi_step_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_STEP_ROW);
  G_OBJECT_CLASS (matoi_step_row_parent_class)->dispose (object);
}

static void
matoi_step_row_finalize (GObject *object)
{
  g_free (MATOI_STEP_ROW (object)->id);
  G_OBJECT_CLASS (matoi_step_row_parent_class)->finalize (object);
}

static void
matoi_step_row_class_init (MatoiStepRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_step_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_step_row_finalize;
  signals[NOT_NEEDED] = g_signal_new ("not-needed", MATOI_TYPE_STEP_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/step-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_mark);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_buttons);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_skip);
  gtk_widget_class_bind_template_child (widget_class, MatoiStepRow, step_reason);
  gtk_widget_class_bind_template_callback (widget_class, on_reason);
}

static void
matoi_step_row_init (MatoiStepRow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (on_escape, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->step_reason), keys);
}
