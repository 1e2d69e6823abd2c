/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What waits for a service that only answers: done once, in order, whatever breaks. */

#include "config.h"

#include <string.h>

#include "matoi-error.h"
#include "matoi-errands.h"
#include "matoi-json.h"
#include "pump-rig.h"

#define HASTE 1000

typedef enum
{
  WELL,
  LOST_AFTER, /* done, and no answer */
  LOST_BEFORE,
  AWAY,    /* certainly not done: not reached */
  BUSY,    /* certainly not done: it asks for a pause */
  REFUSED, /* cannot work */
  DEAD,    /* the token */
  SILENT,  /* done, and no answer until it is cancelled */
  HUNG,    /* not done, and no answer until it is cancelled */
  BLIND,   /* nobody can look */
} Fault;

/* A service that does what it is asked and notes it. */
typedef struct
{
  PumpRig rig;
  MatoiErrandsKind kind;
  MatoiErrands *errands;
  GString *done; /* each thing that was done, in order, "one two " */
  GString *runs; /* how many came at a time */
  GArray *faults;
  guint n_looks, n_trouble;
  char *trouble;
  gboolean records;
  GError *unread; /* (nullable) why what belongs to "one" cannot be read… */
  guint n_unread; /* …so often */
} Service;

static Service *the_service; /* for what is told nothing of it */

static Fault
next_fault (Service *self)
{
  Fault fault = WELL;

  if (self->faults->len > 0)
    {
      fault = g_array_index (self->faults, Fault, 0);
      g_array_remove_index (self->faults, 0);
    }
  return fault;
}

static gboolean
is_done (Service *self, const char *text)
{
  g_autofree char *word = g_strconcat (text, " ", NULL);

  return strstr (self->done->str, word) != NULL;
}

static void
settle (Service *self, MatoiErrand *errand, const char *text)
{
  errand->outcome = MATOI_OUTBOX_SENT;
  g_free (errand->detail);
  errand->detail = g_strconcat ("R-", text, NULL);
  if (self->records)
    {
      MatoiCommand *command = matoi_command_new ("note", "matoi");

      matoi_command_set (command, "text", text);
      g_ptr_array_add (errand->commands, command);
    }
}

static void
carry_out (Service *self, MatoiErrand *errand, Fault fault)
{
  const char *text = matoi_json_get_string (errand->payload, "text");

  if (fault == WELL || fault == LOST_AFTER || fault == SILENT)
    g_string_append_printf (self->done, "%s ", text);
  if (fault == WELL)
    settle (self, errand, text);
  else if (fault == AWAY || fault == BUSY || fault == DEAD)
    errand->outcome = MATOI_OUTBOX_AGAIN;
  else if (fault == REFUSED)
    errand->outcome = MATOI_OUTBOX_FAIL;
  errand->unreached = fault == AWAY || fault == LOST_AFTER || fault == LOST_BEFORE;
  if (fault == BUSY)
    errand->retry_after = 2000;
  if (fault == DEAD)
    errand->dead = g_strdup ("The token is dead.");
}

static void
on_cancelled (GCancellable *cancellable, GTask *task)
{
  g_task_return_boolean (task, FALSE);
  g_object_unref (task);
}

