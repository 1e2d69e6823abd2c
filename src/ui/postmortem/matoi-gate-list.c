/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-gate-list.h"

#include <glib/gi18n-lib.h>

#include "matoi-gate-row.h"
#include "matoi-side.h"

/* From so many of one sort on they are one row that opens. */
#define CROWD 4

struct _MatoiGateList
{
  GtkWidget parent_instance;
  GtkListBox *list;
  GtkWidget *groups[2]; /* rows of the list, in place of many */
  gboolean opened[2];
  guint n[2]; /* how many of each sort there are */
};

G_DEFINE_FINAL_TYPE (MatoiGateList, matoi_gate_list, GTK_TYPE_WIDGET)

static guint agree_signal;

/* Sorts of reasons of which there can be many. */
static const char *const crowds[] = { "pm.section.", "pm.anchor." };

static char *
dup_crowd (guint crowd, guint n)
{
  if (crowd == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u section is not complete",
                                         "%u sections are not complete", n),
                            n);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u mark is missing in the timeline",
                                       "%u marks are missing in the timeline", n),
                          n);
}

static int
find_crowd (const char *gate)
{
  for (guint i = 0; i < G_N_ELEMENTS (crowds); i++)
    if (g_str_has_prefix (gate, crowds[i]))
      return (int) i;
  return -1;
}

/* --- the rows */

static void
on_agree (MatoiGateList *self)
{
  g_signal_emit (self, agree_signal, 0);
}

static MatoiGateRow *
find_row (MatoiGateList *self, const char *gate)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (MATOI_IS_GATE_ROW (row) &&
        g_strcmp0 (matoi_gate_row_get_gate (MATOI_GATE_ROW (row)), gate) == 0)
      return MATOI_GATE_ROW (row);
  return NULL;
}

static void
show_check (MatoiGateList *self, const MatoiIncident *incident, const MatoiCheck *check, guint rank)
{
  MatoiGateRow *row = find_row (self, check->id);

  if (!row)
    {
      row = MATOI_GATE_ROW (matoi_gate_row_new (check->id));
      g_signal_connect_object (row, "agree", G_CALLBACK (on_agree), self, G_CONNECT_SWAPPED);
      gtk_list_box_append (self->list, GTK_WIDGET (row));
    }
  matoi_gate_row_show (row, incident, check);
  matoi_gate_row_set_rank (row, rank);
}

static gboolean
is_wanted (GtkListBoxRow *row, GPtrArray *checks, gboolean met)
{
  if (!MATOI_IS_GATE_ROW (row))
    return TRUE;
  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      if (g_strcmp0 (check->id, matoi_gate_row_get_gate (MATOI_GATE_ROW (row))) == 0)
        return check->met == met;
    }
  return FALSE;
}

/* Those which are in the other list now, or not asked for any more; the focus goes on. */
static void
remove_old (MatoiGateList *self, GPtrArray *checks, gboolean met)
{
  GtkListBoxRow *row;
  int i = 0;

  while ((row = gtk_list_box_get_row_at_index (self->list, i)))
    if (is_wanted (row, checks, met))
      i++;
    else
      {
        if (gtk_widget_get_state_flags (GTK_WIDGET (row)) & GTK_STATE_FLAG_FOCUS_WITHIN)
          gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
        gtk_list_box_remove (self->list, GTK_WIDGET (row));
      }
}

/* The head of a crowd stands before its first row. */
static guint
get_rank (GtkListBoxRow *row)
{
  return MATOI_IS_GATE_ROW (row)
           ? matoi_gate_row_get_rank (MATOI_GATE_ROW (row))
           : GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "matoi-rank"));
}

static void
set_group_rank (GtkWidget *group, guint rank)
{
  g_object_set_data (G_OBJECT (group), "matoi-rank", GUINT_TO_POINTER (rank));
  gtk_list_box_row_changed (GTK_LIST_BOX_ROW (group));
}

