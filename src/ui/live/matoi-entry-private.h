/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-completion.h"
#include "matoi-entry-bar.h"
#include "matoi-entry-history.h"
#include "matoi-parked-lines.h"

G_BEGIN_DECLS

struct _MatoiEntryBar
{
  GtkWidget parent_instance;
  GtkRevealer *bar_revealer;
  GtkLabel *bar_message, *bar_kind, *bar_time;
  GtkWidget *bar_chip;
  GtkImage *bar_icon;
  GtkText *bar_text;
  GtkSpinner *bar_spinner;
  MatoiParkedLines *bar_parked;
  MatoiCompletion *completion;

  MatoiSession *session;       /* (nullable) */
  MatoiDrafts *drafts;         /* never NULL before dispose */
  MatoiCandidates *candidates; /* (nullable) of the session */
  GHashTable *histories;       /* MatoiId -> MatoiEntryHistory */

  GQueue lines;    /* of MatoiEntryLine; the first one is on its way */
  gint64 typed_at; /* first key of what follows the last line, or MATOI_TIME_NONE */
  char *submitted; /* (nullable) the text on its way */
  guint turn;      /* another one each time the field is given to an incident */
  gboolean composing;
  gboolean quiet;       /* the text is changed by the program: nothing is offered */
  gboolean offer_due;   /* when the cursor has followed the text */
  guint length, cursor; /* as they were */
  gboolean keep_message;
  guint spinner_id;
};

/* A line that was entered: where it ends in the field and when its first key was pressed. */
typedef struct
{
  guint end; /* in characters */
  gint64 typed_at;
} MatoiEntryLine;

/* The field */
guint matoi_entry_bar_get_entered (MatoiEntryBar *self);
const char *matoi_entry_bar_get_typed (MatoiEntryBar *self);
void matoi_entry_bar_set_typed (MatoiEntryBar *self, const char *text);
void matoi_entry_bar_set_typed_at (MatoiEntryBar *self, const char *text, gint64 typed_at);
void matoi_entry_bar_keep (MatoiEntryBar *self);
void matoi_entry_bar_stamp (MatoiEntryBar *self);
void matoi_entry_bar_show_message (MatoiEntryBar *self, const char *message);
void matoi_entry_bar_hide_message (MatoiEntryBar *self);

/* Lines on their way: matoi-entry-submit.c */
void matoi_entry_bar_enter (MatoiEntryBar *self);
void matoi_entry_bar_forget_lines (MatoiEntryBar *self);
void matoi_entry_bar_send_all (MatoiEntryBar *self);
MatoiEntryHistory *matoi_entry_bar_get_history (MatoiEntryBar *self);

/* Keys and drafts: matoi-entry-keys.c */
void matoi_entry_bar_install_keys (GtkWidgetClass *widget_class);
void matoi_entry_bar_offer (MatoiEntryBar *self);
void matoi_entry_bar_park (MatoiEntryBar *self);
void matoi_entry_bar_put_aside (MatoiEntryBar *self);
void matoi_entry_bar_restore (MatoiEntryBar *self, guint index);
void matoi_entry_bar_remove (MatoiEntryBar *self, guint index);
void matoi_entry_bar_show_parked (MatoiEntryBar *self);
void
matoi_entry_bar_accept_candidate (MatoiEntryBar *self, const char *insert, guint start, guint end);

G_END_DECLS
