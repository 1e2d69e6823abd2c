/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-card.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-action-card-private.h"
#include "matoi-action-look.h"
#include "matoi-lessons.h"
#include "matoi-ui-text.h"

G_DEFINE_FINAL_TYPE (MatoiActionCard, matoi_action_card, GTK_TYPE_WIDGET)

const MatoiId *
matoi_action_card_get_id (MatoiActionCard *self)
{
  return &self->id;
}

const MatoiAction *
matoi_action_card_find_action (MatoiActionCard *self)
{
  return matoi_incident_find_action (matoi_session_get_incident (self->session), &self->id);
}

MatoiCommand *
matoi_action_card_new_command (MatoiActionCard *self, const char *name)
{
  MatoiCommand *command = matoi_session_new_command (self->session, name);

  matoi_lessons_set_id (command, "action", &self->id);
  return command;
}

static void
on_recorded (gpointer widget, const MatoiReceipt *receipt, const GError *error)
{
  MatoiActionCard *self = MATOI_ACTION_CARD (widget);
  const MatoiAction *action = matoi_action_card_find_action (self);

  matoi_lessons_show_refusal (self->act_message, error);
  if (error)
    {
      matoi_line_entry_fail (self->act_ticket);
      matoi_line_entry_fail (self->act_wont_reason);
      if (self->fields)
        matoi_action_fields_fail (self->fields);
    }
  else if (action)
    matoi_action_card_show (self, action);
}

void
matoi_action_card_submit (MatoiActionCard *self, MatoiCommand *command)
{
  matoi_lessons_submit (self, self->session, command, on_recorded);
}

/* --- won't do (ACT-05) */

static void
on_wont (MatoiActionCard *self)
{
  gtk_widget_set_visible (self->act_wont_box, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->act_wont_reason));
}

static void
on_wont_reason (MatoiActionCard *self, const char *text)
{
  MatoiCommand *command;

  if (!*text)
    {
      gtk_widget_set_visible (self->act_wont_box, FALSE);
      matoi_line_entry_reset (self->act_wont_reason, "");
      return;
    }
  command = matoi_action_card_new_command (self, "action-wont");
  matoi_command_set (command, "reason", text);
  matoi_action_card_submit (self, command);
}

static void
on_wont_cancel (MatoiActionCard *self)
{
  matoi_line_entry_reset (self->act_wont_reason, "");
  gtk_widget_set_visible (self->act_wont_box, FALSE);
  gtk_widget_grab_focus (self->act_wont);
}

static void
on_reopen (MatoiActionCard *self)
{
  matoi_action_card_submit (self, matoi_action_card_new_command (self, "action-reopen"));
}

/* Never meant. The page offers to bring it back, as a new one that says the same. */
static void
on_drop (MatoiActionCard *self)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  MatoiCommand *restore;

  if (!action)
    return;
  restore = matoi_session_new_command (self->session, "action-add");
  matoi_command_set (restore, "text", action->text);
  matoi_command_set (restore, "priority", *action->priority ? action->priority : NULL);
  matoi_command_set (restore, "kind", action->kind);
  matoi_command_set (restore, "owner_team", action->owner_team);
  matoi_command_set (restore, "due_on", action->due_on);
  matoi_command_set (restore, "from", action->from);
  matoi_command_set (restore, "reason", action->reason);
  g_clear_pointer (&self->restore, matoi_command_free);
  self->restore = restore;
  matoi_action_card_submit (self, matoi_action_card_new_command (self, "action-drop"));
}

MatoiCommand *
matoi_action_card_steal_restore (MatoiActionCard *self)
{
  return g_steal_pointer (&self->restore);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  MatoiActionCard *self = MATOI_ACTION_CARD (widget);

  if (gtk_widget_get_visible (self->act_wont_box))
    on_wont_cancel (self);
  else if (gtk_toggle_button_get_active (self->act_edit))
    {
      gtk_toggle_button_set_active (self->act_edit, FALSE);
      gtk_widget_grab_focus (GTK_WIDGET (self->act_edit));
    }
  else
    return FALSE;
  return TRUE;
}

/* --- the fields */

static void
on_save (MatoiActionCard *self)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  MatoiCommand *command;

  if (!action)
    return;
  command = matoi_action_card_new_command (self, "action-edit");
  if (matoi_action_fields_fill (self->fields, command, action))
    matoi_action_card_submit (self, command);
  else
    {
      matoi_command_free (command);
      matoi_action_fields_fail (self->fields);
    }
}

