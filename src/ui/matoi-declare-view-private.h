/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-channel-choice.h"
#include "matoi-declare-text.h"
#include "matoi-declare-view.h"
#include "matoi-policy-choice.h"
#include "matoi-severity-picker.h"

G_BEGIN_DECLS

struct _MatoiDeclareView
{
  GtkWidget parent_instance;
  GtkWidget *dec_scroller;
  GtkLabel *dec_question, *dec_message;
  AdwEntryRow *dec_title, *dec_scope, *dec_services, *dec_evidence, *dec_began, *dec_codename,
    *dec_channel_name;
  AdwComboRow *dec_detected;
  MatoiPolicyChoice *dec_policy;
  MatoiChannelChoice *dec_channel;
  MatoiSeverityPicker *dec_severity;
  GtkSwitch *dec_security, *dec_drill;
  GtkPopover *dec_not_popover;
  GtkMenuButton *dec_not;
  GtkLabel *dec_file_text;
  GtkButton *dec_file;

  MatoiContext *context;
  MatoiReceipt *receipt; /* (nullable) of a false alarm that is still to be ended */
  gboolean busy, false_alarm;
};

/* matoi-declare-view.c: the form. */
void matoi_declare_view_show_message (MatoiDeclareView *self, const char *text_or_null);
void matoi_declare_view_show_error (MatoiDeclareView *self, const GError *error);
void matoi_declare_view_clear (MatoiDeclareView *self);
MatoiDeclareFields matoi_declare_view_get_fields (MatoiDeclareView *self);

/* matoi-declare-view-submit.c */
void matoi_declare_view_file_ticket (GtkWidget *widget, const char *action, GVariant *parameter);
void matoi_declare_view_submit (GtkWidget *widget, const char *action, GVariant *parameter);

G_END_DECLS
