/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-live.h"

G_BEGIN_DECLS

/* What Matoi does outside its windows: notifications when no window has the focus, and keeping
 * the session awake while an incident is live. */
#define MATOI_TYPE_NOTIFIER (matoi_notifier_get_type ())
G_DECLARE_FINAL_TYPE (MatoiNotifier, matoi_notifier, MATOI, NOTIFIER, GObject)

MatoiNotifier *matoi_notifier_new (GtkApplication *application, MatoiLive *live);

G_END_DECLS
