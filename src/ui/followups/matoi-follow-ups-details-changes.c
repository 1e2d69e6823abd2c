/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the site said of a ticket, the newest first. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-follow-ups-details-private.h"
#include "matoi-follow-ups-text.h"
#include "matoi-lessons.h"

/* More than this nobody reads here; the ticket itself has all of it. */
#define MAX_CHANGES 20

static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

static gboolean
differs (const char *now, const char *before)
{
  return g_strcmp0 (now, before) != 0;
}

/* What is different from @before (nullable): the first thing that was known of it. (transfer full) */
static char *
dup_change (const MatoiTicketChange *now, const MatoiTicketChange *before)
{
  GString *text = g_string_new (NULL);

  if (now->gone)
    append (text, g_strdup (_ ("The ticket is gone")));
  else if (before && before->gone)
    append (text, g_strdup (_ ("The ticket is back")));
  if (before && now->key && before->key && differs (now->key, before->key))
    /* Translators: a ticket has another key; %1$s is the old one, %2$s the new one. */
    append (text, g_strdup_printf (_ ("Moved: %1$s → %2$s"), before->key, now->key));
  if (now->status && (!before || differs (now->status, before->status)))
    append (text, before && before->status
            /* Translators: the status of a ticket; before and after. */
            ? g_strdup_printf (_ ("%1$s → %2$s"), before->status, now->status)
            : g_strdup (now->status));
  if (!now->gone && differs (now->assignee, before ? before->assignee : NULL))
    append (text, now->assignee
            /* Translators: %s is a person. */
            ? g_strdup_printf (_ ("assigned to %s"), now->assignee)
            : g_strdup (_ ("assigned to nobody")));
  if (!now->gone && differs (now->due, before ? before->due : NULL))
    {
      g_autofree char *day = matoi_lessons_dup_long_day (now->due);

      append (text, now->due
              /* Translators: of a ticket; %s is a day. */
              ? g_strdup_printf (_ ("due %s"), day)
              : g_strdup (_ ("no day any more")));
    }
  if (!now->gone && now->priority && differs (now->priority, before ? before->priority : NULL))
    /* Translators: of a ticket; %s is what its site calls a priority. */
    append (text, g_strdup_printf (_ ("priority %s"), now->priority));
  return g_string_free (text, FALSE);
}

static void
add_line (MatoiFollowUpsDetails *self, gint64 at, const char *words)
{
  GtkWidget *line = gtk_label_new (NULL);
  g_autofree char *when = matoi_follow_ups_dup_moment (at, matoi_context_get_now (self->context),
                                                       matoi_context_get_zone (self->context));
  g_autofree char *text =
    /* Translators: in a history: when, and what happened. */
    g_strdup_printf (_ ("%1$s  %2$s"), when, words);

  gtk_label_set_text (GTK_LABEL (line), text);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (line), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (line, "fup-change");
  gtk_box_append (self->det_changes, line);
}

void
matoi_follow_ups_details_show_changes (MatoiFollowUpsDetails *self)
{
  const MatoiAction *action = matoi_follow_ups_details_get_action (self);
  guint n = action ? action->changes->len : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->det_changes))))
    gtk_box_remove (self->det_changes, child);
  for (guint i = n; i > 0 && n - i < MAX_CHANGES; i--)
    {
      const MatoiTicketChange *now = g_ptr_array_index (action->changes, i - 1);
      g_autofree char *words =
        dup_change (now, i > 1 ? g_ptr_array_index (action->changes, i - 2) : NULL);

      if (*words)
        add_line (self, now->at, words);
    }
  if (action && action->asked_at != MATOI_TIME_NONE && n < MAX_CHANGES)
    add_line (self, action->asked_at, _ ("The ticket was asked for"));
  gtk_widget_set_visible (GTK_WIDGET (self->det_changes_title),
                          gtk_widget_get_first_child (GTK_WIDGET (self->det_changes)) != NULL);
}
