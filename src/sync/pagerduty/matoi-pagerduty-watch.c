/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox.h"
#include "matoi-pagerduty-duty.h"

/* Who has answered a page, also those it has come to since because nobody else did: what the record
 * waits for, then the incidents there, one after the other. */

/* So many of the pages that went out last are looked at. */
#define MAX_ROWS 200
/* Whoever has not answered by then is not waited for. */
#define PATIENCE (12 * 60 * MATOI_MINUTE)
/* They tell whole seconds. */
#define ROUNDING 2000

/* One page of an incident that goes on, and what it waits for. */
typedef struct
{
  MatoiId incident;
  char *page, *remote;
  gint64 asked_at;   /* ms UTC */
  GPtrArray *people; /* of char *: names of those who have not answered */
  /* (nullable) set of char *: who is known of any page of the incident; NULL: whoever else there is,
   * belongs to a later page */
  GHashTable *known;
} Waiting;

typedef struct
{
  gint64 now;
  GPtrArray *waiting; /* of Waiting */
} Found;

typedef struct
{
  MatoiDesk *desk;
  MatoiPagerdutyClient *client;
  GCancellable *cancellable;
  MatoiPagerdutyWatchDone done;
  gpointer user_data;
  Found *found; /* (nullable) */
  guint n_read;
} Watch;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->page);
  g_free (waiting->remote);
  g_ptr_array_unref (waiting->people);
  g_clear_pointer (&waiting->known, g_hash_table_unref);
  g_free (waiting);
}

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->waiting);
  g_free (found);
}

static void
watch_end (Watch *watch)
{
  watch->done (watch->found != NULL ? watch->found->waiting->len : 0, watch->user_data);
  g_clear_pointer (&watch->found, found_free);
  g_object_unref (watch->desk);
  g_object_unref (watch->client);
  g_clear_object (&watch->cancellable);
  g_free (watch);
}

/* --- in the store's thread */

/* The rows come latest first. */
static gboolean
is_latest (const Found *found, const MatoiIncident *incident, const char *remote)
{
  for (guint i = 0; i < found->waiting->len; i++)
    {
      const Waiting *later = g_ptr_array_index (found->waiting, i);

      if (matoi_id_equal (&later->incident, &incident->id) && strcmp (later->remote, remote) == 0)
        return FALSE;
    }
  return TRUE;
}

static GHashTable *
list_known (const MatoiIncident *incident)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < incident->pages->len; i++)
    {
      const MatoiPage *page = g_ptr_array_index (incident->pages, i);

      for (guint j = 0; j < page->results->len; j++)
        {
          const MatoiPageResult *result = g_ptr_array_index (page->results, j);

          if (result->person != NULL)
            g_hash_table_add (known, g_strdup (result->person));
        }
    }
  return known;
}

static void
add_waiting (Found *found, const MatoiIncident *incident, const MatoiOutboxRow *row)
{
  g_autoptr (JsonNode) node = matoi_json_parse (row->payload, -1, 2 * 1024 * 1024, 16, NULL);
  const char *id =
    node != NULL ? matoi_json_get_string (json_node_get_object (node), "page") : NULL;
  const MatoiPage *page = NULL;
  Waiting *waiting;
  MatoiId real;

  if (id != NULL && matoi_id_from_text (&real, id))
    page = matoi_incident_find_page (incident, &real);
  if (page == NULL || strcmp (incident->state, "live") != 0)
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->incident = incident->id;
  waiting->page = g_strdup (id);
  waiting->remote = g_strdup (row->remote_id);
  waiting->asked_at = row->created_at;
  waiting->people = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < page->results->len; i++)
    {
      const MatoiPageResult *result = g_ptr_array_index (page->results, i);

      if (result->person != NULL && strcmp (result->result, "notified") == 0)
        g_ptr_array_add (waiting->people, g_strdup (result->person));
    }
  if (waiting->people->len == 0)
    {
      waiting_free (waiting);
      return;
    }
  if (is_latest (found, incident, row->remote_id))
    waiting->known = list_known (incident);
  g_ptr_array_add (found->waiting, waiting);
}

static gboolean
find_waiting (MatoiStore *store, gpointer data, GError **error)
{
  Found *found = data;
  g_autoptr (GPtrArray) rows = matoi_store_list_outbox_sent (store, NULL, MAX_ROWS, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      const MatoiOutboxRow *row = g_ptr_array_index (rows, i);
      g_autoptr (MatoiIncident) incident = NULL;

      if (strcmp (row->op, "page.send") != 0 || row->remote_id == NULL ||
          found->now - row->sent_at > PATIENCE)
        continue;
      /* One that cannot be read is no reason not to know about the others. */
      incident = matoi_store_load (store, &row->incident, NULL);
      if (incident != NULL)
        add_waiting (found, incident, row);
    }
  return TRUE;
}

