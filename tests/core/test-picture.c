/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "matoi-json.h"
#include "matoi-picture-ref.h"
#include "matoi-postmortem.h"
#include "world.h"

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void
test_references (void)
{
  static const struct
  {
    const char *url;
    gboolean valid;
  } table[] = {
    { "picture:0123456789abcdef", TRUE },
    { "picture:" HASH, TRUE },
    { NULL, FALSE },
    { "", FALSE },
    { "picture:", FALSE },
    { "picture:0123456789abcde", FALSE },
    { "picture:" HASH "0", FALSE },
    { "picture:0123456789ABCDEF", FALSE },
    { "picture:0123456789abcdef/../x", FALSE },
    { "picture:0123456789abcde%", FALSE },
    { "https://example.com/0123456789abcdef", FALSE },
    { "file:///0123456789abcdef", FALSE },
  };
  g_autofree char *ref = matoi_picture_ref_new (HASH);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_assert_cmpint (matoi_picture_ref_is_valid (table[i].url), ==, table[i].valid);
  g_assert_cmpstr (ref, ==, "picture:0123456789abcdef");
  g_assert_true (matoi_picture_ref_matches (ref, HASH));
  g_assert_false (matoi_picture_ref_matches ("picture:1123456789abcdef", HASH));
  g_assert_false (matoi_picture_ref_matches (ref, NULL));
  g_assert_false (matoi_picture_ref_matches (NULL, HASH));
}

static World *
new_draft (void)
{
  World *world = world_new ("pagerduty");

  world_declare (world, "1");
  world_must (world, world_command ("role-assign", "Aiko", "role", "ic", "person", "Aiko", NULL));
  world_must (world, world_command ("end", "Aiko", "outcome", "recovered", "final_severity", "1",
                                    "override", "test", "owner", "Owen", NULL));
  return world;
}

static MatoiCommand *
picture_command (const char *bytes, gsize length)
{
  MatoiCommand *command = world_command ("pm-picture", "Owen", NULL);
  g_autoptr (GBytes) attachment = g_bytes_new (bytes, length);

  matoi_command_set_int (command, "width", 640);
  matoi_command_set_int (command, "height", 480);
  matoi_command_set_attachment (command, attachment);
  return command;
}

static void
test_decide (void)
{
  static const char png[] = "\x89PNG\r\n\x1a\n and more", jpeg[] = "\xff\xd8\xff\xe0 and more";
  g_autofree char *large = g_malloc0 (MATOI_PICTURE_BYTES_LIMIT + 1);
  g_autoptr (GError) error = NULL;
  World *world = new_draft ();
  MatoiPostmortem *postmortem = world->incident->postmortem;
  MatoiCommand *command;
  const MatoiAttachment *picture;
  guint n;

  world_must (world, picture_command (png, sizeof png));
  world_must (world, picture_command (jpeg, sizeof jpeg));
  g_assert_cmpuint (postmortem->pictures->len, ==, 2);
  picture = g_ptr_array_index (postmortem->pictures, 0);
  g_assert_cmpstr (picture->type, ==, "image/png");
  g_assert_cmpint (picture->width, ==, 640);
  g_assert_cmpint (picture->size, ==, sizeof png);
  g_assert_true (matoi_picture_is_hash (picture->hash));
  {
    g_autofree char *ref = matoi_picture_ref_new (picture->hash);

    g_assert_true (matoi_postmortem_find_picture (postmortem, ref) == picture);
  }
  g_assert_null (matoi_postmortem_find_picture (postmortem, "picture:0000000000000000"));
  g_assert_null (matoi_postmortem_find_picture (NULL, "picture:0000000000000000"));
  /* the same again is there already */
  n = world->log->len;
  g_assert_null (world_do (world, picture_command (png, sizeof png), &error));
  g_assert_no_error (error);
  g_assert_cmpuint (world->log->len, ==, n);
  /* no picture, none at all, none of a size, too large */
  world_must_not (world, picture_command ("<svg/>", 6), MATOI_ERROR_INPUT, NULL);
  world_must_not (world, world_command ("pm-picture", "Owen", NULL), MATOI_ERROR_INPUT, NULL);
  command = picture_command (png, sizeof png);
  matoi_command_set_int (command, "width", 0);
  world_must_not (world, command, MATOI_ERROR_INPUT, NULL);
  memcpy (large, png, sizeof png);
  world_must_not (world, picture_command (large, MATOI_PICTURE_BYTES_LIMIT + 1), MATOI_ERROR_INPUT,
                  NULL);
  world_must (world, world_command ("pm-waive", "Aiko", "reason", "a test", NULL));
  world_must_not (world, picture_command (jpeg, sizeof jpeg), MATOI_ERROR_RULE, NULL);
  world_free (world);
}

/* What others wrote: odd ones count for nothing, the same twice once. */
static void
test_fold (void)
{
  static const struct
  {
    const char *hash, *type;
    gint64 width;
    guint n;
  } table[] = {
    { "short", "image/png", 10, 0 }, { HASH, "text/html", 10, 0 },
    { HASH, "image/png", 0, 0 },     { HASH, "image/png", 9999999999, 0 },
    { HASH, "image/png", 10, 1 },    { HASH, "image/png", 11, 1 },
  };
  World *world = new_draft ();

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      JsonObject *p = json_object_new ();
      g_autoptr (MatoiEvent) event = NULL;

      matoi_json_set_string (p, "hash", table[i].hash);
      matoi_json_set_string (p, "type", table[i].type);
      json_object_set_int_member (p, "width", table[i].width);
      json_object_set_int_member (p, "height", 10);
      event = matoi_event_new ("postmortem.picture", "Mallory", world->now, world->now, p);
      matoi_id_next (&event->id, &world->last, world->now, world->replica);
      world->last = event->id;
      event->incident = world->incident->id;
      matoi_incident_apply (world->incident, event);
      g_assert_cmpuint (world->incident->postmortem->pictures->len, ==, table[i].n);
    }
  world_free (world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/references", test_references);
  g_test_add_func ("/picture/decide", test_decide);
  g_test_add_func ("/picture/fold", test_fold);
  return g_test_run ();
}
