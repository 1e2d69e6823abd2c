/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ask-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-ring.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* What is closed stays in sight for this long, so that nothing vanishes under the eyes. */
#define STAYS MATOI_MINUTE

struct _MatoiAskRow
{
  GtkListBoxRow parent_instance;
  MatoiRing *ask_ring;
  GtkLabel *ask_text, *ask_meta, *ask_left, *ask_message;
  GtkWidget *ask_menu;
  GtkRevealer *ask_inline;
  GtkEntry *ask_entry;

  MatoiSession *session;
  MatoiId id;
  gboolean reassigning; /* what the entry is for: a person, else an answer */
};

G_DEFINE_FINAL_TYPE (MatoiAskRow, matoi_ask_row, GTK_TYPE_LIST_BOX_ROW)

static MatoiCommand *
new_command (MatoiAskRow *self, const char *name)
{
  MatoiCommand *command = matoi_session_new_command (self->session, name);
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (&self->id, id);
  matoi_command_set (command, "ask", id);
  return command;
}

/* --- the entry in the row */

static void
show_message (MatoiAskRow *self, const char *text)
{
  gtk_label_set_text (self->ask_message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->ask_message), *text != '\0');
}

static void
close_entry (MatoiAskRow *self)
{
  if (gtk_widget_get_state_flags (GTK_WIDGET (self->ask_entry)) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_revealer_set_reveal_child (self->ask_inline, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->ask_entry), "");
  show_message (self, "");
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiAskRow) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  g_autofree char *text = receipt ? NULL : matoi_ui_dup_error (error);

  /* The row may be gone by now: it is only kept alive. */
  if (!gtk_widget_get_parent (GTK_WIDGET (self)))
    g_debug ("an ask was closed while its row went away");
  else if (receipt)
    close_entry (self);
  else
    show_message (self, text);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
}

static void
on_entered (MatoiAskRow *self)
{
  g_autofree char *text =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->ask_entry))));
  MatoiCommand *command = new_command (self, self->reassigning ? "reassign" : "answer");

  /* That it is answered may be said without the words of the answer. */
  matoi_command_set (command, self->reassigning ? "person" : "text", *text ? text : NULL);
  matoi_session_submit_async (self->session, command, on_submitted, g_object_ref (self));
}

static void
on_typed (MatoiAskRow *self)
{
  show_message (self, "");
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  close_entry (user_data);
  return TRUE;
}

static void
open_entry (MatoiAskRow *self, gboolean reassigning)
{
  if (reassigning != self->reassigning)
    gtk_editable_set_text (GTK_EDITABLE (self->ask_entry), "");
  self->reassigning = reassigning;
  gtk_entry_set_placeholder_text (self->ask_entry,
                                  reassigning ? _ ("Who takes it on?") : _ ("What is the answer?"));
  matoi_side_set_name (GTK_WIDGET (self->ask_entry),
                       reassigning ? _ ("Who takes it on?") : _ ("What is the answer?"));
  gtk_entry_set_icon_tooltip_text (self->ask_entry, GTK_ENTRY_ICON_SECONDARY,
                                   reassigning ? _ ("Reassign") : _ ("Record the Answer"));
  gtk_revealer_set_reveal_child (self->ask_inline, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->ask_entry));
}

/* Asks for the answer, in the row. */
void
matoi_ask_row_begin_answer (MatoiAskRow *self)
{
  g_return_if_fail (MATOI_IS_ASK_ROW (self));

  if (gtk_widget_get_sensitive (self->ask_menu))
    open_entry (self, FALSE);
}

/* --- menu and keys */

static void
answer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  matoi_ask_row_begin_answer (MATOI_ASK_ROW (widget));
}

static void
reassign (GtkWidget *widget, const char *action, GVariant *parameter)
{
  open_entry (MATOI_ASK_ROW (widget), TRUE);
}

static void
acknowledge (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiAskRow *self = MATOI_ASK_ROW (widget);

  matoi_session_send (self->session, new_command (self, "ack"));
}

static void
extend (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiAskRow *self = MATOI_ASK_ROW (widget);
  MatoiCommand *command = new_command (self, "extend");

  matoi_command_set_int (command, "minutes", g_variant_get_int32 (parameter));
  matoi_session_send (self->session, command);
}

/* --- what it shows */

static char *
dup_meta (const MatoiAsk *ask)
{
  int minutes = (int) ((ask->due_at - ask->asked_at) / MATOI_MINUTE);

  if (g_strcmp0 (ask->state, "done") == 0)
    return ask->answer && *ask->answer
      /* Translators: 1: a person, 2: what they answered. */
      ? g_strdup_printf (_ ("%1$s: %2$s"), ask->person, ask->answer)
      /* Translators: %s is a person. */
      : g_strdup_printf (_ ("%s · answered"), ask->person);
  if (g_strcmp0 (ask->state, "open") != 0)
    /* Translators: %s is a person; the question was taken back. */
    return g_strdup_printf (_ ("%s · taken back"), ask->person);
  if (ask->acknowledged)
    /* Translators: 1: a person, 2: a number of minutes; they have said that they do it. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s · %2$d min · acknowledged",
                                         "%1$s · %2$d min · acknowledged", (gulong) minutes),
                            ask->person, minutes);
  /* Translators: 1: a person, 2: the number of minutes they have. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s · %2$d min", "%1$s · %2$d min",
                                       (gulong) minutes),
                          ask->person, minutes);
}

/* Shows @ask, whose id is this row's. */
void
matoi_ask_row_show (MatoiAskRow *self, const MatoiAsk *ask)
{
  gboolean open = g_strcmp0 (ask->state, "open") == 0;
  gboolean live = matoi_session_is_live (self->session);
  g_autofree char *meta = dup_meta (ask);

  g_return_if_fail (MATOI_IS_ASK_ROW (self));

  matoi_side_set_label (self->ask_text, ask->text);
  matoi_side_set_label (self->ask_meta, meta);
  gtk_widget_set_sensitive (self->ask_menu, open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.answer", open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.extend", open && live);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.reassign", open && live);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "ask.acknowledge",
                                 open && live && !ask->acknowledged);
  if (open)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "closed");
  else
    {
      close_entry (self);
      gtk_widget_add_css_class (GTK_WIDGET (self), "closed");
    }
  matoi_ask_row_tick (self, ask, matoi_session_get_now (self->session));
}

