/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-drafts-file.h"
#include "matoi-drafts.h"

G_BEGIN_DECLS

struct _MatoiDrafts
{
  GObject parent_instance;
  MatoiDraftsFile *file; /* (nullable) (refcounted) NULL: nothing is kept */
  GHashTable *incidents; /* the id as a text -> GPtrArray of Draft, the newest first */
  GHashTable *texts;     /* the id as a text -> GPtrArray of TextDraft */
  gboolean loaded, dirty;
  guint write_id;
  gint64 write_at; /* monotonic */
};

void matoi_drafts_schedule_write (MatoiDrafts *self, guint delay_ms);

GPtrArray *matoi_drafts_need (GHashTable *table, const char *incident, GDestroyNotify free_func);

/* matoi-drafts-lines.c */
void matoi_drafts_dump_lines (MatoiDrafts *self, const char *incident, JsonObject *into);
void matoi_drafts_read_lines (MatoiDrafts *self, const char *incident, JsonObject *from);

/* matoi-drafts-texts.c */
void matoi_drafts_dump_texts (MatoiDrafts *self, const char *incident, JsonObject *into);
void matoi_drafts_read_texts (MatoiDrafts *self, const char *incident, JsonObject *from);

G_END_DECLS
