/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The files in a ZIP or a folder, read one after the other, with limits; nothing is ever unpacked
 * to the disk. */

#define MATOI_SLACK_MAX_FILE  ((gsize) 64 * 1024 * 1024)         /* of one file */
#define MATOI_SLACK_MAX_TOTAL ((guint64) 2 * 1024 * 1024 * 1024) /* of all that is read, unpacked */
#define MATOI_SLACK_MAX_FILES 500000

/* Whether the bytes of the file @name ("incident/2026-11-20.json") are wanted. */
typedef gboolean (*MatoiSlackWant) (const char *name, gpointer user_data);
/* Told of each that was: its bytes, or why they cannot be read (@problem, a sentence); FALSE ends it. */
typedef gboolean (*MatoiSlackTake) (const char *name,
                                    const char *bytes,
                                    gsize length,
                                    const char *problem,
                                    gpointer user_data,
                                    GError **error);

gboolean matoi_slack_archive_walk (const char *path,
                                   MatoiSlackWant want,
                                   MatoiSlackTake take,
                                   gpointer user_data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
