/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-comments-panel.h"

#include <glib/gi18n-lib.h>

#include "matoi-comment-row.h"
#include "matoi-inline.h"
#include "matoi-postmortem.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiCommentsPanel
{
  GtkWidget parent_instance;
  GtkLabel *com_count, *com_fold_label, *com_message;
  GtkListBox *com_open, *com_resolved;
  GtkToggleButton *com_fold;
  GtkRevealer *com_resolved_revealer;
  GtkWidget *com_writer;
  GtkTextView *com_text;
  GtkCheckButton *com_whole;

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) */
  GHashTable *typed;     /* section -> what is typed about it and not sent */
  char *sending;         /* (nullable) the section of what is on its way, "" for none */
};

G_DEFINE_FINAL_TYPE (MatoiCommentsPanel, matoi_comments_panel, GTK_TYPE_WIDGET)

/* --- what was said */

static void
on_toggle (MatoiCommentsPanel *self, MatoiCommentRow *row)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "pm-resolve");
  char id[MATOI_ID_TEXT_LENGTH + 1];

  matoi_id_to_text (matoi_comment_row_get_id (row), id);
  matoi_command_set (command, "comment", id);
  matoi_command_set_flag (
    command, "open", gtk_widget_get_parent (GTK_WIDGET (row)) == GTK_WIDGET (self->com_resolved));
  matoi_session_send (self->session, command);
}

static gboolean
is_shown (MatoiCommentsPanel *self, const MatoiComment *comment)
{
  return !comment->section || g_strcmp0 (comment->section, self->section) == 0;
}

static GtkWidget *
find_row (GtkListBox *list, const MatoiId *id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    if (matoi_id_equal (matoi_comment_row_get_id (MATOI_COMMENT_ROW (row)), id))
      return GTK_WIDGET (row);
  return NULL;
}

static void
remove_row (GtkListBox *list, GtkWidget *row)
{
  /* The keyboard stays in the panel. */
  if (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_FOCUS_WITHIN)
    gtk_widget_child_focus (GTK_WIDGET (list), GTK_DIR_TAB_FORWARD);
  gtk_list_box_remove (list, row);
}

static void
show_comment (MatoiCommentsPanel *self, const MatoiComment *comment)
{
  GtkListBox *list = comment->resolved_by ? self->com_resolved : self->com_open;
  GtkListBox *other = comment->resolved_by ? self->com_open : self->com_resolved;
  GtkWidget *row = find_row (other, &comment->id);

  if (row)
    remove_row (other, row);
  row = find_row (list, &comment->id);
  if (!is_shown (self, comment))
    {
      if (row)
        remove_row (list, row);
      return;
    }
  if (!row)
    {
      row = matoi_comment_row_new (&comment->id);
      g_signal_connect_object (row, "toggle", G_CALLBACK (on_toggle), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (list, row);
    }
  matoi_comment_row_show (MATOI_COMMENT_ROW (row), self->session, comment);
}

static void
show_counts (MatoiCommentsPanel *self, guint n_open, guint n_resolved)
{
  g_autofree char *count = g_strdup_printf ("%u", n_open);
  g_autofree char *name =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u open comment", "%u open comments", n_open),
                     n_open);
  /* Translators: a line that opens a list of comments. */
  g_autofree char *fold =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u resolved", "%u resolved", n_resolved),
                     n_resolved);

  gtk_widget_set_visible (GTK_WIDGET (self->com_count), n_open > 0);
  matoi_side_set_label (self->com_count, count);
  matoi_side_set_name (GTK_WIDGET (self->com_count), name);
  gtk_widget_set_visible (GTK_WIDGET (self->com_open),
                          gtk_list_box_get_row_at_index (self->com_open, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->com_fold), n_resolved > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->com_resolved_revealer), n_resolved > 0);
  matoi_side_set_label (self->com_fold_label, fold);
}

static void
show_all (MatoiCommentsPanel *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;
  guint n_open = 0, n_resolved = 0;

  gtk_widget_set_visible (GTK_WIDGET (self), postmortem != NULL);
  if (!postmortem)
    return;
  for (guint i = 0; i < postmortem->comments->len; i++)
    {
      const MatoiComment *comment = g_ptr_array_index (postmortem->comments, i);

      show_comment (self, comment);
      n_open += !comment->resolved_by;
      n_resolved += comment->resolved_by && is_shown (self, comment);
    }
  show_counts (self, n_open, n_resolved);
  gtk_widget_set_visible (self->com_writer, !g_str_equal (postmortem->state, "waived"));
}

static void
clear_rows (MatoiCommentsPanel *self)
{
  GtkListBox *lists[] = { self->com_open, self->com_resolved };
  GtkListBoxRow *row;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    while (lists[i] && (row = gtk_list_box_get_row_at_index (lists[i], 0)))
      gtk_list_box_remove (lists[i], GTK_WIDGET (row));
}

