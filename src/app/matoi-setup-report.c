/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-setup-report.h"

static void
line_free (MatoiSetupLine *line)
{
  g_free (line->title);
  g_free (line->text);
  g_free (line->fix);
  g_free (line);
}

static void
choice_free (MatoiSetupChoice *choice)
{
  g_free (choice->id);
  g_free (choice->name);
  g_free (choice->more);
  g_ptr_array_unref (choice->choices);
  g_free (choice);
}

/** matoi_setup_choice_new: (transfer full): @name NULL: its id. */
MatoiSetupChoice *
matoi_setup_choice_new (const char *id, const char *name)
{
  MatoiSetupChoice *choice = g_new0 (MatoiSetupChoice, 1);

  choice->id = g_strdup (id);
  choice->name = g_strdup (name != NULL ? name : id);
  choice->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  return choice;
}

/** matoi_setup_report_new: (transfer full): one that says nothing yet. */
MatoiSetupReport *
matoi_setup_report_new (void)
{
  MatoiSetupReport *self = g_new0 (MatoiSetupReport, 1);

  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify) line_free);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  return self;
}

/** matoi_setup_report_free: frees @self. */
void
matoi_setup_report_free (MatoiSetupReport *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->lines);
  g_hash_table_unref (self->found);
  g_hash_table_unref (self->lists);
  g_free (self);
}

/** matoi_setup_report_add: see the header. */
void
matoi_setup_report_add (MatoiSetupReport *self,
                        const char *id,
                        MatoiSetupState state,
                        const char *title,
                        const char *text,
                        const char *fix)
{
  MatoiSetupLine *line = g_new0 (MatoiSetupLine, 1);

  line->id = id;
  line->state = state;
  line->title = g_strdup (title);
  line->text = g_strdup (text);
  line->fix = g_strdup (fix);
  g_ptr_array_add (self->lines, line);
}

/** matoi_setup_report_get_state: of its worst line. */
MatoiSetupState
matoi_setup_report_get_state (const MatoiSetupReport *self)
{
  MatoiSetupState worst = MATOI_SETUP_OK;

  for (guint i = 0; i < self->lines->len; i++)
    worst = MAX (worst, ((MatoiSetupLine *) g_ptr_array_index (self->lines, i))->state);
  return worst;
}

/** matoi_setup_report_get_found: see the header. */
const char *
matoi_setup_report_get_found (const MatoiSetupReport *self, const char *key)
{
  return g_hash_table_lookup (self->found, key);
}

/** matoi_setup_report_set_found: @value is stored with what was given, if it is saved. */
void
matoi_setup_report_set_found (MatoiSetupReport *self, const char *key, const char *value)
{
  g_hash_table_insert (self->found, g_strdup (key), g_strdup (value));
}

/** matoi_setup_report_get_list: see the header. */
GPtrArray *
matoi_setup_report_get_list (const MatoiSetupReport *self, const char *name)
{
  GPtrArray *list = g_hash_table_lookup (self->lists, name);

  if (list != NULL)
    return list;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  g_hash_table_insert (self->lists, g_strdup (name), list);
  return list;
}

/** matoi_setup_report_add_choice: see the header; (transfer none) */
MatoiSetupChoice *
matoi_setup_report_add_choice (MatoiSetupReport *self,
                               const char *list,
                               const char *id,
                               const char *name)
{
  MatoiSetupChoice *choice = matoi_setup_choice_new (id, name);

  g_ptr_array_add (matoi_setup_report_get_list (self, list), choice);
  return choice;
}

/** matoi_setup_report_find_choice: (transfer none) (nullable): that of the list @list with this @id. */
MatoiSetupChoice *
matoi_setup_report_find_choice (const MatoiSetupReport *self, const char *list, const char *id)
{
  GPtrArray *choices = matoi_setup_report_get_list (self, list);

  for (guint i = 0; i < choices->len; i++)
    if (g_strcmp0 (((MatoiSetupChoice *) g_ptr_array_index (choices, i))->id, id) == 0)
      return g_ptr_array_index (choices, i);
  return NULL;
}
