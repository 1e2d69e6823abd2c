/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-store.h"

G_BEGIN_DECLS

/* Where the record is kept, as those who talk to a service see it: they never wait for a disk.
 * Everything is asked and answered in the main context; the work is done in the store's own
 * thread, in the order it was asked for. */
#define MATOI_TYPE_DESK (matoi_desk_get_type ())
G_DECLARE_INTERFACE (MatoiDesk, matoi_desk, MATOI, DESK, GObject)

/* In the store's thread; what it finds it leaves in @data. FALSE with @error: nothing was changed. */
typedef gboolean (*MatoiDeskFunc) (MatoiStore *store, gpointer data, GError **error);

struct _MatoiDeskInterface
{
  GTypeInterface parent;

  void (*run_async) (MatoiDesk *self,
                     MatoiDeskFunc func,
                     gpointer data,
                     GDestroyNotify data_free,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data);
  gpointer (*run_finish) (MatoiDesk *self, GAsyncResult *result, GError **error);
  void (*submit_async) (MatoiDesk *self,
                        const MatoiId *incident,
                        GPtrArray *commands,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data);
  MatoiReceipt *(*submit_finish) (MatoiDesk *self, GAsyncResult *result, GError **error);
  gint64 (*get_now) (MatoiDesk *self);
  const char *(*get_setting) (MatoiDesk *self, const char *key);
  GTimeZone *(*get_zone) (MatoiDesk *self);
};

/* @data belongs to the job; run_finish () gives it back with what was found. */
void matoi_desk_run_async (MatoiDesk *self,
                           MatoiDeskFunc func,
                           gpointer data,
                           GDestroyNotify data_free,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gpointer matoi_desk_run_finish (MatoiDesk *self, GAsyncResult *result, GError **error);
/* The one door of the record, for commands (of MatoiCommand, copied), all or nothing. */
void matoi_desk_submit_async (MatoiDesk *self,
                              const MatoiId *incident,
                              GPtrArray *commands,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
MatoiReceipt *matoi_desk_submit_finish (MatoiDesk *self, GAsyncResult *result, GError **error);
gint64 matoi_desk_get_now (MatoiDesk *self);
const char *matoi_desk_get_setting (MatoiDesk *self, const char *key);
GTimeZone *matoi_desk_get_zone (MatoiDesk *self);

G_END_DECLS
