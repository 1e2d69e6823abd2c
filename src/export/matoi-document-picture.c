/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-export"

#include "config.h"

#include "matoi-document-private.h"

/* The severity over time: the worse, the higher, so that it can be read without colour, too. */

#define BASE  70.0 /* y of the line below the bars */
#define LEFT  8.0
#define RIGHT (MATOI_SHAPES_WIDTH - 8.0)
/* As wide as the label of a time. */
#define TICK 84.0

static void
add_band (MatoiDocument *self,
          const MatoiIncident *incident,
          const char *id,
          gint64 from,
          gint64 to)
{
  const MatoiSeverity *severity = id != NULL && incident->policy != NULL
                                    ? matoi_policy_find_severity (incident->policy, id)
                                    : NULL;
  MatoiBand *band;

  if (to <= from || (severity == NULL && id == NULL))
    return;
  band = g_new0 (MatoiBand, 1);
  band->from = from;
  band->to = to;
  band->rank = severity != NULL ? severity->rank : 0;
  band->label = g_strdup (severity != NULL ? severity->label : id);
  g_ptr_array_add (self->bands, band);
}

/** matoi_document_read_bands: what the picture shows. */
void
matoi_document_read_bands (MatoiDocument *self, const MatoiIncident *incident)
{
  gint64 end = incident->ended_at != MATOI_TIME_NONE ? incident->ended_at : self->now;

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      gint64 to = i + 1 < incident->severities->len
                    ? g_array_index (incident->severities, MatoiSeveritySpan, i + 1).at
                    : end;

      add_band (self, incident, span->severity, span->at, MIN (to, end));
    }
}

static void
shape_free (MatoiShape *shape)
{
  g_free (shape->text);
  g_free (shape);
}

static MatoiShape *
add_shape (GPtrArray *shapes, double x, double y, double width, double height, guint32 colour)
{
  MatoiShape *shape = g_new0 (MatoiShape, 1);

  *shape = (MatoiShape){ x, y, width, height, colour, NULL, 0 };
  g_ptr_array_add (shapes, shape);
  return shape;
}

static guint32
get_colour (guint rank)
{
  static const guint32 colours[] = { 0x77767b, 0xa51d2d, 0xc64600, 0xe5a50a, 0x1a5fb4, 0x5e5c64 };

  return colours[rank < G_N_ELEMENTS (colours) ? rank : 0];
}

static double
get_height (guint rank)
{
  return rank == 0 ? 16 : 50.0 - 8.0 * (MIN (rank, 5) - 1);
}

static char *
dup_tick (gint64 ms, gboolean with_day)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return matoi_time_to_local (ms, with_day ? "%m-%d %H:%M" : "%H:%M", utc);
}

static void
add_tick (GPtrArray *shapes, double x, gint64 ms, gboolean with_day, double *last)
{
  MatoiShape *shape;

  if (x - *last < TICK)
    return;
  add_shape (shapes, x - 0.5, BASE, 1, 6, 0x77767b);
  shape = add_shape (shapes, x, BASE + 20, 0, 0, 0x3d3846);
  shape->text = dup_tick (ms, with_day);
  shape->anchor = x < LEFT + TICK / 2 ? -1 : x > RIGHT - TICK / 2 ? 1 : 0;
  *last = x;
}

/** matoi_document_dup_shapes: (transfer full): the picture; every format draws the same. */
GPtrArray *
matoi_document_dup_shapes (const MatoiDocument *self)
{
  GPtrArray *shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) shape_free);
  const MatoiBand *first, *end;
  double span, last = -TICK;
  gboolean days;

  if (self->bands->len == 0)
    return shapes;
  first = g_ptr_array_index (self->bands, 0);
  end = g_ptr_array_index (self->bands, self->bands->len - 1);
  span = MAX ((double) (end->to - first->from), 1);
  days = end->to - first->from > 20 * 60 * MATOI_MINUTE;
  for (guint i = 0; i < self->bands->len; i++)
    {
      const MatoiBand *band = g_ptr_array_index (self->bands, i);
      double x = LEFT + (RIGHT - LEFT) * (double) (band->from - first->from) / span;
      double next = LEFT + (RIGHT - LEFT) * (double) (band->to - first->from) / span;
      double height = get_height (band->rank);
      MatoiShape *text;

      add_shape (shapes, x, BASE - height, MAX (next - x, 1), height, get_colour (band->rank));
      if (next - x > 7.5 * (double) g_utf8_strlen (band->label, -1))
        {
          text = add_shape (shapes, (x + next) / 2, BASE - height - 5, 0, 0, 0x3d3846);
          text->text = g_strdup (band->label);
        }
      if (RIGHT - x >= TICK)
        add_tick (shapes, x, band->from, days, &last);
    }
  add_shape (shapes, LEFT, BASE, RIGHT - LEFT, 1, 0x77767b);
  last = -TICK;
  add_tick (shapes, RIGHT, end->to, days, &last);
  return shapes;
}

/** matoi_document_dup_picture_caption: (transfer full): what stands below the picture. */
char *
matoi_document_dup_picture_caption (const MatoiDocument *self)
{
  return g_strconcat (matoi_document_word (self, "Severity over time"),
                      matoi_document_mark (self, " ("), "UTC", matoi_document_mark (self, ")"),
                      NULL);
}

/** matoi_document_dup_picture_text: (transfer full): the picture in words, a line a level. */
char *
matoi_document_dup_picture_text (const MatoiDocument *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->bands->len; i++)
    {
      const MatoiBand *band = g_ptr_array_index (self->bands, i);
      g_autofree char *from = dup_tick (band->from, TRUE), *to = dup_tick (band->to, TRUE);

      g_string_append_printf (text, "%s%s %s – %s", i > 0 ? "; " : "", band->label, from, to);
    }
  g_string_append (text, " UTC");
  return g_string_free (text, FALSE);
}
