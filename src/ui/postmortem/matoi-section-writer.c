/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-section-writer.h"

#include "matoi-json.h"

typedef struct
{
  char *text;
  GStrv heads;
  gboolean settled;
} Version;

struct _MatoiSectionWriter
{
  GObject parent_instance;
  MatoiSession *session;
  MatoiDrafts *drafts; /* (nullable) */
  char *section, *place;
  GQueue versions; /* of Version; the head of it is on its way */
};

G_DEFINE_FINAL_TYPE (MatoiSectionWriter, matoi_section_writer, G_TYPE_OBJECT)

static void submit (MatoiSectionWriter *self);

static void
version_free (Version *version)
{
  g_free (version->text);
  g_strfreev (version->heads);
  g_free (version);
}

static const MatoiId *
get_incident (MatoiSectionWriter *self)
{
  return &matoi_session_get_incident (self->session)->id;
}

/* What follows was typed on this version too, whatever else it was typed on. */
static void
add_head (Version *version, const MatoiReceipt *receipt)
{
  const MatoiEvent *event;
  char id[MATOI_ID_TEXT_LENGTH + 1];
  guint n = g_strv_length (version->heads);

  if (receipt->events->len == 0)
    return;
  event = g_ptr_array_index (receipt->events, 0);
  matoi_id_to_text (&event->id, id);
  if (g_strv_contains ((const char *const *) version->heads, id))
    return;
  version->heads = g_renew (char *, version->heads, n + 2);
  version->heads[n] = g_strdup (id);
  version->heads[n + 1] = NULL;
}

static void
on_submitted (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiSectionWriter) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);
  Version *version = g_queue_pop_head (&self->versions);

  if (receipt)
    {
      if (self->drafts)
        matoi_drafts_clear_text (self->drafts, get_incident (self), self->place, self,
                                 version->text);
      if (!g_queue_is_empty (&self->versions))
        add_head (g_queue_peek_head (&self->versions), receipt);
    }
  version_free (version);
  g_clear_pointer (&receipt, matoi_context_free_receipt);
  g_signal_emit_by_name (self, "answered", error);
  submit (self);
}

static void
submit (MatoiSectionWriter *self)
{
  Version *version = g_queue_peek_head (&self->versions);
  MatoiCommand *command;

  if (!version)
    return;
  command = matoi_session_new_command (self->session, "pm-write");
  matoi_command_set (command, "section", self->section);
  matoi_command_set (command, "text", version->text);
  matoi_command_set_strv (command, "heads", (const char *const *) version->heads);
  if (version->settled)
    matoi_command_set_flag (command, "settled", TRUE);
  matoi_session_submit_async (self->session, command, on_submitted, g_object_ref (self));
}

static void
add (MatoiSectionWriter *self, const char *text, const char *const *heads, gboolean settled)
{
  Version *version = g_new0 (Version, 1);

  version->text = g_strdup (text);
  version->heads = g_strdupv ((char **) heads);
  version->settled = settled;
  g_queue_push_tail (&self->versions, version);
  matoi_section_writer_keep (self, text, heads);
  if (self->versions.length == 1)
    submit (self);
}

/**
 * matoi_section_writer_write:
 * @heads: ids of the versions that @text was typed on
 *
 * Records @text, after those before it.
 */
void
matoi_section_writer_write (MatoiSectionWriter *self, const char *text, const char *const *heads)
{
  g_return_if_fail (MATOI_IS_SECTION_WRITER (self) && text && heads);

  add (self, text, heads, FALSE);
}

/** matoi_section_writer_settle: records @text, and that it is right as it stands. */
void
matoi_section_writer_settle (MatoiSectionWriter *self, const char *text, const char *const *heads)
{
  g_return_if_fail (MATOI_IS_SECTION_WRITER (self) && text && heads);

  add (self, text, heads, TRUE);
}

/** matoi_section_writer_keep: @text is not durable; it comes back after a crash. */
void
matoi_section_writer_keep (MatoiSectionWriter *self, const char *text, const char *const *heads)
{
  g_return_if_fail (MATOI_IS_SECTION_WRITER (self));

  if (self->drafts)
    matoi_drafts_set_text (self->drafts, get_incident (self), self->place, self, text, heads);
}

/** matoi_section_writer_forget: nothing is typed that is not durable, or on its way there. */
void
matoi_section_writer_forget (MatoiSectionWriter *self)
{
  g_return_if_fail (MATOI_IS_SECTION_WRITER (self));

  if (self->drafts && g_queue_is_empty (&self->versions))
    matoi_drafts_clear_text (self->drafts, get_incident (self), self->place, self, NULL);
}

/** matoi_section_writer_adopt: (transfer full) (nullable): what was typed and never recorded. */
char *
matoi_section_writer_adopt (MatoiSectionWriter *self, GStrv *heads)
{
  g_return_val_if_fail (MATOI_IS_SECTION_WRITER (self), NULL);

  *heads = NULL;
  if (!self->drafts)
    return NULL;
  return matoi_drafts_adopt_text (self->drafts, get_incident (self), self->place, self, heads);
}

/** matoi_section_writer_leave: nobody types here any more; what is not durable waits. */
void
matoi_section_writer_leave (MatoiSectionWriter *self)
{
  g_return_if_fail (MATOI_IS_SECTION_WRITER (self));

  if (self->drafts)
    matoi_drafts_leave_text (self->drafts, get_incident (self), self);
}

MatoiSectionWriter *
matoi_section_writer_new (MatoiSession *session, MatoiDrafts *drafts, const char *section)
{
  MatoiSectionWriter *self = g_object_new (MATOI_TYPE_SECTION_WRITER, NULL);

  self->session = g_object_ref (session);
  g_set_object (&self->drafts, drafts);
  self->section = g_strdup (section);
  self->place = g_strconcat ("section/", section, NULL);
  return self;
}

static void
matoi_section_writer_finalize (GObject *object)
{
  MatoiSectionWriter *self = MATOI_SECTION_WRITER (object);

  g_queue_clear_full (&self->versions, (GDestroyNotify) version_free);
  g_clear_object (&self->session);
  g_clear_object (&self->drafts);
  g_free (self->section);
  g_free (self->place);
  G_OBJECT_CLASS (matoi_section_writer_parent_class)->finalize (object);
}

static void
matoi_section_writer_class_init (MatoiSectionWriterClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_section_writer_finalize;
  g_signal_new ("answered", MATOI_TYPE_SECTION_WRITER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
matoi_section_writer_init (MatoiSectionWriter *self)
{
  g_queue_init (&self->versions);
}
