/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-outstanding.h"

#include <glib/gi18n-lib.h>

/* More lines than this are not read in a notification. */
#define MAX_LINES 3
/* Nobody is reminded before nine in the morning: until then it is still yesterday. */
#define MORNING (9 * 60 * MATOI_MINUTE)

struct _MatoiOutstanding
{
  GObject parent_instance;
  MatoiContext *context;
  GPtrArray *rows;   /* (nullable) of MatoiIncidentRow; not read yet */
  GHashTable *told;  /* reference -> stage, as a pointer */
  gboolean reminded; /* something that is not settled */
  gboolean reading, again;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiOutstanding, matoi_outstanding, G_TYPE_OBJECT)

enum
{
  CHANGED,
  REMIND,
  SETTLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* --- deadlines in days and words */

static int
get_day (gint64 at, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_timezone (utc, zone) : NULL;
  int year, month, day;
  GDate date;

  if (!local)
    return 0;
  g_date_time_get_ymd (local, &year, &month, &day);
  g_date_set_dmy (&date, (GDateDay) day, (GDateMonth) month, (GDateYear) year);
  return (int) g_date_get_julian (&date);
}

/* How many midnights lie between @now and the day of @due_at; negative: it is over. */
static int
get_days (gint64 due_at, gint64 now, GTimeZone *zone)
{
  return get_day (due_at, zone) - get_day (now, zone);
}

/**
 * matoi_outstanding_get_stage:
 * @due_at: a deadline, or MATOI_TIME_NONE
 *
 * What the owner should have been reminded of by @now (END-11): on the day before, on the day, and
 * on each day after it, always from nine in the morning on.
 *
 * Returns: MATOI_STAGE_NONE, _EVE, _DAY, or _OVERDUE and one more for each day of delay
 */
int
matoi_outstanding_get_stage (gint64 due_at, gint64 now, GTimeZone *zone)
{
  int days;

  if (due_at == MATOI_TIME_NONE)
    return MATOI_STAGE_NONE;
  days = get_days (due_at, now - MORNING, zone);
  if (days > 1)
    return MATOI_STAGE_NONE;
  return days == 1 ? MATOI_STAGE_EVE : days == 0 ? MATOI_STAGE_DAY : MATOI_STAGE_DAY - days;
}

/** matoi_outstanding_dup_due: (transfer full): such as “due in 2 days”; @due_at must be a time. */
char *
matoi_outstanding_dup_due (gint64 due_at, gint64 now, GTimeZone *zone)
{
  int days = get_days (due_at, now, zone);

  if (days < 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d day overdue", "%d days overdue", (gulong) -days), -days);
  /* Translators: of a deadline of this day that has passed. */
  if (due_at < now)
    return g_strdup (_ ("overdue since today"));
  if (days == 0)
    return g_strdup (_ ("due today"));
  if (days == 1)
    return g_strdup (_ ("due tomorrow"));
  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "due in %d day", "due in %d days", (gulong) days), days);
}

/* The deadline is for the meeting and for the writing (PM-06, PM-08): what was reviewed kept it. */
static gboolean
is_running (const MatoiIncidentRow *row)
{
  return row->postmortem_due != MATOI_TIME_NONE &&
         (g_strcmp0 (row->postmortem_state, "draft") == 0 ||
          g_strcmp0 (row->postmortem_state, "in-review") == 0);
}

gboolean
matoi_outstanding_is_overdue (const MatoiIncidentRow *row, gint64 now)
{
  return is_running (row) && row->postmortem_due < now;
}

/** matoi_outstanding_get_title: the code name of a confidential one (SEC-03). */
const char *
matoi_outstanding_get_title (const MatoiIncidentRow *row)
{
  if (row->security)
    return row->codename && *row->codename ? row->codename : _ ("Confidential incident");
  return row->title;
}

gboolean
matoi_outstanding_concerns (const MatoiEvent *event)
{
  static const char *const types[] = {
    "postmortem.created",  "postmortem.waived",
    "postmortem.owner",    "postmortem.due",
    "postmortem.advanced", "postmortem.reopened",
    "severity.final",      "details.changed",
    "security.enabled",    NULL,
  };

  return g_strv_contains (types, event->type) || g_str_has_prefix (event->type, "incident.") ||
         g_str_has_prefix (event->type, "action.");
}

/* --- reminding */

static gboolean
is_mine (MatoiOutstanding *self, const MatoiIncidentRow *row)
{
  return g_strcmp0 (row->postmortem_owner, matoi_context_get_identity (self->context)) == 0;
}

static void
add_line (MatoiOutstanding *self, GString *text, const MatoiIncidentRow *row, gint64 now)
{
  g_autofree char *due =
    matoi_outstanding_dup_due (row->postmortem_due, now, matoi_context_get_zone (self->context));

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (row->security)
    /* What it is about stays inside the incident (SEC-04). */
    g_string_append (text, _ ("The time limit of a postmortem is near or over."));
  else
    /* Translators: a reminder: %1$s is a reference, %2$s the incident's title, %3$s such as “due
     * tomorrow”. */
    g_string_append_printf (text, _ ("%1$s %2$s: %3$s"), row->ref, row->title, due);
}

