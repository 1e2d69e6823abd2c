/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-pictures.h"
#include "matoi-preview-private.h"

/* The pictures of the record in a preview: asked for once, unpacked beside the window. */

/* Shows the picture @name on @widget, as soon as somebody has it. */
void
matoi_preview_ask (MatoiPreview *self, GtkWidget *widget, const char *name)
{
  GdkTexture *texture = g_hash_table_lookup (self->pictures, name);

  if (texture || g_hash_table_contains (self->broken, name))
    matoi_preview_show_picture (widget, texture);
  else if (!self->loader)
    matoi_preview_show_picture (widget, NULL);
  else if (!g_hash_table_contains (self->pictures, name))
    {
      g_hash_table_insert (self->pictures, g_strdup (name), NULL);
      self->loader (self, name, self->loader_data);
    }
}

/** matoi_preview_set_picture: see the header. */
void
matoi_preview_set_picture (MatoiPreview *self, const char *picture, GdkTexture *texture)
{
  g_return_if_fail (MATOI_IS_PREVIEW (self));
  g_return_if_fail (picture != NULL);

  if (texture)
    g_hash_table_insert (self->pictures, g_strdup (picture), g_object_ref (texture));
  else
    g_hash_table_add (self->broken, g_strdup (picture));
  for (guint i = 0; i < self->built->len; i++)
    {
      const MatoiPreviewPiece *piece = g_ptr_array_index (self->pieces, i);

      if (g_strcmp0 (piece->picture, picture) == 0)
        matoi_preview_show_picture (g_ptr_array_index (self->built, i), texture);
    }
}

static void
forget_pictures (MatoiPreview *self)
{
  g_hash_table_remove_all (self->pictures);
  g_hash_table_remove_all (self->broken);
  for (guint i = 0; i < self->built->len; i++)
    {
      const MatoiPreviewPiece *piece = g_ptr_array_index (self->pieces, i);

      if (piece->picture)
        matoi_preview_ask (self, g_ptr_array_index (self->built, i), piece->picture);
    }
}

/** matoi_preview_set_loader: see the header. */
void
matoi_preview_set_loader (MatoiPreview *self,
                          MatoiPreviewLoader loader,
                          gpointer user_data,
                          GDestroyNotify destroy)
{
  g_return_if_fail (MATOI_IS_PREVIEW (self));

  if (self->loader_destroy)
    self->loader_destroy (self->loader_data);
  self->loader = loader;
  self->loader_data = user_data;
  self->loader_destroy = destroy;
  forget_pictures (self);
}

/* A picture is unpacked where nobody waits for it. */
static void
unpack (GTask *task, gpointer source, gpointer bytes, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_bytes (bytes, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

typedef struct
{
  MatoiPreview *preview;
  GCancellable *cancellable;
  char *name;
} Fetch;

static void
fetch_free (Fetch *fetch)
{
  g_object_unref (fetch->preview);
  g_object_unref (fetch->cancellable);
  g_free (fetch->name);
  g_free (fetch);
}

static void
on_unpacked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    matoi_preview_set_picture (fetch->preview, fetch->name, texture);
  fetch_free (fetch);
}

static void
on_fetched (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fetch *fetch = user_data;
  g_autoptr (GBytes) bytes =
    matoi_context_load_picture_finish (MATOI_CONTEXT (source), result, NULL);

  if (bytes && !g_cancellable_is_cancelled (fetch->cancellable))
    {
      /* without a source: a thread must not be the last to let go of a widget */
      g_autoptr (GTask) task = g_task_new (NULL, fetch->cancellable, on_unpacked, fetch);

      g_task_set_task_data (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, unpack);
      return;
    }
  if (!g_cancellable_is_cancelled (fetch->cancellable))
    matoi_preview_set_picture (fetch->preview, fetch->name, NULL);
  fetch_free (fetch);
}

static void
fetch_picture (MatoiPreview *self, const char *name, gpointer user_data)
{
  Fetch *fetch = g_new (Fetch, 1);

  fetch->preview = g_object_ref (self);
  fetch->cancellable = g_object_ref (self->fetching);
  fetch->name = g_strdup (name);
  matoi_context_load_picture_async (matoi_session_get_context (self->session),
                                    &matoi_session_get_incident (self->session)->id, name,
                                    self->fetching, on_fetched, fetch);
}

/** matoi_preview_set_session: see the header. */
void
matoi_preview_set_session (MatoiPreview *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_PREVIEW (self));

  if (self->session == session)
    return;
  if (self->fetching)
    g_cancellable_cancel (self->fetching);
  g_clear_object (&self->fetching);
  g_set_object (&self->session, session);
  self->fetching = session ? g_cancellable_new () : NULL;
  matoi_preview_set_loader (self, session ? fetch_picture : NULL, NULL, NULL);
}