static void
run_async (gpointer service,
           GPtrArray *errands,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  Service *self = service;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  MatoiErrand *first = g_ptr_array_index (errands, 0);
  Fault fault = next_fault (self);

  if (first->looking)
    {
      const char *text = matoi_json_get_string (first->payload, "text");

      g_assert_cmpuint (errands->len, ==, 1);
      self->n_looks++;
      if (fault == BLIND)
        first->unreached = FALSE;
      else if (is_done (self, text))
        settle (self, first, text);
      else
        first->absent = TRUE;
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_string_append_printf (self->runs, "%u ", errands->len);
  for (guint i = 0; i < errands->len; i++)
    carry_out (self, g_ptr_array_index (errands, i), fault);
  if (fault == SILENT || fault == HUNG)
    g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancelled), g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static gboolean
run_finish (gpointer service, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* In the store's thread, while the main loop only waits for it. */
static gpointer
gather (MatoiStore *store, const MatoiErrand *errand, GError **error)
{
  Service *self = the_service;

  if (self->n_unread == 0 || strcmp (matoi_json_get_string (errand->payload, "text"), "one") != 0)
    return g_strdup ("");
  self->n_unread--;
  g_propagate_error (error, g_error_copy (self->unread));
  return NULL;
}

static void
on_trouble (Service *self, MatoiErrand *errand)
{
  self->n_trouble++;
  g_free (self->trouble);
  self->trouble = g_strdup (errand->dead);
}

static void
make (Service *self)
{
  self->errands = matoi_errands_new (sync_rig_get_desk (&self->rig.rig), &self->kind, self);
  matoi_errands_set_haste (self->errands, HASTE);
  g_signal_connect_swapped (self->errands, "trouble", G_CALLBACK (on_trouble), self);
}

/* With another kind. */
static void
remake (Service *self)
{
  g_clear_object (&self->errands);
  make (self);
}

static void
set_up (Service *self)
{
  static const guint looks[] = { 2000, 5000, 15000 };

  memset (self, 0, sizeof *self);
  pump_rig_set_up (&self->rig, HASTE);
  self->kind = (MatoiErrandsKind){ .lanes = "jira/",
                                   .max_batch = 1,
                                   .max_looks = G_N_ELEMENTS (looks),
                                   .look_ms = looks,
                                   .again = TRUE,
                                   .run_async = run_async,
                                   .run_finish = run_finish };
  self->done = g_string_new (NULL);
  self->runs = g_string_new (NULL);
  self->faults = g_array_new (FALSE, FALSE, sizeof (Fault));
  make (self);
}

static void
tear_down (Service *self)
{
  g_clear_object (&self->errands);
  pump_rig_tear_down (&self->rig);
  g_string_free (self->done, TRUE);
  g_string_free (self->runs, TRUE);
  g_array_unref (self->faults);
  g_free (self->trouble);
  g_clear_error (&self->unread);
  the_service = NULL;
}

/* What belongs to "one" cannot be read @count times, with an error of @code. */
static void
set_unread (Service *self, MatoiErrorCode code, guint count)
{
  self->kind.gather = gather;
  self->kind.facts_free = g_free;
  self->unread = g_error_new_literal (MATOI_ERROR, (gint) code, "It cannot be read.");
  self->n_unread = count;
  the_service = self;
  remake (self);
}

static void
plan (Service *self, const char *lane, const char *text, const char *batch)
{
  g_autofree char *payload = batch != NULL
                               ? g_strdup_printf ("{\"text\":\"%s\",\"batch\":\"%s\"}", text, batch)
                               : g_strdup_printf ("{\"text\":\"%s\"}", text);

  pump_rig_plan (&self->rig, lane, "thing.make", payload);
}

/* Killed, and begun anew. */
static void
restart (Service *self)
{
  matoi_context_stop (self->rig.rig.context);
  g_clear_object (&self->errands);
  sync_rig_reopen (&self->rig.rig);
  make (self);
}

static void
fail_next (Service *self, Fault fault, guint count)
{
  for (guint i = 0; i < count; i++)
    g_array_append_val (self->faults, fault);
}

static void
run (Service *self)
{
  matoi_errands_start (self->errands);
  WAIT_UNTIL (!matoi_errands_is_busy (self->errands));
}

static void
assert_state (Service *self, guint index, const char *state, const char *error)
{
  pump_rig_assert_state (&self->rig, index, state, error);
}

/* --- */

/* Each lane in order, and nothing of anybody else's. */
static void
test_order (void)
{
  Service service;

  set_up (&service);
  plan (&service, "slack/channel/#x", "other", NULL);
  plan (&service, "jira/a", "one", NULL);
  plan (&service, "jira/a", "two", NULL);
  plan (&service, "jira2/a", "elsewhere", NULL);
  plan (&service, "jira/a", "three", NULL);
  pump_rig_submit (&service.rig);
  run (&service);
  g_assert_cmpstr (service.done->str, ==, "one two three ");
  assert_state (&service, 0, "queued", NULL);
  assert_state (&service, 1, "sent", NULL);
  assert_state (&service, 3, "queued", NULL);
  tear_down (&service);
}

static void
test_batches (void)
{
  Service service;

  set_up (&service);
  service.kind.max_batch = 3;
  remake (&service);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *lane = g_strdup_printf ("jira/%u", i);
      g_autofree char *text = g_strdup_printf ("t%u", i);

      plan (&service, lane, text, i < 7 ? "PAY" : "OPS");
    }
  pump_rig_submit (&service.rig);
  run (&service);
  g_assert_cmpstr (service.done->str, ==, "t0 t1 t2 t3 t4 t5 t6 t7 ");
  g_assert_cmpuint (sync_rig_count_outbox (&service.rig.rig, "sent"), ==, 8);
  /* Four at a time may begin; what does not fit together goes alone. */
  g_assert_cmpstr (service.runs->str, ==, "3 1 3 1 ");
  tear_down (&service);
}

/* Nobody knows: it is looked for, and done again only if it is not there. */
static void
test_lost (void)
{
  for (guint arrived = 0; arrived < 2; arrived++)
    {
      Service service;
      g_autoptr (MatoiOutboxRow) row = NULL;

      set_up (&service);
      plan (&service, "jira/a", "one", NULL);
      pump_rig_submit (&service.rig);
      fail_next (&service, arrived ? LOST_AFTER : LOST_BEFORE, 1);
      run (&service);
      g_assert_cmpstr (service.done->str, ==, "one ");
      g_assert_cmpuint (service.n_looks, ==, arrived ? 1 : 3);
      row = pump_rig_get_row (&service.rig, 0);
      g_assert_cmpstr (row->state, ==, "sent");
      g_assert_cmpstr (row->remote_id, ==, "R-one");
      tear_down (&service);
    }
}

/* Twice, and never a third time, even if Matoi is ended in between. */
static void
test_lost_twice (void)
{
  Service service;

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, LOST_BEFORE, 1);
  fail_next (&service, WELL, 3);
  fail_next (&service, LOST_BEFORE, 1);
  run (&service);
  assert_state (&service, 0, "held", MATOI_OUTBOX_MAYBE);
  g_assert_cmpuint (service.n_looks, ==, 6);
  tear_down (&service);

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, LOST_BEFORE, 1);
  fail_next (&service, WELL, 3);
  fail_next (&service, HUNG, 1);
  matoi_errands_start (service.errands);
  WAIT_UNTIL (g_str_equal (service.runs->str, "1 1 "));
  restart (&service);
  assert_state (&service, 0, "sending", MATOI_OUTBOX_RESENT);
  run (&service);
  g_assert_cmpstr (service.runs->str, ==, "1 1 ");
  assert_state (&service, 0, "held", MATOI_OUTBOX_MAYBE);
  g_assert_cmpuint (service.n_looks, ==, 6);
  tear_down (&service);
}

