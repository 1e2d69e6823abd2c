/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Pictures on their way into the record, out of it again, and to another computer. */

#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "matoi-import.h"
#include "matoi-json.h"
#include "matoi-picture-ref.h"
#include "matoi-pictures.h"
#include "matoi-postmortem.h"
#include "test-common.h"

#define BEGIN G_GINT64_CONSTANT (1795000000000) /* some day in 2026 */

/* --- pictures to try */

static GdkPixbuf *
draw (int width, int height, gboolean alpha, gboolean noise)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);

  gdk_pixbuf_fill (pixbuf, 0x3465a480);
  for (gsize i = 0; noise && i + 4 < gdk_pixbuf_get_byte_length (pixbuf); i += 4)
    {
      guint32 value = g_rand_int (rand);

      memcpy (pixels + i, &value, 4);
    }
  return pixbuf;
}

static GBytes *
encode (GdkPixbuf *pixbuf, const char *type, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;
  char *buffer;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &buffer, &size, type, &error, key, value, NULL);
  g_assert_no_error (error);
  g_object_unref (pixbuf);
  return g_bytes_new_take (buffer, size);
}

static GBytes *
cut (GBytes *bytes, gsize length)
{
  GBytes *part = g_bytes_new_from_bytes (bytes, 0, length);

  g_bytes_unref (bytes);
  return part;
}

/* Takes @file. */
static MatoiCommand *
must_take (GBytes *file)
{
  g_autoptr (GError) error = NULL;
  MatoiCommand *command = matoi_picture_new_command ("Ann", file, &error);

  g_assert_no_error (error);
  g_bytes_unref (file);
  g_assert_cmpuint (g_bytes_get_size (command->attachment), <=, MATOI_PICTURE_MAX_BYTES);
  return command;
}

static void
must_refuse (GBytes *file, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (matoi_picture_new_command ("Ann", file, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);
  g_bytes_unref (file);
}

static gint64
get_int (const MatoiCommand *command, const char *name)
{
  return matoi_json_get_int (command->args, name, 0);
}

static gboolean
has_bytes (GBytes *bytes, const char *needle)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), needle,
                 strlen (needle)) != NULL;
}

/* --- */

static void
test_kinds (void)
{
  g_autoptr (MatoiCommand) shot =
    must_take (encode (draw (640, 200, TRUE, FALSE), "png", "tEXt::Comment", "secret place"));
  g_autoptr (MatoiCommand) again =
    must_take (encode (draw (640, 200, TRUE, FALSE), "png", "tEXt::Comment", "secret place"));
  g_autoptr (MatoiCommand) photo =
    must_take (encode (draw (3600, 2000, FALSE, TRUE), "jpeg", "quality", "95"));
  g_autofree char *first = matoi_picture_dup_reference (shot);
  g_autofree char *second = matoi_picture_dup_reference (again);

  g_assert_cmpstr (matoi_picture_read_type (shot->attachment), ==, "image/png");
  g_assert_cmpint (get_int (shot, "width"), ==, 640);
  g_assert_cmpint (get_int (shot, "height"), ==, 200);
  g_assert_false (has_bytes (shot->attachment, "secret place"));
  g_assert_cmpstr (first, ==, second);
  g_assert_true (matoi_picture_ref_is_valid (first));
  g_assert_cmpstr (matoi_picture_read_type (photo->attachment), ==, "image/jpeg");
  g_assert_cmpint (get_int (photo, "width"), ==, MATOI_PICTURE_MAX_WIDTH);
  g_assert_cmpint (get_int (photo, "height"), ==, 1333);
}

/* A screenshot of noise is too large as PNG. */
static void
test_too_dense (void)
{
  g_autoptr (MatoiCommand) command =
    must_take (encode (draw (2400, 1400, TRUE, TRUE), "png", "compression", "1"));

  g_assert_cmpstr (matoi_picture_read_type (command->attachment), ==, "image/jpeg");
}

static const guint8 place[] =
  /* APP1: Exif, big-endian, one directory with an orientation (6: held upright) and a text */
  "\xff\xe1\x00\x40"
  "Exif\0\0MM\0*\0\0\0\x08"
  "\0\x02"
  "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
  "\x01\x0e\0\x02\0\0\0\x10\0\0\0\x26"
  "\0\0\0\0"
  "secret place abc"
  "\0\0";

