/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-declare-view.h"
#include "matoi-follow-ups-view.h"
#include "matoi-history-view.h"
#include "matoi-insights-view.h"
#include "matoi-incident-list.h"
#include "matoi-incident-view.h"
#include "matoi-outbox-view.h"
#include "matoi-outstanding.h"
#include "matoi-postmortems-view.h"
#include "matoi-welcome-view.h"
#include "matoi-window.h"

G_BEGIN_DECLS

struct _MatoiWindow
{
  AdwApplicationWindow parent_instance;
  AdwSqueezer *win_switchers;
  AdwViewSwitcher *win_switcher, *win_narrow_switcher;
  AdwViewStack *win_views;
  AdwViewStackPage *win_live_page, *win_postmortems_page, *win_follow_ups_page;
  MatoiPostmortemsView *win_postmortems;
  MatoiFollowUpsView *win_follow_ups;
  MatoiHistoryView *win_history;
  MatoiInsightsView *win_insights;
  GtkToggleButton *win_sidebar_button;
  AdwFlap *win_flap;
  GtkStack *win_stack;
  GtkSpinner *win_spinner;
  AdwStatusPage *win_error;
  GtkRevealer *win_banner;
  GtkLabel *win_banner_text;
  MatoiIncidentList *win_list;
  MatoiIncidentView *win_view;
  MatoiDeclareView *win_declare;
  MatoiWelcomeView *win_welcome;
  MatoiOutboxView *win_outbox;
  AdwToastOverlay *win_toasts;

  MatoiLive *live;       /* NULL, as is the context: the database could not be opened */
  MatoiContext *context; /* NULL: the database could not be opened */
  MatoiOutstanding *outstanding;
  GSettings *settings;
  GCancellable *cancellable;         /* of everything this window started */
  GCancellable *loading_cancellable; /* of the incident that is being read */
  GPtrArray *live_rows;              /* of MatoiIncidentRow, while the ended ones are being read */
  gboolean asked;                    /* for one incident: the list does not choose */
  gboolean listed;                   /* the first list has come */
  gboolean counted;                  /* the postmortems are being counted, or were */
  guint n_live;
  gboolean declared; /* the incident being opened was declared here, just now */
  gboolean listing, list_again;
  gboolean focus_list;      /* when it has come into sight */
  char *former_view;        /* (nullable) where declaring was begun, when that was not Live */
  char *outbox_view;        /* (nullable) where the outbox was asked for, when that was not Live */
  gboolean outbox_declares; /* while somebody was declaring */
  guint tick_id;
  AdwToast *toast;       /* (nullable) the last one */
  char *told_ref;        /* (nullable) of the postmortem a toast was about */
  MatoiId wanted_action; /* of the postmortem that is being looked up for a follow-up */
  char *wanted_kind;     /* (nullable) of a place in a postmortem that is being looked up */
  MatoiId wanted_entry;  /* of the incident that is being opened */
  gboolean entry_wanted;
  MatoiDrafts *drafts;
  MatoiSession *document; /* (nullable) of the postmortem that is shown */
  guint fold_id;
  GFileMonitor *zone_monitor; /* (nullable) */
  GtkWindow *preferences;     /* (weak) (nullable) */
  GtkWindow *import;          /* (weak) (nullable) */
  GtkWindow *import_history;  /* (weak) (nullable) */
};

/* The views by their names in the stack; a new one is a page in window.ui, an accelerator in
 * matoi-application.c and, if the keyboard is to arrive somewhere, a line in matoi_window_focus_view (). */
#define MATOI_VIEW_LIVE        "live"
#define MATOI_VIEW_POSTMORTEMS "postmortems"
#define MATOI_VIEW_FOLLOW_UPS  "follow-ups"
#define MATOI_VIEW_HISTORY     "history"
#define MATOI_VIEW_INSIGHTS    "insights"

/* --- matoi-window-views.c: what is shown */
const MatoiIncident *matoi_window_get_incident (MatoiWindow *self);
gboolean matoi_window_shows (MatoiWindow *self, const char *view);
void matoi_window_show_view (MatoiWindow *self, const char *view);
void matoi_window_show_page (MatoiWindow *self, const char *name);
void matoi_window_show_problem (MatoiWindow *self, const char *title, const GError *problem);
void matoi_window_show_default_page (MatoiWindow *self);
void matoi_window_focus_view (MatoiWindow *self);
void matoi_window_begin_views (MatoiWindow *self);
void matoi_window_install_views (GtkWidgetClass *widget_class);

/* --- matoi-window-title.c: what it is called, and the numbers on the switcher */
void matoi_window_show_title (MatoiWindow *self);
void matoi_window_show_overdue_items (MatoiWindow *self);
void matoi_window_show_badges (MatoiWindow *self);

/* --- matoi-window-jumps.c: from one record to another */
void matoi_window_begin_jumps (MatoiWindow *self);
void matoi_window_install_jumps (GtkWidgetClass *widget_class);

/* --- matoi-window-toasts.c: what was done, with a way back */
void matoi_window_follow (MatoiWindow *self, MatoiSession *old_or_null, MatoiSession *session);
void matoi_window_follow_document (MatoiWindow *self);
void matoi_window_take_undo_off (MatoiWindow *self);
void matoi_window_install_undo (GtkWidgetClass *widget_class);

/* --- matoi-window-outbox.c: what waits to be sent */
gboolean matoi_window_undo_discard (MatoiWindow *self);
void matoi_window_begin_outbox (MatoiWindow *self);
void matoi_window_install_outbox (GtkWidgetClass *widget_class);

/* matoi-window-import.c */
void matoi_window_install_import (GtkWidgetClass *widget_class);

/* --- matoi-window-incidents.c: the list, and the one that is open */
void matoi_window_open_incident (MatoiWindow *self, const MatoiId *id);
void matoi_window_refresh_list (MatoiWindow *self);
void matoi_window_begin_incidents (MatoiWindow *self);

/* --- matoi-window.c */
void matoi_window_schedule_tick (MatoiWindow *self);

G_END_DECLS
