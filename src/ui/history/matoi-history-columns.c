/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-columns.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem.h"

/* @sample: as wide as what is written there gets; of a title and of services there is no end. */
static const struct
{
  const char *title, *sample;
} columns[MATOI_HISTORY_N_COLUMNS] = {
  [MATOI_HISTORY_REF] = { N_ ("Reference"), "INC-000000-WW" },
  [MATOI_HISTORY_SEVERITY] = { N_ ("Severity"), "SEV-000" },
  [MATOI_HISTORY_TITLE] = { N_ ("Title"), NULL },
  [MATOI_HISTORY_SERVICES] = { N_ ("Services"), "checkout-api" },
  /* Translators: the head of a column: when an incident began. */
  [MATOI_HISTORY_STARTED] = { N_ ("Began"), "0000-00-00 00:00" },
  /* Translators: the head of a column: how long an incident lasted. */
  [MATOI_HISTORY_DURATION] = { N_ ("Lasted"), "000:00" },
  [MATOI_HISTORY_POSTMORTEM] = { N_ ("Postmortem"), "" },
  [MATOI_HISTORY_ACTIONS] = { N_ ("Actions"), "00/00" },
};

/* In pixels; of the letters of the window. */
static int widths[MATOI_HISTORY_N_COLUMNS];
static int chip_height;
#define MIN_CHIP_HEIGHT 22

const char *
matoi_history_get_column_title (MatoiHistoryColumn column)
{
  return _ (columns[column].title);
}

int
matoi_history_get_column_width (MatoiHistoryColumn column)
{
  return widths[column];
}

/** matoi_history_get_chip_height: see the header. */
int
matoi_history_get_chip_height (void)
{
  return chip_height;
}

/* --- how wide they are */

static int
measure (GtkWidget *widget, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int width;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static int
measure_states (GtkWidget *widget)
{
  static const char *const states[] = { "draft", "in-review", "reviewed", "closed", "waived" };
  int width = 0;

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    width = MAX (width, measure (widget, matoi_postmortem_state_name (states[i])));
  return width;
}

static int
measure_chip (GtkWidget *line)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (line, "SEV-0");
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_scale_new (MATOI_HISTORY_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, NULL, &height);
  return MAX (height, MIN_CHIP_HEIGHT);
}

/** matoi_history_measure_columns: see the header. */
void
matoi_history_measure_columns (GtkWidget *head, GtkWidget *line)
{
  for (guint i = 0; i < MATOI_HISTORY_N_COLUMNS; i++)
    {
      g_autofree char *title = g_strconcat (matoi_history_get_column_title (i), " ↓", NULL);
      int width = measure (head, title);

      if (columns[i].sample)
        width = MAX (width, measure (line, columns[i].sample));
      if (i == MATOI_HISTORY_DURATION)
        width = MAX (width, measure (line, _ ("live")));
      if (i == MATOI_HISTORY_POSTMORTEM)
        width = MAX (width, measure_states (line));
      widths[i] = columns[i].sample ? width + 2 * MATOI_HISTORY_PADDING : -1;
    }
  chip_height = measure_chip (line);
}

/** matoi_history_dup_duration: hours and minutes (transfer full) */
char *
matoi_history_dup_duration (const MatoiHistoryRow *row)
{
  gint64 minutes;

  if (row->ended_at == MATOI_TIME_NONE)
    return g_strdup (_ ("live"));
  minutes = MAX (row->ended_at - row->started_at, 0) / MATOI_MINUTE;
  return g_strdup_printf ("%d:%02d", (int) (minutes / 60), (int) (minutes % 60));
}

static char *
dup_actions (const MatoiHistoryRow *row)
{
  return row->actions > 0
           ? g_strdup_printf ("%d/%d", (int) (row->actions - row->actions_open), (int) row->actions)
           : NULL;
}

static char *
dup_services (const MatoiHistoryRow *row)
{
  g_auto (GStrv) services = g_strsplit (row->services, ",", -1);

  return g_strjoinv (", ", services);
}

/** matoi_history_dup_text: see the header. */
char *
matoi_history_dup_text (const MatoiHistoryRow *row, MatoiHistoryColumn column, GTimeZone *zone)
{
  switch (column)
    {
    case MATOI_HISTORY_REF:
      return g_strdup (row->ref);
    case MATOI_HISTORY_SEVERITY:
      return g_strdup (row->severity_label);
    case MATOI_HISTORY_TITLE:
      return g_strdup (row->title);
    case MATOI_HISTORY_SERVICES:
      return dup_services (row);
    case MATOI_HISTORY_STARTED:
      return matoi_time_to_local (row->started_at, "%Y-%m-%d %H:%M", zone);
    case MATOI_HISTORY_DURATION:
      return matoi_history_dup_duration (row);
    case MATOI_HISTORY_POSTMORTEM:
      return row->postmortem_state ? g_strdup (matoi_postmortem_state_name (row->postmortem_state))
                                   : NULL;
    case MATOI_HISTORY_ACTIONS:
      return dup_actions (row);
    default:
      return NULL;
    }
}
