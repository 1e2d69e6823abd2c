/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What the list tells its listeners, without a display. */

#include "config.h"

#include <time.h>

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
  g_assert_false (matoi_timeline_model_starts_day (model, 0, utc)); /* one day needs no name */
  add (model, incident, new_note (incident, midnight - 1000, "evening"));
  add (model, incident, new_note (incident, midnight, "midnight"));
  add (model, incident, new_note (incident, midnight + 1000, "after"));
  n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_assert_true (matoi_timeline_model_starts_day (model, 0, utc));
  g_assert_true (matoi_timeline_model_starts_day (model, n - 3, utc));
  g_assert_true (matoi_timeline_model_starts_day (model, n - 2, utc));
  g_assert_false (matoi_timeline_model_starts_day (model, n - 1, utc));
}

static MatoiEvent *
new_about (const MatoiIncident *incident,
           const char *type,
           gint64 at,
           const char *member,
           const MatoiEvent *about,
           const char *text)
{
  JsonObject *payload = json_object_new ();
  g_autofree char *id = matoi_id_dup_text (&about->id);

  json_object_set_string_member (payload, member, id);
  if (text)
    json_object_set_string_member (payload, "text", text);
  return new_event (&incident->id, type, at, payload);
}

static MatoiEvent *
new_role (const MatoiIncident *incident, gint64 at, const char *person)
{
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "role", "sme");
  json_object_set_string_member (payload, "person", person);
  return new_event (&incident->id, "role.assigned", at, payload);
}

static guint
get_length (MatoiTimelineModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (model));
}

static MatoiTimelineItem *
dup_item (MatoiTimelineModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (model), position);
}

/* What listeners are told adds up to what there is, and items never show what they are not. */
static void
assert_consistent (MatoiTimelineModel *model)
{
  gint64 before = G_MININT64;

  for (guint i = 0; i < get_length (model); i++)
    {
      g_autoptr (MatoiTimelineItem) item = dup_item (model, i);
      MatoiTimelineRecord record;
      guint position;

      g_assert_true (matoi_timeline_item_get_record (item, &record));
      g_assert_cmpint (record.at, >=, before);
      before = record.at;
      if (matoi_timeline_item_get_n_folded (item) == 0)
        {
          g_assert_true (
            matoi_timeline_model_find (model, matoi_timeline_item_get_id (item), &position));
          g_assert_cmpuint (position, ==, i);
        }
    }
}

static void
count_length (GListModel *model, guint position, guint removed, guint added, guint *length)
{
  g_assert_cmpuint (position + removed, <=, *length);
  *length += added - removed;
  g_assert_cmpuint (*length, ==, g_list_model_get_n_items (model));
}

static void
test_folds (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (MatoiTimelineItem) fold = NULL, inside = NULL;
  MatoiEvent *second;
  guint length = 0, position;

  g_signal_connect (model, "items-changed", G_CALLBACK (count_length), &length);
  matoi_timeline_model_set_incident (model, incident);
  add (model, incident, new_role (incident, 2000000, "Ben"));
  g_assert_cmpuint (get_length (model), ==, 2); /* one alone is not folded */
  second = new_role (incident, 2100000, "Mei");
  add (model, incident, second);
  g_assert_cmpuint (get_length (model), ==, 2);
  fold = dup_item (model, 1);
  g_assert_cmpuint (matoi_timeline_item_get_n_folded (fold), ==, 2);
  add (model, incident, new_note (incident, 3000000, "after"));
  add (model, incident, new_role (incident, 2200000, "Jonas")); /* told late */
  g_assert_cmpuint (matoi_timeline_item_get_n_folded (fold), ==, 3);
  g_assert_cmpuint (get_length (model), ==, 3);
  g_assert_cmpuint (matoi_timeline_model_get_n_found (model), ==, 5);

  matoi_timeline_model_toggle (model, fold);
  g_assert_true (matoi_timeline_item_is_open (fold));
  g_assert_cmpuint (get_length (model), ==, 6);
  inside = dup_item (model, 2);
  g_assert_true (matoi_timeline_item_is_inside (inside));
  assert_consistent (model);
  matoi_timeline_model_toggle (model, fold);
  g_assert_cmpuint (get_length (model), ==, 3);

  /* asked for, what is in it is shown */
  g_assert_true (matoi_timeline_model_find (model, &second->id, &position));
  g_assert_cmpuint (position, ==, 3);
  matoi_timeline_model_toggle (model, fold);

  /* a note in the middle parts it */
  add (model, incident, new_note (incident, 2150000, "between"));
  g_assert_cmpuint (get_length (model), ==, 5);
  assert_consistent (model);
}

