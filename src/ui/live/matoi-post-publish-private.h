/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-post-publish.h"
#include "matoi-post-x.h"
#include "matoi-status-page.h"

G_BEGIN_DECLS

struct _MatoiPostPublish
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  gboolean is_message;   /* the external message of the postmortem */
  MatoiId update;
  MatoiStatusPage *page; /* (nullable) as last looked */
  GCancellable *cancellable;
  gboolean sending, asked;
  gboolean anew;   /* it was asked for before, and is to be once more */
  GPtrArray *rows; /* of AdwComboRow, for the parts of the page */
  GtkStack *pub_stack;
  GtkLabel *pub_title, *pub_problem, *pub_text, *pub_message;
  GtkWidget *pub_choices, *pub_parts_title, *pub_recovered_row, *pub_name, *pub_x;
  GtkListBox *pub_parts;
  AdwComboRow *pub_status, *pub_impact;
  AdwActionRow *pub_notify_row;
  GtkSwitch *pub_notify;
  GtkCheckButton *pub_recovered;
  GtkButton *pub_primary;
  GtkLabel *pub_state, *pub_reason;
  GtkWidget *pub_link, *pub_outbox, *pub_anew, *pub_close, *pub_spinner;
};

/* matoi-post-publish-form.c: what is about to be published, and what is chosen about it */
const char *matoi_post_publish_get_status (MatoiPostPublish *self);
/* (nullable): it is the external message */
const MatoiUpdate *matoi_post_publish_get_update (MatoiPostPublish *self);
void matoi_post_publish_fill_choices (MatoiPostPublish *self);
void matoi_post_publish_show_form (MatoiPostPublish *self);
void matoi_post_publish_show_text (MatoiPostPublish *self);
void matoi_post_publish_show_page (MatoiPostPublish *self);
void matoi_post_publish_show_recovered (MatoiPostPublish *self);
/* (transfer full): what is chosen, but for whether people are told */
MatoiCommand *matoi_post_publish_new_command (MatoiPostPublish *self);

/* matoi-post-publish-parts.c: the parts of the page */
void matoi_post_publish_show_parts (MatoiPostPublish *self);
void matoi_post_publish_choose_parts (MatoiPostPublish *self);
/* (transfer full): what is changed */
JsonObject *matoi_post_publish_read_parts (MatoiPostPublish *self);

/* matoi-post-publish-state.c: where it stands */
void matoi_post_publish_watch (MatoiPostPublish *self);

G_END_DECLS
