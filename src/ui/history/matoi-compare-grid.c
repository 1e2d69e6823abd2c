/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-compare-grid.h"

#include <glib/gi18n-lib.h>

#include "matoi-history-brief.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* So many decisions and confirmed guesses of each. */
#define MAX_ENTRIES 12

typedef struct
{
  GtkGrid *grid;
  const MatoiBrief *sides[2];
  GTimeZone *zone;
  gint64 length; /* of the longer one */
  int line;
} Filler;

/* What makes the lines of a list: (transfer full) */
typedef GStrv (*List) (const MatoiBrief *brief, GTimeZone *zone);

static GtkWidget *
new_label (const char *text, const char *style)
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

/* Begins a line: (transfer none): the two cells. */
static void
begin_line (Filler *filler, const char *heading, GtkWidget *cells[2])
{
  GtkWidget *label = new_label (heading, "heading");

  gtk_widget_set_size_request (label, 120, -1);
  gtk_grid_attach (filler->grid, label, 0, filler->line, 1, 1);
  for (int i = 0; i < 2; i++)
    {
      cells[i] = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      gtk_widget_set_hexpand (cells[i], TRUE);
      gtk_widget_set_size_request (cells[i], 260, -1);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (cells[i]),
                                      GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
      gtk_grid_attach (filler->grid, cells[i], i + 1, filler->line, 1, 1);
    }
  filler->line++;
}

/* --- the heads */

static char *
dup_when (Filler *filler, const MatoiBrief *brief)
{
  g_autofree char *from = matoi_time_to_local (brief->from, "%Y-%m-%d %H:%M", filler->zone);
  g_autofree char *length = matoi_ui_dup_minutes (brief->to - brief->from);

  if (brief->live)
    /* Translators: %s is a day and a time. */
    return g_strdup_printf (_ ("since %s, live"), from);
  /* Translators: %1$s is a day and a time, %2$s a length of time: “2025-10-29 04:28 (2 h)”. */
  return g_strdup_printf (_ ("%1$s (%2$s)"), from, length);
}

static void
fill_head (Filler *filler, GtkWidget *cell, const MatoiBrief *brief)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *chip = gtk_label_new (NULL);
  GtkWidget *open = gtk_button_new_with_mnemonic (_ ("_Open")), *ref = gtk_label_new (brief->ref);
  g_autofree char *when = dup_when (filler, brief);
  /* Translators: %s is a reference. */
  g_autofree char *name = g_strdup_printf (_ ("Open %s"), brief->ref);

  gtk_widget_add_css_class (chip, "severity-chip");
  matoi_ui_show_severity (GTK_LABEL (chip), brief->severity, (int) brief->rank);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), chip);
  gtk_widget_add_css_class (ref, "dim-label");
  gtk_box_append (GTK_BOX (line), ref);
  gtk_widget_set_halign (open, GTK_ALIGN_END);
  gtk_widget_set_hexpand (open, TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "compare.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "s", brief->ref);
  gtk_widget_set_tooltip_text (open, name);
  matoi_side_set_name (open, name);
  gtk_box_append (GTK_BOX (line), open);
  gtk_box_append (GTK_BOX (cell), line);
  gtk_box_append (GTK_BOX (cell), new_label (brief->title, "title-3"));
  gtk_box_append (GTK_BOX (cell), new_label (when, "dim-label"));
}

static void
add_heads (Filler *filler)
{
  GtkWidget *cells[2];

  begin_line (filler, _ ("Incident"), cells);
  for (int i = 0; i < 2; i++)
    fill_head (filler, cells[i], filler->sides[i]);
}

static void
add_courses (Filler *filler)
{
  GtkWidget *cells[2];

  begin_line (filler, _ ("Severity over time"), cells);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *course = matoi_history_dup_course (filler->sides[i]);
      GtkWidget *picture = matoi_picture_new ();

      gtk_widget_set_focusable (picture, FALSE);
      matoi_history_draw_course (MATOI_PICTURE (picture), filler->sides[i], filler->length,
                                 filler->zone);
      gtk_box_append (GTK_BOX (cells[i]), picture);
      gtk_box_append (GTK_BOX (cells[i]), new_label (course, "caption"));
    }
}

/* --- how long */

static char *
dup_time (gint64 ours, gint64 theirs)
{
  g_autofree char *text = NULL, *longer = NULL;

  if (ours == MATOI_TIME_NONE)
    return g_strdup (_ ("not known"));
  text = matoi_ui_dup_minutes (ours);
  if (theirs == MATOI_TIME_NONE || ours - theirs < MATOI_MINUTE)
    return g_steal_pointer (&text);
  longer = matoi_ui_dup_minutes (ours - theirs);
  /* Translators: %1$s and %2$s are lengths of time: “58 min (12 min longer)”. */
  return g_strdup_printf (_ ("%1$s (%2$s longer)"), text, longer);
}

static void
add_times (Filler *filler)
{
  const char *const names[MATOI_BRIEF_N_TIMES] = {
    [MATOI_BRIEF_DETECT] =
      _ ("To detect"), [MATOI_BRIEF_DECLARE] =
                         _ ("To declare"), [MATOI_BRIEF_MITIGATE] =
                                             _ ("To mitigate"), [MATOI_BRIEF_RESOLVE] =
                                                                  _ ("To resolve"),
                                             };

  for (guint which = 0; which < MATOI_BRIEF_N_TIMES; which++)
    {
      GtkWidget *cells[2];

      begin_line (filler, names[which], cells);
      for (int i = 0; i < 2; i++)
        {
          g_autofree char *text =
            dup_time (filler->sides[i]->times[which], filler->sides[1 - i]->times[which]);

          gtk_box_append (GTK_BOX (cells[i]), new_label (text, "numeric"));
        }
    }
}

