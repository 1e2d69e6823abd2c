/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-clock.h"

#include <glib/gi18n-lib.h>

#include "matoi-time.h"

MatoiMeetingClock *
matoi_meeting_clock_new (guint n_items)
{
  MatoiMeetingClock *self = g_new0 (MatoiMeetingClock, 1);

  self->spent = g_array_sized_new (FALSE, TRUE, sizeof (gint64), n_items);
  g_array_set_size (self->spent, n_items);
  self->since = G_MININT64;
  return self;
}

void
matoi_meeting_clock_free (MatoiMeetingClock *self)
{
  g_array_unref (self->spent);
  g_free (self);
}

void
matoi_meeting_clock_run (MatoiMeetingClock *self, gint64 now)
{
  if (self->since == G_MININT64)
    self->since = now;
}

void
matoi_meeting_clock_rest (MatoiMeetingClock *self, gint64 now)
{
  if (self->since == G_MININT64)
    return;
  if (self->current < self->spent->len)
    g_array_index (self->spent, gint64, self->current) += now - self->since;
  self->since = G_MININT64;
}

void
matoi_meeting_clock_move (MatoiMeetingClock *self, guint item, gint64 now)
{
  gboolean running = self->since != G_MININT64;

  matoi_meeting_clock_rest (self, now);
  self->current = item;
  if (running)
    matoi_meeting_clock_run (self, now);
}

gint64
matoi_meeting_clock_get (MatoiMeetingClock *self, guint item, gint64 now)
{
  gint64 spent = item < self->spent->len ? g_array_index (self->spent, gint64, item) : 0;

  return item == self->current && self->since != G_MININT64 ? spent + now - self->since : spent;
}

gint64
matoi_meeting_clock_get_all (MatoiMeetingClock *self, gint64 now)
{
  gint64 all = 0;

  for (guint i = 0; i < self->spent->len; i++)
    all += matoi_meeting_clock_get (self, i, now);
  return all;
}

/** matoi_meeting_clock_dup_text: (transfer full): in words when it is over, never in alarm. */
char *
matoi_meeting_clock_dup_text (gint64 spent, gint64 minutes)
{
  g_autofree char *time =
    g_strdup_printf ("%" G_GINT64_FORMAT ":%02d", spent / MATOI_MINUTE, (int) (spent / 1000 % 60));

  if (minutes <= 0)
    return g_steal_pointer (&time);
  if (spent > minutes * MATOI_MINUTE)
    /* Translators: 1: a time spent such as “6:40”, 2: the minutes that were planned. */
    return g_strdup_printf (_ ("%1$s of %2$d min: over"), time, (int) minutes);
  /* Translators: 1: a time spent such as “3:12”, 2: the minutes that are planned. */
  return g_strdup_printf (_ ("%1$s of %2$d min"), time, (int) minutes);
}
