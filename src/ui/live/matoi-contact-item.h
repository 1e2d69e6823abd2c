/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A place to talk: opened where that is possible, else copied; and a button that copies. */
#define MATOI_TYPE_CONTACT_ITEM (matoi_contact_item_get_type ())
G_DECLARE_FINAL_TYPE (MatoiContactItem, matoi_contact_item, MATOI, CONTACT_ITEM, GtkWidget)

GtkWidget *matoi_contact_item_new (const char *icon, const char *what);
void matoi_contact_item_show (MatoiContactItem *self, const char *text, const char *uri_or_null);
void matoi_contact_item_set_short (MatoiContactItem *self, gboolean is_short);
/* A button that copies @text (also later: matoi_copy_button_set_text ()) and says so in place. */
GtkWidget *matoi_copy_button_new (const char *label, const char *text);
void matoi_copy_button_set_text (GtkWidget *button, const char *text);
/* A link or a telephone number as what the desktop can open, or NULL. (transfer full) */
char *matoi_contact_dup_uri (const char *text, gboolean is_phone);

G_END_DECLS