/* Where and how a photo was taken does not get in, but which side is up counts. */
static void
test_photo (void)
{
  g_autoptr (GBytes) plain = encode (draw (60, 20, FALSE, FALSE), "jpeg", "quality", "90");
  GByteArray *bytes = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (plain, NULL);
  g_autoptr (MatoiCommand) command = NULL;
  g_autoptr (GBytes) file = NULL;

  g_byte_array_append (bytes, data, 2);
  g_byte_array_append (bytes, place, sizeof place - 1);
  g_byte_array_append (bytes, data + 2, (guint) g_bytes_get_size (plain) - 2);
  file = g_byte_array_free_to_bytes (bytes);
  g_assert_true (has_bytes (file, "secret place"));
  command = must_take (g_bytes_ref (file));
  g_assert_false (has_bytes (command->attachment, "secret place"));
  g_assert_false (has_bytes (command->attachment, "Exif"));
  g_assert_cmpint (get_int (command, "width"), ==, 20);
  g_assert_cmpint (get_int (command, "height"), ==, 60);
}

/* A PNG that says it is 60 000 by 60 000 points. */
static GBytes *
new_bomb (void)
{
  static const guint8 head[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea\x60\0\0\xea\x60\x08\x02\0\0\0"
                               "\x51\x5c\x3c\x9b\0\0\0\0IEND\xae\x42\x60\x82";

  return g_bytes_new (head, sizeof head - 1);
}

static void
test_refused (void)
{
  GBytes *png = encode (draw (600, 400, FALSE, TRUE), "png", "compression", "6");
  GBytes *jpeg = encode (draw (600, 400, FALSE, TRUE), "jpeg", "quality", "90");
  GBytes *garbage = g_bytes_new_static ("\x89PNG\r\n\x1a\nIEND nothing of the kind", 32);

  must_refuse (g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41), "not a PNG");
  must_refuse (g_bytes_new_static ("", 0), "not a PNG");
  must_refuse (garbage, "broken");
  must_refuse (cut (g_bytes_ref (png), g_bytes_get_size (png) / 2), "cut off");
  must_refuse (cut (g_bytes_ref (jpeg), g_bytes_get_size (jpeg) / 2), "cut off");
  must_refuse (encode (draw (9000, 4500, FALSE, FALSE), "png", "compression", "1"), "40 million");
  g_bytes_unref (png);
  g_bytes_unref (jpeg);
}

static void
test_bomb (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bomb = new_bomb ();

  /* libpng has limits of its own; whichever comes first, nothing is taken. */
  g_assert_null (matoi_picture_new_command ("Ann", bomb, &error));
  g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
}

/* --- with a database */

typedef struct
{
  char *folder;
  MatoiContext *context;
  MatoiId incident;
  char *ref;
} Fixture;

static MatoiContext *
open_context (const char *folder, const char *name)
{
  g_autofree char *db = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  MatoiContext *context = matoi_context_new (db, MATOI_STORE_READ_WRITE, &error);

  g_assert_no_error (error);
  matoi_context_set_identity (context, "Ann");
  matoi_context_set_now (context, BEGIN);
  return context;
}

/* Takes @command. */
static void
submit (Fixture *fixture, MatoiCommand *command, MatoiId *event)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_new = matoi_id_is_null (&fixture->incident);
  MatoiReceipt *receipt =
    matoi_context_submit (fixture->context, is_new ? NULL : &fixture->incident, command, &error);

  g_assert_no_error (error);
  fixture->incident = receipt->incident;
  if (event != NULL)
    *event = ((MatoiEvent *) g_ptr_array_index (receipt->events, 0))->id;
  g_free (fixture->ref);
  fixture->ref = g_strdup (receipt->ref);
  matoi_context_free_receipt (receipt);
  matoi_command_free (command);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  MatoiCommand *command = matoi_command_new ("declare", "Ann");
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("matoi-pictures-XXXXXX", NULL);
  fixture->context = open_context (fixture->folder, "matoi.db");
  matoi_command_set (command, "title", "Checkout fails");
  matoi_command_set (command, "severity", "2");
  matoi_context_prepare_declare (fixture->context, command, NULL, &error);
  g_assert_no_error (error);
  submit (fixture, command, NULL);
  command = matoi_command_new ("end", "Ann");
  matoi_command_set (command, "outcome", "recovered");
  matoi_command_set (command, "final_severity", "2");
  matoi_command_set (command, "override", "test");
  matoi_command_set (command, "owner", "Owen");
  submit (fixture, command, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  test_common_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->ref);
}

