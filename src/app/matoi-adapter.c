/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-adapter-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-slack-link.h"
#include "matoi-turn.h"
#include "matoi-wake.h"

G_DEFINE_FINAL_TYPE (MatoiAdapter, matoi_adapter, G_TYPE_OBJECT)

static guint changed_signal;

void
matoi_adapter_set_state (MatoiAdapter *self, MatoiAdapterState state, char *text)
{
  /* Whoever waits for the turn asks every few seconds: that is no news. */
  gboolean same = state == self->state && g_strcmp0 (text, self->text) == 0 && self->link == NULL;

  if (state != self->state || self->since == 0)
    self->since = g_get_real_time () / 1000;
  self->state = state;
  g_free (self->text);
  self->text = text;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

static void
on_settings_changed (MatoiAdapter *self)
{
  g_autofree char *watched = matoi_adapter_dup_watched (self);

  if (self->running && g_strcmp0 (watched, self->made_for) != 0)
    matoi_adapter_connect (self);
}

static void
on_outbox_changed (MatoiAdapter *self)
{
  if (self->link != NULL)
    matoi_link_hurry (self->link);
}

static void
on_awake (MatoiAdapter *self)
{
  if (self->link != NULL)
    matoi_link_wake (self->link);
}

/* --- for those who have one */

/** matoi_adapter_start: from now on, whenever it is set up. */
void
matoi_adapter_start (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));
  g_return_if_fail (!self->running);

  self->running = TRUE;
  g_signal_connect_object (self->context, "settings-changed", G_CALLBACK (on_settings_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "outbox-changed", G_CALLBACK (on_outbox_changed), self,
                           G_CONNECT_SWAPPED);
  self->wake = matoi_wake_new ();
  g_signal_connect_object (self->wake, "awake", G_CALLBACK (on_awake), self, G_CONNECT_SWAPPED);
  matoi_adapter_connect (self);
}

/** matoi_adapter_stop: for good; another program may take over at once. */
void
matoi_adapter_stop (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));

  self->running = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->turn, g_source_remove);
  matoi_adapter_drop_link (self);
  g_clear_object (&self->wake);
  matoi_turn_drop (&self->lock);
}

/** matoi_adapter_get_id: "jira"; (transfer none). */
const char *
matoi_adapter_get_id (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->kind->id;
}

/** matoi_adapter_get_state: where it stands. */
MatoiAdapterState
matoi_adapter_get_state (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), MATOI_ADAPTER_OFF);

  return self->state;
}

/** matoi_adapter_get_since: see the header. */
gint64
matoi_adapter_get_since (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), 0);

  return self->since;
}

/** matoi_adapter_get_text: (transfer none): a sentence for people, until "changed". */
const char *
matoi_adapter_get_text (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->text;
}

/** matoi_adapter_get_link: see the header. */
MatoiLink *
matoi_adapter_get_link (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), NULL);

  return self->link;
}

/** matoi_adapter_get_calls: see the header. */
guint
matoi_adapter_get_calls (MatoiAdapter *self, guint *allowed)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), 0);

  *allowed = 0;
  return self->link != NULL && MATOI_IS_SLACK_LINK (self->link)
           ? matoi_slack_link_get_calls (MATOI_SLACK_LINK (self->link), allowed)
           : 0;
}

/** matoi_adapter_restart: with the tokens that are there now. */
void
matoi_adapter_restart (MatoiAdapter *self)
{
  g_return_if_fail (MATOI_IS_ADAPTER (self));

  if (self->running)
    matoi_adapter_connect (self);
}

/** matoi_adapter_is_quiet: nothing waits that could go, and everything has come in. */
gboolean
matoi_adapter_is_quiet (MatoiAdapter *self)
{
  g_return_val_if_fail (MATOI_IS_ADAPTER (self), FALSE);

  return self->link != NULL && matoi_link_is_quiet (self->link);
}

/* --- the object; the context knows the last one of each id */

static char *
dup_place (const char *id)
{
  return g_strconcat ("matoi-adapter-", id, NULL);
}

/** matoi_adapter_get: see the header. */
MatoiAdapter *
matoi_adapter_get (MatoiContext *context, const char *id)
{
  g_autofree char *place = dup_place (id);

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);

  return g_object_get_data (G_OBJECT (context), place);
}

static void
matoi_adapter_dispose (GObject *object)
{
  MatoiAdapter *self = MATOI_ADAPTER (object);
  g_autofree char *place = dup_place (self->kind->id);

  matoi_adapter_stop (self);
  g_clear_object (&self->cancellable);
  if (self->context != NULL && g_object_get_data (G_OBJECT (self->context), place) == self)
    g_object_set_data (G_OBJECT (self->context), place, NULL);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_adapter_parent_class)->dispose (object);
}

static void
matoi_adapter_finalize (GObject *object)
{
  MatoiAdapter *self = MATOI_ADAPTER (object);

  g_free (self->made_for);
  g_free (self->text);
  G_OBJECT_CLASS (matoi_adapter_parent_class)->finalize (object);
}

static void
matoi_adapter_class_init (MatoiAdapterClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_adapter_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_adapter_finalize;
  changed_signal = g_signal_new ("changed", MATOI_TYPE_ADAPTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
matoi_adapter_init (MatoiAdapter *self)
{
  self->lock = -1;
  self->text = g_strdup (_ ("Not connected"));
}

/** matoi_adapter_new: (transfer full): for a started @context; does nothing until it is started. */
MatoiAdapter *
matoi_adapter_new (MatoiContext *context, const char *id)
{
  const MatoiAdapterKind *kind = matoi_adapter_kind_find (id);
  g_autofree char *place = dup_place (id);
  MatoiAdapter *self;

  g_return_val_if_fail (MATOI_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (kind != NULL, NULL);

  self = g_object_new (MATOI_TYPE_ADAPTER, NULL);
  self->kind = kind;
  self->context = g_object_ref (context);
  g_object_set_data (G_OBJECT (context), place, self);
  return self;
}
