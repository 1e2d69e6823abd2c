/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-jira-poll-private.h"
#include "matoi-time.h"

#define POLL_MS (10 * 60 * 1000)
#define SOON_MS (60 * 1000)
/* So long something that was changed is expected to change more. */
#define LIVELY_MS (10 * 60 * 1000)
/* At the beginning and once in so many times also those that are done, or gone, unless that is long
 * ago: they may come back. */
#define ALL_IN 6
#define OLD_MS (60 * 24 * 60 * (gint64) MATOI_MINUTE)

G_DEFINE_FINAL_TYPE (MatoiJiraPoll, matoi_jira_poll, G_TYPE_OBJECT)

enum
{
  DONE,
  TROUBLE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void begin (MatoiJiraPoll *self);

/* --- when */

static gint64
get_clock (void)
{
  return g_get_monotonic_time () / 1000;
}

static gboolean
on_time (gpointer user_data)
{
  MatoiJiraPoll *self = user_data;

  self->timer = 0;
  begin (self);
  return G_SOURCE_REMOVE;
}

static void
set_timer (MatoiJiraPoll *self)
{
  guint wait = get_clock () < self->soon_until ? SOON_MS : POLL_MS;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->running)
    self->timer = g_timeout_add (MAX (wait / self->haste, 1), on_time, self);
}

void
matoi_jira_poll_end (MatoiJiraPoll *self)
{
  self->busy = FALSE;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_set_size (self->news, 0);
  set_timer (self);
}

gboolean
matoi_jira_poll_is_over (MatoiJiraPoll *self)
{
  if (self->running && !g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  matoi_jira_poll_end (self);
  return TRUE;
}

void
matoi_jira_poll_tell (MatoiJiraPoll *self, MatoiJiraAnswer *trouble)
{
  matoi_jira_poll_end (self);
  if (trouble != NULL)
    g_signal_emit (self, signals[TROUBLE], 0, trouble);
  else
    {
      self->n_done += self->some ? 0 : 1;
      g_signal_emit (self, signals[DONE], 0);
      if (self->wanted != NULL || self->then_all)
        begin (self);
    }
}

/* --- which ones */

typedef struct
{
  char *site;
  gboolean all;
  gint64 now;
  GHashTable *only; /* (nullable) keys */
  GPtrArray *rows;
} Listing;

static void
listing_free (gpointer data)
{
  Listing *listing = data;

  g_clear_pointer (&listing->rows, g_ptr_array_unref);
  g_clear_pointer (&listing->only, g_hash_table_unref);
  g_free (listing->site);
  g_free (listing);
}

static gboolean
is_followed (const Listing *listing, const MatoiTicketRow *row)
{
  if (listing->only != NULL)
    return row->updated == MATOI_TIME_NONE && g_hash_table_contains (listing->only, row->key);
  if (!row->gone && g_strcmp0 (row->category, "done") != 0)
    return TRUE;
  return listing->all && (row->updated == MATOI_TIME_NONE || listing->now - row->updated < OLD_MS);
}

/* A MatoiDeskFunc. */
static gboolean
list (MatoiStore *store, gpointer data, GError **error)
{
  Listing *listing = data;

  GPtrArray *steps;

  listing->rows = matoi_store_list_tickets (store, listing->site, error);
  steps = listing->rows != NULL
            ? matoi_store_list_step_tickets (store, listing->site, listing->now - OLD_MS, error)
            : NULL;
  if (steps != NULL)
    g_ptr_array_extend_and_steal (listing->rows, steps);
  else
    g_clear_pointer (&listing->rows, g_ptr_array_unref);
  for (guint i = listing->rows != NULL ? listing->rows->len : 0; i > 0; i--)
    if (!is_followed (listing, g_ptr_array_index (listing->rows, i - 1)))
      g_ptr_array_remove_index (listing->rows, i - 1);
  return listing->rows != NULL;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiJiraPoll) self = user_data;
  g_autoptr (GError) error = NULL;
  Listing *listing = matoi_desk_run_finish (MATOI_DESK (source), result, &error);

  if (listing == NULL || matoi_jira_poll_is_over (self))
    {
      if (listing == NULL)
        {
          g_message ("tickets cannot be listed now: %s", error->message);
          matoi_jira_poll_end (self);
        }
      g_clear_pointer (&listing, listing_free);
      return;
    }
  self->rows = g_steal_pointer (&listing->rows);
  self->at = self->n_part = 0;
  listing_free (listing);
  matoi_jira_poll_next_part (self);
}