/* A picture of its own in a section; its reference. */
static char *
add_picture (Fixture *fixture, MatoiId *event)
{
  MatoiCommand *command =
    must_take (encode (draw (320, 100, FALSE, FALSE), "png", "compression", "6"));
  char *reference = matoi_picture_dup_reference (command);
  g_autofree char *text = g_strdup_printf ("Before.\n\n![A graph](%s)\n", reference);

  submit (fixture, command, event);
  command = matoi_command_new ("pm-write", "Owen");
  matoi_command_set (command, "section", "overview");
  matoi_command_set (command, "text", text);
  submit (fixture, command, NULL);
  return reference;
}

static char *
export_text (MatoiContext *context, const MatoiId *id, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiIncident) incident = matoi_context_load (context, id, &error);
  g_autoptr (GBytes) bytes = matoi_context_export (context, incident, format, FALSE, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_exports (Fixture *fixture, gconstpointer data)
{
  g_autofree char *html = NULL, *markdown = NULL, *pdf = NULL, *after = NULL;
  MatoiId event;
  g_autofree char *reference = add_picture (fixture, &event);
  g_autoptr (GError) error = NULL;

  html = export_text (fixture->context, &fixture->incident, "html");
  g_assert_nonnull (
    strstr (html, "<figure><img alt=\"A graph\" src=\"data:image/png;base64,iVBOR"));
  markdown = export_text (fixture->context, &fixture->incident, "markdown");
  g_assert_nonnull (strstr (markdown, "![A graph](data:image/png;base64,iVBOR"));
  g_assert_null (strstr (markdown, reference));
  pdf = export_text (fixture->context, &fixture->incident, "pdf");
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
  /* erased: told of in words */
  g_assert_true (matoi_store_redact (matoi_context_get_store (fixture->context), &event, "a face",
                                     "Ann", BEGIN, &error));
  after = export_text (fixture->context, &fixture->incident, "html");
  g_assert_null (strstr (after, "data:image/"));
  g_assert_nonnull (strstr (after, "<p>[A graph]</p>"));
}

static char *
dup_bundle (Fixture *fixture)
{
  g_autoptr (MatoiIncident) incident =
    matoi_context_load (fixture->context, &fixture->incident, NULL);
  g_autoptr (JsonNode) node = matoi_context_export_bundle (fixture->context, incident);

  return matoi_json_to_pretty (node);
}

static void
import (MatoiContext *context, Fixture *fixture, const char *text, guint n_created, gboolean good)
{
  g_autofree char *path = g_build_filename (fixture->folder, "bundle.json", NULL);
  g_autoptr (GError) error = NULL;
  MatoiImportResult result = { NULL };

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_cmpint (matoi_import_file (context, path, NULL, NULL, &result, &error), ==, good);
  if (good)
    g_assert_no_error (error);
  else
    g_assert_error (error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_assert_cmpuint (result.created->len, ==, n_created);
  matoi_import_result_clear (&result);
}

static char *
replace (const char *text, const char *from, const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
test_bundle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference = add_picture (fixture, NULL);
  g_autofree char *text = dup_bundle (fixture);
  g_autofree char *forged = replace (text, "iVBORw0K", "iVBORw0L");
  g_autofree char *missing = replace (text, "\"pictures\"", "\"other\"");
  g_autoptr (MatoiContext) other = open_context (fixture->folder, "other.db");
  g_autoptr (GHashTable) pictures = NULL;
  MatoiVerification result = { 0 };

  import (other, fixture, forged, 0, FALSE);
  import (other, fixture, missing, 0, FALSE);
  import (other, fixture, text, 1, TRUE);
  import (other, fixture, text, 0, TRUE);
  pictures = matoi_store_load_pictures (matoi_context_get_store (other), &fixture->incident, NULL);
  g_assert_cmpuint (g_hash_table_size (pictures), ==, 1);
  g_assert_true (matoi_context_verify (other, &result, NULL));
  g_assert_true (result.ok);
  matoi_context_clear_verification (&result);
}

/* The right hash, but what it holds would take ten gigabytes of memory. */
static void
test_bundle_bomb (Fixture *fixture, gconstpointer data)
{
  g_autofree char *reference = add_picture (fixture, NULL);
  g_autofree char *text = dup_bundle (fixture);
  g_autoptr (GBytes) bomb = new_bomb ();
  g_autofree char *hash = matoi_picture_dup_hash (bomb);
  g_autofree char *base64 =
    g_base64_encode (g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb));
  g_autofree char *member =
    g_strdup_printf ("\"pictures\" : {\n    \"%s\" : \"%s\",\n", hash, base64);
  g_autofree char *forged = replace (text, "\"pictures\" : {\n", member);
  g_autoptr (MatoiContext) other = open_context (fixture->folder, "other.db");

  import (other, fixture, forged, 0, FALSE);
}

/* --- as the window does it */

typedef struct
{
  gboolean done;
  char *reference;
  GBytes *bytes;
  MatoiIncident *incident;
  GError *error;
} Answer;

static void
on_added (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->reference =
    matoi_session_add_picture_finish (MATOI_SESSION (source), result, &answer->error);
  answer->done = TRUE;
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->bytes =
    matoi_context_load_picture_finish (MATOI_CONTEXT (source), result, &answer->error);
  answer->done = TRUE;
}

static void
on_incident (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->incident = matoi_context_load_finish (MATOI_CONTEXT (source), result, &answer->error);
  answer->done = TRUE;
}

static void
wait_for (Answer *answer)
{
  WAIT_UNTIL (answer->done);
  answer->done = FALSE;
}

static void
test_session (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = encode (draw (320, 100, FALSE, FALSE), "png", "compression", "6");
  g_autoptr (GBytes) junk = g_bytes_new_static ("junk", 4);
  g_autoptr (MatoiSession) session = NULL;
  g_autofree char *html = NULL;
  Answer answer = { FALSE };

  matoi_context_start (fixture->context);
  matoi_context_load_async (fixture->context, &fixture->incident, NULL, on_incident, &answer);
  wait_for (&answer);
  session = matoi_session_new (fixture->context, answer.incident);
  for (guint i = 0; i < 2; i++)
    {
      matoi_session_add_picture_async (session, file, NULL, on_added, &answer);
      wait_for (&answer);
      g_assert_no_error (answer.error);
      g_assert_nonnull (matoi_postmortem_find_picture (
        matoi_session_get_incident (session)->postmortem, answer.reference));
      if (i == 0)
        g_clear_pointer (&answer.reference, g_free);
    }
  g_assert_cmpuint (matoi_session_get_incident (session)->postmortem->pictures->len, ==, 1);
  matoi_context_load_picture_async (fixture->context, &fixture->incident, answer.reference, NULL,
                                    on_loaded, &answer);
  wait_for (&answer);
  g_assert_no_error (answer.error);
  g_assert_cmpstr (matoi_picture_read_type (answer.bytes), ==, "image/png");
  g_clear_pointer (&answer.bytes, g_bytes_unref);
  matoi_context_load_picture_async (fixture->context, &fixture->incident,
                                    "picture:0123456789abcdef", NULL, on_loaded, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, MATOI_ERROR, MATOI_ERROR_NOT_FOUND);
  g_clear_error (&answer.error);
  g_clear_pointer (&answer.reference, g_free);
  matoi_session_add_picture_async (session, junk, NULL, on_added, &answer);
  wait_for (&answer);
  g_assert_error (answer.error, MATOI_ERROR, MATOI_ERROR_INPUT);
  g_clear_error (&answer.error);
  g_clear_object (&session);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/kinds", test_kinds);
  g_test_add_func ("/pictures/too-dense", test_too_dense);
  g_test_add_func ("/pictures/photo", test_photo);
  g_test_add_func ("/pictures/refused", test_refused);
  g_test_add_func ("/pictures/bomb", test_bomb);
  g_test_add ("/pictures/exports", Fixture, NULL, set_up, test_exports, tear_down);
  g_test_add ("/pictures/bundle", Fixture, NULL, set_up, test_bundle, tear_down);
  g_test_add ("/pictures/bundle-bomb", Fixture, NULL, set_up, test_bundle_bomb, tear_down);
  g_test_add ("/pictures/session", Fixture, NULL, set_up, test_session, tear_down);
  return g_test_run ();
}
