/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What is said of a ticket before it is asked for. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-action-ticket.h"

char *
matoi_action_ticket_dup_problems (const MatoiTicketDraft *draft, gboolean hard_only)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);

      if (hard_only && !check->hard)
        continue;
      if (text->len)
        g_string_append_c (text, '\n');
      if (check->fix && *check->fix)
        /* Translators: one after the other; without a blank where that is usual. */
        g_string_append_printf (text, C_ ("two sentences", "%1$s %2$s"), check->text, check->fix);
      else
        g_string_append (text, check->text);
    }
  return text->len ? g_strdup (text->str) : NULL;
}

char *
matoi_action_ticket_dup_place (MatoiContext *context, const MatoiTicketDraft *draft)
{
  g_autofree char *site = matoi_context_dup_site_name (context, draft->site);

  if (!draft->project)
    return g_strdup (site);
  /* Translators: where a ticket is made: %1$s is the key of a project, %2$s the site. */
  return g_strdup_printf (_ ("%1$s at %2$s"), draft->project, site);
}

char *
matoi_action_ticket_dup_obstacle (MatoiSession *session, const MatoiAction *action)
{
  MatoiContext *context = matoi_session_get_context (session);
  g_autoptr (MatoiTicketDraft) draft = NULL;

  if (!matoi_context_has_tickets (context))
    return g_strdup (
      _ ("No JIRA is set up, so no ticket is made here. Make it by hand and link it, "
                        "or set JIRA up in Preferences."));
  draft = matoi_context_draft_ticket (context, matoi_session_get_incident (session), action);
  /* What is only missing is named in the preview, where it can be filled in. */
  for (guint i = 0; i < draft->problems->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (draft->problems, i);

      if (check->hard && g_str_equal (check->id, "SEC-13"))
        return g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), check->text,
                                check->fix ? check->fix : "");
    }
  return NULL;
}
