/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-wording-watch.h"

#include <string.h>

#include "matoi-context-private.h"

/* How long the texts are to rest. */
#define PAUSE_MS 300

struct _MatoiWordingWatch
{
  GObject parent_instance;
  MatoiSession *session;
  GPtrArray *timeline; /* (nullable) of MatoiHintText, while nothing in it changes */
  GPtrArray *hints;    /* of MatoiHint */
  GError *problem;     /* (nullable) */
  guint pause;         /* 0: nothing has changed */
  gboolean running, again;
  gboolean ready; /* the rules were read */
};

G_DEFINE_FINAL_TYPE (MatoiWordingWatch, matoi_wording_watch, G_TYPE_OBJECT)

static guint signal_checked;

/* --- on the other thread */

typedef struct
{
  MatoiContext *context; /* (unowned) lives as long as the watch, which waits for the answer */
  char *folder;          /* (nullable) */
  GPtrArray *texts, *timeline;
  GStrv names;
} Job;

static void
job_free (Job *job)
{
  g_free (job->folder);
  g_ptr_array_unref (job->texts);
  g_ptr_array_unref (job->timeline);
  g_strfreev (job->names);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  MatoiWording *wording = matoi_context_get_wording_of (job->context, job->folder, &error);

  if (wording != NULL)
    g_task_return_pointer (
      task, matoi_hints_find (wording, job->texts, job->timeline, (const char *const *) job->names),
      (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

/* --- on this one */

static void start (MatoiWordingWatch *self);

static void
on_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWordingWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *hints = g_task_propagate_pointer (G_TASK (result), &error);

  self->running = FALSE;
  self->ready = hints != NULL;
  g_clear_error (&self->problem);
  self->problem = g_steal_pointer (&error);
  g_ptr_array_unref (self->hints);
  self->hints = hints != NULL ? hints : g_ptr_array_new ();
  matoi_hints_mark_dismissed (self->hints, matoi_session_get_incident (self->session));
  g_signal_emit (self, signal_checked, 0);
  if (self->again && self->pause == 0)
    start (self);
}

static void
start (MatoiWordingWatch *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autoptr (GTask) task = NULL;
  Job *job;

  self->again = self->running;
  if (self->running)
    return;
  if (self->timeline == NULL)
    self->timeline = matoi_hints_collect (incident, TRUE);
  job = g_new (Job, 1);
  job->context = matoi_session_get_context (self->session);
  job->folder = g_strdup (matoi_context_get_setting (job->context, "wording"));
  job->texts = matoi_hints_collect (incident, FALSE);
  job->timeline = g_ptr_array_ref (self->timeline);
  job->names = matoi_hints_dup_names (incident);
  /* not as its source: the thread might let go of it last */
  task = g_task_new (NULL, NULL, on_done, g_object_ref (self));
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  self->running = TRUE;
  g_task_run_in_thread (task, run);
}

static gboolean
on_pause (gpointer user_data)
{
  MatoiWordingWatch *self = user_data;

  self->pause = 0;
  start (self);
  return G_SOURCE_REMOVE;
}

static void
check_later (MatoiWordingWatch *self)
{
  if (self->pause == 0)
    self->pause = g_timeout_add (PAUSE_MS, on_pause, self);
}

static void
on_changed (MatoiWordingWatch *self, GPtrArray *events, gboolean folded_again)
{
  gboolean texts = folded_again, timeline = folded_again, dismissed = FALSE;

  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      const char *type = ((const MatoiEvent *) g_ptr_array_index (events, i))->type;

      if (strcmp (type, "postmortem.dismissed") == 0)
        dismissed = TRUE;
      else if (g_str_has_prefix (type, "postmortem.") || g_str_has_prefix (type, "action.") ||
               g_str_has_prefix (type, "role.") || g_str_has_prefix (type, "security."))
        texts = TRUE;
      if (g_str_has_prefix (type, "entry.") || strcmp (type, "postmortem.row") == 0)
        timeline = TRUE;
    }
  if (timeline)
    g_clear_pointer (&self->timeline, g_ptr_array_unref);
  if (texts || timeline)
    check_later (self);
  if (!dismissed)
    return;
  matoi_hints_mark_dismissed (self->hints, matoi_session_get_incident (self->session));
  g_signal_emit (self, signal_checked, 0);
}

/** matoi_wording_watch_get: (transfer full): see the header. */
MatoiWordingWatch *
matoi_wording_watch_get (MatoiSession *session)
{
  MatoiWordingWatch *self;

  g_return_val_if_fail (MATOI_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), "matoi-wording-watch");
  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (MATOI_TYPE_WORDING_WATCH, NULL);
  self->session = g_object_ref (session);
  g_object_set_data (G_OBJECT (session), "matoi-wording-watch", self);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (matoi_session_get_context (session), "settings-changed",
                           G_CALLBACK (check_later), self, G_CONNECT_SWAPPED);
  start (self);
  return self;
}

