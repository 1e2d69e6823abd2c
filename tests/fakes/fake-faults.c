/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-faults.h"

void
fake_fault_free (gpointer data)
{
  FakeFault *fault = data;

  g_free (fault->method);
  g_free (fault->value);
  g_free (fault);
}

FakeFault *
fake_faults_take (GPtrArray *faults, const char *method)
{
  for (guint i = 0; i < faults->len; i++)
    {
      FakeFault *fault = g_ptr_array_index (faults, i);
      FakeFault *taken;

      if (!g_str_equal (fault->method, "*") && !g_str_equal (fault->method, method))
        continue;
      taken = g_memdup2 (fault, sizeof *fault);
      taken->method = g_strdup (fault->method);
      taken->value = g_strdup (fault->value);
      if (--fault->count == 0)
        g_ptr_array_remove_index (faults, i);
      return taken;
    }
  return NULL;
}

void
fake_faults_add (GPtrArray *faults,
                 const char *method,
                 FakeFaultKind kind,
                 const char *value,
                 guint count)
{
  FakeFault *fault = g_new0 (FakeFault, 1);

  fault->method = g_strdup (method);
  fault->kind = kind;
  fault->value = g_strdup (value);
  fault->count = count;
  g_ptr_array_add (faults, fault);
}

gboolean
fake_faults_order (GPtrArray *faults, JsonObject *order, const char *method_member)
{
  static const char *const kinds[] = { "drop-before",  "drop-after", "status-before",
                                       "status-after", "html",       "cut",
                                       "empty",        "limit",      "error",
                                       "silent",       NULL };
  const char *kind = json_object_get_string_member_with_default (order, "kind", NULL);

  for (guint i = 0; kinds[i]; i++)
    if (g_strcmp0 (kind, kinds[i]) == 0)
      {
        fake_faults_add (faults,
                         json_object_get_string_member_with_default (order, method_member, "*"),
                         (FakeFaultKind) i,
                         json_object_get_string_member_with_default (order, "value", NULL),
                         (guint) json_object_get_int_member_with_default (order, "count", 1));
        return TRUE;
      }
  return FALSE;
}
