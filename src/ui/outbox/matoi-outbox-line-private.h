/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-outbox-line.h"

G_BEGIN_DECLS

struct _MatoiOutboxLine
{
  GtkListBoxRow parent_instance;
  GtkImage *ol_icon;
  GtkLabel *ol_title, *ol_state, *ol_words, *ol_reason, *ol_since, *ol_consequence, *ol_problem;
  GtkWidget *ol_editor, *ol_confirm, *ol_buttons, *ol_leave;
  GtkTextView *ol_text;
  GtkButton *ol_incident, *ol_send, *ol_send_all_the_same, *ol_edit, *ol_discard;

  gint64 id;
  GPtrArray *rows;           /* owns the row */
  const MatoiOutboxRow *row; /* (nullable) until it is shown */
  MatoiContext *context;     /* (nullable) */
  gboolean discreet;
};

/* matoi-outbox-line-show.c: what it looks like. */
void matoi_outbox_line_refresh (MatoiOutboxLine *self);
void matoi_outbox_line_show_buttons (MatoiOutboxLine *self);

G_END_DECLS
