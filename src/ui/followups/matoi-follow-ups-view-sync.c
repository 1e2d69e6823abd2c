/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How fresh the tickets are, by what each site's connection says. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"
#include "matoi-follow-ups-view-private.h"
#include "matoi-side.h"

/* (transfer full) such as "JIRA: Everything is up to date." for each site. */
static char *
dup_sync (MatoiFollowUpsView *self)
{
  const char *const *sites = matoi_ticket_list_sites ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; sites[i]; i++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (self->context, sites[i]);
      const char *says = adapter ? matoi_adapter_get_text (adapter) : NULL;

      if (!matoi_adapter_is_used (self->context, sites[i]) || !says || !*says)
        continue;
      if (text->len)
        g_string_append (text, "   ");
      /* Translators: %1$s is the name of a service, %2$s a sentence about it. */
      g_string_append_printf (text, _ ("%1$s: %2$s"),
                                       matoi_adapter_get_name_of (self->context, sites[i]), says);
    }
  if (!text->len && !matoi_context_has_tickets (self->context))
    g_string_append (text, _ ("No JIRA is set up: link tickets by hand, or set it up in "
                              "Preferences."));
  return g_string_free (text, FALSE);
}

void
matoi_follow_ups_view_show_sync (MatoiFollowUpsView *self)
{
  g_autofree char *text = self->context ? dup_sync (self) : g_strdup ("");

  if (!self->fup_sync)
    return;
  matoi_side_set_label (self->fup_sync, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fup_sync), *text ? text : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "followups.refresh", self->context != NULL);
  for (guint i = 0; self->context && matoi_ticket_list_sites ()[i]; i++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (self->context, matoi_ticket_list_sites ()[i]);

      if (adapter && !g_signal_handler_find (adapter, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0,
                                             0, NULL, matoi_follow_ups_view_show_sync, self))
        g_signal_connect_object (adapter, "changed", G_CALLBACK (matoi_follow_ups_view_show_sync),
                                 self, G_CONNECT_SWAPPED);
    }
}

/* What is read here is read again in any case; who is asked outside is the site. */
void
matoi_follow_ups_view_ask_sites (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiFollowUpsView *self = MATOI_FOLLOW_UPS_VIEW (widget);
  const char *const *sites = matoi_ticket_list_sites ();

  if (!self->context)
    return;
  for (guint i = 0; sites[i]; i++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (self->context, sites[i]);

      if (adapter && matoi_adapter_is_used (self->context, sites[i]))
        matoi_adapter_restart (adapter);
    }
  matoi_follow_ups_view_begin (self);
}
