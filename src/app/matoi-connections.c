/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connections.h"

#include <glib/gi18n-lib.h>

#include "matoi-desk.h"
#include "matoi-outbox.h"

static const struct
{
  const char *id, *name;
} known[] = {
  { "record", N_ ("This Machine") }, { "slack", "Slack" },           { "jira", "JIRA" },
  { "pagerduty", "PagerDuty" },      { "statuspage", "Statuspage" },
};
#define N_CONNECTIONS G_N_ELEMENTS (known)
#define RECORD        0
#define SLACK         1

struct _MatoiConnections
{
  GObject parent_instance;
  MatoiContext *context;
  MatoiSlackService *slack; /* (nullable) */
  GCancellable *cancellable;
  gint64 waiting, held; /* in the outbox, as last counted */
  gboolean counting, count_again;
  MatoiConnection items[N_CONNECTIONS];
};

G_DEFINE_FINAL_TYPE (MatoiConnections, matoi_connections, G_TYPE_OBJECT)

static guint changed_signal;

static void
show (MatoiConnections *self, guint index, MatoiConnectionState state, const char *text)
{
  MatoiConnection *item = &self->items[index];

  if (item->state == state && g_strcmp0 (item->text, text) == 0)
    return;
  item->state = state;
  g_free (item->text);
  item->text = g_strdup (text);
  g_signal_emit (self, changed_signal, 0);
}

static void
on_recorded (MatoiConnections *self)
{
  show (self, RECORD, MATOI_CONNECTION_OK, _ ("Every entry is on disk before it is shown."));
}

static void
on_failed (MatoiConnections *self, const GError *error)
{
  show (self, RECORD, MATOI_CONNECTION_TROUBLE, error->message);
}

/* --- Slack */

static MatoiConnectionState
judge_slack (MatoiConnections *self)
{
  switch (matoi_slack_service_get_state (self->slack))
    {
    case MATOI_SLACK_SERVICE_OFF:
      return MATOI_CONNECTION_OFF;
    case MATOI_SLACK_SERVICE_REFUSED:
      return MATOI_CONNECTION_TROUBLE;
    case MATOI_SLACK_SERVICE_OFFLINE:
      return self->held > 0 ? MATOI_CONNECTION_TROUBLE : MATOI_CONNECTION_WAITING;
    case MATOI_SLACK_SERVICE_CONNECTING:
    case MATOI_SLACK_SERVICE_ONLINE:
    case MATOI_SLACK_SERVICE_ELSEWHERE:
    default:
      return self->held > 0 ? MATOI_CONNECTION_TROUBLE : MATOI_CONNECTION_OK;
    }
}

static void
add_count (GString *text, char *count)
{
  g_string_append_printf (text, "\n%s", count);
  g_free (count);
}

static void
show_slack (MatoiConnections *self)
{
  int waiting = (int) self->waiting, held = (int) self->held;
  g_autoptr (GString) text = NULL;

  if (!self->slack)
    return;
  text = g_string_new (matoi_slack_service_get_text (self->slack));
  if (waiting > 0)
    add_count (text, g_strdup_printf (
                       /* Translators: %d is a number of things to be sent to Slack. */
                       g_dngettext (GETTEXT_PACKAGE, "%d waits to be sent.", "%d wait to be sent.",
                                    (gulong) waiting),
                       waiting));
  if (held > 0)
    add_count (text, g_strdup_printf (
                       /* Translators: %d is a number of things to be sent to Slack. */
                       g_dngettext (GETTEXT_PACKAGE, "%d needs a decision of somebody.",
                                    "%d need a decision of somebody.", (gulong) held),
                       held));
  show (self, SLACK, judge_slack (self), text->str);
}

typedef struct
{
  gint64 waiting, held;
} Counts;

/* In the store's thread. */
static gboolean
count (MatoiStore *store, gpointer data, GError **error)
{
  Counts *counts = data;

  return matoi_store_count_outbox (store, NULL, &counts->waiting, &counts->held, error);
}

static void begin_count (MatoiConnections *self);

