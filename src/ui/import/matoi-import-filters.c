/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-import-filters.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-slack-reader.h"

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  const char *one = *(const char *const *) a, *other = *(const char *const *) b;
  guint x = GPOINTER_TO_UINT (g_hash_table_lookup (counts, one));
  guint y = GPOINTER_TO_UINT (g_hash_table_lookup (counts, other));

  return x != y ? (x < y ? 1 : -1) : strcmp (one, other);
}

static void
count_one (GHashTable *counts, const char *name)
{
  g_hash_table_insert (counts, (gpointer) name,
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) +
                                         1));
}

/* The keys, the most frequent first. */
static GPtrArray *
sort_keys (GHashTable *counts)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort_with_data (keys, compare_counts, counts);
  return keys;
}

void
matoi_import_filters_load (GtkDropDown *author,
                           GtkDropDown *reaction,
                           GPtrArray *names_in_order,
                           GPtrArray *messages)
{
  g_autoptr (GHashTable) authors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) reactions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = NULL, marks = NULL;
  g_autoptr (GtkStringList) people = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) choices = gtk_string_list_new (NULL);

  for (guint i = 0; i < messages->len; i++)
    {
      const MatoiSlackMessage *message = g_ptr_array_index (messages, i);

      count_one (authors, message->author);
      for (char **name = message->reactions; name && *name; name++)
        count_one (reactions, *name);
    }
  names = sort_keys (authors);
  marks = sort_keys (reactions);
  gtk_string_list_append (people, _ ("Everybody"));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (people, g_ptr_array_index (names, i));
  gtk_string_list_append (choices, _ ("Choose by Reaction…"));
  g_ptr_array_set_size (names_in_order, 0);
  for (guint i = 0; i < marks->len; i++)
    {
      const char *name = g_ptr_array_index (marks, i);
      /* Translators: a reaction of Slack and how many messages have it: “pushpin (12)”. */
      g_autofree char *text =
        g_strdup_printf (_ ("%1$s (%2$u)"), name,
                            GPOINTER_TO_UINT (g_hash_table_lookup (reactions, name)));

      g_ptr_array_add (names_in_order, g_strdup (name));
      gtk_string_list_append (choices, text);
    }
  gtk_drop_down_set_model (author, G_LIST_MODEL (people));
  gtk_drop_down_set_model (reaction, G_LIST_MODEL (choices));
  gtk_widget_set_visible (GTK_WIDGET (reaction), marks->len > 0);
}
