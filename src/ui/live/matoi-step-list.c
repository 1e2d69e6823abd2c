/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-step-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-ui-text.h"

typedef struct
{
  char *id;
  char *lock;     /* (nullable) the item that has to be ticked first */
  gboolean opens; /* is such an item: no step of the list itself */
  GtkWidget *check;
} Row;

struct _MatoiStepList
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  char *role;
  JsonArray *steps; /* what the rows were made from */
  GPtrArray *rows;  /* of Row */
  gboolean showing; /* a tick changes because the record did */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (MatoiStepList, matoi_step_list, GTK_TYPE_WIDGET)

static void
row_free (Row *row)
{
  g_free (row->id);
  g_free (row->lock);
  g_free (row);
}

static gboolean
is_done (MatoiStepList *self, const char *id)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", self->role, id);

  return g_hash_table_contains (matoi_session_get_incident (self->session)->steps_done, key);
}

static void
show_states (MatoiStepList *self)
{
  if (!self->session)
    return;
  self->showing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      gboolean done = is_done (self, row->id);

      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), done);
      gtk_widget_set_sensitive (row->check, done || !row->lock || is_done (self, row->lock));
    }
  self->showing = FALSE;
}

static void
on_toggled (MatoiStepList *self, GtkCheckButton *check)
{
  MatoiCommand *command;

  if (self->showing || !self->session)
    return;
  command =
    matoi_session_new_command (self->session,
                               gtk_check_button_get_active (check) ? "step-done" : "step-undo");
  matoi_command_set (command, "role", self->role);
  matoi_command_set (command, "step", g_object_get_data (G_OBJECT (check), "matoi-step"));
  matoi_session_send (self->session, command);
}

static Row *
add_row (MatoiStepList *self, const char *id, const char *text, const char *lock)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (text);

  row->id = g_strdup (id);
  row->lock = g_strdup (lock);
  row->check = gtk_check_button_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (lock)
    {
      GtkWidget *icon = gtk_image_new_from_icon_name ("matoi-lock-symbolic");

      gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (
        icon, _ ("Closed until it is certain that nobody inside is the source"));
      gtk_box_append (GTK_BOX (box), icon);
    }
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row->check), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  g_object_set_data_full (G_OBJECT (row->check), "matoi-step", g_strdup (id), g_free);
  g_signal_connect_swapped (row->check, "toggled", G_CALLBACK (on_toggled), self);
  g_ptr_array_add (self->rows, row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row->check);
  gtk_widget_set_focusable (gtk_widget_get_parent (row->check), FALSE);
  return row;
}

/* What the item @lock says that keeps others closed until it is ticked (SEC-10). */
const char *
matoi_step_list_get_lock_text (const char *lock)
{
  if (strcmp (lock, "not-internal") == 0)
    return _ ("It is certain that nobody inside is the source");
  return lock;
}

static void
make_rows (MatoiStepList *self)
{
  g_autoptr (GHashTable) locks = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; self->steps && i < json_array_get_length (self->steps); i++)
    {
      JsonObject *step = matoi_json_array_get_object (self->steps, i);
      const char *id = step ? matoi_json_get_string (step, "id") : NULL;
      const char *lock = step ? matoi_json_get_string (step, "locked_until") : NULL;

      if (!id)
        continue;
      if (lock && g_hash_table_add (locks, (char *) lock))
        add_row (self, lock, matoi_step_list_get_lock_text (lock), NULL)->opens = TRUE;
      add_row (self, id, matoi_text (step, "text"), lock);
    }
}

static void
on_changed (MatoiStepList *self, GPtrArray *events, gboolean folded_again)
{
  gboolean concerned = folded_again;

  for (guint i = 0; !concerned && i < events->len; i++)
    concerned = g_str_has_prefix (((MatoiEvent *) g_ptr_array_index (events, i))->type, "step.");
  if (concerned)
    show_states (self);
}

/* Shows @steps (nullable, of the policy of the incident), kept under @role. */
void
matoi_step_list_show (MatoiStepList *self,
                      MatoiSession *session,
                      const char *role,
                      JsonArray *steps)
{
  g_return_if_fail (MATOI_IS_STEP_LIST (self));

  if (self->session != session)
    {
      if (self->session)
        g_signal_handlers_disconnect_by_data (self->session, self);
      g_set_object (&self->session, session);
      if (session)
        {
          g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                                   G_CONNECT_SWAPPED);
          /* What was refused is not ticked. */
          g_signal_connect_object (session, "refused", G_CALLBACK (show_states), self,
                                   G_CONNECT_SWAPPED);
        }
    }
  g_free (self->role);
  self->role = g_strdup (role);
  if (self->steps != steps)
    {
      g_clear_pointer (&self->steps, json_array_unref);
      self->steps = steps ? json_array_ref (steps) : NULL;
      make_rows (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  show_states (self);
}

/* How many items are ticked, of how many; what only opens others is none. */
void
matoi_step_list_get_counts (MatoiStepList *self, guint *done, guint *all)
{
  *done = *all = 0;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      *all += !row->opens;
      *done += self->session && !row->opens && is_done (self, row->id);
    }
}

/* Names the list by the heading @label above it. */
void
matoi_step_list_set_labelled_by (MatoiStepList *self, GtkWidget *label)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}

static void
matoi_step_list_dispose (GObject *object)
{
  MatoiStepList *self = MATOI_STEP_LIST (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->steps, json_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->role, g_free);
  G_OBJECT_CLASS (matoi_step_list_parent_class)->dispose (object);
}

static void
matoi_step_list_class_init (MatoiStepListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_step_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_step_list_init (MatoiStepList *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "page-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}
