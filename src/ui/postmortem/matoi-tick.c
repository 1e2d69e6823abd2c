/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-people-list.h"

MatoiTick *
matoi_tick_new (const char *name, const char *note, gboolean required, gboolean ticked)
{
  MatoiTick *tick = g_new0 (MatoiTick, 1);

  tick->name = g_strdup (name);
  tick->note = g_strdup (note);
  tick->required = required;
  tick->ticked = ticked;
  return tick;
}

void
matoi_tick_free (MatoiTick *tick)
{
  g_free (tick->name);
  g_free (tick->note);
  g_free (tick->reason);
  g_free (tick);
}

/** matoi_tick_find: (nullable): of the array. */
const MatoiTick *
matoi_tick_find (GPtrArray *ticks, const char *name)
{
  for (guint i = 0; i < ticks->len; i++)
    if (g_strcmp0 (((MatoiTick *) g_ptr_array_index (ticks, i))->name, name) == 0)
      return g_ptr_array_index (ticks, i);
  return NULL;
}

char *
matoi_people_dup_meant (MatoiDirectory *directory, const char *typed)
{
  const char *found = NULL;

  for (guint i = 0; directory && i < directory->people->len; i++)
    {
      const MatoiPerson *person = g_ptr_array_index (directory->people, i);

      if (!matoi_directory_matches (person->name, person->reading, typed))
        continue;
      if (found)
        return g_strdup (typed);
      found = person->name;
    }
  return g_strdup (found ? found : typed);
}
