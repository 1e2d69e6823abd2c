/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "slack-rig.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>

#include "test-common.h"

SlackRig *
slack_rig_new (void)
{
  SlackRig *rig = g_new0 (SlackRig, 1);
  g_autoptr (GError) error = NULL;

  rig->folder = g_dir_make_tmp ("matoi-slack-XXXXXX", &error);
  g_assert_no_error (error);
  rig->names = g_ptr_array_new_with_free_func (g_free);
  rig->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  return rig;
}

void
slack_rig_free (SlackRig *rig)
{
  test_common_remove (rig->folder);
  g_free (rig->folder);
  g_ptr_array_unref (rig->names);
  g_ptr_array_unref (rig->texts);
  g_free (rig);
}

void
slack_rig_take (SlackRig *rig, const char *name, GBytes *bytes)
{
  g_ptr_array_add (rig->names, g_strdup (name));
  g_ptr_array_add (rig->texts, bytes);
}

void
slack_rig_add (SlackRig *rig, const char *name, const char *text)
{
  slack_rig_take (rig, name, g_bytes_new (text, strlen (text)));
}

void
slack_rig_add_lists (SlackRig *rig, const char *prefix)
{
  g_autofree char *users = g_strconcat (prefix, "users.json", NULL);
  g_autofree char *channels = g_strconcat (prefix, "channels.json", NULL);
  g_autofree char *dms = g_strconcat (prefix, "dms.json", NULL);
  g_autofree char *mpims = g_strconcat (prefix, "mpims.json", NULL);

  slack_rig_add (rig, users,
                 "[{'id':'U1','name':'aki','profile':{'display_name':'亜希'}},"
                 "{'id':'U2','name':'ben','real_name':'Ben Ito','profile':{'display_name':''}},"
                 "{'id':'U3','name':'cho','profile':{'real_name':'Cho'}}]");
  slack_rig_add (rig, channels,
                 "[{'id':'C1','name':'incident'},{'id':'C2','name':'random'},"
                 "{'id':'C3','name':'障害対応'}]");
  slack_rig_add (rig, dms, "[{'id':'D1','members':['U1','U2']}]");
  slack_rig_add (rig, mpims, "[{'id':'G1','name':'mpdm-aki--ben-1'},{'id':7},8]");
}

/* In the tables of the tests, ' stands for ". */
static GBytes *
unquote (GBytes *bytes)
{
  gsize size;
  char *text = g_memdup2 (g_bytes_get_data (bytes, &size), g_bytes_get_size (bytes));

  for (gsize i = 0; i < size; i++)
    if (text[i] == '\'')
      text[i] = '"';
  return g_bytes_new_take (text, size);
}

char *
slack_rig_write_folder (SlackRig *rig)
{
  char *root = g_build_filename (rig->folder, "export", NULL);

  for (guint i = 0; i < rig->names->len; i++)
    {
      g_autofree char *path = g_build_filename (root, g_ptr_array_index (rig->names, i), NULL);
      g_autofree char *folder = g_path_get_dirname (path);
      g_autoptr (GBytes) bytes = unquote (g_ptr_array_index (rig->texts, i));
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                           &error);
      g_assert_no_error (error);
    }
  return root;
}

char *
slack_rig_write_zip (SlackRig *rig, const char *base)
{
  char *path = g_build_filename (rig->folder, base, NULL);
  struct archive *zip = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (zip), ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (zip, path), ==, ARCHIVE_OK);
  for (guint i = 0; i < rig->names->len; i++)
    {
      g_autoptr (GBytes) bytes = unquote (g_ptr_array_index (rig->texts, i));
      struct archive_entry *entry = archive_entry_new ();

      archive_entry_set_pathname_utf8 (entry, g_ptr_array_index (rig->names, i));
      archive_entry_set_size (entry, (la_int64_t) g_bytes_get_size (bytes));
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_perm (entry, 0600);
      g_assert_cmpint (archive_write_header (zip, entry), >=, ARCHIVE_WARN);
      g_assert_cmpint (
        archive_write_data (zip, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)), >=, 0);
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (zip), ==, ARCHIVE_OK);
  archive_write_free (zip);
  return path;
}
