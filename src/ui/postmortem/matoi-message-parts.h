/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The three texts of the message to the outside. They are one event: what is typed in one never
 * takes the words of another along.
 *
 * Signal "typed": after every change by the person. */
#define MATOI_TYPE_MESSAGE_PARTS (matoi_message_parts_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMessageParts, matoi_message_parts, MATOI, MESSAGE_PARTS, GtkWidget)

void matoi_message_parts_set_session (MatoiMessageParts *self, MatoiSession *session_or_null);
void matoi_message_parts_refresh (MatoiMessageParts *self);
void matoi_message_parts_set_editable (MatoiMessageParts *self, gboolean editable);
void matoi_message_parts_flush (MatoiMessageParts *self);
/* "none" or "text", with what is typed: nothing is lost by changing one's mind. */
void matoi_message_parts_choose (MatoiMessageParts *self, const char *choice);
/* As typed, in one text. (transfer full) */
char *matoi_message_parts_dup_text (MatoiMessageParts *self);
/* Bytes of matoi_external_dup_text (). */
void matoi_message_parts_select (MatoiMessageParts *self, gsize offset, gsize length);

G_END_DECLS
