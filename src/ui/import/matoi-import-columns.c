/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-columns.h"

#include <glib/gi18n-lib.h>

/* As wide as the longest, whatever is chosen: one edge for the eye. */
#define CHOICE_WIDTH 190

struct _MatoiImportColumns
{
  GtkWidget parent_instance;
  GtkListBox *list;
  GPtrArray *choices; /* of GtkDropDown, of each column */
  MatoiSheet *sheet;  /* (unowned) (nullable) */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MatoiImportColumns, matoi_import_columns, GTK_TYPE_WIDGET)

static guint changed_signal;

/* The first choice is “Not used”. */
static void
show_choices (MatoiImportColumns *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->choices->len; i++)
    gtk_drop_down_set_selected (g_ptr_array_index (self->choices, i),
                                (guint) (matoi_sheet_get_field (self->sheet, i) + 1));
  self->filling = FALSE;
}

static void
on_chosen (MatoiImportColumns *self, GParamSpec *pspec, GtkDropDown *choice)
{
  guint column;

  if (self->filling || !self->sheet || !g_ptr_array_find (self->choices, choice, &column))
    return;
  matoi_sheet_set_field (self->sheet, column, (int) gtk_drop_down_get_selected (choice) - 1);
  /* Another column may have had it. */
  show_choices (self);
  g_signal_emit (self, changed_signal, 0);
}

static GtkWidget *
new_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* The first cell of the column that holds something. */
static const char *
find_sample (MatoiSheet *sheet, guint column)
{
  for (guint row = 0; row < MIN (matoi_sheet_get_n_rows (sheet), 100); row++)
    if (*matoi_sheet_get_cell (sheet, row, column))
      return matoi_sheet_get_cell (sheet, row, column);
  return "";
}

static GtkWidget *
new_row (MatoiImportColumns *self, guint column, GListModel *names)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *title = matoi_sheet_get_column (self->sheet, column);
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (names), NULL);
  g_autofree char *number = NULL, *name = NULL;
  g_autofree char *id = g_strdup_printf ("imh_column_%u", column + 1);

  if (!*title)
    /* Translators: a column of a sheet that has no title; %u is its number. */
    title = number = g_strdup_printf (_ ("Column %u"), column + 1);
  gtk_box_append (GTK_BOX (texts), new_label (title, "import-who"));
  gtk_box_append (GTK_BOX (texts), new_label (find_sample (self->sheet, column), "import-when"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  gtk_widget_set_name (choice, id);
  gtk_widget_set_size_request (choice, CHOICE_WIDTH, -1);
  /* Translators: %s is the title of a column in somebody's sheet. */
  name = g_strdup_printf (_ ("What the column “%s” is"), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_chosen), self,
                           G_CONNECT_SWAPPED);
  g_ptr_array_add (self->choices, choice);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_widget_add_css_class (box, "import-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

void
matoi_import_columns_show (MatoiImportColumns *self, MatoiSheet *sheet)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row;

  self->sheet = sheet;
  self->filling = TRUE;
  g_ptr_array_set_size (self->choices, 0);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (int i = MATOI_SHEET_NOTHING; i < MATOI_SHEET_N_FIELDS; i++)
    gtk_string_list_append (names, matoi_sheet_field_get_name (i));
  for (guint i = 0; sheet && i < matoi_sheet_get_n_columns (sheet); i++)
    gtk_list_box_append (self->list, new_row (self, i, G_LIST_MODEL (names)));
  if (sheet)
    show_choices (self);
  self->filling = FALSE;
}

static void
matoi_import_columns_dispose (GObject *object)
{
  MatoiImportColumns *self = MATOI_IMPORT_COLUMNS (object);

  self->sheet = NULL;
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->list)));
  G_OBJECT_CLASS (matoi_import_columns_parent_class)->dispose (object);
}

static gboolean
matoi_import_columns_grab_focus (GtkWidget *widget)
{
  MatoiImportColumns *self = MATOI_IMPORT_COLUMNS (widget);

  return self->choices->len > 0 && gtk_widget_grab_focus (g_ptr_array_index (self->choices, 0));
}

static void
matoi_import_columns_class_init (MatoiImportColumnsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_import_columns_dispose;
  GTK_WIDGET_CLASS (class)->grab_focus = matoi_import_columns_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_import_columns_init (MatoiImportColumns *self)
{
  self->choices = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What Each Column Is"), -1);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}