static MatoiEvent *
new_link (const MatoiIncident *incident, gint64 at, const char *type)
{
  JsonObject *payload = json_object_new ();

  json_object_set_string_member (payload, "url", "matoi:INC-2024-0007");
  json_object_set_string_member (payload, "kind", "seen-before");
  return new_event (&incident->id, type, at, payload);
}

static char *
dup_last_text (MatoiTimelineModel *model, const MatoiIncident *incident)
{
  g_autoptr (MatoiTimelineItem) item = dup_item (model, get_length (model) - 1);
  MatoiTimelineRecord record;

  if (matoi_timeline_item_get_n_folded (item) > 0)
    return NULL;
  g_assert_true (matoi_timeline_item_get_record (item, &record));
  return matoi_timeline_record_dup_text (&record, incident);
}

/* That another incident was the same is said as long as it stands, however often it was taken
 * back; what was taken back is folded away. */
static void
test_links (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autofree char *once = NULL, *beside = NULL, *back = NULL, *again = NULL;
  guint length = 0;

  g_signal_connect (model, "items-changed", G_CALLBACK (count_length), &length);
  matoi_timeline_model_set_incident (model, incident);
  add (model, incident, new_role (incident, 2000000, "Ben"));
  add (model, incident, new_link (incident, 2100000, "link.added"));
  once = dup_last_text (model, incident);
  g_assert_cmpstr (once, ==, "Seen before in INC-2024-0007");
  add (model, incident, new_role (incident, 2050000, "Mei")); /* told late */
  g_assert_cmpuint (get_length (model), ==, 3);
  beside = dup_last_text (model, incident);
  g_assert_cmpstr (beside, ==, once);

  add (model, incident, new_link (incident, 2200000, "link.removed"));
  g_assert_cmpuint (get_length (model), ==, 2);
  back = dup_last_text (model, incident);
  g_assert_null (back);
  add (model, incident, new_link (incident, 2300000, "link.added"));
  g_assert_cmpuint (get_length (model), ==, 3);
  again = dup_last_text (model, incident);
  g_assert_cmpstr (again, ==, once);
  assert_consistent (model);
}

static void
test_narrow (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  JsonObject *payload = json_object_new ();
  MatoiEvent *todo;
  guint length = 0, position;

  g_signal_connect (model, "items-changed", G_CALLBACK (count_length), &length);
  matoi_timeline_model_set_incident (model, incident);
  add (model, incident, new_note (incident, 2000000, "Checkout API returns 5xx"));
  add (model, incident, new_note (incident, 2100000, "決済ＡＰＩ の応答が遅い"));
  json_object_set_string_member (payload, "text", "Call the vendor");
  todo = new_event (&incident->id, "todo.added", 2200000, payload);
  add (model, incident, todo);
  add (model, incident, new_role (incident, 2300000, "Ben"));
  add (model, incident, new_role (incident, 2400000, "Mei"));

  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_TODOS, NULL);
  g_assert_cmpuint (get_length (model), ==, 1);
  g_assert_true (matoi_timeline_model_find (model, &todo->id, &position));
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, "api");
  g_assert_cmpuint (get_length (model), ==, 2);
  g_assert_false (matoi_timeline_model_find (model, &todo->id, &position));
  g_assert_true (matoi_timeline_model_has (model, &todo->id));
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, "５XX checkout");
  g_assert_cmpuint (get_length (model), ==, 1);
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, "決済");
  g_assert_cmpuint (get_length (model), ==, 1);
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_FACTS, "mei");
  g_assert_cmpuint (get_length (model), ==, 0);
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, "mei");
  g_assert_cmpuint (get_length (model), ==, 1); /* not folded away */

  /* what arrives is looked at, too */
  add (model, incident, new_note (incident, 2500000, "Mei is on it"));
  add (model, incident, new_note (incident, 2600000, "nobody else"));
  g_assert_cmpuint (get_length (model), ==, 2);
  g_assert_cmpuint (matoi_timeline_model_get_n_found (model), ==, 2);
  g_assert_cmpuint (matoi_timeline_model_count (model), ==, 8);
  assert_consistent (model);

  add (model, incident, new_about (incident, "todo.dropped", 2700000, "todo", todo, NULL));
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, NULL);
  g_assert_false (matoi_timeline_model_find (model, &todo->id, &position));
  add (model, incident, new_about (incident, "todo.reopened", 2800000, "todo", todo, NULL));
  g_assert_true (matoi_timeline_model_find (model, &todo->id, &position));
  assert_consistent (model);
}

