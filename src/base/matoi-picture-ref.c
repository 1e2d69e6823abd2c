/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-picture-ref.h"

#include <string.h>

static gsize
count_digits (const char *text)
{
  return strspn (text, "0123456789abcdef");
}

/** matoi_picture_ref_is_valid: whether @url (nullable) names a picture of the record. */
gboolean
matoi_picture_ref_is_valid (const char *url)
{
  const char *digits;
  gsize n;

  if (url == NULL || !g_str_has_prefix (url, MATOI_PICTURE_PREFIX))
    return FALSE;
  digits = url + strlen (MATOI_PICTURE_PREFIX);
  n = count_digits (digits);
  return n >= MATOI_PICTURE_REF_LENGTH && n <= MATOI_PICTURE_HASH_LENGTH && digits[n] == '\0';
}

/** matoi_picture_ref_matches: whether @url names the picture with the full @hash. */
gboolean
matoi_picture_ref_matches (const char *url, const char *hash)
{
  return hash != NULL && matoi_picture_ref_is_valid (url) &&
         g_str_has_prefix (hash, url + strlen (MATOI_PICTURE_PREFIX));
}

/** matoi_picture_ref_new: (transfer full): what a text shows of @hash. */
char *
matoi_picture_ref_new (const char *hash)
{
  return g_strdup_printf ("%s%.*s", MATOI_PICTURE_PREFIX, MATOI_PICTURE_REF_LENGTH, hash);
}

/** matoi_picture_is_hash: whether @text (nullable) is a SHA-256 as we write it. */
gboolean
matoi_picture_is_hash (const char *text)
{
  return text != NULL && count_digits (text) == MATOI_PICTURE_HASH_LENGTH &&
         text[MATOI_PICTURE_HASH_LENGTH] == '\0';
}

/** matoi_picture_dup_hash: (transfer full): by which @bytes are known. */
char *
matoi_picture_dup_hash (GBytes *bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

/** matoi_picture_read_type: (nullable): of the two kinds that are kept. */
const char *
matoi_picture_read_type (GBytes *bytes)
{
  static const guint8 png[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 jpeg[] = { 0xff, 0xd8, 0xff };
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size > sizeof png && memcmp (data, png, sizeof png) == 0)
    return "image/png";
  if (size > sizeof jpeg && memcmp (data, jpeg, sizeof jpeg) == 0)
    return "image/jpeg";
  return NULL;
}
