/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-collation.h"

#include <string.h>

#include "matoi-tokens.h"

struct _MatoiCollation
{
  GHashTable *keys; /* text → what it is sorted by */
};

typedef struct
{
  const char *key;
  guint index;
} Place;

static const char *
need_key (MatoiCollation *collation, const char *text)
{
  char *key = g_hash_table_lookup (collation->keys, text);
  g_autofree char *folded = NULL;

  if (key != NULL)
    return key;
  folded = matoi_tokens_fold (text);
  key = g_utf8_collate_key (folded, -1);
  g_hash_table_insert (collation->keys, g_strdup (text), key);
  return key;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Place *) a)->key, ((const Place *) b)->key);
}

/**
 * matoi_collation_rank:
 * @texts: of char *
 *
 * Returns: (transfer full): of guint: the place of each; texts that are the same for people have the same
 */
GArray *
matoi_collation_rank (MatoiCollation *collation, GPtrArray *texts)
{
  g_autoptr (GArray) places = g_array_sized_new (FALSE, FALSE, sizeof (Place), texts->len);
  GArray *ranks = g_array_sized_new (FALSE, FALSE, sizeof (guint), texts->len);
  guint rank = 0;

  g_array_set_size (ranks, texts->len);
  /* Most are of texts that are gone. */
  if (g_hash_table_size (collation->keys) > 2 * texts->len)
    g_hash_table_remove_all (collation->keys);
  for (guint i = 0; i < texts->len; i++)
    {
      Place place = { need_key (collation, g_ptr_array_index (texts, i)), i };

      g_array_append_val (places, place);
    }
  g_array_sort (places, compare);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      if (i > 0 && compare (place - 1, place) != 0)
        rank = i;
      g_array_index (ranks, guint, place->index) = rank;
    }
  return ranks;
}

MatoiCollation *
matoi_collation_new (void)
{
  MatoiCollation *collation = g_new (MatoiCollation, 1);

  collation->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return collation;
}

/** matoi_collation_free: (nullable) */
void
matoi_collation_free (MatoiCollation *collation)
{
  if (collation == NULL)
    return;
  g_hash_table_unref (collation->keys);
  g_free (collation);
}
