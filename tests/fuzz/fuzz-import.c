/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-driver.h"

#include "matoi-import.h"
#include "matoi-json.h"

static MatoiContext *context;

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) commands = NULL;

  if (context == NULL)
    {
      g_autofree char *dir = g_dir_make_tmp ("matoi-fuzz-XXXXXX", NULL);
      g_autofree char *path = g_build_filename (dir, "fuzz.db", NULL);

      context = matoi_context_new (path, MATOI_STORE_READ_WRITE, &error);
      g_assert_no_error (error);
    }
  node = matoi_json_parse ((const char *) data, (gssize) size, 1 << 20, 64, &error);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return 0;
  commands = matoi_import_read_facts (context, json_node_get_object (node), &error);
  g_assert ((commands != NULL) != (error != NULL));
  return 0;
}
