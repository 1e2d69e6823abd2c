/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Which postmortems are late, and when their owner is reminded (END-11), under a clock of our own. */

#include "config.h"

#include "matoi-outstanding.h"
#include "test-common.h"

#define HOUR (60 * MATOI_MINUTE)
#define DAY  (24 * HOUR)

typedef struct
{
  char *folder;
  MatoiContext *context;
  MatoiOutstanding *outstanding;
  MatoiId incident;
  GString *reminded; /* the texts, a "|" before each */
  guint n_settled, n_changed;
  gboolean done;
} Fixture;

static gint64
at (const char *text)
{
  gint64 ms;

  g_assert_true (matoi_time_parse (text, NULL, &ms));
  return ms;
}

/* --- the decision */

static void
test_stages (void)
{
  static const struct
  {
    const char *now;
    int stage;
  } cases[] = {
    { "2026-11-20T12:00:00+09:00", MATOI_STAGE_NONE },
    /* the day before, from nine o'clock on */
    { "2026-11-22T08:59:59+09:00", MATOI_STAGE_NONE },
    { "2026-11-22T09:00:00+09:00", MATOI_STAGE_EVE },
    { "2026-11-23T08:59:59+09:00", MATOI_STAGE_EVE },
    { "2026-11-23T09:00:00+09:00", MATOI_STAGE_DAY },
    /* midnight wakes nobody */
    { "2026-11-24T00:30:00+09:00", MATOI_STAGE_DAY },
    { "2026-11-24T09:00:00+09:00", MATOI_STAGE_OVERDUE },
    { "2026-11-25T08:00:00+09:00", MATOI_STAGE_OVERDUE },
    { "2026-11-25T09:00:00+09:00", MATOI_STAGE_OVERDUE + 1 },
    { "2026-12-24T12:00:00+09:00", MATOI_STAGE_OVERDUE + 30 },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  gint64 due = at ("2026-11-23T23:59:59+09:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (matoi_outstanding_get_stage (due, at (cases[i].now), zone), ==,
                     cases[i].stage);
  g_assert_cmpint (matoi_outstanding_get_stage (MATOI_TIME_NONE, due, zone), ==, MATOI_STAGE_NONE);
}

static void
test_words (void)
{
  static const struct
  {
    const char *now, *words;
  } cases[] = {
    { "2026-11-20T12:00:00+09:00", "due in 3 days" },
    { "2026-11-22T23:59:00+09:00", "due tomorrow" },
    { "2026-11-23T00:00:00+09:00", "due today" },
    { "2026-11-23T23:59:59.999+09:00", "overdue since today" },
    { "2026-11-24T00:00:00+09:00", "1 day overdue" },
    { "2026-12-01T00:00:00+09:00", "8 days overdue" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Asia/Tokyo");
  gint64 due = at ("2026-11-23T23:59:59+09:00");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = matoi_outstanding_dup_due (due, at (cases[i].now), zone);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* --- with a real database */

static void
on_remind (MatoiOutstanding *outstanding, const char *ref, const char *text, Fixture *fixture)
{
  g_string_append_printf (fixture->reminded, "|%s", text);
}

static void
on_settle (MatoiOutstanding *outstanding, Fixture *fixture)
{
  fixture->n_settled++;
}

static void
on_changed (MatoiOutstanding *outstanding, Fixture *fixture)
{
  fixture->n_changed++;
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_context_submit_finish (MATOI_CONTEXT (source), result, &error);

  g_assert_no_error (error);
  fixture->incident = receipt->incident;
  matoi_context_free_receipt (receipt);
  fixture->done = TRUE;
}

/* Submits @name with pairs of arguments, ended by NULL, as Ann. */
static void
submit (Fixture *fixture, gboolean declares, const char *name, ...)
{
  g_autoptr (MatoiCommand) command = matoi_command_new (name, "Ann");
  const char *key;
  va_list args;

  va_start (args, name);
  while ((key = va_arg (args, const char *)))
    matoi_command_set (command, key, va_arg (args, const char *));
  va_end (args);
  if (declares)
    g_assert_true (matoi_context_prepare_declare (fixture->context, command, "pagerduty", NULL));
  fixture->done = FALSE;
  matoi_context_submit_async (fixture->context, declares ? NULL : &fixture->incident, command, NULL,
                              on_submitted, fixture);
  WAIT_UNTIL (fixture->done);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *db = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-outstanding-XXXXXX", NULL);
  db = g_build_filename (fixture->folder, "matoi.db", NULL);
  fixture->context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  matoi_context_set_identity (fixture->context, "Ann");
  matoi_context_set_now (fixture->context, at ("2026-11-20T12:00:00Z"));
  matoi_context_start (fixture->context);
  fixture->outstanding = matoi_outstanding_new (fixture->context);
  fixture->reminded = g_string_new (NULL);
  g_signal_connect (fixture->outstanding, "remind", G_CALLBACK (on_remind), fixture);
  g_signal_connect (fixture->outstanding, "settle", G_CALLBACK (on_settle), fixture);
  g_signal_connect (fixture->outstanding, "changed", G_CALLBACK (on_changed), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->outstanding);
  g_clear_object (&fixture->context);
  test_common_remove (fixture->folder);
  g_string_free (fixture->reminded, TRUE);
  g_free (fixture->folder);
}

/* An incident of SEV-1 that ended on the 20th: due on the 23rd, by @owner. */
static void
end_one (Fixture *fixture, const char *title, const char *owner)
{
  guint before;

  submit (fixture, TRUE, "declare", "title", title, "severity", "1", NULL);
  submit (fixture, FALSE, "role-assign", "role", "ic", "person", "Ann", NULL);
  before = fixture->n_changed;
  submit (fixture, FALSE, "end", "outcome", "recovered", "final_severity", "1", "owner", owner,
          "override", "for the test", NULL);
  WAIT_UNTIL (fixture->n_changed > before);
}

static void
look (Fixture *fixture, const char *now)
{
  matoi_context_set_now (fixture->context, at (now));
  matoi_outstanding_tick (fixture->outstanding);
}

static const char *
take (Fixture *fixture)
{
  static char *taken;

  g_free (taken);
  taken = g_strdup (fixture->reminded->str);
  g_string_truncate (fixture->reminded, 0);
  return taken;
}

static void
test_reminders (Fixture *fixture, gconstpointer data)
{
  end_one (fixture, "Mine", "Ann");
  end_one (fixture, "Of somebody else", "Ben");
  g_assert_cmpstr (take (fixture), ==, "");

  /* on the day before, once */
  look (fixture, "2026-11-22T09:30:00Z");
  g_assert_nonnull (strstr (take (fixture), "Mine: due tomorrow"));
  look (fixture, "2026-11-22T18:00:00Z");
  g_assert_cmpstr (take (fixture), ==, "");

  /* a week of sleep ends in one reminder */
  look (fixture, "2026-11-30T09:30:00Z");
  g_assert_cmpuint (matoi_outstanding_count_overdue (fixture->outstanding), ==, 2);
  g_assert_nonnull (strstr (fixture->reminded->str, "Mine: 7 days overdue"));
  g_assert_null (strstr (fixture->reminded->str, "somebody else"));
  g_assert_null (strchr (take (fixture) + 1, '|'));
  g_assert_cmpuint (fixture->n_settled, ==, 0);
}

/* Who gives it away, or waives it, is not reminded any more. */
static void
test_settled (Fixture *fixture, gconstpointer data)
{
  end_one (fixture, "Mine", "Ann");
  look (fixture, "2026-11-24T10:00:00Z");
  g_assert_nonnull (strstr (take (fixture), "1 day overdue"));
  submit (fixture, FALSE, "pm-waive", "reason", "written elsewhere", NULL);
  WAIT_UNTIL (fixture->n_settled == 1);
  g_assert_cmpuint (matoi_outstanding_count_overdue (fixture->outstanding), ==, 0);
  look (fixture, "2026-11-25T10:00:00Z");
  g_assert_cmpstr (take (fixture), ==, "");
}

/* SEC-03, SEC-04: neither title nor reference. */
static void
test_confidential (Fixture *fixture, gconstpointer data)
{
  guint before;

  end_one (fixture, "Keys leaked", "Ann");
  before = fixture->n_changed;
  submit (fixture, FALSE, "security", "codename", "Heron", NULL);
  WAIT_UNTIL (fixture->n_changed > before);
  look (fixture, "2026-11-24T10:00:00Z");
  g_assert_cmpstr (fixture->reminded->str, !=, "");
  g_assert_null (strstr (fixture->reminded->str, "Keys"));
  g_assert_null (strstr (fixture->reminded->str, "INC-"));
}

/* Several are one reminder of a few lines. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 5; i++)
    end_one (fixture, "One of many", "Ann");
  look (fixture, "2026-11-24T10:00:00Z");
  g_assert_nonnull (strstr (fixture->reminded->str, "and 2 more"));
  g_assert_null (strchr (fixture->reminded->str + 1, '|'));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/outstanding/stages", test_stages);
  g_test_add_func ("/app/outstanding/words", test_words);
  g_test_add ("/app/outstanding/reminders", Fixture, NULL, set_up, test_reminders, tear_down);
  g_test_add ("/app/outstanding/settled", Fixture, NULL, set_up, test_settled, tear_down);
  g_test_add ("/app/outstanding/confidential", Fixture, NULL, set_up, test_confidential, tear_down);
  g_test_add ("/app/outstanding/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
