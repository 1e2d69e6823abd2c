/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-picture-ticks.h"

#include <glib/gi18n-lib.h>

#include "matoi-time.h"

#define LABEL_SPACE 76 /* from one tick to the next, at least */
#define DAY         86400

/* The first of the steps of a clock face, or of days, that leaves room for the labels; seconds. */
static gint64
find_step (double pixels_a_second)
{
  static const gint64 steps[] = { 1,     2,     5,     10,  15,      30,      60,
                                  120,   300,   600,   900, 1800,    3600,    7200,
                                  10800, 21600, 43200, DAY, 2 * DAY, 7 * DAY, 30 * DAY };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if ((double) steps[i] * pixels_a_second >= LABEL_SPACE)
      return steps[i];
  return (gint64) (LABEL_SPACE / MAX (pixels_a_second, 1e-9) / (30 * DAY) + 1) * 30 * DAY;
}

static gint64
get_offset (GTimeZone *zone, gint64 seconds)
{
  int interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, seconds);

  return interval < 0 ? 0 : g_time_zone_get_offset (zone, interval);
}

static char *
dup_label (gint64 seconds, gint64 step, GTimeZone *zone)
{
  if (step < 60)
    return matoi_time_to_local (seconds * 1000, "%H:%M:%S", zone);
  if ((seconds + get_offset (zone, seconds)) % DAY == 0)
    /* Translators: a day below a picture of time; see strftime (3). */
    return matoi_time_to_local (seconds * 1000, C_ ("tick", "%-d %b"), zone);
  return matoi_time_to_local (seconds * 1000, "%H:%M", zone);
}

/* See the header. */
void
matoi_ticks_draw (GtkWidget *widget,
                  GtkSnapshot *snapshot,
                  const graphene_rect_t *area,
                  gint64 from,
                  gint64 to,
                  GTimeZone *zone,
                  const GdkRGBA *colour)
{
  double width = area->size.width, scale = width * 1000 / (double) (to - from);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gint64 step = find_step (scale), offset = get_offset (zone, from / 1000);
  float bottom = area->origin.y + area->size.height;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);

  /* On the marks of the local clock, in UTC. */
  for (gint64 t = (from / 1000 + offset + step - 1) / step * step - offset; t * 1000 <= to;
       t += step)
    {
      double x = (double) (t * 1000 - from) / 1000 * scale;
      g_autofree char *text = dup_label (t, step, zone);
      int text_width;

      if (rtl)
        x = width - x;
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &text_width, NULL);
      gtk_snapshot_append_color (snapshot, colour,
                                 &GRAPHENE_RECT_INIT ((float) (int) x, bottom - 4, 1, 4));
      /* A label that does not fit is left out: half a time is a wrong one. */
      if (x - text_width / 2.0 < 0 || x + text_width / 2.0 > width)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) (int) (x - text_width / 2.0), bottom));
      gtk_snapshot_append_layout (snapshot, layout, colour);
      gtk_snapshot_restore (snapshot);
    }
}