/* --- in the main context */

static void read_next (Watch *watch);

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_desk_submit_finish (MATOI_DESK (source), result, &error);

  if (receipt == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("who has answered a page is not recorded: %s", error->message);
  g_clear_pointer (&receipt, matoi_receipt_free);
  if (g_cancellable_is_cancelled (watch->cancellable))
    watch_end (watch);
  else
    read_next (watch);
}

static void
add_result (GPtrArray *commands, const Waiting *waiting, const char *person, const char *result)
{
  MatoiCommand *command = matoi_command_new ("page-result", "PagerDuty");

  command->source = g_strdup ("pagerduty");
  matoi_command_set (command, "page", waiting->page);
  matoi_command_set (command, "person", person);
  matoi_command_set (command, "result", result);
  if (strcmp (result, "failed") == 0)
    matoi_command_set (command, "text", _ ("The request was declined in PagerDuty."));
  g_ptr_array_add (commands, command);
}

/* What is new of @one; @skew: ms their clock is ahead of ours. */
static void
compare (GPtrArray *commands,
         const Waiting *waiting,
         const MatoiPagerdutyResponder *one,
         gint64 skew)
{
  gboolean waits = g_ptr_array_find_with_equal_func (waiting->people, one->name, g_str_equal, NULL);
  gboolean is_new = waiting->known != NULL && !g_hash_table_contains (waiting->known, one->name);

  if (!waits && !is_new)
    return;
  if (one->acknowledged)
    add_result (commands, waiting, one->name, "acknowledged");
  else if (waits && one->declined)
    add_result (commands, waiting, one->name, "failed");
  /* Nobody had answered in time. Whom we ask to come is recorded with that. */
  else if (is_new && one->assigned_at != MATOI_TIME_NONE &&
           one->assigned_at - skew >= waiting->asked_at - ROUNDING)
    add_result (commands, waiting, one->name, "notified");
}

static void
on_incident (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;
  const Waiting *waiting = g_ptr_array_index (watch->found->waiting, watch->n_read++);
  g_autoptr (MatoiPagerdutyAnswer) answer =
    matoi_pagerduty_client_call_finish (MATOI_PAGERDUTY_CLIENT (source), result, NULL);
  g_autoptr (MatoiPagerdutyIncident) incident =
    answer != NULL ? matoi_pagerduty_incident_new (matoi_pagerduty_answer_get (answer, "incident"))
                   : NULL;
  g_autoptr (GPtrArray) commands =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_command_free);

  gint64 skew = answer != NULL && answer->server_time != MATOI_TIME_NONE
                  ? answer->server_time - matoi_desk_get_now (watch->desk)
                  : 0;

  for (guint i = 0; incident != NULL && i < incident->responders->len; i++)
    compare (commands, waiting, g_ptr_array_index (incident->responders, i), skew);
  if (answer == NULL)
    watch_end (watch);
  else if (commands->len == 0)
    read_next (watch);
  else
    matoi_desk_submit_async (watch->desk, &waiting->incident, commands, watch->cancellable,
                             on_recorded, watch);
}

static void
read_next (Watch *watch)
{
  const Waiting *waiting;

  if (watch->n_read >= watch->found->waiting->len)
    {
      watch_end (watch);
      return;
    }
  waiting = g_ptr_array_index (watch->found->waiting, watch->n_read);
  matoi_pagerduty_get_incident (watch->client, waiting->remote, watch->cancellable, on_incident,
                                watch);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Watch *watch = user_data;

  watch->found = matoi_desk_run_finish (MATOI_DESK (source), result, NULL);
  if (watch->found == NULL)
    watch_end (watch);
  else
    read_next (watch);
}

/** matoi_pagerduty_watch_read: see matoi-pagerduty-duty.h. */
void
matoi_pagerduty_watch_read (MatoiDesk *desk,
                            MatoiPagerdutyClient *client,
                            GCancellable *cancellable,
                            MatoiPagerdutyWatchDone done,
                            gpointer user_data)
{
  Watch *watch = g_new0 (Watch, 1);
  Found *found = g_new0 (Found, 1);

  watch->desk = g_object_ref (desk);
  watch->client = g_object_ref (client);
  watch->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  watch->done = done;
  watch->user_data = user_data;
  found->now = matoi_desk_get_now (desk);
  found->waiting = g_ptr_array_new_with_free_func (waiting_free);
  matoi_desk_run_async (desk, find_waiting, found, found_free, cancellable, on_found, watch);
}
