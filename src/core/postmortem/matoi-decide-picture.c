/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-postmortem-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-picture-ref.h"

/* Pictures of the document. The event tells of one; its bytes lie beside the log, under the hash
 * that the event, and so the chain of hashes, vouches for. */

/** matoi_postmortem_find_picture: (nullable): the one that @url ("picture:…") names. */
const MatoiAttachment *
matoi_postmortem_find_picture (const MatoiPostmortem *self, const char *url)
{
  for (guint i = 0; self != NULL && i < self->pictures->len; i++)
    {
      const MatoiAttachment *picture = g_ptr_array_index (self->pictures, i);

      if (matoi_picture_ref_matches (url, picture->hash))
        return picture;
    }
  return NULL;
}

void
matoi_attachment_free (MatoiAttachment *self)
{
  g_free (self->hash);
  g_free (self->type);
  g_free (self);
}

static gboolean
has_hash (const MatoiPostmortem *self, const char *hash)
{
  for (guint i = 0; i < self->pictures->len; i++)
    if (strcmp (((MatoiAttachment *) g_ptr_array_index (self->pictures, i))->hash, hash) == 0)
      return TRUE;
  return FALSE;
}

static gint64
count_bytes (const MatoiPostmortem *self)
{
  gint64 n = 0;

  for (guint i = 0; i < self->pictures->len; i++)
    n += ((MatoiAttachment *) g_ptr_array_index (self->pictures, i))->size;
  return n;
}

static gboolean
is_side (gint64 side)
{
  return side >= 1 && side <= MATOI_PICTURE_SIDE_LIMIT;
}

/* The same picture again is there already. */
static gboolean
decide_picture (MatoiDecision *d, GError **error)
{
  GBytes *bytes = d->command->attachment;
  const char *type = bytes != NULL ? matoi_picture_read_type (bytes) : NULL;
  g_autofree char *hash = NULL;
  JsonObject *payload;

  if (!matoi_decide_require_open (d, error))
    return FALSE;
  if (type == NULL || !is_side (matoi_json_get_int (d->args, "width", 0)) ||
      !is_side (matoi_json_get_int (d->args, "height", 0)))
    return matoi_refuse_input (error, _("This is not a picture that can be kept. Nothing was "
                                        "changed; use a PNG or a JPEG."));
  if (g_bytes_get_size (bytes) > MATOI_PICTURE_BYTES_LIMIT)
    return matoi_refuse_input (error, _("The picture is larger than 4 MB. Nothing was changed; "
                                        "cut out what matters."));
  hash = matoi_picture_dup_hash (bytes);
  if (has_hash (d->state->postmortem, hash))
    return TRUE;
  if (count_bytes (d->state->postmortem) + (gint64) g_bytes_get_size (bytes) >
      MATOI_PICTURES_BYTES_LIMIT)
    return matoi_refuse_input (error, _("The pictures of this incident take 150 MB already. "
                                        "Nothing was changed; put this one behind a link."));
  payload = matoi_decision_copy (d, "width", "height", NULL);
  json_object_set_string_member (payload, "hash", hash);
  json_object_set_string_member (payload, "type", type);
  json_object_set_int_member (payload, "size", (gint64) g_bytes_get_size (bytes));
  matoi_decision_add (d, "postmortem.picture", payload);
  return TRUE;
}

static gboolean
fold_picture (MatoiIncident *self, MatoiEvent *event, JsonObject *p)
{
  const char *hash = matoi_json_get_string (p, "hash"), *type = matoi_json_get_string (p, "type");
  MatoiAttachment *picture;

  if (self->postmortem == NULL || !matoi_picture_is_hash (hash) ||
      (g_strcmp0 (type, "image/png") != 0 && g_strcmp0 (type, "image/jpeg") != 0) ||
      !is_side (matoi_json_get_int (p, "width", 0)) ||
      !is_side (matoi_json_get_int (p, "height", 0)))
    return FALSE;
  /* Two computers may have kept the same one. */
  if (has_hash (self->postmortem, hash))
    return TRUE;
  picture = g_new0 (MatoiAttachment, 1);
  picture->id = event->id;
  picture->hash = g_strdup (hash);
  picture->type = g_strdup (type);
  picture->width = matoi_json_get_int (p, "width", 0);
  picture->height = matoi_json_get_int (p, "height", 0);
  picture->size = CLAMP (matoi_json_get_int (p, "size", 0), 0, MATOI_PICTURE_BYTES_LIMIT);
  g_ptr_array_add (self->postmortem->pictures, picture);
  return TRUE;
}

const MatoiCommandRule matoi_picture_commands[] = {
  { "pm-picture", decide_picture, 0 },
  { NULL },
};

const MatoiFolder matoi_fold_pictures[] = {
  { "postmortem.picture", fold_picture },
  { NULL },
};