/* In whole minutes, so that a screen reader is not told every second. */
static void
show_name (MatoiAskRow *self, const MatoiAsk *ask, gint64 left)
{
  g_autofree char *time = matoi_ui_dup_minutes (ABS (left)), *name = NULL;

  if (g_strcmp0 (ask->state, "open") != 0)
    /* Translators: for screen readers: 1: what was asked, 2: the person and their answer. */
    name =
      g_strdup_printf (_ ("Closed: %1$s, %2$s"), ask->text, gtk_label_get_text (self->ask_meta));
  else if (left > 0)
    /* Translators: for screen readers: 1: what was asked, 2: a person, 3: a time such as 3 min. */
    name = g_strdup_printf (_ ("%1$s, asked of %2$s, %3$s left"), ask->text, ask->person, time);
  else
    /* Translators: for screen readers: 1: what was asked, 2: a person, 3: a time such as 3 min. */
    name =
      g_strdup_printf (_ ("%1$s, asked of %2$s, overdue by %3$s"), ask->text, ask->person, time);
  matoi_side_set_name (GTK_WIDGET (self), name);
}

static MatoiRingState
get_ring_state (const MatoiAsk *ask, gint64 left)
{
  if (g_strcmp0 (ask->state, "open") != 0)
    return MATOI_RING_OFF;
  if (left <= 0)
    return MATOI_RING_OVERDUE;
  return left <= MATOI_MINUTE ? MATOI_RING_DUE : MATOI_RING_RUNNING;
}

/* Moves the time on; FALSE: it has been closed for a while and may go. */
gboolean
matoi_ask_row_tick (MatoiAskRow *self, const MatoiAsk *ask, gint64 now)
{
  gboolean open = g_strcmp0 (ask->state, "open") == 0;
  gint64 left = ask->due_at - (open ? now : MIN (ask->closed_at, now));
  double span = (double) MAX (ask->due_at - ask->asked_at, MATOI_MINUTE);
  MatoiRingState state = get_ring_state (ask, left);
  g_autofree char *text = NULL;

  if (!open)
    /* Translators: an ask that is closed, in the place of the time that is left. Short. */
    text = g_strdup (g_strcmp0 (ask->state, "done") == 0 ? C_ ("ask", "done") : "");
  else
    text = matoi_side_dup_left (left);
  matoi_side_set_label (self->ask_left, text);
  matoi_ui_set_style (GTK_WIDGET (self), "left-",
                      state == MATOI_RING_OVERDUE ? "overdue"
                      : state == MATOI_RING_DUE   ? "due"
                                                  : NULL);
  matoi_ring_show (self->ask_ring, state, open ? CLAMP ((double) left / span, 0, 1) : 0);
  show_name (self, ask, left);
  return open || now - ask->closed_at < STAYS;
}

/* --- the row */

GtkWidget *
matoi_ask_row_new (MatoiSession *session, const MatoiId *ask)
{
  MatoiAskRow *self = g_object_new (MATOI_TYPE_ASK_ROW, NULL);

  self->session = g_object_ref (session);
  self->id = *ask;
  return GTK_WIDGET (self);
}

const MatoiId *
matoi_ask_row_get_id (MatoiAskRow *self)
{
  return &self->id;
}

static void
matoi_ask_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MATOI_TYPE_ASK_ROW);
  g_clear_object (&MATOI_ASK_ROW (object)->session);
  G_OBJECT_CLASS (matoi_ask_row_parent_class)->dispose (object);
}

static void
matoi_ask_row_class_init (MatoiAskRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_ask_row_dispose;
  g_type_ensure (MATOI_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/ask-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_ring);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_meta);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_left);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_menu);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_inline);
  gtk_widget_class_bind_template_child (widget_class, MatoiAskRow, ask_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_install_action (widget_class, "ask.answer", NULL, answer);
  gtk_widget_class_install_action (widget_class, "ask.reassign", NULL, reassign);
  gtk_widget_class_install_action (widget_class, "ask.acknowledge", NULL, acknowledge);
  gtk_widget_class_install_action (widget_class, "ask.extend", "i", extend);
  /* Letters typed into the entry of the row never come here. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "ask.acknowledge", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "ask.reassign", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Add, 0, "ask.extend", "i", 5);
  /* The last one is what the menu shows. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, 0, "ask.extend", "i", 5);
}

static void
matoi_ask_row_init (MatoiAskRow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_side_explain_cut (self->ask_text);
  matoi_side_explain_cut (self->ask_meta);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (on_escape, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->ask_entry), keys);
}
