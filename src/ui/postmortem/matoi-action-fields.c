/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-fields.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-fields-private.h"
#include "matoi-lessons.h"
#include "matoi-ui-text.h"

const char *const matoi_action_tests[MATOI_ACTION_TESTS] = { "actionable", "specific", "bounded" };
G_DEFINE_FINAL_TYPE (MatoiActionFields, matoi_action_fields, GTK_TYPE_WIDGET)

enum
{
  SAVE,
  TICK,
  ENTER,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* (transfer full) */
char *
matoi_action_dup_tick (const MatoiId *action, guint test)
{
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (action, id);
  return g_strdup_printf ("%s.%s", id, matoi_action_tests[test]);
}

static GtkCheckButton *
get_check (MatoiActionFields *self, guint test)
{
  GtkCheckButton *checks[] = { self->act_actionable, self->act_specific, self->act_bounded };

  return checks[test];
}

static guint
find (const char *const *all, guint n, const char *one, guint otherwise)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i], one) == 0)
      return i;
  return otherwise;
}

/* --- showing */

static void
show_hints (MatoiActionFields *self)
{
  g_autofree char *text = matoi_line_entry_dup_text (self->act_text);
  g_autoptr (GPtrArray) hits = NULL;
  g_autofree char *hints = NULL;

  if (!self->session)
    return;
  hits = matoi_lessons_check (self->session, text, "action");
  hints = matoi_lessons_dup_hints (hits);
  matoi_lessons_show_message (self->act_hints, hints);
}

/* The reason is asked for when the choice makes a note of it; it is not asked for again. */
static void
show_reason (MatoiActionFields *self)
{
  gtk_widget_set_visible (self->act_reason_box,
                          !self->is_noted && !matoi_action_fields_gets_ticket (
                                               self, matoi_action_fields_get_priority (self)));
}

static void
on_text_changed (MatoiActionFields *self)
{
  self->touched |= !self->showing;
  show_hints (self);
}

static void
on_choice (MatoiActionFields *self)
{
  if (!self->session)
    return;
  show_reason (self);
  if (self->showing)
    return;
  self->touched = TRUE;
  g_signal_emit (self, signals[SAVE], 0);
}

static void
on_save (MatoiActionFields *self)
{
  g_signal_emit (self, signals[SAVE], 0);
}

static void
on_enter (MatoiActionFields *self)
{
  g_signal_emit (self, signals[ENTER], 0);
}

static void
on_ticked (MatoiActionFields *self, GtkCheckButton *check)
{
  if (self->showing)
    return;
  self->touched = TRUE;
  for (guint i = 0; i < MATOI_ACTION_TESTS; i++)
    if (get_check (self, i) == check)
      g_signal_emit (self, signals[TICK], 0, i, gtk_check_button_get_active (check));
}

static void
set_choices (MatoiActionFields *self, const char *priority, const char *kind)
{
  gtk_drop_down_set_selected (self->act_priority,
                              find (matoi_action_priorities, MATOI_ACTION_PRIORITIES, priority, 1));
  gtk_drop_down_set_selected (self->act_kind,
                              find (matoi_action_kinds, MATOI_ACTION_KINDS, kind, 0));
  show_reason (self);
}

/* For a new one, with @text to begin with. */
void
matoi_action_fields_begin (MatoiActionFields *self,
                           MatoiSession *session,
                           const char *text,
                           const char *kind)
{
  g_autofree char *due = matoi_lessons_dup_due (session), *team = NULL;

  g_return_if_fail (MATOI_IS_ACTION_FIELDS (self));

  self->showing = TRUE;
  g_set_object (&self->session, session);
  matoi_team_entry_set_session (self->act_team, session);
  g_clear_pointer (&self->reason, g_free);
  self->is_noted = FALSE;
  matoi_line_entry_reset (self->act_text, text);
  matoi_line_entry_reset (self->act_reason, "");
  matoi_day_entry_reset (self->act_due, "", due);
  team = matoi_team_entry_dup_likely (self->act_team);
  matoi_team_entry_reset (self->act_team, team);
  for (guint i = 0; i < MATOI_ACTION_TESTS; i++)
    gtk_check_button_set_active (get_check (self, i), FALSE);
  set_choices (self, "P1", kind);
  self->showing = self->touched = FALSE;
  show_hints (self);
}

