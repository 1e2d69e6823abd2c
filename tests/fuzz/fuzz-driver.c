/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fuzz-driver.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* A short run for CI: each seed file as it is, then mutated in a repeatable
 * way. `fuzz-x ROUNDS SEED…` */

static void
mutate (GRand *rand, GByteArray *bytes)
{
  static const char *const tokens[] = { "{",        "}",    "[",  "]",     "\"",      ",",
                                        ":",        "null", "-1", "1e999", "\\u0000", "\xff",
                                        "\xe3\x81", "@",    "/",  "？",    "\n" };
  guint n = (guint) g_rand_int_range (rand, 1, 6);

  while (n-- > 0)
    {
      guint at = bytes->len ? (guint) g_rand_int_range (rand, 0, (gint32) bytes->len) : 0;
      const char *token = tokens[g_rand_int_range (rand, 0, G_N_ELEMENTS (tokens))];

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          if (bytes->len > 0)
            bytes->data[at] = (guint8) g_rand_int_range (rand, 0, 256);
          break;
        case 1:
          g_byte_array_set_size (bytes, at);
          break;
        case 2:
          if (bytes->len > 0)
            {
              guint length = (guint) g_rand_int_range (rand, 1, 40);

              g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, length));
            }
          break;
        default:
          for (guint i = 0; token[i] != '\0' && at + i < bytes->len; i++)
            bytes->data[at + i] = (guint8) token[i];
          if (at >= bytes->len)
            g_byte_array_append (bytes, (const guint8 *) token, 1);
        }
    }
}

int
main (int argc, char *argv[])
{
  guint rounds = argc > 1 ? (guint) atoi (argv[1]) : 0;
  guint n = 0;
  GRand *rand = g_rand_new_with_seed (20261121);

  for (int i = 2; i < argc; i++)
    {
      g_autofree char *text = NULL;
      gsize length = 0;

      if (!g_file_get_contents (argv[i], &text, &length, NULL))
        return 2;
      LLVMFuzzerTestOneInput ((const uint8_t *) text, length);
      for (guint round = 0; round < rounds; round++, n++)
        {
          g_autoptr (GByteArray) bytes = g_byte_array_new ();
          g_autofree guint8 *exact = NULL;

          g_byte_array_append (bytes, (const guint8 *) text, (guint) length);
          mutate (rand, bytes);
          /* Exactly as large as it is, so that a read past the end is seen. */
          exact = g_malloc (MAX (bytes->len, 1));
          memcpy (exact, bytes->data, bytes->len);
          LLVMFuzzerTestOneInput (exact, bytes->len);
        }
    }
  g_rand_free (rand);
  g_print ("1..1\nok 1 %u mutated inputs\n", n);
  return n > 0 ? 0 : 1;
}