static void
test_corrected (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (MatoiTimelineItem) item = NULL;
  MatoiEvent *note;
  guint length = 0, position;

  g_signal_connect (model, "items-changed", G_CALLBACK (count_length), &length);
  matoi_timeline_model_set_incident (model, incident);
  note = new_note (incident, 2000000, "7.8 per mille");
  add (model, incident, note);
  add (model, incident, new_note (incident, 3000000, "later"));
  add (model, incident,
       new_about (incident, "entry.corrected", 2500000, "entry", note, "7.8 per cent"));
  g_assert_cmpuint (get_length (model), ==, 3);
  g_assert_true (matoi_timeline_model_find (model, &note->id, &position));
  item = dup_item (model, position);
  g_assert_cmpstr (matoi_timeline_item_get_entry (item)->text, ==, "7.8 per cent");
  assert_consistent (model);
}

/* Any order of arrival gives the same rows. */
static void
test_any_order (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (MatoiIncident) incident = new_incident ();
      g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
      g_autoptr (MatoiTimelineModel) again = matoi_timeline_model_new ();
      GRand *rand = g_rand_new_with_seed (seed);
      guint length = 0;

      g_signal_connect (model, "items-changed", G_CALLBACK (count_length), &length);
      matoi_timeline_model_set_incident (model, incident);
      if (seed % 3 == 1)
        matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, "note");
      for (guint i = 0; i < 60; i++)
        {
          gint64 at = 2000000 + g_rand_int_range (rand, 0, 50) * 1000;
          g_autofree char *name = g_strdup_printf ("Person %u", i);

          add (model, incident,
               g_rand_boolean (rand) ? new_note (incident, at, "a note")
                                     : new_role (incident, at, name));
          if (i % 7 == 0 && get_length (model) > 1)
            {
              g_autoptr (MatoiTimelineItem) item =
                dup_item (model, (guint) g_rand_int_range (rand, 0, (gint32) get_length (model)));

              if (matoi_timeline_item_get_n_folded (item) > 0)
                matoi_timeline_model_toggle (model, item);
            }
        }
      assert_consistent (model);
      matoi_timeline_model_set_incident (again, incident);
      matoi_timeline_model_set_filter (model, MATOI_TIMELINE_FACTS, NULL);
      matoi_timeline_model_set_filter (again, MATOI_TIMELINE_FACTS, NULL);
      g_assert_cmpuint (get_length (model), ==, get_length (again));
      g_rand_free (rand);
    }
}

static gboolean
finds (const char *wanted, const char *text)
{
  g_autoptr (MatoiTextQuery) query = matoi_text_query_new (wanted);

  for (guint i = 0; i < matoi_text_query_get_n_words (query); i++)
    if (!matoi_text_query_finds (query, i, text))
      return FALSE;
  return TRUE;
}

static void
test_words (void)
{
  g_assert_null (matoi_text_query_new (" \t　"));
  g_assert_true (finds ("redis", "The REDIS cluster"));
  g_assert_true (finds ("ＲＥＤＩＳ", "redisクラスタ"));
  g_assert_true (finds ("redis", "Ｒｅｄｉｓ"));
  g_assert_true (finds ("バッチ", "ﾊﾞｯﾁ処理"));
  g_assert_true (finds ("ﾊﾟﾊﾟ", "パパ"));
  g_assert_true (finds ("über", "ÜBER"));
  g_assert_true (finds ("処理", "ﾊﾞｯﾁ処理"));
  g_assert_true (finds ("two words", "words, in any order: two"));
  g_assert_false (finds ("two words", "two"));
  g_assert_false (finds ("か", "が"));
  g_assert_false (finds ("handling", "hand"));
  g_assert_true (finds ("ab", "aab"));
  g_assert_true (finds ("7.8 %", "7.8 % of requests"));
}