/* What reaches people is never done twice, nor what its service does not want to be. */
static void
test_never_twice (void)
{
  for (guint pings = 0; pings < 2; pings++)
    {
      Service service;

      set_up (&service);
      plan (&service, "jira/a", "one", NULL);
      pump_rig_get_planned (&service.rig, 0)->pings = pings != 0;
      service.kind.again = pings != 0;
      remake (&service);
      pump_rig_submit (&service.rig);
      fail_next (&service, LOST_BEFORE, 1);
      run (&service);
      assert_state (&service, 0, "held", MATOI_OUTBOX_MAYBE);
      g_assert_cmpstr (service.runs->str, ==, "1 ");
      tear_down (&service);
    }
}

/* Nobody can look: a person decides. */
static void
test_blind (void)
{
  Service service;

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, LOST_AFTER, 1);
  fail_next (&service, BLIND, 10);
  run (&service);
  assert_state (&service, 0, "held", "no_answer");
  g_assert_cmpuint (service.n_looks, ==, 3);
  tear_down (&service);
}

/* Killed in between: whoever comes next looks at once. */
static void
test_restart (void)
{
  for (guint pings = 0; pings < 2; pings++)
    {
      Service service;

      set_up (&service);
      plan (&service, "jira/a", "one", NULL);
      pump_rig_get_planned (&service.rig, 0)->pings = pings != 0;
      pump_rig_submit (&service.rig);
      fail_next (&service, SILENT, 1);
      matoi_errands_start (service.errands);
      WAIT_UNTIL (service.done->len > 0);
      restart (&service);
      assert_state (&service, 0, "sending", NULL);
      run (&service);
      assert_state (&service, 0, "sent", NULL);
      g_assert_cmpstr (service.done->str, ==, "one ");
      g_assert_cmpuint (service.n_looks, ==, 1);
      tear_down (&service);
    }
}

/* Nothing more is tried with a token that is refused; with a new one everything goes on. */
static void
test_dead (void)
{
  Service service;

  set_up (&service);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *lane = g_strdup_printf ("jira/%u", i);

      plan (&service, lane, "t", NULL);
    }
  pump_rig_submit (&service.rig);
  fail_next (&service, DEAD, 6);
  run (&service);
  g_assert_cmpuint (service.n_trouble, ==, 1);
  g_assert_cmpstr (service.trouble, ==, "The token is dead.");
  g_assert_cmpuint (sync_rig_count_outbox (&service.rig.rig, "queued"), ==, 6);
  g_array_set_size (service.faults, 0);
  matoi_errands_hurry (service.errands);
  g_assert_false (matoi_errands_is_busy (service.errands));
  run (&service);
  g_assert_cmpuint (sync_rig_count_outbox (&service.rig.rig, "sent"), ==, 6);
  tear_down (&service);
}

