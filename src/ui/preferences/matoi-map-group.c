/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-map-group.h"

#include <glib/gi18n-lib.h>

#include "matoi-directory.h"
#include "matoi-json.h"
#include "matoi-setting-row.h"
#include "matoi-ui-text.h"

struct _MatoiMapGroup
{
  AdwPreferencesGroup parent_instance;
  MatoiContext *context;
  const MatoiMapRows *rows;
  gpointer data;
  GHashTable *shown; /* char * owner → GtkWidget, the row */
  GPtrArray *added;  /* of char *: by hand, and nothing is stored for them yet */
  GtkWidget *adder;  /* (nullable): a field to name one more */
};

G_DEFINE_FINAL_TYPE (MatoiMapGroup, matoi_map_group, ADW_TYPE_PREFERENCES_GROUP)

/* --- the setting */

/** matoi_map_group_read: see the header. */
JsonObject *
matoi_map_group_read (MatoiContext *context, const char *key)
{
  const char *text = matoi_context_get_setting (context, key);
  g_autoptr (JsonNode) node = text ? json_from_string (text, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    return;
  text = matoi_ui_dup_error (error);
  matoi_setting_tell_problem (widget, text);
}

/** matoi_map_group_write: see the header. */
void
matoi_map_group_write (GtkWidget *widget, MatoiContext *context, const char *key, JsonObject *map)
{
  g_autoptr (JsonObject) taken = map;
  g_autofree char *text = json_object_get_size (map) > 0 ? matoi_json_to_text (map) : NULL;

  if (g_strcmp0 (text, matoi_context_get_setting (context, key)) != 0)
    matoi_context_set_setting_async (context, key, text, NULL, on_stored, g_object_ref (widget));
}

/** matoi_map_group_store: see the header. */
void
matoi_map_group_store (MatoiMapGroup *self, const char *owner, JsonNode *value)
{
  JsonObject *map = matoi_map_group_read (self->context, self->rows->key);

  g_return_if_fail (MATOI_IS_MAP_GROUP (self));

  if (value)
    json_object_set_member (map, owner, value);
  else
    json_object_remove_member (map, owner);
  matoi_map_group_write (GTK_WIDGET (self), self->context, self->rows->key, map);
}

/* --- whose rows there are */

static void
add_owner (GPtrArray *owners, const char *owner)
{
  if (owner && *owner && !g_ptr_array_find_with_equal_func (owners, owner, g_str_equal, NULL))
    g_ptr_array_add (owners, g_strdup (owner));
}

/* (transfer full): the teams, the services, then whoever else was named */
static GPtrArray *
list_owners (MatoiMapGroup *self, JsonObject *map)
{
  GPtrArray *owners = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (MatoiDirectory) directory = NULL;
  g_autoptr (GList) names = NULL;

  for (guint i = 0; self->rows->owners && self->rows->owners[i]; i++)
    add_owner (owners, self->rows->owners[i]);
  if (self->rows->owners)
    return owners;
  directory = matoi_directory_load (self->context);
  for (guint i = 0; self->rows->teams && i < directory->services->len; i++)
    add_owner (owners, ((MatoiService *) g_ptr_array_index (directory->services, i))->team);
  for (guint i = 0; i < directory->services->len; i++)
    add_owner (owners, ((MatoiService *) g_ptr_array_index (directory->services, i))->name);
  names = json_object_get_members (map);
  for (GList *name = names; name; name = name->next)
    add_owner (owners, name->data);
  for (guint i = 0; i < self->added->len; i++)
    add_owner (owners, g_ptr_array_index (self->added, i));
  return owners;
}

static char *
dup_title (MatoiMapGroup *self, const char *owner)
{
  if (self->rows->owners && g_ascii_isdigit (*owner))
    /* Translators: %s is the number of a severity: 1 is the worst. */
    return g_strdup_printf (_ ("At SEV-%s"), owner);
  return g_strdup (owner);
}

static GtkWidget *
get_row (MatoiMapGroup *self, const char *owner)
{
  GtkWidget *row = g_hash_table_lookup (self->shown, owner);
  g_autofree char *title = NULL;

  if (row)
    return row;
  title = dup_title (self, owner);
  row = self->rows->new_row (self, owner, title, self->data);
  gtk_widget_set_name (row, owner);
  g_hash_table_insert (self->shown, g_strdup (owner), row);
  if (self->adder)
    /* The field to name one more stays last. */
    gtk_list_box_insert (GTK_LIST_BOX (gtk_widget_get_parent (self->adder)), row,
                         gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->adder)));
  else
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  return row;
}

/* Rows of owners that are gone; their order is that in which they came. */
static void
drop_rows (MatoiMapGroup *self, GPtrArray *owners)
{
  GHashTableIter iter;
  gpointer owner, row;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &owner, &row))
    if (!g_ptr_array_find_with_equal_func (owners, owner, g_str_equal, NULL))
      {
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
        g_hash_table_iter_remove (&iter);
      }
}

/** matoi_map_group_refresh: see the header. */
void
matoi_map_group_refresh (MatoiMapGroup *self)
{
  g_autoptr (JsonObject) map = matoi_map_group_read (self->context, self->rows->key);
  g_autoptr (GPtrArray) owners = list_owners (self, map);

  g_return_if_fail (MATOI_IS_MAP_GROUP (self));

  drop_rows (self, owners);
  for (guint i = 0; i < owners->len; i++)
    {
      const char *owner = g_ptr_array_index (owners, i);

      self->rows->show (self, get_row (self, owner), owner, json_object_get_member (map, owner),
                        self->data);
    }
}

static void
on_added (MatoiMapGroup *self)
{
  g_autofree char *owner =
    g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->adder))));
  GtkWidget *row;

  if (!*owner)
    return;
  g_ptr_array_add (self->added, g_strdup (owner));
  gtk_editable_set_text (GTK_EDITABLE (self->adder), "");
  matoi_map_group_refresh (self);
  row = g_hash_table_lookup (self->shown, owner);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
matoi_map_group_dispose (GObject *object)
{
  MatoiMapGroup *self = MATOI_MAP_GROUP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->added, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_map_group_parent_class)->dispose (object);
}

static void
matoi_map_group_class_init (MatoiMapGroupClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_map_group_dispose;
}

static void
matoi_map_group_init (MatoiMapGroup *self)
{
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->added = g_ptr_array_new_with_free_func (g_free);
}

static void
add_adder (MatoiMapGroup *self)
{
  self->adder = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->adder),
                                 self->rows->teams ? _ ("Another Team or Service")
                                                   : _ ("Another Service of Ours"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->adder), TRUE);
  matoi_ui_name_entry_rows (self->adder);
  g_signal_connect_object (self->adder, "apply", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->adder);
}

/** matoi_map_group_new: see the header. */
MatoiMapGroup *
matoi_map_group_new (MatoiContext *context,
                     const MatoiMapRows *rows,
                     gpointer data,
                     const char *title,
                     const char *description)
{
  MatoiMapGroup *self =
    g_object_new (MATOI_TYPE_MAP_GROUP, "title", title, "description", description, NULL);

  self->context = g_object_ref (context);
  self->rows = rows;
  self->data = data;
  if (!rows->owners)
    add_adder (self);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (matoi_map_group_refresh), self,
                           G_CONNECT_SWAPPED);
  return self;
}
