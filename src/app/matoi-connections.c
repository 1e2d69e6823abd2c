/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connections.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *id, *name;
} known[] = {
  { "record", N_ ("This Machine") }, { "slack", "Slack" },           { "jira", "JIRA" },
  { "pagerduty", "PagerDuty" },      { "statuspage", "Statuspage" },
};
#define N_CONNECTIONS G_N_ELEMENTS (known)
#define RECORD        0

struct _MatoiConnections
{
  GObject parent_instance;
  MatoiContext *context;
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
  return self;
}
