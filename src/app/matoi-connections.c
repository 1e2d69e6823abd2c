/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-connections.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter-kind.h"
#include "matoi-desk.h"
#include "matoi-outbox.h"

#define MAX_CONNECTIONS 8
#define RECORD          0 /* the services follow */

typedef struct
{
  gint64 waiting, held; /* in the outbox, as last counted */
} Counts;

struct _MatoiConnections
{
  GObject parent_instance;
  MatoiContext *context;
  GCancellable *cancellable;
  MatoiAdapter *adapters[MAX_CONNECTIONS]; /* (nullable) */
  Counts counts[MAX_CONNECTIONS];
  gboolean counting, count_again;
  MatoiConnection items[MAX_CONNECTIONS];
  guint n_items;
  guint shown[MAX_CONNECTIONS], n_shown; /* of the items: in their order */
};

G_DEFINE_FINAL_TYPE (MatoiConnections, matoi_connections, G_TYPE_OBJECT)

static guint changed_signal;

/* TRUE: it was another one. */
static gboolean
set_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static void
show (MatoiConnections *self, guint index, MatoiConnectionState state, const char *text)
{
  MatoiConnection *item = &self->items[index];
  gboolean other = item->state != state;

  item->state = state;
  if (set_text (&item->text, text) || other)
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

/* --- the services */

static MatoiConnectionState
judge (MatoiConnections *self, guint index)
{
  gboolean held = self->counts[index].held > 0;

  switch (matoi_adapter_get_state (self->adapters[index]))
    {
    case MATOI_ADAPTER_OFF:
      return MATOI_CONNECTION_OFF;
    case MATOI_ADAPTER_REFUSED:
      return MATOI_CONNECTION_TROUBLE;
    case MATOI_ADAPTER_OFFLINE:
      return held ? MATOI_CONNECTION_TROUBLE : MATOI_CONNECTION_WAITING;
    case MATOI_ADAPTER_CONNECTING:
    case MATOI_ADAPTER_ONLINE:
    case MATOI_ADAPTER_ELSEWHERE:
    default:
      return held ? MATOI_CONNECTION_TROUBLE : MATOI_CONNECTION_OK;
    }
}

static void
add_count (GString *text, char *count)
{
  g_string_append_printf (text, "\n%s", count);
  g_free (count);
}

static void
show_service (MatoiConnections *self, guint index)
{
  int waiting = (int) self->counts[index].waiting, held = (int) self->counts[index].held;
  g_autoptr (GString) text = NULL;

  if (self->adapters[index] == NULL)
    return;
  self->items[index].waiting = waiting;
  self->items[index].held = held;
  self->items[index].since = matoi_adapter_get_since (self->adapters[index]);
  text = g_string_new (matoi_adapter_get_text (self->adapters[index]));
  if (waiting > 0)
    add_count (text, g_strdup_printf (
                       /* Translators: %d is a number of things to be sent to a service. */
                       g_dngettext (GETTEXT_PACKAGE, "%d waits to be sent.", "%d wait to be sent.",
                                    (gulong) waiting),
                       waiting));
  if (held > 0)
    add_count (text, g_strdup_printf (
                       /* Translators: %d is a number of things to be sent to a service. */
                       g_dngettext (GETTEXT_PACKAGE, "%d needs a decision of somebody.",
                                    "%d need a decision of somebody.", (gulong) held),
                       held));
  show (self, index, judge (self, index), text->str);
}

static void
on_adapter_changed (MatoiAdapter *adapter, MatoiConnections *self)
{
  for (guint i = RECORD + 1; i < self->n_items; i++)
    if (self->adapters[i] == adapter)
      show_service (self, i);
}

/* A second JIRA is there only for those who have two. */
static void
show_names (MatoiConnections *self)
{
  guint n_shown = self->n_shown;
  gboolean other = FALSE;

  self->n_shown = 0;
  for (guint i = 0; i < self->n_items; i++)
    {
      MatoiConnection *item = &self->items[i];

      other =
        set_text (&item->name, i == RECORD
                  ? _ ("This Machine") : matoi_adapter_get_name_of (self->context, item->id)) ||
                  other;
      if (!g_str_equal (item->id, "jira2") || matoi_adapter_is_set_up (self->context, item->id))
        self->shown[self->n_shown++] = i;
    }
  if (other || n_shown != self->n_shown)
    g_signal_emit (self, changed_signal, 0);
}

/* In the store's thread. */
static gboolean
count (MatoiStore *store, gpointer data, GError **error)
{
  const MatoiAdapterKind *kinds = matoi_adapter_kind_list ();
  Counts *counts = data;

  for (guint i = 0; kinds[i].id != NULL; i++)
    {
      g_autofree char *lanes = g_strconcat (kinds[i].id, "/", NULL);

      if (!matoi_store_count_outbox_lanes (store, lanes, &counts[i].waiting, &counts[i].held,
                                           error))
        return FALSE;
    }
  return TRUE;
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
  for (guint i = RECORD + 1; counts && i < self->n_items; i++)
    {
      self->counts[i] = counts[i - 1];
      show_service (self, i);
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
  matoi_desk_run_async (MATOI_DESK (self->context), count, g_new0 (Counts, MAX_CONNECTIONS), g_free,
                        self->cancellable, on_counted, g_object_ref (self));
}

/* --- for those who show it */

guint
matoi_connections_get_n (MatoiConnections *self)
{
  return self->n_shown;
}

/* Borrowed until the next "changed". */
const MatoiConnection *
matoi_connections_get (MatoiConnections *self, guint index)
{
  g_return_val_if_fail (index < self->n_shown, NULL);

  return &self->items[self->shown[index]];
}

/* The worst of what is set up; OFF: no service is. */
MatoiConnectionState
matoi_connections_get_state (MatoiConnections *self)
{
  MatoiConnectionState worst = MATOI_CONNECTION_OFF;

  if (self->items[RECORD].state == MATOI_CONNECTION_TROUBLE)
    return MATOI_CONNECTION_TROUBLE;
  for (guint i = RECORD + 1; i < self->n_items; i++)
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
  g_clear_object (&self->context);
  for (guint i = 0; i < self->n_items; i++)
    {
      g_clear_object (&self->adapters[i]);
      g_clear_pointer (&self->items[i].name, g_free);
      g_clear_pointer (&self->items[i].text, g_free);
    }
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
}

static void
add_item (MatoiConnections *self, const char *id)
{
  MatoiConnection *item = &self->items[self->n_items++];

  g_assert (self->n_items <= MAX_CONNECTIONS);
  item->id = id;
  item->text = g_strdup (_ ("Not connected"));
}

/** matoi_connections_new: (transfer full): of the adapters that @context has by now. */
MatoiConnections *
matoi_connections_new (MatoiContext *context)
{
  MatoiConnections *self = g_object_new (MATOI_TYPE_CONNECTIONS, NULL);

  self->context = g_object_ref (context);
  add_item (self, "record");
  for (const char *const *id = matoi_adapters_list (); *id != NULL; id++)
    {
      MatoiAdapter *adapter = matoi_adapter_get (context, *id);

      add_item (self, *id);
      if (adapter == NULL)
        continue;
      self->adapters[self->n_items - 1] = g_object_ref (adapter);
      g_signal_connect_object (adapter, "changed", G_CALLBACK (on_adapter_changed), self, 0);
      show_service (self, self->n_items - 1);
    }
  on_recorded (self);
  show_names (self);
  g_signal_connect_object (context, "events-recorded", G_CALLBACK (on_recorded), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "settings-changed", G_CALLBACK (show_names), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "outbox-changed", G_CALLBACK (begin_count), self,
                           G_CONNECT_SWAPPED);
  begin_count (self);
  return self;
}