static void
on_changed (MatoiCommentsPanel *self, GPtrArray *events, gboolean folded_again)
{
  static const char *const prefixes[] = { "postmortem.", NULL };

  if (!matoi_side_concerns (events, folded_again, prefixes))
    return;
  show_all (self);
}

static void
on_fold (MatoiCommentsPanel *self)
{
  gtk_revealer_set_reveal_child (self->com_resolved_revealer,
                                 gtk_toggle_button_get_active (self->com_fold));
  matoi_side_report_expanded (self->com_fold);
}

/* See the header. */
void
matoi_comments_panel_show_comment (MatoiCommentsPanel *self, const MatoiId *id)
{
  GtkWidget *row = find_row (self->com_open, id);

  g_return_if_fail (MATOI_IS_COMMENTS_PANEL (self));

  if (!row && find_row (self->com_resolved, id))
    {
      gtk_toggle_button_set_active (self->com_fold, TRUE);
      row = find_row (self->com_resolved, id);
    }
  if (row)
    gtk_widget_grab_focus (row);
}

/* --- saying something */

static char *
dup_typed (MatoiCommentsPanel *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->com_text), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->com_text), &start, &end, FALSE);
}

static void
on_recorded (gpointer owner, gboolean recorded)
{
  MatoiCommentsPanel *self = owner;

  if (self->com_text && recorded)
    {
      g_hash_table_remove (self->typed, self->sending);
      if (g_str_equal (self->sending, self->section ? self->section : ""))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->com_text), "", -1);
    }
  g_clear_pointer (&self->sending, g_free);
}

static void
send (MatoiCommentsPanel *self)
{
  g_autofree char *text = g_strstrip (dup_typed (self));
  MatoiCommand *command;

  if (self->sending || !self->session)
    return;
  if (!*text)
    {
      matoi_inline_show (self->com_message,
                         _ ("Write what you would like to be changed or explained."));
      gtk_widget_grab_focus (GTK_WIDGET (self->com_text));
      return;
    }
  matoi_inline_show (self->com_message, NULL);
  command = matoi_session_new_command (self->session, "pm-comment");
  matoi_command_set (command, "text", text);
  if (self->section && !gtk_check_button_get_active (self->com_whole))
    matoi_command_set (command, "section", self->section);
  self->sending = g_strdup (self->section ? self->section : "");
  matoi_inline_submit (self->session, command, self->com_message, self, on_recorded);
}

static gboolean
on_enter (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  send (user_data);
  return TRUE;
}

static void
put_typed_away (MatoiCommentsPanel *self)
{
  g_autofree char *typed = dup_typed (self);

  if (*typed)
    g_hash_table_insert (self->typed, g_strdup (self->section ? self->section : ""),
                         g_steal_pointer (&typed));
  else
    g_hash_table_remove (self->typed, self->section ? self->section : "");
}

void
matoi_comments_panel_set_section (MatoiCommentsPanel *self, const char *section)
{
  const char *typed;

  g_return_if_fail (MATOI_IS_COMMENTS_PANEL (self));

  if (g_strcmp0 (self->section, section) == 0)
    return;
  put_typed_away (self);
  g_free (self->section);
  self->section = g_strdup (section);
  typed = g_hash_table_lookup (self->typed, section ? section : "");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->com_text), typed ? typed : "", -1);
  matoi_inline_show (self->com_message, NULL);
  if (self->session)
    show_all (self);
}

void
matoi_comments_panel_set_session (MatoiCommentsPanel *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_COMMENTS_PANEL (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  clear_rows (self);
  g_set_object (&self->session, session);
  g_clear_pointer (&self->section, g_free);
  if (!session)
    return;
  g_hash_table_remove_all (self->typed);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->com_text), "", -1);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}

/* --- the object */

static void
matoi_comments_panel_dispose (GObject *object)
{
  MatoiCommentsPanel *self = MATOI_COMMENTS_PANEL (object);

  matoi_comments_panel_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_COMMENTS_PANEL);
  self->com_text = NULL;
  G_OBJECT_CLASS (matoi_comments_panel_parent_class)->dispose (object);
}

static void
matoi_comments_panel_finalize (GObject *object)
{
  g_hash_table_unref (MATOI_COMMENTS_PANEL (object)->typed);
  g_free (MATOI_COMMENTS_PANEL (object)->sending);
  G_OBJECT_CLASS (matoi_comments_panel_parent_class)->finalize (object);
}

static void
matoi_comments_panel_class_init (MatoiCommentsPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_comments_panel_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_comments_panel_finalize;
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/comments-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_count);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_fold_label);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_open);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_resolved);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_fold);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_resolved_revealer);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_writer);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_text);
  gtk_widget_class_bind_template_child (widget_class, MatoiCommentsPanel, com_whole);
  gtk_widget_class_bind_template_callback (widget_class, on_fold);
  gtk_widget_class_bind_template_callback (widget_class, send);
}

static void
matoi_comments_panel_init (MatoiCommentsPanel *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                      gtk_callback_action_new (on_enter, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->com_text), keys);
}
