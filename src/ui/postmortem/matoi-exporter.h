/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "matoi-session.h"

G_BEGIN_DECLS

/* Leads a postmortem out of the house: asks for the file, writes or prints it, and says what came
 * of it. For whatever shows one.
 * Signals: "saved" (const char *sentence): with matoi_exporter_open_folder () behind a button.
 * "failed" (const char *sentence, gboolean again): matoi_exporter_try_again () may help. */
#define MATOI_TYPE_EXPORTER (matoi_exporter_get_type ())
G_DECLARE_FINAL_TYPE (MatoiExporter, matoi_exporter, MATOI, EXPORTER, GObject)

/* @owner: in whose window is asked. */
MatoiExporter *matoi_exporter_new (GtkWidget *owner);
/* @what: "print", or a format; it may be confidential: that was asked. */
void
matoi_exporter_run (MatoiExporter *self, MatoiSession *session, const char *what, gboolean both);
void matoi_exporter_try_again (MatoiExporter *self);
/* Writes to @file what was asked for last. */
void matoi_exporter_save (MatoiExporter *self, GFile *file);
void matoi_exporter_open_folder (MatoiExporter *self);
/* What was asked for is not wanted any more; what is being written is written. */
void matoi_exporter_forget (MatoiExporter *self);

G_END_DECLS
