/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-driver.h"

#include "matoi-policy.h"

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiPolicy) policy =
    matoi_policy_parse ((const char *) data, (gssize) size, "fuzz.json", NULL, NULL, &error);

  g_assert ((policy != NULL) != (error != NULL));
  if (policy != NULL)
    g_assert_nonnull (matoi_policy_get_id (policy));
  return 0;
}
