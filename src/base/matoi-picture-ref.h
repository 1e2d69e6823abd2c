/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a text of the postmortem names a picture that is kept in the record: "picture:" and the
 * beginning of its hash, as the address of an image in Markdown. */

#define MATOI_PICTURE_PREFIX "picture:"
/* SHA-256 in hexadecimal digits, and how many of them a text shows. */
#define MATOI_PICTURE_HASH_LENGTH 64
#define MATOI_PICTURE_REF_LENGTH  16
/* What is kept of one picture, and how wide or high one may be. */
#define MATOI_PICTURE_BYTES_LIMIT (4 * 1024 * 1024)
/* Of all of one incident: as JSON they still fit into a file that can be imported. */
#define MATOI_PICTURES_BYTES_LIMIT (150 * 1024 * 1024)
#define MATOI_PICTURE_SIDE_LIMIT   65535

gboolean matoi_picture_ref_is_valid (const char *url);
/* Whether @url names the picture with that hash; NULLs name nothing. */
gboolean matoi_picture_ref_matches (const char *url, const char *hash);
/* (transfer full) */
char *matoi_picture_ref_new (const char *hash);
gboolean matoi_picture_is_hash (const char *text);
/* (transfer full): 64 hexadecimal digits. */
char *matoi_picture_dup_hash (GBytes *bytes);
/* "image/png" or "image/jpeg" by how the bytes begin; NULL: neither. */
const char *matoi_picture_read_type (GBytes *bytes);

G_END_DECLS
