/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-desk.h"

G_DEFINE_INTERFACE (MatoiDesk, matoi_desk, G_TYPE_OBJECT)

static void
matoi_desk_default_init (MatoiDeskInterface *iface)
{
}

/**
 * matoi_desk_run_async:
 * @func: called once in the store's thread
 * @data: (transfer full): what @func reads and fills
 * @data_free: frees @data, in the main context
 * @cancellable: (nullable): only takes back what has not begun
 *
 * Lets @func work on the record; see matoi_desk_run_finish ().
 */
void
matoi_desk_run_async (MatoiDesk *self,
                      MatoiDeskFunc func,
                      gpointer data,
                      GDestroyNotify data_free,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (MATOI_IS_DESK (self));
  g_return_if_fail (func != NULL);

  MATOI_DESK_GET_IFACE (self)->run_async (self, func, data, data_free, cancellable, callback,
                                          user_data);
}

/** matoi_desk_run_finish: (transfer full): the data; NULL with @error, then it was freed. */
gpointer
matoi_desk_run_finish (MatoiDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MATOI_IS_DESK (self), NULL);

  return MATOI_DESK_GET_IFACE (self)->run_finish (self, result, error);
}

/** matoi_desk_submit_async: @commands on @incident (NULL: a new one), all or nothing. */
void
matoi_desk_submit_async (MatoiDesk *self,
                         const MatoiId *incident,
                         GPtrArray *commands,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_return_if_fail (MATOI_IS_DESK (self));
  g_return_if_fail (commands != NULL && commands->len > 0);

  MATOI_DESK_GET_IFACE (self)->submit_async (self, incident, commands, cancellable, callback,
                                             user_data);
}

/** matoi_desk_submit_finish: (transfer full): what was recorded; NULL with @error: nothing was. */
MatoiReceipt *
matoi_desk_submit_finish (MatoiDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (MATOI_IS_DESK (self), NULL);

  return MATOI_DESK_GET_IFACE (self)->submit_finish (self, result, error);
}

/** matoi_desk_get_now: ms UTC. */
gint64
matoi_desk_get_now (MatoiDesk *self)
{
  g_return_val_if_fail (MATOI_IS_DESK (self), 0);

  return MATOI_DESK_GET_IFACE (self)->get_now (self);
}

/** matoi_desk_get_setting: (nullable) (transfer none): the organisation's, as last read. */
const char *
matoi_desk_get_setting (MatoiDesk *self, const char *key)
{
  g_return_val_if_fail (MATOI_IS_DESK (self), NULL);

  return MATOI_DESK_GET_IFACE (self)->get_setting (self, key);
}

/** matoi_desk_get_zone: (transfer none): in which days and hours are told. */
GTimeZone *
matoi_desk_get_zone (MatoiDesk *self)
{
  g_return_val_if_fail (MATOI_IS_DESK (self), NULL);

  return MATOI_DESK_GET_IFACE (self)->get_zone (self);
}
