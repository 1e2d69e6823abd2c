/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-picture.h"
#include "matoi-timeline-model.h"
#include "matoi-timeline-row.h"
#include "matoi-timeline-view.h"

G_BEGIN_DECLS

struct _MatoiTimelineView
{
  GtkWidget parent_instance;

  /* the heading */
  GtkWidget *tl_heading, *inc_timeline_caption, *tl_spacer, *tl_chips;
  GtkEditable *tl_search;
  GtkLabel *inc_count;
  GtkMenuButton *tl_filter_menu;
  GtkToggleButton *tl_find;

  /* the list */
  MatoiPicture *tl_picture;
  GtkWidget *tl_body, *tl_nothing;
  GtkScrolledWindow *inc_scroller;
  GtkListView *inc_timeline;
  GtkRevealer *inc_newer;
  GtkButton *inc_newer_button;

  /* forms about one row; they hang on the view, since rows come and go */
  GtkPopover *tl_strike, *tl_edit;
  GtkEditable *tl_strike_reason, *tl_edit_time;
  GtkLabel *tl_strike_message, *tl_edit_message, *tl_edit_zone;
  GtkTextView *tl_edit_text;
  GtkPopover *menu;   /* (nullable) of a row, while it is open */
  gboolean composing; /* in the text of a form, with an input method */
  MatoiId form_id;    /* what the open form is about */
  char *edit_time;    /* what the form offered at first */

  MatoiSession *session; /* (nullable) */
  MatoiTimelineModel *model;
  GtkSingleSelection *selection;
  GPtrArray *spare; /* of MatoiTimelineRow, which the list has no use for now */
  MatoiTimelineFilter filter;
  guint search_id; /* waits for a pause in the typing */
  gboolean at_end; /* the timeline follows its end */
  gboolean late;   /* the list could not go to the selected row when it was asked to */
  guint settle_id;
  guint n_newer; /* entries that came below what is seen */
  guint n_last;  /* those of them that came with the last change */

  MatoiId marked_id; /* the row that was looked for; null: none */
  GtkEventController *marked_keys;

  /* the picture */
  guint n_pictured; /* records that are in it */
  gint64 picture_from;
  char *summary;
};

/* matoi-timeline-view.c */
MatoiTimelineItem *matoi_timeline_view_get_selected (MatoiTimelineView *self);

/* matoi-timeline-place.c: where one is in the list */
void matoi_timeline_view_init_place (MatoiTimelineView *self);
MatoiTimelineRow *matoi_timeline_view_find_row (MatoiTimelineView *self, const MatoiId *id);
gboolean matoi_timeline_view_keep_end (MatoiTimelineView *self);
void matoi_timeline_view_add_newer (MatoiTimelineView *self, guint n);
void matoi_timeline_view_take_newer (MatoiTimelineView *self, guint n);
void matoi_timeline_view_go_to (MatoiTimelineView *self, guint position);
gboolean matoi_timeline_view_go_late (MatoiTimelineView *self);
void matoi_timeline_view_unmark (MatoiTimelineView *self);
void matoi_timeline_view_focus_list (MatoiTimelineView *self);
gboolean matoi_timeline_view_is_busy (MatoiTimelineView *self);

/* matoi-timeline-fill.c: the lines nobody sees at first */
void matoi_timeline_view_init_fill (MatoiTimelineView *self);
void matoi_timeline_view_begin_fill (MatoiTimelineView *self, const MatoiIncident *incident);
void matoi_timeline_view_fill_around (MatoiTimelineView *self, const MatoiId *id);
void matoi_timeline_view_fill_all (MatoiTimelineView *self);

/* matoi-timeline-find.c: narrowing it down */
void matoi_timeline_view_class_init_find (GtkWidgetClass *class);
void matoi_timeline_view_show_count (MatoiTimelineView *self);
void matoi_timeline_view_set_filter (MatoiTimelineView *self, const char *name);
const char *matoi_timeline_view_get_filter_name (MatoiTimelineView *self);
void matoi_timeline_view_show_everything (MatoiTimelineView *self);

/* matoi-timeline-actions.c: what can be done with a row */
void matoi_timeline_view_class_init_actions (GtkWidgetClass *class);
void matoi_timeline_view_init_actions (MatoiTimelineView *self);
void matoi_timeline_view_update_actions (MatoiTimelineView *self);
void matoi_timeline_view_point_at (MatoiTimelineView *self, GtkPopover *popover, const MatoiId *id);

/* matoi-timeline-menu.c */
void matoi_timeline_view_init_menu (MatoiTimelineView *self);
void matoi_timeline_view_class_init_menu (GtkWidgetClass *class);

/* matoi-timeline-forms.c */
void matoi_timeline_view_class_init_forms (GtkWidgetClass *class);
void matoi_timeline_view_begin_strike (MatoiTimelineView *self, const MatoiEntry *entry);
void matoi_timeline_view_begin_edit (MatoiTimelineView *self, const MatoiEntry *entry);

/* matoi-timeline-strip.c: the picture over time */
void matoi_timeline_view_class_init_strip (GtkWidgetClass *class);
void matoi_timeline_view_begin_picture (MatoiTimelineView *self);
void matoi_timeline_view_update_picture (MatoiTimelineView *self,
                                         GPtrArray *events,
                                         gboolean folded_again);
void matoi_timeline_view_tick_picture (MatoiTimelineView *self);

G_END_DECLS
