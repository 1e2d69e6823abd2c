/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-drafts-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "matoi-json.h"

/* More is not what was typed by hand. */
#define MAX_FILE (32 * 1024 * 1024)

/* The newest text wins, in whichever order the threads come to it. */
struct _MatoiDraftsFile
{
  char *path;
  guint64 handed_over; /* texts so far; main thread only */
  GMutex lock;
  guint64 written; /* the number of the text on the disk; under @lock */
};

typedef struct
{
  MatoiDraftsFile *file;
  char *text;
  guint64 number;
} Job;

/** matoi_drafts_file_new: the file @path, which need not exist. (transfer full) */
MatoiDraftsFile *
matoi_drafts_file_new (const char *path)
{
  MatoiDraftsFile *file = g_atomic_rc_box_new0 (MatoiDraftsFile);

  g_mutex_init (&file->lock);
  file->path = g_strdup (path);
  return file;
}

static void
drafts_file_clear (MatoiDraftsFile *file)
{
  g_mutex_clear (&file->lock);
  g_free (file->path);
}

/** matoi_drafts_file_unref: lets go of it; what a thread is at is finished. */
void
matoi_drafts_file_unref (MatoiDraftsFile *file)
{
  g_atomic_rc_box_release_full (file, (GDestroyNotify) drafts_file_clear);
}

/** matoi_drafts_file_get_incidents: (nullable): what is kept for each incident, in @node. */
JsonObject *
matoi_drafts_file_get_incidents (JsonNode *node)
{
  if (!node || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  return matoi_json_get_object (json_node_get_object (node), "incidents");
}

/**
 * matoi_drafts_file_read:
 *
 * In any thread. A file that is none of ours is put aside, for a person to look at.
 *
 * Returns: (transfer full) (nullable): what it holds; NULL when there is nothing
 */
JsonNode *
matoi_drafts_file_read (MatoiDraftsFile *file)
{
  g_autofree char *text = NULL, *aside = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (g_file_get_contents (file->path, &text, &length, &error))
    node = matoi_json_parse (text, (gssize) length, MAX_FILE, 8, NULL); /* its words stay here */
  else if (g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return NULL;
  if (matoi_drafts_file_get_incidents (node))
    return g_steal_pointer (&node);
  /* Also when the disk or its rights are at fault: the next key would write over it. */
  aside = g_strconcat (file->path, ".unreadable", NULL);
  g_message ("The drafts are not readable (%s); the file is now %s",
             error ? error->message : "not as it was written", aside);
  if (g_rename (file->path, aside) != 0)
    g_message ("It could not be renamed: %s", g_strerror (errno));
  return NULL;
}

/* In any thread. Only for the person: a confidential incident is typed here as well. */
static void
write_file (MatoiDraftsFile *file, const char *text, guint64 number)
{
  g_autoptr (GError) error = NULL;

  g_mutex_lock (&file->lock);
  if (number > file->written)
    {
      /* Tried again with the next key, and at the end. */
      if (!g_file_set_contents_full (file->path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                     &error))
        g_message ("The drafts cannot be written: %s", error->message);
      file->written = number;
    }
  g_mutex_unlock (&file->lock);
}

static void
job_free (Job *job)
{
  matoi_drafts_file_unref (job->file);
  g_free (job->text);
  g_free (job);
}

static void
run (MatoiDraftsFile *file,
     GTaskThreadFunc func,
     char *text,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->file = g_atomic_rc_box_acquire (file);
  job->text = text;
  job->number = file->handed_over;
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, func);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, matoi_drafts_file_read (((Job *) data)->file),
                         (GDestroyNotify) json_node_unref);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  write_file (job->file, job->text, job->number);
  g_task_return_boolean (task, TRUE);
}

/** matoi_drafts_file_read_async: reads it in a thread. */
void
matoi_drafts_file_read_async (MatoiDraftsFile *file,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  run (file, read_in_thread, NULL, callback, user_data);
}

/** matoi_drafts_file_read_finish: (transfer full) (nullable): see matoi_drafts_file_read (). */
JsonNode *
matoi_drafts_file_read_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/** matoi_drafts_file_write_async: writes @text (transfer full) in a thread. */
void
matoi_drafts_file_write_async (MatoiDraftsFile *file, char *text)
{
  file->handed_over++;
  run (file, write_in_thread, text, NULL, NULL);
}

/** matoi_drafts_file_write: writes @text here and now, after what a thread may be at. */
void
matoi_drafts_file_write (MatoiDraftsFile *file, const char *text)
{
  write_file (file, text, ++file->handed_over);
}

/** matoi_drafts_file_was_written: whether anything was handed over, written by now or not. */
gboolean
matoi_drafts_file_was_written (MatoiDraftsFile *file)
{
  return file->handed_over > 0;
}
