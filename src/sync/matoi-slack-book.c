/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-slack-book-private.h"

#include <string.h>

/* What is known, and how it is found. Asking is matoi-slack-book-read.c. */

#define FRESH_MS     ((gint64) 24 * 60 * 60 * 1000)
#define ASK_AGAIN_MS ((gint64) 10 * 60 * 1000)

G_DEFINE_FINAL_TYPE (MatoiSlackBook, matoi_slack_book, G_TYPE_OBJECT)

static guint changed_signal;

/* Of a MatoiSlackPerson. */
void
matoi_slack_person_free (gpointer data)
{
  MatoiSlackPerson *person = data;

  g_free (person->name);
  g_free (person->real_name);
  g_free (person->handle);
  g_free (person->mail);
  g_free (person);
}

static void
channel_free (gpointer data)
{
  MatoiSlackChannelName *channel = data;

  g_free (channel->name);
  g_free (channel);
}

gint64
matoi_slack_book_get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

gboolean
matoi_slack_book_may_ask (MatoiSlackBook *self, const char *key)
{
  gint64 now = matoi_slack_book_get_clock ();
  const gint64 *before = g_hash_table_lookup (self->asked, key);

  if (before != NULL && now - *before < self->ask_again_ms)
    return FALSE;
  g_hash_table_insert (self->asked, g_strdup (key), g_memdup2 (&now, sizeof now));
  return TRUE;
}

static gboolean
on_told (gpointer user_data)
{
  MatoiSlackBook *self = user_data;

  self->telling = 0;
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* Once for all that came together. */
void
matoi_slack_book_tell (MatoiSlackBook *self)
{
  if (self->telling == 0 && self->client != NULL)
    self->telling = g_idle_add (on_told, self);
}

/* --- finding */

/**
 * matoi_slack_book_get_name:
 * @kind: '@' a person or group, 'S' a group, '#' a channel
 * @user_data: the book
 *
 * A MatoiSlackNames. What is not known is asked for behind the caller's back.
 *
 * Returns: (transfer none) (nullable): the name of @id
 */
const char *
matoi_slack_book_get_name (char kind, const char *id, gpointer user_data)
{
  MatoiSlackBook *self = user_data;
  const MatoiSlackPerson *person;
  const MatoiSlackChannelName *channel;
  const char *group;

  if (kind == '#')
    {
      channel = g_hash_table_lookup (self->channels, id);
      if (channel != NULL)
        return channel->name;
    }
  else if (kind == 'S' || *id == 'S')
    {
      kind = 'S';
      group = g_hash_table_lookup (self->groups, id);
      if (group != NULL)
        return group;
    }
  else
    {
      person = g_hash_table_lookup (self->people, id);
      if (person != NULL)
        return person->name;
    }
  matoi_slack_book_ask (self, kind, id);
  return NULL;
}

static void
add_name (MatoiSlackBook *self, GHashTable *pass, const char *name, const char *id)
{
  g_autofree char *key = name != NULL ? matoi_slack_book_fold (name) : NULL;

  if (key == NULL || *key == '\0' || g_hash_table_contains (self->by_name, key))
    return;
  /* Two of the same name: nobody is addressed who was perhaps not meant. */
  id = g_hash_table_contains (pass, key) ? "" : id;
  g_hash_table_insert (pass, g_steal_pointer (&key), g_strdup (id));
}

/* What people call themselves goes before what they are called elsewhere. */
static void
index_people (MatoiSlackBook *self)
{
  static const gsize fields[] = {
    G_STRUCT_OFFSET (MatoiSlackPerson, name),
    G_STRUCT_OFFSET (MatoiSlackPerson, real_name),
    G_STRUCT_OFFSET (MatoiSlackPerson, handle),
    G_STRUCT_OFFSET (MatoiSlackPerson, mail),
  };

  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (GHashTable) pass = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      GHashTableIter iter;
      gpointer key, value;

      g_hash_table_iter_init (&iter, self->people);
      while (g_hash_table_iter_next (&iter, &key, &value))
        if (!((MatoiSlackPerson *) value)->is_bot && !((MatoiSlackPerson *) value)->is_gone)
          add_name (self, pass, G_STRUCT_MEMBER (char *, value, fields[i]), key);
      g_hash_table_iter_init (&iter, pass);
      while (g_hash_table_iter_next (&iter, &key, &value))
        g_hash_table_insert (self->by_name, g_strdup (key), g_strdup (value));
    }
}

