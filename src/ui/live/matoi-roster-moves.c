/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-moves.h"

#include <glib/gi18n-lib.h>

static void
add (GtkBox *box, const char *label, const char *team_or_null)
{
  GtkWidget *button = gtk_button_new (), *child = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (child), 0);
  gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_set_tooltip_text (button, label);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "matoi-team", g_strdup (team_or_null), g_free);
  gtk_box_append (box, button);
}

const char *
matoi_roster_move_get_team (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "matoi-team");
}

/* The names of the teams to go to; "" is the commander. */
static GPtrArray *
list_targets (MatoiSession *session, const MatoiRosterItem *item)
{
  GPtrArray *teams = matoi_session_get_incident (session)->subteams;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  gboolean member = item && item->kind == MATOI_ROSTER_MEMBER;

  if (!member && !(item && item->kind == MATOI_ROSTER_EXPERT && item->person))
    return names;
  for (guint i = 0; i < teams->len; i++)
    {
      const MatoiSubteam *team = g_ptr_array_index (teams, i);

      if (team->dissolved_at == MATOI_TIME_NONE && g_strcmp0 (team->name, item->team) != 0)
        g_ptr_array_add (names, g_strdup (team->name));
    }
  if (member)
    g_ptr_array_add (names, g_strdup (""));
  return names;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len && i < b->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return a->len == b->len;
}

/* Gives FALSE if everything stays as it is, and with it the focus. */
gboolean
matoi_roster_moves_fill (GtkBox *box, MatoiSession *session, const MatoiRosterItem *item)
{
  GPtrArray *old = g_object_get_data (G_OBJECT (box), "matoi-targets");
  g_autoptr (GPtrArray) names = list_targets (session, item);
  GtkWidget *child;

  if (old && is_same (old, names))
    return FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      /* Translators: %s is the name of a sub-team. */
      g_autofree char *label = g_strdup_printf (_ ("Move to %s"), name);

      if (*name)
        add (box, label, name);
      else
        add (box, _ ("Back to the Incident Commander"), NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (box), names->len > 0);
  g_object_set_data_full (G_OBJECT (box), "matoi-targets", g_steal_pointer (&names),
                          (GDestroyNotify) g_ptr_array_unref);
  return TRUE;
}
