/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-window.h"
#include "test-common.h"

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

GtkWidget *rig_find_id (GtkWidget *widget, const char *id);
GtkWidget *rig_get (Fixture *fixture, const char *id);
const char *rig_get_label (Fixture *fixture, const char *id);
guint rig_rows_with (Fixture *fixture, const char *text);
const char *rig_get_page (Fixture *fixture);
void rig_press_in (GtkWindow *window, const char *accelerator);
void rig_press (Fixture *fixture, const char *accelerator);
void rig_type (Fixture *fixture, const char *text);
void rig_enter (Fixture *fixture);
void rig_set_up (Fixture *fixture, gconstpointer data);
void rig_close_window (Fixture *fixture);
void rig_tear_down (Fixture *fixture, gconstpointer data);
void rig_declare (Fixture *fixture, const char *title);
MatoiIncident *rig_read_back (Fixture *fixture, MatoiContext **context);
/* Pairs of arguments, ended by NULL. */
void rig_submit (Fixture *fixture, const char *actor, const char *name, ...) G_GNUC_NULL_TERMINATED;
guint rig_count_entries (const MatoiIncident *incident, const char *kind, const char *text);

G_END_DECLS