/** matoi_slack_book_find_person: see the header; NULL also if several are called so. */
const char *
matoi_slack_book_find_person (MatoiSlackBook *self, const char *name)
{
  g_autofree char *key = NULL;
  const char *id;
  gpointer kept;

  g_return_val_if_fail (MATOI_IS_SLACK_BOOK (self), NULL);

  if (g_hash_table_lookup_extended (self->people, name, &kept, NULL))
    return kept;
  if (self->by_name == NULL)
    index_people (self);
  key = matoi_slack_book_fold (name);
  id = g_hash_table_lookup (self->by_name, key);
  return id != NULL && *id != '\0' ? id : NULL;
}

/** matoi_slack_book_find_group: see the header. */
const char *
matoi_slack_book_find_group (MatoiSlackBook *self, const char *handle)
{
  g_autofree char *wanted = matoi_slack_book_fold (handle);
  GHashTableIter iter;
  gpointer id, value;

  g_return_val_if_fail (MATOI_IS_SLACK_BOOK (self), NULL);

  g_hash_table_iter_init (&iter, self->groups);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      g_autofree char *folded = matoi_slack_book_fold (value);

      if (strcmp (folded, wanted) == 0)
        return id;
    }
  return NULL;
}

/* @name without "#". An archived one may have been followed by another of its name. */
const char *
matoi_slack_book_find_channel (MatoiSlackBook *self, const char *name)
{
  g_autofree char *wanted = matoi_slack_book_fold (name);
  GHashTableIter iter;
  gpointer id, value;

  g_hash_table_iter_init (&iter, self->channels);
  while (g_hash_table_iter_next (&iter, &id, &value))
    {
      const MatoiSlackChannelName *channel = value;
      g_autofree char *folded = matoi_slack_book_fold (channel->name);

      if (!channel->is_archived && strcmp (folded, wanted) == 0)
        return id;
    }
  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

/** matoi_slack_book_list_people: see the header. */
GStrv
matoi_slack_book_list_people (MatoiSlackBook *self)
{
  GPtrArray *names = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (MATOI_IS_SLACK_BOOK (self), NULL);

  g_hash_table_iter_init (&iter, self->people);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((MatoiSlackPerson *) value)->is_bot && !((MatoiSlackPerson *) value)->is_gone)
      g_ptr_array_add (names, g_strdup (((MatoiSlackPerson *) value)->name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (GStrv) g_ptr_array_free (names, FALSE);
}

/* --- the object */

/**
 * matoi_slack_book_set_ages:
 * @fresh_ms: how long a list is believed; a day unless set
 * @ask_again_ms: how long nobody is asked about the same id again; ten minutes unless set
 */
void
matoi_slack_book_set_ages (MatoiSlackBook *self, gint64 fresh_ms, gint64 ask_again_ms)
{
  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));

  self->fresh_ms = fresh_ms;
  self->ask_again_ms = ask_again_ms;
}

/** matoi_slack_book_stop: see the header; a long list keeps a book alive until its end otherwise. */
void
matoi_slack_book_stop (MatoiSlackBook *self)
{
  g_return_if_fail (MATOI_IS_SLACK_BOOK (self));

  g_cancellable_cancel (self->cancellable);
}

static void
matoi_slack_book_dispose (GObject *object)
{
  MatoiSlackBook *self = MATOI_SLACK_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->telling, g_source_remove);
  g_clear_object (&self->client);
  G_OBJECT_CLASS (matoi_slack_book_parent_class)->dispose (object);
}

static void
matoi_slack_book_finalize (GObject *object)
{
  MatoiSlackBook *self = MATOI_SLACK_BOOK (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->channels);
  g_hash_table_unref (self->conversations);
  g_hash_table_unref (self->asked);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->refreshing, g_ptr_array_unref);
  g_clear_pointer (&self->listing, g_ptr_array_unref);
  G_OBJECT_CLASS (matoi_slack_book_parent_class)->finalize (object);
}

static void
matoi_slack_book_class_init (MatoiSlackBookClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_slack_book_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_slack_book_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_SLACK_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static GHashTable *
new_table (GDestroyNotify free_value)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_value);
}

static void
matoi_slack_book_init (MatoiSlackBook *self)
{
  self->cancellable = g_cancellable_new ();
  self->people = new_table (matoi_slack_person_free);
  self->groups = new_table (g_free);
  self->channels = new_table (channel_free);
  self->conversations = new_table (g_free);
  self->asked = new_table (g_free);
  self->read_at = self->groups_read_at = G_MININT64;
  self->fresh_ms = FRESH_MS;
  self->ask_again_ms = ASK_AGAIN_MS;
}

/** matoi_slack_book_new: (transfer full): knows nobody yet. */
MatoiSlackBook *
matoi_slack_book_new (MatoiSlackClient *client)
{
  MatoiSlackBook *self = g_object_new (MATOI_TYPE_SLACK_BOOK, NULL);

  self->client = g_object_ref (client);
  return self;
}
