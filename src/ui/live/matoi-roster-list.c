/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-list.h"

/* The row at place @i, or NULL. */
MatoiRosterRow *
matoi_roster_list_get_row (GtkListBox *list, int i)
{
  return (MatoiRosterRow *) gtk_list_box_get_row_at_index (list, i);
}

static int
find_row (GtkListBox *list, int from, const char *key)
{
  for (int i = from; matoi_roster_list_get_row (list, i); i++)
    if (g_str_equal (matoi_roster_row_get_item (matoi_roster_list_get_row (list, i))->key, key))
      return i;
  return -1;
}

/* Takes the rows away that no item of @items (of one list) has the key of. Gives the place of
 * one that had the focus, or -1. */
static int
remove_gone (GtkListBox *list, GPtrArray *items)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  MatoiRosterRow *row;
  int focus = -1;

  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (keys, ((MatoiRosterItem *) g_ptr_array_index (items, i))->key);
  for (int i = 0; (row = matoi_roster_list_get_row (list, i));)
    {
      if (g_hash_table_contains (keys, matoi_roster_row_get_item (row)->key))
        {
          i++;
          continue;
        }
      if (gtk_widget_has_focus (GTK_WIDGET (row)))
        focus = i;
      gtk_list_box_remove (list, GTK_WIDGET (row));
    }
  return focus;
}

/* Changes what differs: rows stay, and with them the focus. Takes the items out of @items. */
void
matoi_roster_list_show (GtkListBox *list, GPtrArray *items, gboolean compact, gint64 now)
{
  int focus = remove_gone (list, items);

  for (guint i = 0; i < items->len; i++)
    {
      MatoiRosterItem *item = g_steal_pointer (&g_ptr_array_index (items, i));
      int at = find_row (list, (int) i, item->key);
      GtkWidget *row =
        at < 0 ? matoi_roster_row_new () : GTK_WIDGET (matoi_roster_list_get_row (list, at));
      gboolean focused = gtk_widget_has_focus (row);

      if (at < 0)
        {
          matoi_roster_row_set_compact (MATOI_ROSTER_ROW (row), compact);
          gtk_list_box_insert (list, row, (int) i);
        }
      else if (at != (int) i)
        {
          g_object_ref (row);
          gtk_list_box_remove (list, row);
          gtk_list_box_insert (list, row, (int) i);
          g_object_unref (row);
          if (focused)
            gtk_widget_grab_focus (row);
        }
      matoi_roster_row_show (MATOI_ROSTER_ROW (row), item, now);
    }
  if (focus >= 0 && items->len > 0)
    gtk_widget_grab_focus (
      GTK_WIDGET (matoi_roster_list_get_row (list, MIN (focus, (int) items->len - 1))));
}
