/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-ui-text.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const MatoiKindLook looks[] = {
  /* Translators: the kinds of timeline entries and lines, as short labels. */
  { "fact", N_ ("Fact"), "matoi-fact-symbolic", "fact" },
  { "hypothesis", N_ ("Hypothesis"), "matoi-hypothesis-symbolic", "hypothesis" },
  { "decision", N_ ("Decision"), "matoi-decision-symbolic", "decision" },
  { "action", N_ ("Action"), "matoi-action-symbolic", "action" },
  { "detection", N_ ("Detected"), "matoi-detection-symbolic", "detection" },
  { "update", N_ ("Update"), "matoi-update-symbolic", "update" },
  /* Translators: something to do now. */
  { "todo", N_ ("TODO"), "matoi-todo-symbolic", "todo" },
  /* Translators: something to do after the incident. */
  { "later", N_ ("Later"), "matoi-todo-symbolic", "todo" },
  /* Translators: a question or task with a time limit, given to one person. */
  { "ask", N_ ("Ask"), "matoi-ask-symbolic", "hypothesis" },
  { "severity", N_ ("Severity"), "matoi-severity-symbolic", "severity" },
  { "phase", N_ ("Phase"), "matoi-phase-symbolic", "decision" },
  { "role", N_ ("Role"), "matoi-role-symbolic", "action" },
  { "page", N_ ("Page"), "matoi-detection-symbolic", "detection" },
  { "end", N_ ("End"), "matoi-ended-symbolic", "fact" },
  /* Translators: a line of the entry bar that begins with a slash, not yet known which one. */
  { "command", N_ ("Command"), "matoi-system-symbolic", "system" },
  { "correct", N_ ("Correction"), "matoi-fact-symbolic", "system" },
  { "evidence", N_ ("Evidence"), "matoi-link-symbolic", "system" },
  { "declared", N_ ("Declared"), "matoi-detection-symbolic", "detection" },
  { "ended", N_ ("Ended"), "matoi-ended-symbolic", "fact" },
  { "reopened", N_ ("Reopened"), "matoi-detection-symbolic", "detection" },
  { "clock", N_ ("Clock"), "matoi-ask-symbolic", "system" },
  { "step", N_ ("Step"), "matoi-todo-symbolic", "system" },
  { "poll", N_ ("Poll"), "matoi-hypothesis-symbolic", "decision" },
  { "subteam", N_ ("Sub-team"), "matoi-role-symbolic", "action" },
  { "security", N_ ("Security"), "matoi-lock-symbolic", "detection" },
  { "details", N_ ("Details"), "matoi-system-symbolic", "system" },
  { "link", N_ ("Link"), "matoi-link-symbolic", "system" },
  /* Translators: an entry Matoi itself wrote. */
  { "system", N_ ("Note"), "matoi-system-symbolic", "system" },
};

static const MatoiKindLook *
find_look (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (g_strcmp0 (looks[i].id, id) == 0)
      return &looks[i];
  return NULL;
}

/* The look of a line while it is typed; @kind from matoi_line_kind (). Never NULL. */
const MatoiKindLook *
matoi_ui_get_line_look (const char *kind)
{
  const MatoiKindLook *look = find_look (kind);

  return look ? look : find_look ("system");
}

/* The look of an entry of the timeline: of its kind, and for what Matoi wrote itself of the
 * event behind it. Never NULL. */
const MatoiKindLook *
matoi_ui_get_entry_look (const MatoiEntry *entry)
{
  const char *type = entry->event ? entry->event->type : NULL;
  const MatoiKindLook *look;
  g_auto (GStrv) words = NULL;

  if (g_strcmp0 (entry->kind, "system") != 0 || !type)
    return matoi_ui_get_line_look (entry->kind);

  /* "incident.ended" is told apart by its second word, everything else by its first. */
  words = g_strsplit (type, ".", 2);
  look = find_look (g_strcmp0 (words[0], "incident") == 0 ? words[1] : words[0]);
  return look ? look : find_look ("system");
}

/* The translated word of @look. */
const char *
matoi_ui_get_look_label (const MatoiKindLook *look)
{
  return _ (look->label);
}

/* Gives @widget the CSS class @prefix + @word, in place of the one it got here before. */
void
matoi_ui_set_style (GtkWidget *widget, const char *prefix, const char *word_or_null)
{
  g_auto (GStrv) classes = gtk_widget_get_css_classes (widget);

  for (guint i = 0; classes[i]; i++)
    if (g_str_has_prefix (classes[i], prefix))
      gtk_widget_remove_css_class (widget, classes[i]);
  if (word_or_null)
    {
      g_autofree char *name = g_strconcat (prefix, word_or_null, NULL);

      gtk_widget_add_css_class (widget, name);
    }
}

/* For dispose: lets go of what the template made. GTK's own function leaves those children
 * alone that are not bound to a field. */
void
matoi_ui_dispose_template (GtkWidget *widget, GType type)
{
  GtkWidget *child;

  gtk_widget_dispose_template (widget, type);
  while ((child = gtk_widget_get_first_child (widget)))
    gtk_widget_unparent (child);
}

/* For GtkWidgetClass.focus of a widget that gives the keyboard to a child of its own choice in
 * grab_focus: GTK grabs a widget again when the way back leads out of it, and before the way on
 * leads into it; Tab would stop at that child, Shift+Tab never get away from it. */
gboolean
matoi_ui_walk (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidgetClass *class = g_type_class_peek (GTK_TYPE_WIDGET);
  gboolean moved;

  g_object_ref (widget);
  g_object_set_data (G_OBJECT (widget), "matoi-walking", widget);
  moved = class->focus (widget, direction);
  g_object_set_data (G_OBJECT (widget), "matoi-walking", NULL);
  g_object_unref (widget);
  return moved;
}

