/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "matoi-drafts.h"
#include "matoi-session.h"

G_BEGIN_DECLS

/* Records the texts of one section, one after the other, and keeps in the drafts what is not
 * durable yet. It lives on until the last one is recorded, whatever became of the page.
 *
 * Signals:
 * "answered" (GError *refusal_or_null): the oldest text is durable, or was refused; comes after
 *   the session's "changed". */
#define MATOI_TYPE_SECTION_WRITER (matoi_section_writer_get_type ())
G_DECLARE_FINAL_TYPE (MatoiSectionWriter, matoi_section_writer, MATOI, SECTION_WRITER, GObject)

MatoiSectionWriter *
matoi_section_writer_new (MatoiSession *session, MatoiDrafts *drafts_or_null, const char *section);

void
matoi_section_writer_write (MatoiSectionWriter *self, const char *text, const char *const *heads);
void
matoi_section_writer_settle (MatoiSectionWriter *self, const char *text, const char *const *heads);
void
matoi_section_writer_keep (MatoiSectionWriter *self, const char *text, const char *const *heads);
void matoi_section_writer_forget (MatoiSectionWriter *self);
char *matoi_section_writer_adopt (MatoiSectionWriter *self, GStrv *heads);
void matoi_section_writer_leave (MatoiSectionWriter *self);

G_END_DECLS