/* Of this process only, us: other tests run at the same time. */
static gint64
get_cpu_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
test_many (void)
{
  g_autoptr (MatoiIncident) incident = new_incident ();
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);
  gint64 begin;

  for (guint i = 0; i < 50000; i++)
    {
      g_autofree char *text =
        g_strdup_printf (i % 2 ? "checkout API returns 5xx for %u %% of requests (%x)"
                               : "決済APIでエラー率が%u %%に上昇。担当者が原因を調べている（%x）",
                         i % 100, i * 2654435761u);

      g_ptr_array_add (events, new_note (incident, 2000000 + i * 1000, text));
    }
  matoi_incident_apply_all (incident, events);
  begin = get_cpu_time ();
  matoi_timeline_model_set_incident (model, incident);
  g_test_message ("read 50,000: %.1f ms", (double) (get_cpu_time () - begin) / 1000);
  for (guint i = 0; i < 5; i++)
    {
      static const char *const words[] = { "requests", "エラー率", "r", "ab12 checkout",
                                           "requests" };

      begin = get_cpu_time ();
      matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, words[i]);
      g_test_message ("“%s” finds %u in %.1f ms", words[i], get_length (model),
                      (double) (get_cpu_time () - begin) / 1000);
    }
  begin = get_cpu_time ();
  add (model, incident, new_note (incident, 2000500, "told late"));
  g_test_message ("told late: %.2f ms", (double) (get_cpu_time () - begin) / 1000);
  matoi_timeline_model_set_filter (model, MATOI_TIMELINE_ALL, NULL);
  g_assert_cmpuint (get_length (model), ==, 50002);
  begin = get_cpu_time ();
  add (model, incident, new_note (incident, 90000000, "now"));
  g_test_message ("at the end: %.3f ms", (double) (get_cpu_time () - begin) / 1000);
}

/* --- not all of it is known at first */

typedef struct
{
  GPtrArray *items; /* as a list keeps them */
  guint n_told;
} Mirror;

static void
mirror (GListModel *model, guint position, guint removed, guint added, Mirror *self)
{
  g_assert_cmpuint (position + removed, <=, self->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->items, (int) (position + i),
                        g_list_model_get_item (model, position + i));
  g_assert_cmpuint (self->items->len, ==, g_list_model_get_n_items (model));
  self->n_told++;
}

static void
assert_mirrored (MatoiTimelineModel *model, const Mirror *self)
{
  g_assert_cmpuint (self->items->len, ==, get_length (model));
  for (guint i = 0; i < get_length (model); i++)
    {
      g_autoptr (MatoiTimelineItem) item = dup_item (model, i);

      g_assert_true (item == g_ptr_array_index (self->items, i));
    }
}

/* What happens while lines are still unknown: somebody writes, corrects nothing, opens a fold. */
static void
go_on (MatoiTimelineModel *model, MatoiIncident *incident, GRand *rand)
{
  gint64 at = 2000000 + g_rand_int_range (rand, 0, 520) * 1000;
  g_autofree char *name = g_strdup_printf ("Person %u", g_rand_int (rand));
  const MatoiEntry *entry;

  switch (g_rand_int_range (rand, 0, 6))
    {
    case 0:
    case 1:
      add (model, incident, new_note (incident, at, "a note"));
      break;
    case 2:
      add (model, incident, new_role (incident, at, name));
      break;
    case 3:
      entry =
        g_ptr_array_index (incident->entries,
                           (guint) g_rand_int_range (rand, 0, (gint32) incident->entries->len));
      matoi_timeline_model_begin_at (model, &entry->id, 20);
      break;
    case 4:
      matoi_timeline_model_offer_more (model);
      break;
    default:
      if (get_length (model) > 0)
        {
          g_autoptr (MatoiTimelineItem) item =
            dup_item (model, (guint) g_rand_int_range (rand, 0, (gint32) get_length (model)));

          if (matoi_timeline_item_get_n_folded (item) > 0)
            matoi_timeline_model_toggle (model, item);
        }
    }
}

