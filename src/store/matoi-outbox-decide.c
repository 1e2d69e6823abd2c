/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-outbox-private.h"

/* What people decide about what is in the outbox. */

#define OPEN           "state NOT IN('sent','discarded')"
#define BROUGHT_BACK   "state IN('failed','held','expired')"
#define OF_ROW(column) "SELECT " column " FROM outbox WHERE id=?1"

static gboolean
retry (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;

  step->row = matoi_store_get_outbox (step->store, step->id, error);
  if (step->row == NULL)
    return FALSE;
  if (matoi_outbox_is_in (step->row, "queued"))
    return matoi_database_run (step->store->db,
                               MATOI_OUTBOX_UPDATE "not_before=NULL, confirmed_at=?2 WHERE id=?1",
                               error, "ii", step->id, step->now);
  if (!matoi_outbox_is_in (step->row, "failed held expired"))
    return matoi_outbox_refuse_step (error);
  if (strcmp (step->row->payload, "{}") == 0)
    return matoi_refuse (error, "outbox.erased",
                         _("What this message was going to say has been erased."),
                            _("Discard it."));
  /* What waits for the same reason goes with it: a message and its pin, a room and its topic. */
  return matoi_database_run (
    step->store->db,
    MATOI_OUTBOX_UPDATE
    "state='queued', attempts=0, not_before=NULL, last_error=NULL,"
    " confirmed_at=?2 WHERE id=?1 OR " OPEN " AND " BROUGHT_BACK
    " AND payload<>'{}' AND last_error IS (" OF_ROW ("last_error") ") AND event=(" OF_ROW (
      "event") ") AND lane=(" OF_ROW ("lane") ") AND kind=(" OF_ROW ("kind") ")",
    error, "ii", step->id, step->now);
}

static gboolean
run_step (MatoiStore *store, MatoiTransaction func, MatoiOutboxStep *step, GError **error)
{
  gboolean done = matoi_database_transact (store->db, func, step, error);

  matoi_outbox_row_free (step->row);
  return done;
}

/** matoi_store_retry_outbox: see the header. */
gboolean
matoi_store_retry_outbox (MatoiStore *store, gint64 id, gint64 now, GError **error)
{
  MatoiOutboxStep step = { .store = store, .id = id, .now = now };

  return run_step (store, retry, &step, error);
}

static gboolean
edit (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *payload = NULL;
  JsonObject *object;

  step->row = matoi_store_get_outbox (step->store, step->id, error);
  if (step->row == NULL)
    return FALSE;
  if (!matoi_outbox_is_in (step->row, "queued failed held expired"))
    return matoi_outbox_refuse_step (error);
  node = matoi_json_parse (step->row->payload, -1, 2 * 1024 * 1024, 16, error);
  if (node == NULL)
    return FALSE;
  object = json_node_get_object (node);
  if (matoi_json_get_string (object, "text") == NULL)
    return matoi_refuse (error, "outbox.no-text",
                         _("There is no text in this step to change."),
                            _("Send it as it is, or discard it."));
  if (strcmp (matoi_json_get_string (object, "text"), step->text) == 0)
    return TRUE;
  json_object_set_string_member (object, "text", step->text);
  payload = matoi_json_to_text (object);
  return matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE "payload=?2, revision=revision+1 WHERE id=?1",
                             error, "is", step->id, payload);
}

/** matoi_store_edit_outbox: other words, before they are sent; the old ones are gone. */
gboolean
matoi_store_edit_outbox (MatoiStore *store, gint64 id, const char *text, gint64 now, GError **error)
{
  MatoiOutboxStep step = { .store = store, .id = id, .now = now, .text = text };

  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    return matoi_refuse (error, "outbox.empty",
                         _("A message needs some text."),
                            _("Write some, or discard the message."));
  return run_step (store, edit, &step, error);
}

/* What hangs on it goes with it; without its room nothing goes out, but nothing is lost either. */
static gboolean
discard_rest (MatoiOutboxStep *step, GError **error)
{
  const MatoiOutboxRow *row = step->row;
  gboolean opens = strcmp (row->op, "channel.open") == 0;

  if (!opens && strcmp (row->kind, "channel") == 0)
    return TRUE;
  if (!matoi_database_run (step->store->db,
                           MATOI_OUTBOX_UPDATE
                           "state='discarded' WHERE " OPEN " AND id>?1 AND event=?2 AND lane=?3"
                           " AND kind=?4 AND state IN('queued','failed','held','expired')",
                           error, "idss", step->id, &row->event, row->lane, row->kind))
    return FALSE;
  return !opens || matoi_database_run (step->store->db,
                                       MATOI_OUTBOX_UPDATE "state='held', last_error=?2 WHERE " OPEN
                                                           " AND lane=?1 AND state='queued'",
                                       error, "ss", row->lane, MATOI_OUTBOX_NO_ROOM);
}

static gboolean
discard (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;

  step->row = matoi_store_get_outbox (step->store, step->id, error);
  if (step->row == NULL)
    return FALSE;
  if (matoi_outbox_is_in (step->row, "discarded"))
    return TRUE;
  if (!matoi_outbox_is_in (step->row, "queued unknown failed held expired"))
    return matoi_outbox_refuse_step (error);
  return matoi_database_run (step->store->db, MATOI_OUTBOX_UPDATE "state='discarded' WHERE id=?1",
                             error, "i", step->id) &&
         discard_rest (step, error);
}

/** matoi_store_discard_outbox: see the header; the record of the incident keeps what it says. */
gboolean
matoi_store_discard_outbox (MatoiStore *store, gint64 id, GError **error)
{
  MatoiOutboxStep step = { .store = store, .id = id };

  return run_step (store, discard, &step, error);
}

static gboolean
set_aside (gpointer user_data, GError **error)
{
  MatoiOutboxStep *step = user_data;

  step->row = matoi_store_get_outbox (step->store, step->id, error);
  if (step->row == NULL)
    return FALSE;
  /* One that perhaps arrived is looked for all the same: only then is it known what is discarded. */
  if (matoi_outbox_is_in (step->row, "unknown failed held expired"))
    return TRUE;
  if (!matoi_outbox_is_in (step->row, "queued"))
    return matoi_outbox_refuse_step (error);
  return matoi_database_run (step->store->db,
                             MATOI_OUTBOX_UPDATE "state='held', last_error=?2 WHERE id=?1", error,
                             "is", step->id, MATOI_OUTBOX_UNWANTED);
}

/** matoi_store_set_aside_outbox: see the header; matoi_store_retry_outbox () is the way back. */
gboolean
matoi_store_set_aside_outbox (MatoiStore *store, gint64 id, GError **error)
{
  MatoiOutboxStep step = { .store = store, .id = id };

  return run_step (store, set_aside, &step, error);
}
