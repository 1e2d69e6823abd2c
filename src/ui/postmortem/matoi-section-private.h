/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-find-bar.h"
#include "matoi-preview.h"
#include "matoi-prose.h"
#include "matoi-section-page.h"
#include "matoi-section-writer.h"
#include "matoi-wording-watch.h"

G_BEGIN_DECLS

struct _MatoiSectionPage
{
  GtkWidget parent_instance;
  GtkWidget *sec_notice, *sec_conflict, *sec_problem, *sec_right_now;
  GtkLabel *sec_notice_text, *sec_conflict_text, *sec_problem_text;
  GtkLabel *sec_saved, *sec_count;
  GtkStack *sec_pages;
  MatoiFindBar *sec_find;
  MatoiPreview *preview;
  MatoiProse *prose;
  GtkWidget *tools; /* (owned) stands in the head of the section */
  GSimpleActionGroup *actions;

  MatoiSession *session;      /* (nullable) */
  MatoiDrafts *drafts;        /* (nullable) */
  MatoiSectionWriter *writer; /* (nullable) */
  MatoiWordingWatch *watch;   /* (nullable) of session */
  char *section;              /* (nullable) */
  GStrv heads, next_heads;    /* of the versions the text is typed on; (nullable) what comes then */
  gsize shown_conflict;       /* where the next look for a conflict begins */
  guint look_id;
};

const MatoiSection *matoi_section_page_get_section (MatoiSectionPage *self);
gboolean matoi_section_page_may_write (MatoiSectionPage *self);
void matoi_section_page_show_problem (MatoiSectionPage *self, const char *text_or_null);
void matoi_section_page_set_preview (MatoiSectionPage *self, gboolean preview);
void matoi_section_page_show_saved (MatoiSectionPage *self);

/* matoi-section-typing.c */
void matoi_section_page_open (MatoiSectionPage *self);
void matoi_section_page_close (MatoiSectionPage *self);
void matoi_section_page_take_durable (MatoiSectionPage *self);
void matoi_section_page_take_draft (MatoiSectionPage *self);
void matoi_section_page_settle (MatoiSectionPage *self);
void matoi_section_page_write_settled (MatoiSectionPage *self);
void matoi_section_page_set_up_typing (MatoiSectionPage *self);

/* matoi-section-conflict.c */
void matoi_section_page_show_conflict (MatoiSectionPage *self);
void matoi_section_page_show_next_conflict (MatoiSectionPage *self);
void matoi_section_page_settle_conflict (MatoiSectionPage *self);

/* matoi-section-pictures.c */
void matoi_section_page_set_up_pictures (MatoiSectionPage *self);

/* matoi-section-tools.c */
void matoi_section_page_set_up_tools (MatoiSectionPage *self);

G_END_DECLS