static void
on_counted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiConnections) self = user_data;
  g_autofree Counts *counts = matoi_desk_run_finish (MATOI_DESK (source), result, NULL);

  self->counting = FALSE;
  if (!self->context)
    return;
  if (counts)
    {
      self->waiting = counts->waiting;
      self->held = counts->held;
      show_slack (self);
    }
  if (self->count_again)
    begin_count (self);
}

/* However many changes come at once, it is counted twice. */
static void
begin_count (MatoiConnections *self)
{
  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  matoi_desk_run_async (MATOI_DESK (self->context), count, g_new0 (Counts, 1), g_free,
                        self->cancellable, on_counted, g_object_ref (self));
}

/** matoi_connections_set_slack: see the header. */
void
matoi_connections_set_slack (MatoiConnections *self, MatoiSlackService *service)
{
  g_return_if_fail (MATOI_IS_CONNECTIONS (self));

  if (self->slack)
    g_signal_handlers_disconnect_by_func (self->slack, show_slack, self);
  g_set_object (&self->slack, service);
  if (!service)
    {
      show (self, SLACK, MATOI_CONNECTION_OFF, _ ("Not connected"));
      return;
    }
  g_signal_connect_object (service, "changed", G_CALLBACK (show_slack), self, G_CONNECT_SWAPPED);
  show_slack (self);
  begin_count (self);
}

/* --- for those who show it */

guint
matoi_connections_get_n (MatoiConnections *self)
{
  return N_CONNECTIONS;
}

/* Borrowed until the next "changed". */
const MatoiConnection *
matoi_connections_get (MatoiConnections *self, guint index)
{
  g_return_val_if_fail (index < N_CONNECTIONS, NULL);

  return &self->items[index];
}

/* The worst of what is set up; OFF: no service is. */
MatoiConnectionState
matoi_connections_get_state (MatoiConnections *self)
{
  MatoiConnectionState worst = MATOI_CONNECTION_OFF;

  if (self->items[RECORD].state == MATOI_CONNECTION_TROUBLE)
    return MATOI_CONNECTION_TROUBLE;
  for (guint i = RECORD + 1; i < N_CONNECTIONS; i++)
    worst = MAX (worst, self->items[i].state);
  return worst;
}

/* All of it in a few words. (transfer full) */
char *
matoi_connections_dup_summary (MatoiConnections *self)
{
  switch (matoi_connections_get_state (self))
    {
    case MATOI_CONNECTION_TROUBLE:
      return g_strdup (_ ("A connection needs attention"));
    case MATOI_CONNECTION_WAITING:
      return g_strdup (_ ("A service is not reached; what waits goes out by itself"));
    case MATOI_CONNECTION_OK:
      return g_strdup (_ ("Connected"));
    case MATOI_CONNECTION_OFF:
    default:
      return g_strdup (_ ("Working on its own: no service is connected"));
    }
}

static void
matoi_connections_dispose (GObject *object)
{
  MatoiConnections *self = MATOI_CONNECTIONS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->slack);
  g_clear_object (&self->context);
  for (guint i = 0; i < N_CONNECTIONS; i++)
    g_clear_pointer (&self->items[i].text, g_free);
  G_OBJECT_CLASS (matoi_connections_parent_class)->dispose (object);
}

static void
matoi_connections_class_init (MatoiConnectionsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_connections_dispose;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_CONNECTIONS, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_connections_init (MatoiConnections *self)
{
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_CONNECTIONS; i++)
    {
      self->items[i].id = known[i].id;
      self->items[i].name = known[i].name;
      self->items[i].text = g_strdup (_ ("Not connected"));
    }
}

/* (transfer full) */
MatoiConnections *
matoi_connections_new (MatoiContext *context)
{
  MatoiConnections *self = g_object_new (MATOI_TYPE_CONNECTIONS, NULL);

  self->context = g_object_ref (context);
  on_recorded (self);
  g_signal_connect_object (context, "events-recorded", G_CALLBACK (on_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "outbox-changed", G_CALLBACK (begin_count), self,
                           G_CONNECT_SWAPPED);
  matoi_connections_set_slack (self, matoi_slack_service_get (context));
  return self;
}
