/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-picture-ref.h"
#include "matoi-pictures-private.h"

/* From whatever file somebody pastes or drops to a small PNG or JPEG.
 *
 * gdk-pixbuf is what GTK itself reads pictures with, so the window brings it along, and it needs
 * no display: matoictl can use it, too. It tells the size of a picture before it makes room for
 * it, which is what stops a bomb. Only these four kinds are handed to it, by how they begin and
 * not by their names: no SVG, which may name other files. Nothing but the pixels is written
 * again, so where and with which telephone a photo was taken does not get into the record. */

/* Fed in pieces, to be told the size early. */
#define PIECE 65536
/* Letters on a screen stay sharp as PNG; a photo stays small as JPEG. */
#define GOOD_QUALITY  88
#define WORST_QUALITY 40

typedef struct
{
  const char *loader; /* of gdk-pixbuf */
  const char *begins;
  gsize length, offset;
  gboolean photo;
} Kind;

static const Kind kinds[] = {
  { "png", "\x89PNG\r\n\x1a\n", 8, 0, FALSE },
  { "jpeg", "\xff\xd8\xff", 3, 0, TRUE },
  { "gif", "GIF8", 4, 0, FALSE },
  { "webp", "WEBP", 4, 8, FALSE },
};

static const Kind *
find_kind (GBytes *file)
{
  gsize size;
  const char *data = g_bytes_get_data (file, &size);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (size > kinds[i].offset + kinds[i].length &&
        memcmp (data + kinds[i].offset, kinds[i].begins, kinds[i].length) == 0)
      return &kinds[i];
  return NULL;
}

typedef struct
{
  gboolean prepared, too_large;
} Load;

static void
on_size_prepared (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  Load *load = user_data;

  load->prepared = TRUE;
  load->too_large = (gint64) width * height > MATOI_PICTURE_MAX_PIXELS ||
                    width > MATOI_PICTURE_SIDE_LIMIT || height > MATOI_PICTURE_SIDE_LIMIT;
  /* No size at all: the loader gives up here, before it takes the memory. */
  if (load->too_large)
    gdk_pixbuf_loader_set_size (loader, 0, 0);
}

/* NULL with @error of gdk-pixbuf, or without one. */
static GdkPixbuf *
run_loader (GdkPixbufLoader *loader, GBytes *file, const Load *load, GError **error)
{
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (file, &size);
  gboolean good = TRUE;
  GdkPixbuf *pixbuf;

  while (good && at < size && !load->too_large)
    {
      gsize length = MIN (PIECE, size - at);

      good = gdk_pixbuf_loader_write (loader, data + at, length, error);
      at += length;
    }
  /* It wants to be closed in any case. */
  if (!gdk_pixbuf_loader_close (loader, good ? error : NULL) || !good || load->too_large)
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  /* Held as the camera was held: said by a mark that does not come along. */
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

/* Where the picture data of a JPEG begins: behind its segments, of which one may hold a small
 * picture with an end of its own. */
static gsize
find_scan (const guint8 *data, gsize size)
{
  gsize at = 2;

  while (at + 4 <= size && data[at] == 0xff && data[at + 1] != 0xda)
    at += data[at + 1] == 0xff ? 1 : 2 + ((gsize) data[at + 2] << 8 | data[at + 3]);
  return MIN (at, size);
}

/* gdk-pixbuf is content with the upper half of a PNG or a JPEG; in a record it would pass for all
 * there was to see. The loaders of the other kinds say so themselves. */
static gboolean
is_whole (GBytes *file, const Kind *kind)
{
  gsize size, begin = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  if (g_str_equal (kind->loader, "png"))
    return memmem (data, size, "IEND", 4) != NULL;
  if (!g_str_equal (kind->loader, "jpeg"))
    return TRUE;
  begin = find_scan (data, size);
  return memmem (data + begin, size - begin, "\xff\xd9", 2) != NULL;
}

static GdkPixbuf *
decode (GBytes *file, const Kind *kind, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (kind->loader, &problem);
  Load load = { FALSE };
  GdkPixbuf *pixbuf = NULL;

  if (loader != NULL && is_whole (file, kind))
    {
      g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &load);
      pixbuf = run_loader (loader, file, &load, &problem);
    }
  else if (loader != NULL)
    gdk_pixbuf_loader_close (loader, NULL);
  if (pixbuf != NULL)
    return pixbuf;
  if (load.too_large)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                         _ ("The picture has more than 40 million points. Nothing was kept; cut "
                            "out what matters, or make it smaller."));
  else if (loader == NULL)
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %s is a kind of picture, such as “webp” */
                 _ ("This computer cannot read pictures of the kind “%s”. Nothing was kept; use a "
                    "PNG or a JPEG."),
                    kind->loader);
  else if (problem == NULL)
    g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                         _ ("The picture was cut off: a part of it is missing. Nothing was kept."));
  else
    g_set_error (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                 /* Translators: %s is a reason, in the words of a library */
                 _ ("The picture is broken (%s). Nothing was kept."), problem->message);
  return NULL;
}

/* (transfer full): @pixbuf no wider than @width. */
static GdkPixbuf *
scale (GdkPixbuf *pixbuf, int width)
{
  int old = gdk_pixbuf_get_width (pixbuf);
  gint64 height = (gint64) gdk_pixbuf_get_height (pixbuf) * width / old;

  if (old <= width)
    return g_object_ref (pixbuf);
  return gdk_pixbuf_scale_simple (pixbuf, width, (int) MAX (height, 1), GDK_INTERP_BILINEAR);
}

