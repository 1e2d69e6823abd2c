/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-recap.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

static void
clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_box_remove (box, child);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A short word before the text, all of them as wide. */
static void
add_line (GtkBox *box, GtkSizeGroup *group, const char *before, const char *text, const char *after)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *first = make_label (before, "recap-before");
  GtkWidget *words = make_label (text, "recap-text");

  /* A time of day is one word. */
  gtk_label_set_wrap (GTK_LABEL (first), g_utf8_strlen (before, -1) > 8);
  gtk_size_group_add_widget (group, first);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), first);
  gtk_box_append (GTK_BOX (line), words);
  if (after)
    gtk_box_append (GTK_BOX (line), make_label (after, "recap-after"));
  gtk_widget_add_css_class (line, "recap-line");
  gtk_box_append (box, line);
}

static void
add_empty (GtkBox *box, const char *text)
{
  if (!gtk_widget_get_first_child (GTK_WIDGET (box)))
    gtk_box_append (box, make_label (text, "recap-empty"));
}

/** matoi_recap_show_timeline: what the document tells, a day named where it begins. */
void
matoi_recap_show_timeline (GtkBox *box, MatoiSession *session)
{
  g_autoptr (GPtrArray) lines =
    matoi_postmortem_dup_timeline (matoi_session_get_incident (session));
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GTimeZone *zone = matoi_session_get_zone (session);
  g_autofree char *last = NULL;

  clear (box);
  for (guint i = 0; i < lines->len; i++)
    {
      const MatoiLine *line = g_ptr_array_index (lines, i);
      g_autofree char *time = NULL;
      g_autofree char *day = NULL;

      if (!line->told)
        continue;
      time = matoi_time_to_local (line->occurred_at, "%H:%M", zone);
      /* Translators: a date, see g_date_time_format (): “Monday, 23 November”. */
      day = matoi_time_to_local (line->occurred_at, _ ("%A, %-d %B"), zone);
      if (g_strcmp0 (day, last) != 0)
        gtk_box_append (box, make_label (day, "recap-day"));
      add_line (box, group, time, line->text,
                line->anchor ? matoi_postmortem_anchor_name (line->anchor) : NULL);
      g_free (last);
      last = g_steal_pointer (&day);
    }
  add_empty (box, _ ("The timeline does not tell anything yet."));
}

static const char *
get_side (const char *side)
{
  if (g_strcmp0 (side, "well") == 0)
    return _ ("Went well");
  if (g_strcmp0 (side, "badly") == 0)
    return _ ("Did not");
  return _ ("Luck");
}

void
matoi_recap_show_learned (GtkBox *box, MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  clear (box);
  for (guint i = 0; i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);

      if (!one->removed)
        add_line (box, group, get_side (one->side), one->text, NULL);
    }
}

void
matoi_recap_show_factors (GtkBox *box, MatoiSession *session)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (session)->postmortem;
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  guint n = 0;

  clear (box);
  for (guint i = 0; i < postmortem->factors->len; i++)
    {
      const MatoiFactor *factor = g_ptr_array_index (postmortem->factors, i);
      g_autofree char *number = NULL;
      g_autofree char *text = NULL;

      if (factor->removed)
        continue;
      number = g_strdup_printf ("%u", ++n);
      text = *factor->why ? g_strdup_printf ("%s\n%s", factor->what, factor->why)
                          : g_strdup (factor->what);
      add_line (box, group, number, text, NULL);
    }
}

void
matoi_recap_show_impact (GtkBox *box, MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  JsonArray *rows = matoi_postmortem_get_list (incident, "impact");
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  clear (box);
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = matoi_json_array_get_object (rows, i);
      g_autofree char *value =
        matoi_postmortem_dup_impact (incident, row, matoi_session_get_now (session));

      if (value)
        add_line (box, group, matoi_text (row, "name"), value, NULL);
    }
  add_empty (box, _ ("No number of the impact is known yet."));
}

static char *
dup_who (const MatoiAction *action)
{
  const char *team = action->owner_team ? action->owner_team : _ ("no team yet");

  if (action->due_on)
    /* Translators: 1: a team, 2: a date as 2026-11-20. */
    return g_strdup_printf (_ ("%1$s, by %2$s"), team, action->due_on);
  return g_strdup (team);
}

void
matoi_recap_show_actions (GtkBox *box, MatoiSession *session)
{
  const MatoiIncident *incident = matoi_session_get_incident (session);
  g_autoptr (GtkSizeGroup) group = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  clear (box);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);
      g_autofree char *who = dup_who (action);

      add_line (box, group, action->priority, action->text,
                strcmp (action->state, "wont") == 0 ? matoi_action_state_name (action->state)
                                                    : who);
    }
  add_empty (box, _ ("No action item yet. What is decided is typed below."));
}
