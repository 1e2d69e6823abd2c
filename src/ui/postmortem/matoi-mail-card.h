/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* One of the two mails: composed, opened in the person's mail program, recorded when sent. */
#define MATOI_TYPE_MAIL_CARD (matoi_mail_card_get_type ())
G_DECLARE_FINAL_TYPE (MatoiMailCard, matoi_mail_card, MATOI, MAIL_CARD, GtkWidget)

/* @which: "done" or "internal". */
void
matoi_mail_card_set_session (MatoiMailCard *self, MatoiSession *session_or_null, const char *which);
void matoi_mail_card_show (MatoiMailCard *self, const char *lang, const char *words_or_null);

G_END_DECLS