/* (transfer full): without the transparency, which a JPEG cannot hold. */
static GdkPixbuf *
flatten (GdkPixbuf *pixbuf)
{
  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return g_object_ref (pixbuf);
  return gdk_pixbuf_composite_color_simple (pixbuf, gdk_pixbuf_get_width (pixbuf),
                                            gdk_pixbuf_get_height (pixbuf), GDK_INTERP_NEAREST, 255,
                                            16, 0xffffff, 0xffffff);
}

/* (nullable): if it is small enough then. */
static GBytes *
write_jpeg (GdkPixbuf *pixbuf, int quality)
{
  g_autofree char *text = g_strdup_printf ("%d", quality);
  g_autoptr (GdkPixbuf) flat = flatten (pixbuf);
  char *buffer;
  gsize size;

  if (flat == NULL ||
      !gdk_pixbuf_save_to_buffer (flat, &buffer, &size, "jpeg", NULL, "quality", text, NULL))
    return NULL;
  if (size <= MATOI_PICTURE_MAX_BYTES)
    return g_bytes_new_take (buffer, size);
  g_free (buffer);
  return NULL;
}

static GBytes *
write_png (GdkPixbuf *pixbuf)
{
  char *buffer;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, "png", NULL, NULL))
    return NULL;
  if (size <= MATOI_PICTURE_MAX_BYTES)
    return g_bytes_new_take (buffer, size);
  g_free (buffer);
  return NULL;
}

static GBytes *
encode (GdkPixbuf *pixbuf, gboolean photo)
{
  GBytes *bytes = photo ? NULL : write_png (pixbuf);

  for (int quality = GOOD_QUALITY; bytes == NULL && quality >= WORST_QUALITY; quality -= 16)
    bytes = write_jpeg (pixbuf, quality);
  return bytes;
}

/**
 * matoi_picture_new_command:
 * @actor: who adds it
 * @file: what was pasted, dropped or read
 * @error: MATOI_ERROR_INPUT: no picture, a broken one, or one too large
 *
 * Decodes, makes it smaller, and writes it anew: the same file gives the same picture. Takes its
 * time: not for the main thread of a window.
 *
 * Returns: (transfer full): "pm-picture", or NULL
 */
MatoiCommand *
matoi_picture_new_command (const char *actor, GBytes *file, GError **error)
{
  const Kind *kind = find_kind (file);
  g_autoptr (GdkPixbuf) pixbuf = NULL, small = NULL;
  g_autoptr (GBytes) bytes = NULL;
  MatoiCommand *command;

  if (g_bytes_get_size (file) > MATOI_PICTURE_MAX_FILE || kind == NULL)
    {
      g_set_error_literal (
        error, MATOI_ERROR, MATOI_ERROR_INPUT,
        kind == NULL ? _ ("This is not a PNG, JPEG, GIF or WebP picture. Nothing was kept.")
                     : _ ("The picture is larger than 64 MB. Nothing was kept; make it smaller."));
      return NULL;
    }
  pixbuf = decode (file, kind, error);
  if (pixbuf == NULL)
    return NULL;
  small = scale (pixbuf, MATOI_PICTURE_MAX_WIDTH);
  bytes = small != NULL ? encode (small, kind->photo) : NULL;
  if (bytes == NULL)
    {
      g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                           _ ("The picture stays larger than 4 MB, or there is too little memory "
                              "for it. Nothing was kept; cut out what matters."));
      return NULL;
    }
  command = matoi_command_new ("pm-picture", actor);
  matoi_command_set_int (command, "width", gdk_pixbuf_get_width (small));
  matoi_command_set_int (command, "height", gdk_pixbuf_get_height (small));
  matoi_command_set_attachment (command, bytes);
  return command;
}

/** matoi_picture_dup_reference: (transfer full): "picture:…" for the picture of @command. */
char *
matoi_picture_dup_reference (const MatoiCommand *command)
{
  g_autofree char *hash = matoi_picture_dup_hash (command->attachment);

  return matoi_picture_ref_new (hash);
}

/* Whether @bytes decode to no more than what we would keep; looks at their beginning alone. */
static gboolean
is_modest (GBytes *bytes)
{
  g_autoptr (GdkPixbufLoader) loader = NULL;
  const Kind *kind = find_kind (bytes);
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  Load load = { FALSE };

  loader = kind != NULL ? gdk_pixbuf_loader_new_with_type (kind->loader, NULL) : NULL;
  if (loader == NULL)
    return FALSE;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared), &load);
  for (; at < size && !load.prepared; at += MIN (PIECE, size - at))
    if (!gdk_pixbuf_loader_write (loader, data + at, MIN (PIECE, size - at), NULL))
      break;
  gdk_pixbuf_loader_close (loader, NULL);
  return load.prepared && !load.too_large;
}

/** matoi_pictures_check: FALSE with MATOI_ERROR_INPUT if one from elsewhere would not do here. */
gboolean
matoi_pictures_check (GHashTable *pictures, GError **error)
{
  GHashTableIter iter;
  gpointer bytes;

  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, NULL, &bytes))
    if (!is_modest (bytes))
      {
        g_set_error_literal (error, MATOI_ERROR, MATOI_ERROR_INPUT,
                             _ ("A picture of the file is broken, or has more than 40 million "
                                "points. Nothing was imported."));
        return FALSE;
      }
  return TRUE;
}
