/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* What is done only for a reason: a line for the reason, the minutes where they matter, and a
 * button. A refusal is shown below and nothing typed is lost. Signals: "done" when it is
 * recorded, "cancelled". */
#define MATOI_TYPE_REASON_FORM (matoi_reason_form_get_type ())
G_DECLARE_FINAL_TYPE (MatoiReasonForm, matoi_reason_form, MATOI, REASON_FORM, GtkWidget)

/* Of a form for the command @name with @value for @arg. */
typedef struct
{
  const char *name;
  const char *arg, *value;    /* (nullable) */
  const char *title, *button; /* translated */
  int minutes;                /* to begin with; 0: it takes none */
} MatoiReasonTask;

GtkWidget *matoi_reason_form_new (void);
void
matoi_reason_form_begin (MatoiReasonForm *self, MatoiSession *session, const MatoiReasonTask *task);
/* A popover with such a form that closes itself; its parent is still to be set. */
GtkWidget *matoi_reason_popover_new (MatoiReasonForm **form);

G_END_DECLS