/* --- what, who */

static GStrv
list_services (const MatoiBrief *brief, GTimeZone *zone)
{
  return g_strdupv (brief->services);
}

static GStrv
list_causes (const MatoiBrief *brief, GTimeZone *zone)
{
  return g_strdupv (brief->causes);
}

static GStrv
list_people (const MatoiBrief *brief, GTimeZone *zone)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < brief->people->len; i++)
    {
      const MatoiBriefPerson *one = g_ptr_array_index (brief->people, i);
      /* Translators: %1$s is a role, %2$s the person who holds it. */
      g_autofree char *line = g_strdup_printf (_ ("%1$s: %2$s"), one->role, one->person);

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

static GStrv
list_actions (const MatoiBrief *brief, GTimeZone *zone)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < brief->actions->len; i++)
    {
      const MatoiBriefAction *one = g_ptr_array_index (brief->actions, i);
      /* Translators: %1$s is what an action item asks for, %2$s its state. */
      g_autofree char *line =
        g_strdup_printf (_ ("%1$s (%2$s)"), one->text, one->open ? one->state : _ ("done"));

      g_strv_builder_add (lines, line);
    }
  return g_strv_builder_end (lines);
}

static GStrv
list_entries (const MatoiBrief *brief, GTimeZone *zone)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < MIN (brief->entries->len, MAX_ENTRIES); i++)
    {
      const MatoiBriefEntry *one = g_ptr_array_index (brief->entries, i);
      g_autofree char *after = matoi_ui_dup_minutes (one->at - brief->from);
      /* Translators: %1$s is how long after the beginning, %2$s a kind of entry such as Decision,
       * %3$s its words. */
      g_autofree char *line = g_strdup_printf (_ ("+%1$s %2$s: %3$s"), after,
                                                  matoi_entry_kind_name (one->kind), one->text);

      g_strv_builder_add (lines, line);
    }
  if (brief->entries->len > MAX_ENTRIES)
    {
      guint rest = brief->entries->len - MAX_ENTRIES;
      g_autofree char *more = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "and %u more entry", "and %u more entries", rest), rest);

      g_strv_builder_add (lines, more);
    }
  return g_strv_builder_end (lines);
}

static gboolean
contains (GStrv lines, const char *line)
{
  g_autofree char *folded = g_utf8_casefold (line, -1);

  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *other = g_utf8_casefold (lines[i], -1);

      if (g_str_equal (folded, other))
        return TRUE;
    }
  return FALSE;
}

static void
fill_list (GtkWidget *cell, GStrv ours, GStrv theirs)
{
  if (!ours[0])
    gtk_box_append (GTK_BOX (cell), new_label (_ ("none"), "dim-label"));
  for (guint i = 0; ours[i]; i++)
    {
      gboolean both = contains (theirs, ours[i]);
      g_autofree char *text = g_strdup_printf ("%s %s", both ? "＝" : "・", ours[i]);
      GtkWidget *label = new_label (text, both ? "compare-both" : NULL);
      /* Translators: %s is what two incidents have in common. */
      g_autofree char *name = both ? g_strdup_printf (_ ("In both: %s"), ours[i]) : NULL;

      if (name)
        matoi_side_set_name (label, name);
      gtk_box_append (GTK_BOX (cell), label);
    }
}

static void
add_list (Filler *filler, const char *heading, List list)
{
  g_auto (GStrv) one = list (filler->sides[0], filler->zone);
  g_auto (GStrv) other = list (filler->sides[1], filler->zone);
  GtkWidget *cells[2];

  begin_line (filler, heading, cells);
  fill_list (cells[0], one, other);
  fill_list (cells[1], other, one);
}

static void
add_summaries (Filler *filler)
{
  GtkWidget *cells[2];

  begin_line (filler, _ ("Summary"), cells);
  for (int i = 0; i < 2; i++)
    {
      const char *text = filler->sides[i]->summary;

      gtk_box_append (GTK_BOX (cells[i]),
                      new_label (*text ? text : _ ("none"), *text ? NULL : "dim-label"));
    }
}

/** matoi_compare_grid_show: see the header. */
void
matoi_compare_grid_show (GtkGrid *grid,
                         const MatoiBrief *one,
                         const MatoiBrief *other,
                         GTimeZone *zone)
{
  Filler filler = { .grid = grid, .sides = { one, other }, .zone = zone };
  GtkWidget *child;

  g_return_if_fail (GTK_IS_GRID (grid));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
  filler.length = MAX (one->to - one->from, other->to - other->from);
  add_heads (&filler);
  add_courses (&filler);
  add_times (&filler);
  add_list (&filler, _ ("Services"), list_services);
  add_list (&filler, _ ("Contributing factors"), list_causes);
  add_summaries (&filler);
  add_list (&filler, _ ("People"), list_people);
  add_list (&filler, _ ("Action Items"), list_actions);
  add_list (&filler, _ ("Key Entries"), list_entries);
}
