/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-comments-panel.h"
#include "matoi-actions-panel.h"
#include "matoi-exporter.h"
#include "matoi-gates-panel.h"
#include "matoi-postmortem-header.h"
#include "matoi-postmortem-view.h"
#include "matoi-section-heading.h"
#include "matoi-section-list.h"
#include "matoi-seen-before.h"
#include "matoi-wording-panel.h"

G_BEGIN_DECLS

struct _MatoiPostmortemView
{
  GtkWidget parent_instance;
  GtkStack *pmv_content;
  GtkWidget *pmv_document, *pmv_centre, *pmv_side;
  MatoiPostmortemHeader *pmv_header;
  MatoiSeenBefore *pmv_seen;
  GtkRevealer *pmv_problem, *pmv_notice;
  GtkLabel *pmv_problem_text, *pmv_notice_text, *pmv_saved;
  GtkWidget *pmv_again, *pmv_notice_back;
  MatoiSectionList *pmv_sections;
  MatoiSectionHeading *pmv_heading;
  GtkStack *pmv_pages;
  MatoiGatesPanel *pmv_gates;
  MatoiWordingPanel *pmv_wording;
  MatoiActionsPanel *pmv_actions;
  MatoiCommentsPanel *pmv_comments;
  GtkWidget *meeting; /* (nullable) a MatoiMeetingView, once there was one */

  MatoiSession *session; /* (nullable) */
  char *section;         /* (nullable) the one that is shown */
  int layout;            /* -1 not known, 0 narrow, 1 wide */
  guint fold_id;
  guint focus_id; /* until somebody has the keyboard again */

  /* matoi-postmortem-actions.c: what is being done */
  char *wanted; /* (nullable) the state that was asked for and not reached yet */

  MatoiExporter *exporter; /* (nullable) until something is exported */
};

/* matoi-postmortem-actions.c */
void matoi_postmortem_view_install_actions (GtkWidgetClass *widget_class);
void matoi_postmortem_view_watch (MatoiPostmortemView *self);
void
matoi_postmortem_view_show_problem (MatoiPostmortemView *self, const char *text, gboolean again);
void matoi_postmortem_view_hide_problem (MatoiPostmortemView *self);
void matoi_postmortem_view_forget (MatoiPostmortemView *self);
/* matoi-postmortem-room.c */
void matoi_postmortem_view_install_room (GtkWidgetClass *widget_class);
void matoi_postmortem_view_fold (MatoiPostmortemView *self);
/* matoi-postmortem-meeting.c */
void matoi_postmortem_view_meet (MatoiPostmortemView *self);
void matoi_postmortem_view_end_meeting (MatoiPostmortemView *self);
/* matoi-postmortem-export.c */
void matoi_postmortem_view_export (MatoiPostmortemView *self, const char *what, gboolean both);
void matoi_postmortem_view_export_again (MatoiPostmortemView *self);
/* Says @text for some seconds; @button (nullable) calls @callback (nullable). */
void matoi_postmortem_view_say (MatoiPostmortemView *self,
                                const char *text,
                                const char *button,
                                GCallback callback);

G_END_DECLS
