/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A hybrid logical clock reading: 48-bit wall milliseconds, 16-bit counter,
 * 64-bit replica, big endian; the byte order is the total order. */
typedef struct
{
  guint8 bytes[16];
} MatoiId;

#define MATOI_ID_TEXT_LENGTH 32

void matoi_id_next (MatoiId *id, const MatoiId *last, gint64 now_ms, guint64 replica);
gint64 matoi_id_get_ms (const MatoiId *id);
int matoi_id_compare (gconstpointer a, gconstpointer b);
guint matoi_id_hash (gconstpointer id);
gboolean matoi_id_equal (gconstpointer a, gconstpointer b);
gboolean matoi_id_is_null (const MatoiId *id);
MatoiId *matoi_id_copy (const MatoiId *id);
void matoi_id_to_text (const MatoiId *id, char text[MATOI_ID_TEXT_LENGTH + 1]);
char *matoi_id_dup_text (const MatoiId *id);
gboolean matoi_id_from_text (MatoiId *id, const char *text);

char *matoi_reference_new (GDateTime *start, guint64 seed, guint n_characters);
char *matoi_reference_normalise (const char *text);

G_END_DECLS