/* Five times in a row nobody answers. */
static void
test_away (void)
{
  Service service;

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, AWAY, 4);
  run (&service);
  g_assert_cmpuint (service.n_trouble, ==, 0);
  assert_state (&service, 0, "sent", NULL);
  plan (&service, "jira/b", "two", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, AWAY, 5);
  run (&service);
  g_assert_cmpuint (service.n_trouble, ==, 1);
  g_assert_null (service.trouble);
  assert_state (&service, 1, "queued", "no_answer");
  tear_down (&service);
}

/* A service that asks for pauses is asked on; one that refuses is not. */
static void
test_refused (void)
{
  Service service;

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  plan (&service, "jira/b", "two", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, REFUSED, 1);
  fail_next (&service, BUSY, 10);
  run (&service);
  assert_state (&service, 0, "failed", "no_answer");
  assert_state (&service, 1, "sent", NULL);
  tear_down (&service);
}

/* What cannot be read for good goes to a person at once, what the disk does not give after some
 * tries; the other lanes go on meanwhile, and nothing was sent. */
static void
test_unread (void)
{
  static const struct
  {
    MatoiErrorCode code;
    guint count;
    const char *state, *error, *done;
  } cases[] = {
    { MATOI_ERROR_NOT_FOUND, 1, "held", MATOI_OUTBOX_UNREADABLE, "two four " },
    { MATOI_ERROR_STORAGE, 100, "held", MATOI_OUTBOX_UNREADABLE, "two four " },
    { MATOI_ERROR_STORAGE, 3, "sent", NULL, "two four one three " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Service service;

      set_up (&service);
      set_unread (&service, cases[i].code, cases[i].count);
      plan (&service, "jira/a", "one", NULL);
      plan (&service, "jira/b", "two", NULL);
      plan (&service, "jira/a", "three", NULL);
      plan (&service, "jira/c", "four", NULL);
      pump_rig_submit (&service.rig);
      run (&service);
      assert_state (&service, 0, cases[i].state, cases[i].error);
      assert_state (&service, 1, "sent", NULL);
      assert_state (&service, 3, "sent", NULL);
      g_assert_cmpstr (service.done->str, ==, cases[i].done);
      g_assert_cmpuint (service.n_trouble, ==, 0);
      tear_down (&service);
    }
}

/* Of what was perhaps done, and what belongs to it cannot be read any more, a person hears that. */
static void
test_unread_doubt (void)
{
  Service service;

  set_up (&service);
  plan (&service, "jira/a", "one", NULL);
  plan (&service, "jira/b", "two", NULL);
  pump_rig_submit (&service.rig);
  fail_next (&service, SILENT, 1);
  matoi_errands_start (service.errands);
  WAIT_UNTIL (service.done->len > 0);
  set_unread (&service, MATOI_ERROR_STORAGE, 100);
  restart (&service);
  run (&service);
  assert_state (&service, 0, "held", MATOI_OUTBOX_MAYBE);
  assert_state (&service, 1, "sent", NULL);
  g_assert_cmpstr (service.done->str, ==, "one two ");
  tear_down (&service);
}

static guint
count_notes (Service *self)
{
  g_autoptr (MatoiIncident) incident = sync_rig_load (&self->rig.rig);
  guint n = 0;

  for (guint i = 0; i < incident->entries->len; i++)
    {
      const MatoiEntry *entry = g_ptr_array_index (incident->entries, i);

      n += g_strcmp0 (entry->text, "one") == 0;
    }
  return n;
}

/* What came of it is in the record by the time the row counts as sent. */
static void
test_recorded (void)
{
  Service service;

  set_up (&service);
  service.records = TRUE;
  plan (&service, "jira/a", "one", NULL);
  pump_rig_submit (&service.rig);
  run (&service);
  assert_state (&service, 0, "sent", NULL);
  g_assert_cmpuint (count_notes (&service), ==, 1);
  tear_down (&service);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/errands/order", test_order);
  g_test_add_func ("/errands/batches", test_batches);
  g_test_add_func ("/errands/lost", test_lost);
  g_test_add_func ("/errands/lost-twice", test_lost_twice);
  g_test_add_func ("/errands/never-twice", test_never_twice);
  g_test_add_func ("/errands/blind", test_blind);
  g_test_add_func ("/errands/restart", test_restart);
  g_test_add_func ("/errands/dead", test_dead);
  g_test_add_func ("/errands/away", test_away);
  g_test_add_func ("/errands/refused", test_refused);
  g_test_add_func ("/errands/unread", test_unread);
  g_test_add_func ("/errands/unread-doubt", test_unread_doubt);
  g_test_add_func ("/errands/recorded", test_recorded);
  return g_test_run ();
}
