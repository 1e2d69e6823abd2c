/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-wake.h"

struct _MatoiWake
{
  GObject parent_instance;
  GDBusConnection *bus; /* (nullable) */
  guint subscription;
};

G_DEFINE_FINAL_TYPE (MatoiWake, matoi_wake, G_TYPE_OBJECT)

static guint awake_signal;

static void
on_network_changed (MatoiWake *self, gboolean available)
{
  if (available)
    g_signal_emit (self, awake_signal, 0);
}

static void
on_sleep (GDBusConnection *bus,
          const char *sender,
          const char *path,
          const char *interface,
          const char *signal,
          GVariant *parameters,
          gpointer user_data)
{
  gboolean falls_asleep = TRUE;

  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &falls_asleep);
  if (!falls_asleep)
    g_signal_emit (user_data, awake_signal, 0);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiWake) self = user_data;

  /* Without it sockets find out by themselves, a little later. */
  self->bus = g_bus_get_finish (result, NULL);
  if (self->bus != NULL)
    self->subscription = g_dbus_connection_signal_subscribe (
      self->bus, "org.freedesktop.login1", "org.freedesktop.login1.Manager", "PrepareForSleep",
      "/org/freedesktop/login1", NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_sleep, self, NULL);
}

static void
matoi_wake_dispose (GObject *object)
{
  MatoiWake *self = MATOI_WAKE (object);

  if (self->subscription != 0)
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  self->subscription = 0;
  g_clear_object (&self->bus);
  G_OBJECT_CLASS (matoi_wake_parent_class)->dispose (object);
}

static void
matoi_wake_class_init (MatoiWakeClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_wake_dispose;
  awake_signal =
    g_signal_new ("awake", MATOI_TYPE_WAKE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_wake_init (MatoiWake *self)
{
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), self, G_CONNECT_SWAPPED);
  g_bus_get (G_BUS_TYPE_SYSTEM, NULL, on_bus, g_object_ref (self));
}

/** matoi_wake_new: (transfer full) */
MatoiWake *
matoi_wake_new (void)
{
  return g_object_new (MATOI_TYPE_WAKE, NULL);
}
