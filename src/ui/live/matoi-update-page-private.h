/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-post-draft.h"
#include "matoi-post-guide.h"
#include "matoi-post-publish.h"
#include "matoi-post-queue.h"
#include "matoi-post-time.h"
#include "matoi-post-x.h"
#include "matoi-squeezer.h"
#include "matoi-update-page.h"

G_BEGIN_DECLS

#define MATOI_N_AUDIENCES 4
#define MATOI_N_LANGS     3

struct _MatoiUpdatePage
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GHashTable *drafts;    /* "incident/audience" -> MatoiPostDraft */
  MatoiPostDraft *draft; /* (nullable) the one shown, owned by @drafts */
  GStrv stages;
  gboolean showing;    /* what happens to the widgets now is not the person's doing */
  gboolean sending;    /* on its way to the record */
  gboolean publishing; /* the last step before the public is shown, of the draft */
  GtkToggleButton *audiences[MATOI_N_AUDIENCES];
  GtkToggleButton *langs[MATOI_N_LANGS];
  GtkBox *upd_audiences;
  MatoiPostQueue *upd_queue;
  GtkStack *upd_stack;
  GtkDropDown *upd_stage;
  GtkBox *upd_langs;
  GtkTextView *upd_text;
  GtkLabel *upd_count;
  MatoiPostTime *upd_time;
  MatoiPostGuide *upd_guide;
  MatoiPostX *upd_x;
  MatoiPostPublish *upd_publish;
  GtkWidget *upd_foot;
  GtkLabel *upd_message;
  GtkLabel *upd_state;
  GtkEntry *upd_url;
  GtkButton *upd_copy;
  GtkButton *upd_save;
  GtkButton *upd_primary;
  MatoiSqueezer *upd_fold;
  GtkOrientable *upd_actions, *upd_buttons;
  GtkWidget *upd_private;
};

extern const char *const matoi_audience_ids[MATOI_N_AUDIENCES];
extern const char *const matoi_lang_ids[MATOI_N_LANGS];

/* matoi-update-show.c: the draft in the widgets. */
char *matoi_update_page_dup_key (MatoiSession *session, const char *audience);
void matoi_update_page_forget (MatoiUpdatePage *self, const char *key);
void matoi_update_page_show_guide (MatoiUpdatePage *self);
void matoi_update_page_text_changed (MatoiUpdatePage *self);
void matoi_update_page_show_draft (MatoiUpdatePage *self);
void matoi_update_page_show_page (MatoiUpdatePage *self);
void matoi_update_page_show_audience (MatoiUpdatePage *self, const char *audience);
void matoi_update_page_leave_draft (MatoiUpdatePage *self);
void matoi_update_page_focus_text (MatoiUpdatePage *self);
gboolean matoi_update_page_is_closed (MatoiUpdatePage *self, const char *audience);

/* matoi-update-send.c: what may be done with the text, and doing it. */
void
matoi_update_page_show_message (MatoiUpdatePage *self, const char *text_or_null, gboolean hint);
void matoi_update_page_show_state (MatoiUpdatePage *self);
void matoi_update_page_save (MatoiUpdatePage *self);
void matoi_update_page_act (MatoiUpdatePage *self);

/* matoi-update-publish.c: on to the status page. */
gboolean matoi_update_page_publishes (MatoiUpdatePage *self);
void matoi_update_page_publish (MatoiUpdatePage *self);
void matoi_update_page_leave_publish (MatoiUpdatePage *self);
void matoi_update_page_published (MatoiUpdatePage *self);

G_END_DECLS
