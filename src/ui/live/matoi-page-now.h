/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Pages with PagerDuty: whom it is going to reach, with their numbers, one key that does it, and
 * what comes of it for each of them. Hidden where nothing can be paged. */
#define MATOI_TYPE_PAGE_NOW (matoi_page_now_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPageNow, matoi_page_now, MATOI, PAGE_NOW, GtkBox)

/* @whom: "ic", a service or a person. */
void matoi_page_now_begin (MatoiPageNow *self, MatoiSession *session, const char *whom);
void matoi_page_now_end (MatoiPageNow *self);

G_END_DECLS
