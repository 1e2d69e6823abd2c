/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-look.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* Of more than this fewer get done. */
#define MANY 7

void
matoi_action_show_priority (GtkLabel *chip, const MatoiAction *action)
{
  const char *look = strcmp (action->priority, "P0") == 0   ? "detection"
                     : strcmp (action->priority, "P1") == 0 ? "hypothesis"
                                                            : "system";

  matoi_side_set_label (chip, action->priority);
  gtk_widget_set_visible (GTK_WIDGET (chip), *action->priority != '\0');
  matoi_ui_set_style (GTK_WIDGET (chip), "kind-", look);
}

/* With a ticket it is as far as the ticket is. */
static const char *
get_state (const MatoiAction *action, const char **look)
{
  *look = "system";
  if (strcmp (action->state, "wont") == 0)
    return _ ("Won’t do");
  if (strcmp (action->state, "noted") == 0)
    return _ ("Noted");
  if (!action->key)
    {
      *look = "decision";
      return _ ("No ticket");
    }
  if (g_strcmp0 (action->category, "done") == 0)
    {
      *look = "fact";
      return _ ("Done");
    }
  return action->category ? _ ("Open") : _ ("Ticketed");
}

void
matoi_action_show_state (GtkLabel *chip, const MatoiAction *action)
{
  const char *look, *state = get_state (action, &look);

  matoi_side_set_label (chip, state);
  matoi_ui_set_style (GTK_WIDGET (chip), "kind-", look);
}

static void
append (GString *text, const char *part)
{
  if (!part || !*part)
    return;
  if (text->len)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* Kind, team and day in one line. (transfer full) */
char *
matoi_action_dup_meta (const MatoiAction *action, gint64 now, GTimeZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = matoi_lessons_dup_long_day (action->due_on);
  g_autofree char *due = NULL;

  append (text, matoi_action_kind_name (action->kind));
  append (text, action->owner_team && *action->owner_team ? action->owner_team : _ ("no team yet"));
  if (*day && matoi_action_is_overdue (action, now, zone))
    /* Translators: of an action item; %s is a day. */
    due = g_strdup_printf (_ ("overdue since %s"), day);
  else if (*day)
    /* Translators: of an action item; %s is a day. */
    due = g_strdup_printf (_ ("due %s"), day);
  append (text, due);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
matoi_action_dup_too_many (const MatoiIncident *incident)
{
  guint n = 0;

  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      n += strcmp (action->state, "open") == 0 || strcmp (action->state, "ticketed") == 0;
    }
  if (n <= MANY)
    return NULL;
  /* Translators: %u is a number of action items. */
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "There is %u action item. Fewer get done: keep what really must be done, and "
                 "note the rest without a ticket.",
                 "There are %u action items. Fewer get done: keep what really must be done, and "
                 "note the rest without a ticket.",
                 n),
    n);
}

/* --- tickets */

/* @text: PAY-123, or an address with such a key in it. Both out are (transfer full); @url
 * (nullable). FALSE: there is no key. */
gboolean
matoi_action_read_ticket (const char *text, char **key, char **url)
{
  g_autofree char *scheme = g_uri_parse_scheme (text);
  gboolean is_link = g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;
  g_autoptr (GRegex) regex =
    g_regex_new (is_link ? "(?:/|=)([A-Z][A-Z0-9_]+-[0-9]+)(?=[/?#&]|$)" : "^\\S{1,100}$",
                 is_link ? 0 : G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;

  *key = *url = NULL;
  if (!g_regex_match (regex, text, 0, &match))
    return FALSE;
  if (is_link)
    {
      *key = g_match_info_fetch (match, 1);
      *url = g_strdup (text);
      return TRUE;
    }
  /* A key is written in capitals, whatever is typed. */
  *key = g_regex_match_simple ("^[A-Za-z][A-Za-z0-9_]*-[0-9]+$", text, 0, 0)
           ? g_ascii_strup (text, -1)
           : g_strdup (text);
  return TRUE;
}
