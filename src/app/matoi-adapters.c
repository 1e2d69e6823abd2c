/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter-kind.h"
#include "matoi-adapter.h"

/* All of them together. */

#define ADAPTERS "matoi-adapters"

/* (nullable): not there, or empty */
static const char *
get_setting (MatoiContext *context, const char *id, const char *key)
{
  g_autofree char *full = g_strconcat (id, ".", key, NULL);
  const char *value = matoi_context_get_setting (context, full);

  return value != NULL && *value != '\0' ? value : NULL;
}

/** matoi_adapters_list: see the header. */
const char *const *
matoi_adapters_list (void)
{
  static const char *ids[8];
  const MatoiAdapterKind *kinds = matoi_adapter_kind_list ();

  for (guint i = 0; kinds[i].id != NULL && i + 1 < G_N_ELEMENTS (ids); i++)
    ids[i] = kinds[i].id;
  return ids;
}

/** matoi_adapter_is_set_up: see the header. */
gboolean
matoi_adapter_is_set_up (MatoiContext *context, const char *id)
{
  const MatoiAdapterKind *kind = matoi_adapter_kind_find (id);

  return kind != NULL && get_setting (context, id, kind->main) != NULL;
}

/** matoi_adapter_is_used: see the header. */
gboolean
matoi_adapter_is_used (MatoiContext *context, const char *id)
{
  return matoi_adapter_is_set_up (context, id) &&
         g_strcmp0 (get_setting (context, id, "use"), "off") != 0;
}

/** matoi_adapter_get_name_of: see the header. */
const char *
matoi_adapter_get_name_of (MatoiContext *context, const char *id)
{
  const MatoiAdapterKind *kind = matoi_adapter_kind_find (id);
  const char *name = get_setting (context, id, "name");

  g_return_val_if_fail (kind != NULL, NULL);

  if (name != NULL)
    return name;
  return g_str_equal (id, "jira2") ? _ ("Second JIRA") : kind->name;
}

/** matoi_adapters_start: see the header. */
void
matoi_adapters_start (MatoiContext *context)
{
  GPtrArray *adapters = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (g_object_get_data (G_OBJECT (context), ADAPTERS) == NULL);

  for (const MatoiAdapterKind *kind = matoi_adapter_kind_list (); kind->id != NULL; kind++)
    g_ptr_array_add (adapters, matoi_adapter_new (context, kind->id));
  g_object_set_data (G_OBJECT (context), ADAPTERS, adapters);
  for (guint i = 0; i < adapters->len; i++)
    matoi_adapter_start (g_ptr_array_index (adapters, i));
}

/** matoi_adapters_stop: see the header; also if they were not started. */
void
matoi_adapters_stop (MatoiContext *context)
{
  g_autoptr (GPtrArray) adapters = g_object_steal_data (G_OBJECT (context), ADAPTERS);

  for (guint i = 0; adapters != NULL && i < adapters->len; i++)
    matoi_adapter_stop (g_ptr_array_index (adapters, i));
}