/* Whether it is GTK that asks, on its way through the window: then grab_focus has to refuse. */
gboolean
matoi_ui_is_walking (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "matoi-walking") != NULL;
}

/* Gives the field inside every AdwEntryRow below @root the row's title as its name: libadwaita
 * 1.2 shows the title, yet the field that has the keyboard has no name for a screen reader. */
void
matoi_ui_name_entry_rows (GtkWidget *root)
{
  if (ADW_IS_ENTRY_ROW (root))
    gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_editable_get_delegate (GTK_EDITABLE (root))),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    adw_preferences_row_get_title (ADW_PREFERENCES_ROW (root)), -1);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    matoi_ui_name_entry_rows (child);
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Names both halves of an AdwSplitButton: libadwaita 1.2 gives its name to neither, so that a screen
 * reader would say the name of their class. */
void
matoi_ui_name_split_button (GtkWidget *button, const char *name, const char *menu_name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (button); child;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_MENU_BUTTON (child))
      {
        set_name (child, menu_name);
        set_name (gtk_widget_get_first_child (child), menu_name);
      }
    else if (GTK_IS_BUTTON (child))
      set_name (child, name);
}

/* Shows a severity as its word on its colour; @rank 0: not known, grey. */
void
matoi_ui_show_severity (GtkLabel *chip, const char *label, int rank)
{
  g_autofree char *word = g_strdup_printf ("%d", CLAMP (rank, 1, 5));

  /* Translators: shown in place of a severity that nobody has decided on. */
  gtk_label_set_text (chip, label && *label ? label : _ ("SEV ?"));
  matoi_ui_set_style (GTK_WIDGET (chip), "rank-", rank > 0 ? word : NULL);
}

/* The words for an outcome; never NULL. */
const char *
matoi_ui_get_outcome (const char *outcome)
{
  if (g_strcmp0 (outcome, "recovered") == 0)
    return _ ("Ended: recovered");
  if (g_strcmp0 (outcome, "recovering") == 0)
    return _ ("Ended: recovering");
  if (g_strcmp0 (outcome, "false-alarm") == 0)
    return _ ("Ended: false alarm");
  return _ ("Ended");
}

/* HH:MM:SS of a duration, hours past a day included; negative ones are shown as zero. */
char *
matoi_ui_dup_elapsed (gint64 ms)
{
  gint64 seconds = MAX (ms, 0) / 1000;

  return g_strdup_printf ("%02" G_GINT64_FORMAT ":%02d:%02d", seconds / 3600,
                          (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* A duration for lists, in whole minutes: it changes once a minute only. */
char *
matoi_ui_dup_minutes (gint64 ms)
{
  int minutes = (int) (CLAMP (ms, 0, G_MAXINT * MATOI_MINUTE) / MATOI_MINUTE);

  if (minutes < 60)
    /* Translators: a duration in minutes. */
    return g_strdup_printf (_ ("%d min"), minutes);
  if (minutes < 48 * 60 && minutes % 60 == 0)
    /* Translators: a duration in hours. */
    return g_strdup_printf (_ ("%d h"), minutes / 60);
  if (minutes < 48 * 60)
    /* Translators: a duration in hours and minutes. */
    return g_strdup_printf (_ ("%d h %d min"), minutes / 60, minutes % 60);
  if (minutes / 60 % 24 == 0)
    /* Translators: a duration in days. */
    return g_strdup_printf (_ ("%d d"), minutes / 1440);
  /* Translators: a duration in days and hours. */
  return g_strdup_printf (_ ("%d d %d h"), minutes / 1440, minutes / 60 % 24);
}

/* What to show for @error: each reason of a refusal and how to mend it, or the message. */
char *
matoi_ui_dup_error (const GError *error)
{
  GPtrArray *reasons = matoi_error_get_reasons (error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; reasons && i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);

      if (text->len)
        g_string_append_c (text, '\n');
      if (reason->fix && *reason->fix)
        /* Translators: one after the other; without a blank where that is usual. */
        g_string_append_printf (text, C_ ("two sentences", "%1$s %2$s"), reason->text, reason->fix);
      else
        g_string_append (text, reason->text);
    }
  return g_strdup (text->len ? text->str : error->message);
}

/* The zone times are shown in: this computer's, or the organisation's. (transfer full) */
GTimeZone *
matoi_ui_dup_zone (MatoiContext *context, gboolean local)
{
  GTimeZone *zone = context ? matoi_context_get_zone (context) : NULL;

  return local || !zone ? g_time_zone_new_local () : g_time_zone_ref (zone);
}

/* When the clock of @incident began: detected, else begun, else declared. */
gint64
matoi_ui_get_start (const MatoiIncident *incident)
{
  if (incident->detected_at != MATOI_TIME_NONE)
    return incident->detected_at;
  if (incident->started_at != MATOI_TIME_NONE)
    return incident->started_at;
  return incident->declared_at;
}

/* The severities one after the other until @end; grey before the first one. */
void
matoi_ui_add_severities (MatoiPicture *picture, const MatoiIncident *incident, gint64 end)
{
  gint64 since = matoi_ui_get_start (incident);
  guint rank = 0;

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      const MatoiSeverity *severity =
        incident->policy ? matoi_policy_find_severity (incident->policy, span->severity) : NULL;

      if (span->at > since)
        matoi_picture_add_band (picture, since, span->at, rank);
      since = MAX (since, span->at);
      rank = severity ? severity->rank : 0;
    }
  if (end > since)
    matoi_picture_add_band (picture, since, end, rank);
}
