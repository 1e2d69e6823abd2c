/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* The last step before the public: what the status page is going to say, who is told, and after
 * that where it stands.
 * Signals: "back" (): it is not published now; "done" (): it is on its way, and was seen. */
#define MATOI_TYPE_POST_PUBLISH (matoi_post_publish_get_type ())
G_DECLARE_FINAL_TYPE (MatoiPostPublish, matoi_post_publish, MATOI, POST_PUBLISH, GtkWidget)

/* @update (nullable): approved; NULL: the external message of the postmortem. */
void
matoi_post_publish_begin (MatoiPostPublish *self, MatoiSession *session, const MatoiId *update);
void matoi_post_publish_end (MatoiPostPublish *self);
/* Another status than the one that follows from how far the team is: what the text says. */
void matoi_post_publish_propose (MatoiPostPublish *self, const char *status);
/* What the button says. */
void matoi_post_publish_act (MatoiPostPublish *self);

G_END_DECLS
