/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-reminders.h"

#include <glib/gi18n-lib.h>

/* More lines than this are not read at night. */
#define MAX_LINES 3

struct _MatoiReminders
{
  GObject parent_instance;
  MatoiLive *live;
  GHashTable *watched; /* MatoiSession -> Watch */
};

/* What was reminded of in one incident. */
typedef struct
{
  MatoiReminders *reminders; /* (unowned) */
  GHashTable *nags;          /* clock id -> how often, as a pointer */
  gboolean reminded;
} Watch;

G_DEFINE_FINAL_TYPE (MatoiReminders, matoi_reminders, G_TYPE_OBJECT)

enum
{
  REMIND,
  SETTLE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_hash_table_unref (watch->nags);
  g_free (watch);
}

static void
add_line (GString *text, const MatoiClock *clock, gboolean confidential)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (confidential)
    /* What it is about stays inside the incident (SEC-04). */
    g_string_append (text, _ ("A time limit has passed."));
  else if (g_str_equal (clock->state, "overdue"))
    /* Translators: a reminder; %s is what is late, such as "Executive update". */
    g_string_append_printf (text, _ ("Overdue: %s"), clock->text);
  else
    /* Translators: a reminder; %s is what is to be done now, such as "Executive update". */
    g_string_append_printf (text, _ ("Due now: %s"), clock->text);
}

/* Compares with what was reminded of before. @quietly: only remember, as for the incident that
 * was just opened: what was late before is on the screen. */
static void
look (Watch *watch, MatoiSession *session, gboolean quietly)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GPtrArray *clocks = matoi_session_get_clocks (session);
  gboolean confidential = matoi_session_get_incident (session)->security, due = FALSE;
  guint n_lines = 0, n_new = 0;

  for (guint i = 0; i < clocks->len; i++)
    {
      const MatoiClock *clock = g_ptr_array_index (clocks, i);
      guint before = GPOINTER_TO_UINT (g_hash_table_lookup (watch->nags, clock->id));

      if (clock->nag == 0)
        g_hash_table_remove (watch->nags, clock->id);
      else if (clock->nag != before)
        g_hash_table_insert (watch->nags, g_strdup (clock->id), GUINT_TO_POINTER (clock->nag));
      n_new += clock->nag > before;
      due |= clock->nag > 0;
      if (clock->nag > 0 && n_lines < (confidential ? 1 : MAX_LINES) && ++n_lines)
        add_line (text, clock, confidential);
    }
  if (n_new > 0 && !quietly)
    {
      watch->reminded = TRUE;
      g_signal_emit (watch->reminders, signals[REMIND], 0, session, text->str);
    }
  else if (watch->reminded && !due)
    {
      watch->reminded = FALSE;
      g_signal_emit (watch->reminders, signals[SETTLE], 0, session);
    }
}

static void
on_clocks (MatoiSession *session, MatoiReminders *self)
{
  look (g_hash_table_lookup (self->watched, session), session, FALSE);
}

static void
on_ticked (MatoiReminders *self, gint64 now, MatoiSession *session)
{
  on_clocks (session, self);
}

static void
on_changed (MatoiReminders *self, GPtrArray *events, gboolean folded_again, MatoiSession *session)
{
  on_clocks (session, self);
}

static void
watch_new_ones (MatoiReminders *self)
{
  g_autoptr (GPtrArray) sessions = matoi_live_dup_sessions (self->live);

  for (guint i = 0; i < sessions->len; i++)
    {
      MatoiSession *session = g_ptr_array_index (sessions, i);
      Watch *watch;

      if (g_hash_table_contains (self->watched, session))
        continue;
      watch = g_new0 (Watch, 1);
      watch->reminders = self;
      watch->nags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_insert (self->watched, g_object_ref (session), watch);
      look (watch, session, TRUE);
      g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

/* Reminds of the incidents of @live. */
MatoiReminders *
matoi_reminders_new (MatoiLive *live)
{
  MatoiReminders *self;

  g_return_val_if_fail (MATOI_IS_LIVE (live), NULL);

  self = g_object_new (MATOI_TYPE_REMINDERS, NULL);
  self->live = g_object_ref (live);
  g_signal_connect_object (live, "changed", G_CALLBACK (watch_new_ones), self, G_CONNECT_SWAPPED);
  watch_new_ones (self);
  return self;
}

static void
matoi_reminders_finalize (GObject *object)
{
  MatoiReminders *self = MATOI_REMINDERS (object);

  g_clear_pointer (&self->watched, g_hash_table_unref);
  g_clear_object (&self->live);
  G_OBJECT_CLASS (matoi_reminders_parent_class)->finalize (object);
}

static void
matoi_reminders_class_init (MatoiRemindersClass *class)
{
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_reminders_finalize;
  signals[REMIND] = g_signal_new ("remind", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, MATOI_TYPE_SESSION, G_TYPE_STRING);
  signals[SETTLE] = g_signal_new ("settle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, MATOI_TYPE_SESSION);
}

static void
matoi_reminders_init (MatoiReminders *self)
{
  self->watched = g_hash_table_new_full (NULL, NULL, g_object_unref, watch_free);
}
