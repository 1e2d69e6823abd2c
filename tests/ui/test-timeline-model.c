/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the list tells its listeners, without a display. */

#include "config.h"

#include "matoi-json.h"
#include "matoi-timeline-model.h"

typedef struct
{
  guint n, position, removed, added;
} Told;

static MatoiId last_id;

static MatoiPolicy *
find_policy (const char *hash, gpointer user_data)
{
  return user_data;
}

static MatoiEvent *
new_event (const MatoiId *incident, const char *type, gint64 occurred_at, JsonObject *payload)
{
  MatoiEvent *event = matoi_event_new (type, "Aiko", occurred_at, occurred_at, payload);

  matoi_id_next (&event->id, &last_id, occurred_at, 7);
  last_id = event->id;
  event->incident = incident ? *incident : event->id;
  return event;
}

static MatoiEvent *
new_note (const MatoiIncident *incident, gint64 occurred_at, const char *text)
{
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "kind", "fact");
  json_object_set_string_member (payload, "text", text);
  return new_event (&incident->id, "entry.added", occurred_at, payload);
}

static MatoiIncident *
new_incident (void)
{
  JsonObject *payload = json_object_new ();
  g_autoptr (MatoiEvent) event = NULL;
  MatoiIncident *incident;

  json_object_set_string_member (payload, "title", "Test");
  event = new_event (NULL, "incident.declared", 1000000, payload);
  incident = matoi_incident_new (&event->id, find_policy, NULL);
  matoi_incident_apply (incident, event);
  return incident;
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Told *told)
{
  told->n++;
  told->position = position;
  told->removed = removed;
  told->added = added;
}

static void
add (MatoiTimelineModel *model, MatoiIncident *incident, MatoiEvent *event)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gboolean folded_again;

  g_ptr_array_add (events, event);
  folded_again = matoi_incident_apply (incident, event);
  matoi_timeline_model_update (model, events, folded_again);
}

static void
test_append (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (MatoiTimelineItem) item = NULL, again = NULL;
  Told told = { 0 };
  guint before;

  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), &told);
  matoi_timeline_model_set_incident (model, incident);
  before = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_cmpuint (before, ==, incident->entries->len);

  add (model, incident, new_note (incident, 2000000, "one"));
  g_assert_cmpuint (told.position, ==, before);
  g_assert_cmpuint (told.removed, ==, 0);
  g_assert_cmpuint (told.added, ==, 1);

  item = g_list_model_get_item (G_LIST_MODEL (model), before);
  again = g_list_model_get_item (G_LIST_MODEL (model), before);
  g_assert_true (item == again);
  g_assert_cmpstr (matoi_timeline_item_get_entry (item)->text, ==, "one");

  /* back-dated: one row, in its place */
  add (model, incident, new_note (incident, 3000000, "three"));
  add (model, incident, new_note (incident, 2500000, "two"));
  g_assert_cmpuint (told.position, ==, before + 1);
  g_assert_cmpuint (told.removed, ==, 0);
  g_assert_cmpuint (told.added, ==, 1);

  matoi_timeline_model_set_incident (model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
  g_assert_null (matoi_timeline_item_get_entry (item));
}

static void
on_item_changed (MatoiTimelineItem *item, guint *n)
{
  (*n)++;
}

static void
test_strike (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (MatoiTimelineItem) item = NULL;
  JsonObject *payload = json_object_new ();
  MatoiEvent *note;
  g_autofree char *id = NULL;
  guint n = 0;

  matoi_timeline_model_set_incident (model, incident);
  note = new_note (incident, 2000000, "wrong");
  id = matoi_id_dup_text (&note->id);
  add (model, incident, note);
  item = g_list_model_get_item (G_LIST_MODEL (model),
                                g_list_model_get_n_items (G_LIST_MODEL (model)) - 1);
  g_signal_connect (item, "changed", G_CALLBACK (on_item_changed), &n);

  json_object_set_string_member (payload, "entry", id);
  json_object_set_string_member (payload, "reason", "misheard");
  add (model, incident, new_event (&incident->id, "entry.struck", 2100000, payload));
  g_assert_cmpuint (n, >=, 1);
  g_assert_true (matoi_timeline_item_get_entry (item)->struck);
}

static void
test_days (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  const gint64 midnight = G_GINT64_CONSTANT (1763683200000); /* 2025-11-21T00:00:00Z */
  guint n;

  matoi_timeline_model_set_incident (model, incident);
  add (model, incident, new_note (incident, midnight - 1000, "evening"));
  add (model, incident, new_note (incident, midnight, "midnight"));
  add (model, incident, new_note (incident, midnight + 1000, "after"));
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_false (matoi_timeline_model_starts_day (model, 0, utc));
  g_assert_true (matoi_timeline_model_starts_day (model, n - 2, utc));
  g_assert_false (matoi_timeline_model_starts_day (model, n - 1, utc));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/timeline-model/append", test_append);
  g_test_add_func ("/ui/timeline-model/strike", test_strike);
  g_test_add_func ("/ui/timeline-model/days", test_days);
  return g_test_run ();
}
