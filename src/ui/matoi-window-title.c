/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-window-private.h"

#include <glib/gi18n-lib.h>

/* --- the title: of the incident in front, which other people may see (SEC-03) */

void
matoi_window_show_title (MatoiWindow *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->win_stack);
  const MatoiIncident *incident = matoi_window_get_incident (self);
  g_autofree char *whole = NULL;

  if (matoi_window_shows (self, MATOI_VIEW_POSTMORTEMS))
    {
      incident = self->document ? matoi_session_get_incident (self->document) : NULL;
      if (incident)
        whole =
          /* Translators: the window's title: %1$s is a reference, %2$s the incident's title. */
          g_strdup_printf (_ ("Postmortem: %1$s %2$s"), incident->ref,
                              matoi_incident_get_public_title (incident));
      else
        whole = g_strdup (_ ("Postmortems"));
    }
  else if (matoi_window_shows (self, MATOI_VIEW_FOLLOW_UPS))
    whole = g_strdup (_ ("Follow-ups"));
  else if (matoi_window_shows (self, MATOI_VIEW_HISTORY))
    whole = g_strdup (_ ("History"));
  else if (matoi_window_shows (self, MATOI_VIEW_INSIGHTS))
    whole = g_strdup (_ ("Insights"));
  else if (g_strcmp0 (page, "outbox") == 0)
    whole = g_strdup (_ ("Outbox"));
  else if (g_strcmp0 (page, "incident") == 0 && incident)
    /* Translators: the window's title: %1$s is a reference, %2$s the incident's title. */
    whole =
      g_strdup_printf (_ ("%1$s %2$s"), incident->ref, matoi_incident_get_public_title (incident));
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), whole ? whole : _ ("Matoi")) != 0)
    gtk_window_set_title (GTK_WINDOW (self), whole ? whole : _ ("Matoi"));
}

/* --- numbers on the switcher */

static void
name_button (AdwViewSwitcher *switcher, guint position, const char *name)
{
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (switcher));

  for (guint i = 0; button && i < position; i++)
    button = gtk_widget_get_next_sibling (button);
  if (!button)
    return;
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* A bare number says nothing to whoever cannot see where it stands. */
static void
name_view (MatoiWindow *self, guint position, const char *title, const char *count)
{
  g_autofree char *name =
    /* Translators: a view and what is to be seen there: “Postmortems: 2 overdue”. */
    count ? g_strdup_printf (_ ("%1$s: %2$s"), title, count) : g_strdup (title);

  name_button (self->win_switcher, position, name);
  name_button (self->win_narrow_switcher, position, name);
}

/* How many action items are late. */
void
matoi_window_show_overdue_items (MatoiWindow *self)
{
  guint overdue = matoi_follow_ups_view_count_overdue (self->win_follow_ups);
  g_autofree char *late = NULL;

  if (overdue)
    late =
      /* Translators: of action items. */
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u overdue", "%u overdue", overdue), overdue);
  adw_view_stack_page_set_badge_number (self->win_follow_ups_page, overdue);
  name_view (self, 2, adw_view_stack_page_get_title (self->win_follow_ups_page), late);
}

/* How many incidents are live, and how many postmortems and action items late. */
void
matoi_window_show_badges (MatoiWindow *self)
{
  guint overdue = self->outstanding ? matoi_outstanding_count_overdue (self->outstanding) : 0;
  g_autofree char *live = NULL, *late = NULL;

  if (self->n_live)
    live = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u live incident", "%u live incidents",
                                         self->n_live),
                            self->n_live);
  if (overdue)
    /* Translators: of postmortems. */
    late =
      g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u overdue", "%u overdue", overdue), overdue);
  adw_view_stack_page_set_badge_number (self->win_live_page, self->n_live);
  adw_view_stack_page_set_badge_number (self->win_postmortems_page, overdue);
  name_view (self, 0, adw_view_stack_page_get_title (self->win_live_page), live);
  name_view (self, 1, adw_view_stack_page_get_title (self->win_postmortems_page), late);
  matoi_window_show_overdue_items (self);
}
