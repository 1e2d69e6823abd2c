/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pick-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-pick-row.h"
#include "matoi-setup-report.h"

struct _MatoiPickList
{
  AdwExpanderRow parent_instance;
  char *none;
  GPtrArray *ids;     /* of char * */
  GPtrArray *choices; /* (nullable) of MatoiSetupChoice */
  GPtrArray *rows;    /* of GtkWidget, one for each of @ids */
  MatoiPickRow *adder;
  guint idle;
};

G_DEFINE_FINAL_TYPE (MatoiPickList, matoi_pick_list, ADW_TYPE_EXPANDER_ROW)

static guint changed_signal;

static void show_rows (MatoiPickList *self);

static const char *
get_name (MatoiPickList *self, const char *id)
{
  for (guint i = 0; self->choices && i < self->choices->len; i++)
    {
      const MatoiSetupChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->id, id))
        return choice->name;
    }
  return id;
}

static void
on_remove (GtkWidget *button, MatoiPickList *self)
{
  const char *id = g_object_get_data (G_OBJECT (button), "matoi-id");
  guint index;

  if (!g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, &index))
    return;
  /* The keyboard would be nowhere. */
  gtk_widget_child_focus (GTK_WIDGET (self->adder), GTK_DIR_TAB_FORWARD);
  g_ptr_array_remove_index (self->ids, index);
  show_rows (self);
  g_signal_emit (self, changed_signal, 0);
}

static gboolean
on_idle (gpointer user_data)
{
  MatoiPickList *self = user_data;

  self->idle = 0;
  show_rows (self);
  return G_SOURCE_REMOVE;
}

static void
on_picked (MatoiPickList *self)
{
  const char *id = matoi_pick_row_get_id (self->adder);

  if (!id)
    return;
  g_ptr_array_add (self->ids, g_strdup (id));
  g_signal_emit (self, changed_signal, 0);
  /* Not now: the list somebody has just chosen from would be taken away from under itself. */
  if (self->idle == 0)
    self->idle = g_idle_add (on_idle, self);
}

static GtkWidget *
new_row (MatoiPickList *self, const char *id)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  const char *name = get_name (self, id);
  /* Translators: a button; %s is a person or a service of the directory. */
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), name);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "matoi-id", g_strdup (id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* What is not chosen yet can be added. */
static void
show_adder (MatoiPickList *self)
{
  g_autoptr (GPtrArray) left = g_ptr_array_new ();

  for (guint i = 0; self->choices && i < self->choices->len; i++)
    {
      MatoiSetupChoice *choice = g_ptr_array_index (self->choices, i);

      if (!g_ptr_array_find_with_equal_func (self->ids, choice->id, g_str_equal, NULL))
        g_ptr_array_add (left, choice);
    }
  matoi_pick_row_show (self->adder, left, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->adder), left->len > 0);
}

static void
show_rows (MatoiPickList *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (ADW_EXPANDER_ROW (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  /* The list to add one stays last. */
  g_object_ref (self->adder);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->adder));
  for (guint i = 0; i < self->ids->len; i++)
    {
      const char *id = g_ptr_array_index (self->ids, i);
      GtkWidget *row = new_row (self, id);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", get_name (self, id));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
      g_ptr_array_add (self->rows, row);
    }
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->adder));
  g_object_unref (self->adder);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), names->len > 0 ? names->str : self->none);
  show_adder (self);
}

/** matoi_pick_list_show: see the header; keeps @choices. */
void
matoi_pick_list_show (MatoiPickList *self, GPtrArray *choices, const char *const *ids)
{
  gboolean same = choices == self->choices && self->ids->len == g_strv_length ((char **) ids);

  g_return_if_fail (MATOI_IS_PICK_LIST (self));

  for (guint i = 0; same && ids[i]; i++)
    same = g_str_equal (ids[i], g_ptr_array_index (self->ids, i));
  if (same)
    return;
  if (choices != self->choices)
    {
      g_clear_pointer (&self->choices, g_ptr_array_unref);
      self->choices = choices ? g_ptr_array_ref (choices) : NULL;
    }
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; ids[i]; i++)
    g_ptr_array_add (self->ids, g_strdup (ids[i]));
  show_rows (self);
}

/** matoi_pick_list_get_ids: (transfer none) */
GPtrArray *
matoi_pick_list_get_ids (MatoiPickList *self)
{
  g_return_val_if_fail (MATOI_IS_PICK_LIST (self), NULL);

  return self->ids;
}

static void
matoi_pick_list_dispose (GObject *object)
{
  g_clear_handle_id (&MATOI_PICK_LIST (object)->idle, g_source_remove);
  G_OBJECT_CLASS (matoi_pick_list_parent_class)->dispose (object);
}

static void
matoi_pick_list_finalize (GObject *object)
{
  MatoiPickList *self = MATOI_PICK_LIST (object);

  g_free (self->none);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_pick_list_parent_class)->finalize (object);
}

static void
matoi_pick_list_class_init (MatoiPickListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_pick_list_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_pick_list_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_PICK_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
matoi_pick_list_init (MatoiPickList *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}

/** matoi_pick_list_new: see the header; nothing is chosen yet. */
MatoiPickList *
matoi_pick_list_new (const char *title, const char *none, const char *add)
{
  MatoiPickList *self = g_object_new (MATOI_TYPE_PICK_LIST, "title", title, NULL);

  self->none = g_strdup (none);
  self->adder = matoi_pick_row_new (add, _ ("Choose…"));
  g_signal_connect_object (self->adder, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->adder));
  show_rows (self);
  return self;
}