static int
compare_rows (GtkListBoxRow *a, GtkListBoxRow *b, gpointer user_data)
{
  return (int) get_rank (a) - (int) get_rank (b);
}

static void
show_group (MatoiGateList *self, guint i)
{
  gboolean crowded = self->n[i] >= CROWD;
  GtkWidget *box = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self->groups[i]));
  g_autofree char *text = dup_crowd (i, self->n[i]);
  GtkListBoxRow *row;

  for (int k = 0; (row = gtk_list_box_get_row_at_index (self->list, k)); k++)
    if (MATOI_IS_GATE_ROW (row) &&
        find_crowd (matoi_gate_row_get_gate (MATOI_GATE_ROW (row))) == (int) i)
      gtk_widget_set_visible (GTK_WIDGET (row), !crowded || self->opened[i]);
  gtk_widget_set_visible (self->groups[i], crowded);
  gtk_image_set_from_icon_name (GTK_IMAGE (gtk_widget_get_first_child (box)),
                                self->opened[i] ? "pan-down-symbolic" : "pan-end-symbolic");
  matoi_side_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
  matoi_side_set_name (self->groups[i], text);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->groups[i]), GTK_ACCESSIBLE_STATE_EXPANDED,
                               self->opened[i], -1);
}

void
matoi_gate_list_show (MatoiGateList *self,
                      const MatoiIncident *incident,
                      GPtrArray *checks,
                      gboolean met)
{
  g_return_if_fail (MATOI_IS_GATE_LIST (self));

  self->n[0] = self->n[1] = 0;
  /* Backward, so that in the end the head of a crowd stands before its first row. */
  for (guint i = checks->len; i > 0; i--)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i - 1);
      int crowd = met ? -1 : find_crowd (check->id);

      if (check->met != met)
        continue;
      show_check (self, incident, check, 2 * i + 1);
      if (crowd >= 0)
        {
          self->n[crowd]++;
          set_group_rank (self->groups[crowd], 2 * i);
        }
    }
  remove_old (self, checks, met);
  for (guint i = 0; i < G_N_ELEMENTS (crowds); i++)
    show_group (self, i);
}

void
matoi_gate_list_set_label (MatoiGateList *self, const char *label)
{
  g_return_if_fail (MATOI_IS_GATE_LIST (self));

  matoi_side_set_name (GTK_WIDGET (self->list), label);
}

gboolean
matoi_gate_list_focus_first (MatoiGateList *self)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (MATOI_IS_GATE_LIST (self), FALSE);

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (row)))
      return gtk_widget_grab_focus (GTK_WIDGET (row));
  return FALSE;
}

static void
on_row_activated (MatoiGateList *self, GtkListBoxRow *row)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    if (GTK_WIDGET (row) == self->groups[i])
      {
        self->opened[i] = !self->opened[i];
        show_group (self, i);
        return;
      }
  gtk_widget_activate_action (GTK_WIDGET (self), "postmortem.jump", "s",
                              matoi_gate_row_get_gate (MATOI_GATE_ROW (row)));
}

/* --- the object */

static void
matoi_gate_list_dispose (GObject *object)
{
  MatoiGateList *self = MATOI_GATE_LIST (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (matoi_gate_list_parent_class)->dispose (object);
}

static void
matoi_gate_list_class_init (MatoiGateListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_gate_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  agree_signal = g_signal_new ("agree", MATOI_TYPE_GATE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_group (void)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_add_css_class (row, "gate-row");
  return row;
}

static void
matoi_gate_list_init (MatoiGateList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "side-list");
  for (guint i = 0; i < G_N_ELEMENTS (self->groups); i++)
    {
      self->groups[i] = make_group ();
      gtk_widget_set_visible (self->groups[i], FALSE);
      gtk_list_box_append (self->list, self->groups[i]);
    }
  gtk_list_box_set_sort_func (self->list, compare_rows, NULL, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self,
                           G_CONNECT_SWAPPED);
}
