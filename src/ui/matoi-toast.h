/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A toast that says @text, in which nothing is markup. (transfer full) */
AdwToast *matoi_toast_new (const char *text);
/* Shows @toast (transfer full) around @widget instead of the one that is there, as soon as that
 * stands still; if there is no place for it any more, it is dropped. */
void matoi_toast_show (GtkWidget *widget, AdwToast *toast);

G_END_DECLS
