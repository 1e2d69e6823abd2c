/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-window.h"

G_BEGIN_DECLS

/* The real window on a real database in a temporary folder; the person is "Aiko Tanaka". */
typedef struct
{
  char *folder, *db;
  MatoiContext *context;
  MatoiLive *live;
  MatoiDrafts *drafts;
  MatoiWindow *window;
} Fixture;

/* Calls gtk_test_init, makes the application; then g_test_add (…, Fixture, NULL, rig_set_up, …,
 * rig_tear_down) and g_test_run (). */
void rig_init (int *argc, char ***argv);
extern GtkApplication *rig_application;

/* Runs the main loop until @condition holds; fails after ten seconds. */
#define WAIT_UNTIL(condition)                                        \
  G_STMT_START                                                       \
  {                                                                  \
    gboolean late_ = FALSE;                                          \
    guint id_ = g_timeout_add_seconds (10, rig_on_deadline, &late_); \
    while (!(condition) && !late_)                                   \
      g_main_context_iteration (NULL, TRUE);                         \
    if (!late_)                                                      \
      g_source_remove (id_);                                         \
    g_assert_true (condition);                                       \
  }                                                                  \
  G_STMT_END

gboolean rig_on_deadline (gpointer user_data);
GtkWidget *rig_find_id (GtkWidget *widget, const char *id);
GtkWidget *rig_get (Fixture *fixture, const char *id);
const char *rig_get_label (Fixture *fixture, const char *id);
guint rig_rows_with (Fixture *fixture, const char *text);
const char *rig_get_page (Fixture *fixture);
void rig_press (Fixture *fixture, const char *accelerator);
void rig_type (Fixture *fixture, const char *text);
void rig_enter (Fixture *fixture);
void rig_set_up (Fixture *fixture, gconstpointer data);
void rig_close_window (Fixture *fixture);
void rig_tear_down (Fixture *fixture, gconstpointer data);
void rig_declare (Fixture *fixture, const char *title);
MatoiIncident *rig_read_back (Fixture *fixture, MatoiContext **context);
guint rig_count_entries (const MatoiIncident *incident, const char *kind, const char *text);

G_END_DECLS