static void
begin (MatoiJiraPoll *self)
{
  Listing *listing;

  if (self->busy || !self->running)
    return;
  self->busy = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  listing = g_new0 (Listing, 1);
  listing->site = g_strdup (self->site);
  listing->all = self->n_done % ALL_IN == 0;
  listing->only = g_steal_pointer (&self->wanted);
  self->some = listing->only != NULL;
  self->then_all = self->then_all && self->some;
  listing->now = matoi_desk_get_now (self->desk);
  matoi_desk_run_async (self->desk, list, listing, listing_free, NULL, on_listed,
                        g_object_ref (self));
}

/* --- for those who have one */

/** matoi_jira_poll_start: see the header; also after "trouble". */
void
matoi_jira_poll_start (MatoiJiraPoll *self)
{
  g_return_if_fail (MATOI_IS_JIRA_POLL (self));

  self->running = TRUE;
  self->then_all = self->busy && self->some;
  begin (self);
}

/** matoi_jira_poll_stop: what is on its way is let go. */
void
matoi_jira_poll_stop (MatoiJiraPoll *self)
{
  g_return_if_fail (MATOI_IS_JIRA_POLL (self));

  self->running = FALSE;
  g_clear_handle_id (&self->timer, g_source_remove);
}

/** matoi_jira_poll_expect: see the header; cheap. */
void
matoi_jira_poll_expect (MatoiJiraPoll *self)
{
  gboolean lively = get_clock () < self->soon_until;

  g_return_if_fail (MATOI_IS_JIRA_POLL (self));

  self->soon_until = get_clock () + LIVELY_MS / self->haste;
  if (!self->busy && !lively)
    set_timer (self);
}

/** matoi_jira_poll_look: see the header; what is asked for right now is finished first. */
void
matoi_jira_poll_look (MatoiJiraPoll *self, const char *key)
{
  g_return_if_fail (MATOI_IS_JIRA_POLL (self));

  /* The first time all of them are asked for. */
  if (!self->running)
    return;
  if (self->wanted == NULL)
    self->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (self->wanted, g_strdup (key));
  begin (self);
}

/** matoi_jira_poll_is_busy: it asks, or records, right now. */
gboolean
matoi_jira_poll_is_busy (MatoiJiraPoll *self)
{
  return self->busy;
}

/** matoi_jira_poll_set_haste: every wait is @factor times shorter. */
void
matoi_jira_poll_set_haste (MatoiJiraPoll *self, guint factor)
{
  g_return_if_fail (factor > 0);

  self->haste = factor;
}

static void
matoi_jira_poll_dispose (GObject *object)
{
  MatoiJiraPoll *self = MATOI_JIRA_POLL (object);

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->client);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (matoi_jira_poll_parent_class)->dispose (object);
}

static void
matoi_jira_poll_finalize (GObject *object)
{
  MatoiJiraPoll *self = MATOI_JIRA_POLL (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_ptr_array_unref (self->news);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_free (self->site);
  g_free (self->base);
  G_OBJECT_CLASS (matoi_jira_poll_parent_class)->finalize (object);
}

static void
matoi_jira_poll_class_init (MatoiJiraPollClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_jira_poll_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_jira_poll_finalize;
  signals[DONE] = g_signal_new ("done", MATOI_TYPE_JIRA_POLL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[TROUBLE] = g_signal_new ("trouble", MATOI_TYPE_JIRA_POLL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
matoi_jira_poll_init (MatoiJiraPoll *self)
{
  self->cancellable = g_cancellable_new ();
  self->news = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_jira_news_free);
  self->haste = 1;
}

/**
 * matoi_jira_poll_new:
 * @site: "jira" or "jira2"
 * @base: where people see the tickets
 *
 * Returns: (transfer full): one that does nothing until it is started
 */
MatoiJiraPoll *
matoi_jira_poll_new (MatoiDesk *desk, MatoiJiraClient *client, const char *site, const char *base)
{
  MatoiJiraPoll *self = g_object_new (MATOI_TYPE_JIRA_POLL, NULL);

  self->desk = g_object_ref (desk);
  self->client = g_object_ref (client);
  self->site = g_strdup (site);
  self->base = g_strdup (base);
  return self;
}
