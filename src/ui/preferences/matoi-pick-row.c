/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pick-row.h"

#include <glib/gi18n-lib.h>

#include "matoi-setting-row.h"
#include "matoi-setup-report.h"
#include "matoi-ui-text.h"

/* Characters of a name; the list beside it shows all of them. */
#define WIDTH     26
#define MIN_WIDTH 4

struct _MatoiPickRow
{
  AdwActionRow parent_instance;
  GtkDropDown *list;
  char *none;
  GPtrArray *ids;        /* of char *, as in @list; the first is NULL: nothing */
  GPtrArray *choices;    /* (nullable) of MatoiSetupChoice */
  MatoiContext *context; /* (nullable): it shows a setting */
  char *key;
  gboolean showing; /* what changes is set by the program */
};

G_DEFINE_FINAL_TYPE (MatoiPickRow, matoi_pick_row, ADW_TYPE_ACTION_ROW)

static guint picked_signal;

static const char *
get_chosen (MatoiPickRow *self)
{
  guint chosen = gtk_drop_down_get_selected (self->list);

  return chosen < self->ids->len ? g_ptr_array_index (self->ids, chosen) : NULL;
}

static void
on_selected (MatoiPickRow *self)
{
  if (!self->showing)
    g_signal_emit (self, picked_signal, 0);
}

static void
add (MatoiPickRow *self, GtkStringList *names, const char *id, const char *name)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  gtk_string_list_append (names, name);
}

static gboolean
is_same (MatoiPickRow *self, GtkStringList *names)
{
  GListModel *shown = gtk_drop_down_get_model (self->list);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (names));

  if (!shown || g_list_model_get_n_items (shown) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (shown), i),
                      gtk_string_list_get_string (names, i)))
      return FALSE;
  return TRUE;
}

/** matoi_pick_row_show: see the header; also again, with what there is by now. */
void
matoi_pick_row_show (MatoiPickRow *self, GPtrArray *choices, const char *id)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *kept = g_strdup (id), *unknown = NULL;
  guint chosen = 0;

  g_return_if_fail (MATOI_IS_PICK_ROW (self));

  g_ptr_array_set_size (self->ids, 0);
  add (self, names, NULL, self->none);
  for (guint i = 0; choices && i < choices->len; i++)
    {
      const MatoiSetupChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (choice->id, kept) == 0)
        chosen = self->ids->len;
      add (self, names, choice->id, choice->name);
    }
  if (kept && chosen == 0)
    {
      chosen = self->ids->len;
      /* Translators: %s is the id of something that was chosen and that the service does not have. */
      unknown = choices && choices->len > 0 ? g_strdup_printf (_ ("%s: not found there"), kept)
                                            : g_strdup (kept);
      add (self, names, kept, unknown);
    }
  self->showing = TRUE;
  /* An open list is not closed under somebody's hands for nothing. */
  if (!is_same (self, names))
    gtk_drop_down_set_model (self->list, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->list, chosen);
  self->showing = FALSE;
}

/* --- a setting */

static void
show_stored (MatoiPickRow *self)
{
  matoi_pick_row_show (self, self->choices, matoi_context_get_setting (self->context, self->key));
}

static void
on_stored (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiPickRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (matoi_context_set_setting_finish (MATOI_CONTEXT (source), result, &error))
    return;
  show_stored (self);
  text = matoi_ui_dup_error (error);
  matoi_setting_tell_problem (GTK_WIDGET (self), text);
}

static void
store (MatoiPickRow *self)
{
  matoi_context_set_setting_async (self->context, self->key, get_chosen (self), NULL, on_stored,
                                   g_object_ref (self));
}

/** matoi_pick_row_bind: see the header; @key: one of matoi_context_list_setting_keys (). Once. */
void
matoi_pick_row_bind (MatoiPickRow *self, MatoiContext *context, const char *key)
{
  g_return_if_fail (MATOI_IS_PICK_ROW (self) && !self->context);

  self->context = g_object_ref (context);
  self->key = g_strdup (key);
  gtk_widget_set_name (GTK_WIDGET (self), key);
  g_signal_connect (self, "picked", G_CALLBACK (store), NULL);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_stored), self,
                           G_CONNECT_SWAPPED);
  show_stored (self);
}

/** matoi_pick_row_set_choices: see the header. */
void
matoi_pick_row_set_choices (MatoiPickRow *self, GPtrArray *choices)
{
  g_return_if_fail (MATOI_IS_PICK_ROW (self));

  if (choices)
    g_ptr_array_ref (choices);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = choices;
  show_stored (self);
}

/* --- what is chosen */

/** matoi_pick_row_get_id: (transfer none) (nullable) */
const char *
matoi_pick_row_get_id (MatoiPickRow *self)
{
  g_return_val_if_fail (MATOI_IS_PICK_ROW (self), NULL);

  return get_chosen (self);
}

/** matoi_pick_row_get_name: (transfer none) (nullable) */
const char *
matoi_pick_row_get_name (MatoiPickRow *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->list);

  return get_chosen (self) && item ? gtk_string_object_get_string (item) : NULL;
}

static void
matoi_pick_row_dispose (GObject *object)
{
  MatoiPickRow *self = MATOI_PICK_ROW (object);

  /* The list says goodbye to its choice while it goes. */
  self->showing = TRUE;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_pick_row_parent_class)->dispose (object);
}

static void
matoi_pick_row_finalize (GObject *object)
{
  MatoiPickRow *self = MATOI_PICK_ROW (object);

  g_free (self->none);
  g_free (self->key);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_ptr_array_unref (self->ids);
  G_OBJECT_CLASS (matoi_pick_row_parent_class)->finalize (object);
}

static void
matoi_pick_row_class_init (MatoiPickRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_pick_row_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_pick_row_finalize;
  picked_signal = g_signal_new ("picked", MATOI_TYPE_PICK_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static void
set_up_item (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN_WIDTH);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  gtk_list_item_set_child (item, label);
}

static void
bind_item (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static void
matoi_pick_row_init (MatoiPickRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkExpression *expression = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_item), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_item), NULL);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (NULL, expression));
  gtk_drop_down_set_enable_search (self->list, TRUE);
  gtk_drop_down_set_factory (self->list, factory);
  gtk_widget_set_valign (GTK_WIDGET (self->list), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->list, "notify::selected", G_CALLBACK (on_selected), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->list));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->list));
}

/** matoi_pick_row_new: see the header; nothing is chosen yet. */
MatoiPickRow *
matoi_pick_row_new (const char *title, const char *none)
{
  MatoiPickRow *self = g_object_new (MATOI_TYPE_PICK_ROW, "title", title, NULL);

  self->none = g_strdup (none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  matoi_pick_row_show (self, NULL, NULL);
  return self;
}
