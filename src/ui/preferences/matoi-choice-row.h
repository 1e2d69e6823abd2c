/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context.h"

G_BEGIN_DECLS

/* A setting that is one of some words, as a choice; or on or off, as a switch; or a number. Stored at once. */
typedef struct
{
  const char *value; /* (nullable): the setting is taken away */
  const char *title; /* untranslated; NULL ends the list */
} MatoiChoice;

/* @choices lives on; @default_value (nullable): what holds while the setting is not there. */
void matoi_choice_row_bind (AdwComboRow *row,
                            MatoiContext *context,
                            const char *key,
                            const MatoiChoice *choices,
                            const char *default_value);
/* A number; the limits are those of @widget. */
void matoi_number_bind (GtkSpinButton *widget,
                        MatoiContext *context,
                        const char *key,
                        int default_value);
void matoi_switch_bind (GtkSwitch *widget,
                        MatoiContext *context,
                        const char *key,
                        gboolean default_value);
/* A row with a switch. */
GtkWidget *matoi_switch_row_new (MatoiContext *context,
                                 const char *title,
                                 const char *subtitle,
                                 const char *key,
                                 gboolean default_value);

G_END_DECLS