static void
remind (MatoiOutstanding *self, GPtrArray *due, gint64 now)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const MatoiIncidentRow *only = due->len == 1 ? g_ptr_array_index (due, 0) : NULL;

  for (guint i = 0; i < due->len && i < MAX_LINES; i++)
    add_line (self, text, g_ptr_array_index (due, i), now);
  if (due->len > MAX_LINES)
    g_string_append_printf (text,
                            /* Translators: the last line of a reminder of several postmortems. */
                            g_dngettext (GETTEXT_PACKAGE, "\nand %u more", "\nand %u more",
                                         due->len - MAX_LINES),
                            due->len - MAX_LINES);
  g_signal_emit (self, signals[REMIND], 0, only && !only->security ? only->ref : NULL, text->str);
}

/* Compares with what was reminded of before. */
void
matoi_outstanding_tick (MatoiOutstanding *self)
{
  gint64 now = matoi_context_get_now (self->context);
  g_autoptr (GPtrArray) due = g_ptr_array_new ();
  g_autoptr (GHashTable) told = NULL;
  gboolean news = FALSE;

  g_return_if_fail (MATOI_IS_OUTSTANDING (self));

  if (!self->rows)
    return;
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->rows->len; i++)
    {
      MatoiIncidentRow *row = g_ptr_array_index (self->rows, i);
      int stage, before = GPOINTER_TO_INT (g_hash_table_lookup (self->told, row->ref));

      if (!is_running (row) || !is_mine (self, row))
        continue;
      stage = matoi_outstanding_get_stage (row->postmortem_due, now,
                                           matoi_context_get_zone (self->context));
      if (stage == MATOI_STAGE_NONE)
        continue;
      g_ptr_array_add (due, row);
      g_hash_table_insert (told, g_strdup (row->ref), GINT_TO_POINTER (stage));
      news |= stage > before;
    }
  g_hash_table_unref (self->told);
  self->told = g_steal_pointer (&told);
  if (news)
    {
      self->reminded = TRUE;
      remind (self, due, now);
    }
  else if (self->reminded && due->len == 0)
    {
      self->reminded = FALSE;
      g_signal_emit (self, signals[SETTLE], 0);
    }
}

/* How many are late now, whoever owns them. */
guint
matoi_outstanding_count_overdue (MatoiOutstanding *self)
{
  gint64 now = matoi_context_get_now (self->context);
  guint n = 0;

  for (guint i = 0; self->rows && i < self->rows->len; i++)
    n += matoi_outstanding_is_overdue (g_ptr_array_index (self->rows, i), now);
  return n;
}

/* --- reading */

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiOutstanding) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = matoi_context_list_postmortems_finish (MATOI_CONTEXT (source), result, &error);
  gboolean again = self->again;

  self->reading = self->again = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows)
    {
      g_clear_pointer (&self->rows, g_ptr_array_unref);
      self->rows = rows;
      matoi_outstanding_tick (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else
    /* The window that shows the list says so. */
    g_debug ("the open postmortems cannot be read: %s", error->message);
  if (again)
    matoi_outstanding_refresh (self);
}

/* Reads them, also the first time: one reading at a time. */
void
matoi_outstanding_refresh (MatoiOutstanding *self)
{
  g_return_if_fail (MATOI_IS_OUTSTANDING (self));

  if (self->reading)
    {
      self->again = TRUE;
      return;
    }
  self->reading = TRUE;
  matoi_context_list_postmortems_async (self->context, FALSE, self->cancellable, on_listed,
                                        g_object_ref (self));
}

static void
on_events_recorded (MatoiOutstanding *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    if (matoi_outstanding_concerns (g_ptr_array_index (events, i)))
      {
        matoi_outstanding_refresh (self);
        return;
      }
}

/* --- the object */

/* @context: started. Nothing is read before matoi_outstanding_refresh () or the first news. */
MatoiOutstanding *
matoi_outstanding_new (MatoiContext *context)
{
  MatoiOutstanding *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  self = g_object_new (MATOI_TYPE_OUTSTANDING, NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (context, "events-recorded", G_CALLBACK (on_events_recorded), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
matoi_outstanding_dispose (GObject *object)
{
  MatoiOutstanding *self = MATOI_OUTSTANDING (object);

  g_cancellable_cancel (self->cancellable);
  if (self->context)
    g_signal_handlers_disconnect_by_data (self->context, self);
  G_OBJECT_CLASS (matoi_outstanding_parent_class)->dispose (object);
}

static void
matoi_outstanding_finalize (GObject *object)
{
  MatoiOutstanding *self = MATOI_OUTSTANDING (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  G_OBJECT_CLASS (matoi_outstanding_parent_class)->finalize (object);
}

static void
matoi_outstanding_class_init (MatoiOutstandingClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_outstanding_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_outstanding_finalize;
  signals[CHANGED] =
    g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMIND] = g_signal_new ("remind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[SETTLE] =
    g_signal_new ("settle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_outstanding_init (MatoiOutstanding *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}
