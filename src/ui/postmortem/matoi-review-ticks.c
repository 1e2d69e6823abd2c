/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-review-ticks.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-inline.h"
#include "matoi-json.h"
#include "matoi-postmortem.h"

#define LIST "review"

struct _MatoiReviewTicks
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GtkListBox *list;
  GtkLabel *message;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (MatoiReviewTicks, matoi_review_ticks, GTK_TYPE_WIDGET)

static void
on_toggled (MatoiReviewTicks *self, GtkCheckButton *check)
{
  MatoiCommand *command;

  if (self->showing || !self->session)
    return;
  command = matoi_session_new_command (self->session, "pm-tick");
  matoi_command_set (command, "list", LIST);
  matoi_command_set (command, "item", gtk_widget_get_name (GTK_WIDGET (check)));
  /* A flag that is not set would mean the default, which is to tick. */
  json_object_set_boolean_member (command->args, "on", gtk_check_button_get_active (check));
  matoi_inline_submit (self->session, command, self->message, self, NULL);
}

static void
add_row (MatoiReviewTicks *self, JsonObject *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *text = matoi_text (item, "text");

  gtk_widget_set_name (check, matoi_json_get_string (item, "id"));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  g_object_set_data (G_OBJECT (row), "matoi-check", check);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_list_box_append (self->list, row);
}

void
matoi_review_ticks_refresh (MatoiReviewTicks *self)
{
  const MatoiPostmortem *postmortem =
    self->session ? matoi_session_get_incident (self->session)->postmortem : NULL;
  GtkListBoxRow *row;
  gboolean writable;

  if (!postmortem)
    return;
  writable = strcmp (postmortem->state, "waived") != 0 && strcmp (postmortem->state, "closed") != 0;
  self->showing = TRUE;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    {
      GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "matoi-check");

      gtk_check_button_set_active (
        check,
        matoi_postmortem_is_ticked (postmortem, LIST, gtk_widget_get_name (GTK_WIDGET (check))));
      gtk_widget_set_sensitive (GTK_WIDGET (check), writable);
    }
  self->showing = FALSE;
}

void
matoi_review_ticks_set_session (MatoiReviewTicks *self, MatoiSession *session)
{
  JsonArray *items;
  GtkListBoxRow *row;

  g_return_if_fail (MATOI_IS_REVIEW_TICKS (self));

  if (self->session == session)
    return;
  g_set_object (&self->session, session);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  matoi_inline_show (self->message, NULL);
  items =
    session ? matoi_postmortem_get_list (matoi_session_get_incident (session), "checklist") : NULL;
  for (guint i = 0; items && i < json_array_get_length (items); i++)
    add_row (self, matoi_json_array_get_object (items, i));
  matoi_review_ticks_refresh (self);
}

static void
matoi_review_ticks_dispose (GObject *object)
{
  MatoiReviewTicks *self = MATOI_REVIEW_TICKS (object);
  GtkWidget *child;

  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (matoi_review_ticks_parent_class)->dispose (object);
}

static void
matoi_review_ticks_class_init (MatoiReviewTicksClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_review_ticks_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
matoi_review_ticks_init (MatoiReviewTicks *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What reviewers look at"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  self->message = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->message, 0);
  gtk_label_set_wrap (self->message, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->message), "page-message");
  gtk_widget_set_visible (GTK_WIDGET (self->message), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->message), GTK_WIDGET (self));
}
