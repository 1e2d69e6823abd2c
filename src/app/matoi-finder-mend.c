/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "matoi-app"

#include "config.h"

#include "matoi-finder-private.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-search.h"

/* An index that turns out to be damaged. */

static void
on_built (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiFinder) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean built = matoi_context_build_index_finish (MATOI_CONTEXT (source), result, &error);

  self->mending = FALSE;
  self->mended = TRUE;
  g_signal_emit_by_name (self, "index-built", built,
                         !built ? error->message
                                : self->filling
                           ? _ ("The search index has been built anew.")
                           : _ ("The search index was damaged and has been built anew."));
}

/** matoi_finder_mend: in the main thread: has it built anew if @question has found out that it must be. */
void
matoi_finder_mend (MatoiFinder *self, const MatoiQuestion *question)
{
  /* A disk that fails would have it built anew for ever. */
  if (!question->damaged || self->mending || self->mended)
    return;
  self->mending = TRUE;
  self->filling = question->partial;
  matoi_context_build_index_async (self->context, !question->partial, on_built,
                                   g_object_ref (self));
}

/** matoi_finder_say_damaged: in the thread: takes @error, and gives what is told instead. */
GError *
matoi_finder_say_damaged (MatoiFinder *self, MatoiQuestion *question, GError *error)
{
  if (self->store == NULL || !g_error_matches (error, MATOI_ERROR, MATOI_ERROR_STORAGE) ||
      !matoi_store_has_damaged_index (self->store))
    return error;
  question->damaged = TRUE;
  question->partial = matoi_store_has_partial_index (self->store);
  if (question->partial)
    return error;
  g_error_free (error);
  if (question->mended)
    return g_error_new_literal (MATOI_ERROR, MATOI_ERROR_STORAGE,
                                _ ("The search index is damaged again, though it has just been "
                                   "built anew; nothing that was recorded is lost. Check the disk, "
                                   "and start Matoi again."));
  return g_error_new_literal (MATOI_ERROR, MATOI_ERROR_STORAGE,
                              _ ("The search index is damaged and is being built anew; nothing that "
                                 "was recorded is lost. Search again in a moment."));
}
