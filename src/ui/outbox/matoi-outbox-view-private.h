/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-connections.h"
#include "matoi-outbox-list.h"
#include "matoi-outbox-view.h"

G_BEGIN_DECLS

struct _MatoiOutboxView
{
  GtkWidget parent_instance;
  GtkLabel *out_connection, *out_more;
  GtkToggleButton *out_goes, *out_person, *out_sent;
  GtkCheckButton *out_own;
  GtkStack *out_stack;
  MatoiOutboxList *out_list;
  AdwStatusPage *out_empty;
  GtkWidget *out_settings;

  MatoiContext *context;
  MatoiConnections *connections;
  GCancellable *cancellable;
  MatoiId incident; /* from inside of which it was opened */
  gboolean has_incident;
  GPtrArray *open, *sent; /* (nullable) of MatoiOutboxRow */
  gboolean reading, read_again, chosen;
};

/* matoi-outbox-view-show.c: what it looks like. */
const MatoiId *matoi_outbox_view_get_only (MatoiOutboxView *self);
MatoiOutboxShelf matoi_outbox_view_get_shelf (MatoiOutboxView *self);
guint matoi_outbox_view_count (MatoiOutboxView *self, MatoiOutboxShelf shelf);
void matoi_outbox_view_show (MatoiOutboxView *self, gboolean all_anew);
void matoi_outbox_view_show_connection (MatoiOutboxView *self);

G_END_DECLS
