/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "matoi-id.h"

G_BEGIN_DECLS

/* The half-typed lines of each incident, kept beside the database so that they survive a
 * crash. Shared by all windows; main thread; written in the background half a second after a
 * change, readable by the person alone.
 *
 * A line is either in the field of one window (@field names it, any pointer), or parked. What
 * is typed into a document is kept whole, until it is recorded.
 *
 * Signals:
 * "loaded": what the file held is there; comes once, never from within matoi_drafts_new ().
 * "changed" (const char *incident): its parked lines are others now; the id as a text. */
#define MATOI_TYPE_DRAFTS (matoi_drafts_get_type ())
G_DECLARE_FINAL_TYPE (MatoiDrafts, matoi_drafts, MATOI, DRAFTS, GObject)

/* More parked lines than that are nobody's any more: the oldest go. */
#define MATOI_DRAFTS_MAX 50

MatoiDrafts *matoi_drafts_new (const char *path_or_null);
gboolean matoi_drafts_is_loaded (MatoiDrafts *self);

/* The parked lines, the newest first. (transfer full) (array zero-terminated) */
GStrv matoi_drafts_get (MatoiDrafts *self, const MatoiId *incident);
void matoi_drafts_park (MatoiDrafts *self, const MatoiId *incident, const char *line);
void matoi_drafts_park_at (MatoiDrafts *self,
                           const MatoiId *incident,
                           const char *line,
                           gint64 typed_at);
char *matoi_drafts_remove (MatoiDrafts *self, const MatoiId *incident, guint index);
char *
matoi_drafts_remove_at (MatoiDrafts *self, const MatoiId *incident, guint index, gint64 *typed_at);

char *matoi_drafts_enter (MatoiDrafts *self, const MatoiId *incident, gconstpointer field);
void matoi_drafts_type (MatoiDrafts *self,
                        const MatoiId *incident,
                        gconstpointer field,
                        const char *text);
void matoi_drafts_stamp (MatoiDrafts *self,
                         const MatoiId *incident,
                         gconstpointer field,
                         gint64 typed_at);
gint64 matoi_drafts_get_stamp (MatoiDrafts *self, const MatoiId *incident, gconstpointer field);
void matoi_drafts_leave (MatoiDrafts *self, const MatoiId *incident, gconstpointer field);
void matoi_drafts_forget (MatoiDrafts *self, const MatoiId *incident, const char *beginning);

void matoi_drafts_set_text (MatoiDrafts *self,
                            const MatoiId *incident,
                            const char *place,
                            gconstpointer field,
                            const char *text,
                            const char *const *heads);
char *matoi_drafts_adopt_text (MatoiDrafts *self,
                               const MatoiId *incident,
                               const char *place,
                               gconstpointer field,
                               GStrv *heads);
void matoi_drafts_clear_text (MatoiDrafts *self,
                              const MatoiId *incident,
                              const char *place,
                              gconstpointer field,
                              const char *text_or_null);
void matoi_drafts_leave_text (MatoiDrafts *self, const MatoiId *incident, gconstpointer field);

void matoi_drafts_flush (MatoiDrafts *self);

G_END_DECLS
