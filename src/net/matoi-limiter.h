/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who may send when: a gate for each key, such as a method. Pure; times are monotonic, in
 * milliseconds, and given by the caller. */
typedef struct _MatoiLimiter MatoiLimiter;

MatoiLimiter *matoi_limiter_new (void);
void matoi_limiter_free (MatoiLimiter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiLimiter, matoi_limiter_free)

void matoi_limiter_set_rate (MatoiLimiter *self, const char *key, guint per_minute, guint burst);
void matoi_limiter_set_window (MatoiLimiter *self, const char *key, guint calls, guint window_ms);
gboolean matoi_limiter_has_rate (MatoiLimiter *self, const char *key);
gint64 matoi_limiter_take (MatoiLimiter *self, const char *key, gint64 now);
void matoi_limiter_block (MatoiLimiter *self, const char *key, gint64 until);
gint64 matoi_limiter_get_pause (MatoiLimiter *self, const char *key, gint64 now);
guint matoi_limiter_get_used (MatoiLimiter *self, const char *key, gint64 now);

G_END_DECLS