static MatoiIncident *
new_long_incident (guint n)
{
  MatoiIncident *incident = new_incident ();
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_event_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, i % 5 > 1 ? new_note (incident, 2000000 + i * 1000, "a note")
                                       : new_role (incident, 2000000 + i * 1000, "Ben"));
  matoi_incident_apply_all (incident, events);
  return incident;
}

/* Whatever comes in between, the listeners know the same in the end. */
static void
test_partial (void)
{
  for (guint seed = 0; seed < 40; seed++)
    {
      g_autoptr (MatoiIncident) incident = new_long_incident (500);
      g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
      g_autoptr (MatoiTimelineModel) whole = matoi_timeline_model_new ();
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      Mirror told = { items, 0 };

      g_signal_connect (model, "items-changed", G_CALLBACK (mirror), &told);
      matoi_timeline_model_begin (model, incident, 20);
      g_assert_cmpuint (get_length (model), ==, 20);
      for (guint i = 0; i < 60; i++)
        {
          go_on (model, incident, rand);
          assert_mirrored (model, &told);
        }
      matoi_timeline_model_offer_all (model);
      g_assert_false (matoi_timeline_model_is_partial (model));
      assert_mirrored (model, &told);
      assert_consistent (model);
      matoi_timeline_model_set_incident (whole, incident);
      g_assert_cmpuint (matoi_timeline_model_get_n_found (model), ==,
                        matoi_timeline_model_get_n_found (whole));
    }
}

/* What is looked for and not known yet is found, and its position counts. */
static void
test_partial_find (void)
{
  g_autoptr (MatoiIncident) incident = new_long_incident (500);
  g_autoptr (MatoiTimelineModel) model = matoi_timeline_model_new ();
  const MatoiEntry *early = g_ptr_array_index (incident->entries, 3);
  guint position, n;

  matoi_timeline_model_begin (model, incident, 20);
  g_assert_true (matoi_timeline_model_knows_end (model));
  matoi_timeline_model_begin_at (model, &early->id, 20);
  g_assert_false (matoi_timeline_model_knows_end (model));
  g_assert_cmpuint (get_length (model), ==, 20);
  g_assert_true (matoi_timeline_model_find (model, &early->id, &position));
  g_assert_cmpuint (get_length (model), ==, 20);
  while (matoi_timeline_model_offer_more (model))
    g_assert_cmpuint (get_length (model), <, 400);
  n = get_length (model);
  assert_consistent (model);

  matoi_timeline_model_begin (model, incident, 20);
  g_assert_true (matoi_timeline_model_find (model, &early->id, &position));
  g_assert_cmpuint (get_length (model), ==, n);
  g_assert_cmpuint (position, <, 10);
  matoi_timeline_model_begin (model, incident, 20);
  g_assert_true (matoi_timeline_model_find_time (model, early->occurred_at, &position));
  g_assert_cmpuint (get_length (model), ==, n);
  g_assert_cmpuint (position, <, 10);
  matoi_timeline_model_begin (model, NULL, 20);
  g_assert_cmpuint (get_length (model), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/timeline-model/append", test_append);
  g_test_add_func ("/ui/timeline-model/strike", test_strike);
  g_test_add_func ("/ui/timeline-model/days", test_days);
  g_test_add_func ("/ui/timeline-model/folds", test_folds);
  g_test_add_func ("/ui/timeline-model/links", test_links);
  g_test_add_func ("/ui/timeline-model/narrow", test_narrow);
  g_test_add_func ("/ui/timeline-model/corrected", test_corrected);
  g_test_add_func ("/ui/timeline-model/any-order", test_any_order);
  g_test_add_func ("/ui/timeline-model/partial", test_partial);
  g_test_add_func ("/ui/timeline-model/partial-find", test_partial_find);
  g_test_add_func ("/ui/timeline-model/words", test_words);
  g_test_add_func ("/ui/timeline-model/many", test_many);
  return g_test_run ();
}
