/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-context-outbox.h"
#include "matoi-follow-ups-item.h"
#include "matoi-live.h"

G_BEGIN_DECLS

/* Everything about the follow-up that is chosen, with the forms for what is done about it.
 * Signals: "said" (const char *text, gboolean can_undo): it is recorded;
 * "closed" (): a form is closed, the keyboard belongs to the list again. */
#define MATOI_TYPE_FOLLOW_UPS_DETAILS (matoi_follow_ups_details_get_type ())
G_DECLARE_FINAL_TYPE (MatoiFollowUpsDetails,
                      matoi_follow_ups_details,
                      MATOI,
                      FOLLOW_UPS_DETAILS,
                      GtkWidget)

typedef enum
{
  MATOI_FOLLOW_UPS_NO_FORM,
  MATOI_FOLLOW_UPS_LINK,  /* the key or address of a ticket that exists */
  MATOI_FOLLOW_UPS_WONT,  /* why it will not be done (ACT-05) */
  MATOI_FOLLOW_UPS_NUDGE, /* words for whoever it waits for */
} MatoiFollowUpsForm;

void matoi_follow_ups_details_set_live (MatoiFollowUpsDetails *self, MatoiLive *live);
/* @waiting (nullable): its ticket, in the outbox; copied. What is being typed stays as long as it is
 * about the same item. */
void matoi_follow_ups_details_show (MatoiFollowUpsDetails *self,
                                    MatoiFollowUpsItem *item_or_null,
                                    const MatoiOutboxRow *waiting_or_null);
/* Opens a form for the item that is shown, with the keyboard in it. */
void matoi_follow_ups_details_begin (MatoiFollowUpsDetails *self, MatoiFollowUpsForm form);
/* Why there is no way to ask for a ticket now. (nullable) (transfer full) */
char *matoi_follow_ups_details_dup_no_ticket (MatoiFollowUpsDetails *self);
/* The preview of its ticket. */
void matoi_follow_ups_details_ask_ticket (MatoiFollowUpsDetails *self);

G_END_DECLS
