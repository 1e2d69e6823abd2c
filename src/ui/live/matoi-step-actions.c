/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-step-actions.h"

#include <glib/gi18n-lib.h>

#include "matoi-status-panel.h"

static const struct
{
  const char *word, *label, *action, *target;
} actions[] = {
  /* Translators: buttons that help with a step of a role. */
  { "announce", N_ ("Announce Roles"), "incident.announce", NULL },
  { "page", N_ ("Page…"), "incident.page", "" },
  { "poll", N_ ("Ask for Objections"), "incident.poll", NULL },
  { "draft-public", N_ ("Draft Notice"), "incident.compose", "public" },
  { "draft-executives", N_ ("Draft Update"), "incident.compose", "executives" },
  { "roster", N_ ("Post Roles"), "incident.compose", "channel" },
  { "status-text", N_ ("Read the Status"), NULL, NULL },
  { "end", N_ ("End Incident…"), "incident.end", NULL },
  { "handover", N_ ("Hand Over…"), "incident.prefill", "/handover ic " },
};

/* The label of the button for an action word of the policy; NULL: there is none. */
const char *
matoi_step_action_get_label (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].word, word) == 0)
      return _ (actions[i].label);
  return NULL;
}

/* The side column holds both panels. */
static void
read_status (GtkWidget *panel)
{
  for (GtkWidget *sibling = gtk_widget_get_next_sibling (panel); sibling;
       sibling = gtk_widget_get_next_sibling (sibling))
    if (MATOI_IS_STATUS_PANEL (sibling))
      matoi_status_panel_open (MATOI_STATUS_PANEL (sibling));
}

/* Does what the button offers; @panel: the one with the steps. */
void
matoi_step_action_run (GtkWidget *panel, const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      GVariant *target = actions[i].target ? g_variant_new_string (actions[i].target) : NULL;
      g_autoptr (GVariant) owned = target ? g_variant_ref_sink (target) : NULL;

      if (!g_str_equal (actions[i].word, word))
        continue;
      if (actions[i].action)
        gtk_widget_activate_action_variant (panel, actions[i].action, owned);
      else
        read_status (panel);
    }
}