/* @action as it is durable; what is being typed stays unless it is shown @afresh. */
void
matoi_action_fields_show (MatoiActionFields *self,
                          MatoiSession *session,
                          const MatoiAction *action,
                          gboolean afresh)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  const char *team = action->owner_team ? action->owner_team : "";
  const char *due = action->due_on ? action->due_on : "";

  g_return_if_fail (MATOI_IS_ACTION_FIELDS (self));

  self->showing = TRUE;
  g_set_object (&self->session, session);
  matoi_team_entry_set_session (self->act_team, session);
  g_free (self->reason);
  self->reason = g_strdup (action->reason);
  self->is_noted = strcmp (action->state, "noted") == 0;
  if (afresh)
    {
      matoi_line_entry_reset (self->act_text, action->text);
      matoi_line_entry_reset (self->act_reason, "");
      matoi_day_entry_reset (self->act_due, due, NULL);
      matoi_team_entry_reset (self->act_team, team);
    }
  matoi_line_entry_set_text (self->act_text, action->text);
  matoi_day_entry_set_day (self->act_due, due);
  matoi_team_entry_set_team (self->act_team, team);
  for (guint i = 0; i < MATOI_ACTION_TESTS; i++)
    {
      g_autofree char *tick = matoi_action_dup_tick (&action->id, i);

      gtk_check_button_set_active (
        get_check (self, i),
        postmortem && matoi_postmortem_is_ticked (postmortem, MATOI_ACTION_TICKS, tick));
    }
  /* A choice that waits for its reason stays. */
  if (afresh || !gtk_widget_get_visible (self->act_reason_box))
    set_choices (self, action->priority, action->kind);
  self->showing = FALSE;
  show_hints (self);
}

gboolean
matoi_action_fields_is_ticked (MatoiActionFields *self, guint test)
{
  return gtk_check_button_get_active (get_check (self, test));
}

/* Whether the person changed something since it was shown. */
gboolean
matoi_action_fields_is_touched (MatoiActionFields *self)
{
  return self->touched;
}

/* It was refused: what is typed stays, and is offered again. */
void
matoi_action_fields_fail (MatoiActionFields *self)
{
  matoi_line_entry_fail (self->act_text);
  matoi_line_entry_fail (self->act_reason);
  matoi_day_entry_fail (self->act_due);
  matoi_team_entry_fail (self->act_team);
}

void
matoi_action_fields_flush (MatoiActionFields *self)
{
  matoi_line_entry_flush (self->act_text);
  matoi_line_entry_flush (self->act_reason);
  matoi_day_entry_flush (self->act_due);
  matoi_team_entry_flush (self->act_team);
}

static gboolean
matoi_action_fields_grab_focus (GtkWidget *widget)
{
  if (matoi_ui_is_walking (widget))
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (MATOI_ACTION_FIELDS (widget)->act_text));
}

static void
matoi_action_fields_dispose (GObject *object)
{
  MatoiActionFields *self = MATOI_ACTION_FIELDS (object);

  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTION_FIELDS);
  g_clear_object (&self->session);
  g_clear_pointer (&self->reason, g_free);
  G_OBJECT_CLASS (matoi_action_fields_parent_class)->dispose (object);
}

static void
matoi_action_fields_class_init (MatoiActionFieldsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_fields_dispose;
  widget_class->grab_focus = matoi_action_fields_grab_focus;
  widget_class->focus = matoi_ui_walk;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  g_type_ensure (MATOI_TYPE_TEAM_ENTRY);
  g_type_ensure (MATOI_TYPE_DAY_ENTRY);
  signals[SAVE] =
    g_signal_new ("save", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICK] = g_signal_new ("tick", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_UINT, G_TYPE_BOOLEAN);
  signals[ENTER] =
    g_signal_new ("enter", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/action-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_hints);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_actionable);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_specific);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_bounded);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_priority);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_kind);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_team);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_due);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionFields, act_reason_box);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_choice);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_enter);
  gtk_widget_class_bind_template_callback (widget_class, on_ticked);
}

static void
matoi_action_fields_init (MatoiActionFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