static void
on_tick (MatoiActionCard *self, guint test, gboolean on)
{
  g_autofree char *tick = matoi_action_dup_tick (&self->id, test);
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-tick");

  matoi_command_set (command, "list", MATOI_ACTION_TICKS);
  matoi_command_set (command, "item", tick);
  matoi_command_set_flag (command, "on", on);
  matoi_action_card_submit (self, command);
}

static void
on_edit (MatoiActionCard *self)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  gboolean open = gtk_toggle_button_get_active (self->act_edit) && action;

  gtk_widget_set_visible (self->act_details_box, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->act_edit), GTK_ACCESSIBLE_STATE_EXPANDED, open,
                               -1);
  if (!open)
    {
      if (self->fields)
        matoi_action_fields_flush (self->fields);
      return;
    }
  if (!self->fields)
    {
      self->fields = g_object_new (MATOI_TYPE_ACTION_FIELDS, NULL);
      gtk_box_prepend (self->act_details, GTK_WIDGET (self->fields));
      g_signal_connect_object (self->fields, "save", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->fields, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
    }
  matoi_action_fields_show (self->fields, self->session, action, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->fields));
}

void
matoi_action_card_flush (MatoiActionCard *self)
{
  matoi_line_entry_flush (self->act_ticket);
  matoi_line_entry_flush (self->act_wont_reason);
  if (self->fields && gtk_toggle_button_get_active (self->act_edit))
    matoi_action_fields_flush (self->fields);
}

/* Puts the keyboard into the ticket, or on the way to the fields. */
void
matoi_action_card_focus (MatoiActionCard *self, gboolean ticket)
{
  if (ticket && gtk_widget_get_visible (GTK_WIDGET (self->act_ticket)))
    gtk_widget_grab_focus (GTK_WIDGET (self->act_ticket));
  else if (gtk_widget_get_visible (GTK_WIDGET (self->act_edit)))
    gtk_widget_grab_focus (GTK_WIDGET (self->act_edit));
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Opens the fields if a hint is about these bytes of the text. */
gboolean
matoi_action_card_select (MatoiActionCard *self, gsize offset, gsize length)
{
  const MatoiAction *action = matoi_action_card_find_action (self);
  g_autoptr (GPtrArray) hits =
    action ? matoi_lessons_check (self->session, action->text, "action") : NULL;

  if (!hits || !matoi_lessons_find_hit (hits, offset, length))
    return FALSE;
  gtk_toggle_button_set_active (self->act_edit, TRUE);
  return TRUE;
}

GtkWidget *
matoi_action_card_new (MatoiSession *session, const MatoiAction *action)
{
  MatoiActionCard *self = g_object_new (MATOI_TYPE_ACTION_CARD, NULL);

  self->session = g_object_ref (session);
  self->id = action->id;
  matoi_action_card_show (self, action);
  return GTK_WIDGET (self);
}

static void
matoi_action_card_dispose (GObject *object)
{
  MatoiActionCard *self = MATOI_ACTION_CARD (object);

  self->fields = NULL;
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_ACTION_CARD);
  g_clear_pointer (&self->restore, matoi_command_free);
  g_clear_pointer (&self->waiting_text, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_action_card_parent_class)->dispose (object);
}

static void
bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_priority);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_meta);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_state);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_hints);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_why);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_edit);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_ticket_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_wont);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_reopen);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_why_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_wont_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_drop);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_ticket_edit);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_ticket_create);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_ticket_note);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_ticket);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_wont_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_details);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionCard, act_details_box);
}

static void
matoi_action_card_class_init (MatoiActionCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_card_dispose;
  g_type_ensure (MATOI_TYPE_LINE_ENTRY);
  g_type_ensure (MATOI_TYPE_EVIDENCE_CHIP);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/action-card.ui");
  bind (widget_class);
  matoi_action_card_install_ticket (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_wont);
  gtk_widget_class_bind_template_callback (widget_class, on_wont_reason);
  gtk_widget_class_bind_template_callback (widget_class, on_wont_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_reopen);
  gtk_widget_class_bind_template_callback (widget_class, on_drop);
}

static void
matoi_action_card_init (MatoiActionCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
