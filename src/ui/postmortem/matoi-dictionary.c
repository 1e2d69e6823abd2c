/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-dictionary.h"

#include <gio/gio.h>

#ifdef HAVE_ENCHANT
#include <enchant.h>
#include <string.h>

/* Words remembered at most. */
#define MAX_KNOWN 20000

static GPtrArray *dictionaries; /* of EnchantDict; (nullable); kept as long as the program runs */
static GHashTable *known;       /* word -> whether it is right */

typedef struct
{
  MatoiDictionaryReady ready;
  GStrv names;
} Load;

static void
load_free (Load *load)
{
  g_strfreev (load->names);
  g_free (load);
}

/* Those of the languages of the locale, and English, which is in every report. In a thread: a
 * dictionary takes its time. */
static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  static const char *const english[] = { "en_GB", "en_US", "en", NULL };
  EnchantBroker *broker = enchant_broker_init ();
  const char *const *names = (const char *const *) ((Load *) data)->names;
  GPtrArray *found = g_ptr_array_new ();
  gboolean has_english = FALSE;

  for (guint i = 0; names[i] && found->len == 0; i++)
    if (!strchr (names[i], '.') && !g_str_equal (names[i], "C") &&
        enchant_broker_dict_exists (broker, names[i]))
      {
        g_ptr_array_add (found, enchant_broker_request_dict (broker, names[i]));
        has_english = g_str_has_prefix (names[i], "en");
      }
  for (guint i = 0; english[i] && !has_english; i++)
    if (enchant_broker_dict_exists (broker, english[i]))
      {
        g_ptr_array_add (found, enchant_broker_request_dict (broker, english[i]));
        has_english = TRUE;
      }
  g_task_return_pointer (task, found, NULL);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = g_task_get_task_data (G_TASK (result));

  if (!dictionaries)
    dictionaries = g_task_propagate_pointer (G_TASK (result), NULL);
  load->ready (source);
}

/**
 * matoi_dictionary_load:
 * @ready: called with @widget when they are there, if they were not
 *
 * Returns: whether there are dictionaries (yet)
 */
gboolean
matoi_dictionary_load (MatoiDictionaryReady ready, gpointer widget)
{
  static gboolean asked;
  g_autoptr (GTask) task = NULL;
  Load *load;

  if (dictionaries || asked)
    return dictionaries && dictionaries->len > 0;
  asked = TRUE;
  known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  load = g_new0 (Load, 1);
  load->ready = ready;
  load->names = g_strdupv ((char **) g_get_language_names ());
  task = g_task_new (widget, NULL, on_loaded, NULL);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);
  g_task_run_in_thread (task, load_in_thread);
  return FALSE;
}

/** matoi_dictionary_knows: whether any of them has @word. */
gboolean
matoi_dictionary_knows (const char *word)
{
  gpointer value;
  gboolean right = FALSE;

  if (g_hash_table_lookup_extended (known, word, NULL, &value))
    return GPOINTER_TO_INT (value);
  for (guint i = 0; i < dictionaries->len && !right; i++)
    right = enchant_dict_check (g_ptr_array_index (dictionaries, i), word, -1) <= 0;
  if (g_hash_table_size (known) >= MAX_KNOWN)
    g_hash_table_remove_all (known);
  g_hash_table_insert (known, g_strdup (word), GINT_TO_POINTER (right));
  return right;
}

/** matoi_dictionary_suggest: (transfer full): at most @most of each language. */
GStrv
matoi_dictionary_suggest (const char *word, guint most)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < dictionaries->len; i++)
    {
      EnchantDict *dict = g_ptr_array_index (dictionaries, i);
      size_t n = 0;
      char **others = enchant_dict_suggest (dict, word, -1, &n);

      for (size_t j = 0; j < n && j < most; j++)
        g_strv_builder_add (words, others[j]);
      if (others)
        enchant_dict_free_string_list (dict, others);
    }
  return g_strv_builder_end (words);
}

/** matoi_dictionary_add: into that of the first language, for this person. */
void
matoi_dictionary_add (const char *word)
{
  enchant_dict_add (g_ptr_array_index (dictionaries, 0), word, -1);
  g_hash_table_remove_all (known);
}

#endif