/** matoi_wording_watch_get_hints: (transfer none): see the header. */
GPtrArray *
matoi_wording_watch_get_hints (MatoiWordingWatch *self)
{
  g_return_val_if_fail (MATOI_IS_WORDING_WATCH (self), NULL);

  return self->hints;
}

/** matoi_wording_watch_get_problem: (transfer none): see the header. */
const GError *
matoi_wording_watch_get_problem (MatoiWordingWatch *self)
{
  g_return_val_if_fail (MATOI_IS_WORDING_WATCH (self), NULL);

  return self->problem;
}

/** matoi_wording_watch_check: (transfer full): see the header. */
GPtrArray *
matoi_wording_watch_check (MatoiWordingWatch *self, const char *text, const char *scope)
{
  /* Read by the other thread before it was ready: no file is opened here. */
  MatoiWording *wording =
    self->ready ? matoi_context_get_wording (matoi_session_get_context (self->session), NULL)
                : NULL;
  g_auto (GStrv) names = matoi_hints_dup_names (matoi_session_get_incident (self->session));

  return wording != NULL
           ? matoi_wording_check (wording, text, scope, (const char *const *) names, NULL)
           : g_ptr_array_new ();
}

/** matoi_wording_watch_dup_hits: (transfer full): see the header. */
GPtrArray *
matoi_wording_watch_dup_hits (MatoiWordingWatch *self,
                              const char *section,
                              const char *field,
                              const char *item)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (MATOI_IS_WORDING_WATCH (self), hits);

  for (guint i = 0; i < self->hints->len; i++)
    {
      const MatoiHint *hint = g_ptr_array_index (self->hints, i);

      if (!hint->dismissed && (section == NULL || g_strcmp0 (hint->section, section) == 0) &&
          g_strcmp0 (hint->field, field) == 0 && g_strcmp0 (hint->item, item) == 0)
        g_ptr_array_add (hits, g_memdup2 (&hint->hit, sizeof hint->hit));
    }
  return hits;
}

static void
matoi_wording_watch_dispose (GObject *object)
{
  MatoiWordingWatch *self = MATOI_WORDING_WATCH (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->session != NULL)
    g_object_set_data (G_OBJECT (self->session), "matoi-wording-watch", NULL);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_wording_watch_parent_class)->dispose (object);
}

static void
matoi_wording_watch_finalize (GObject *object)
{
  MatoiWordingWatch *self = MATOI_WORDING_WATCH (object);

  g_clear_pointer (&self->timeline, g_ptr_array_unref);
  g_ptr_array_unref (self->hints);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (matoi_wording_watch_parent_class)->finalize (object);
}

static void
matoi_wording_watch_class_init (MatoiWordingWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_wording_watch_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_wording_watch_finalize;
  signal_checked = g_signal_new ("checked", MATOI_TYPE_WORDING_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_wording_watch_init (MatoiWordingWatch *self)
{
  self->hints = g_ptr_array_new ();
}
