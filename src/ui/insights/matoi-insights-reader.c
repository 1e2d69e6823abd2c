/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-insights-reader.h"

struct _MatoiInsightsReader
{
  GObject parent_instance;
  MatoiContext *context;
  MatoiInsightsRead read;
  gpointer user_data;
  MatoiInsightQuery query;   /* its lists: the caller's */
  MatoiInsights *coming;     /* (nullable) waits for what was before it */
  GCancellable *cancellable; /* (nullable) of the reading under way */
};

G_DEFINE_FINAL_TYPE (MatoiInsightsReader, matoi_insights_reader, G_TYPE_OBJECT)

static void
on_before (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightsReader) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiInsights *before = matoi_context_insights_finish (MATOI_CONTEXT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->coming)
    {
      g_clear_pointer (&before, matoi_insights_free);
      return;
    }
  g_clear_object (&self->cancellable);
  self->read (g_steal_pointer (&self->coming), before, NULL, self->user_data);
}

static void
on_now (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiInsightsReader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MatoiInsights) now =
    matoi_context_insights_finish (MATOI_CONTEXT (source), result, &error);
  MatoiInsightQuery before;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!now || !matoi_context_insights_before (&self->query, &before))
    {
      g_clear_object (&self->cancellable);
      self->read (g_steal_pointer (&now), NULL, error, self->user_data);
      return;
    }
  g_clear_pointer (&self->coming, matoi_insights_free);
  self->coming = g_steal_pointer (&now);
  matoi_context_insights_async (self->context, &before, self->cancellable, on_before,
                                g_object_ref (self));
}

/** matoi_insights_reader_read: see the header; stops what was read before. */
void
matoi_insights_reader_read (MatoiInsightsReader *self, const MatoiInsightQuery *query)
{
  g_return_if_fail (MATOI_IS_INSIGHTS_READER (self));

  matoi_insights_reader_stop (self);
  self->query = *query;
  self->cancellable = g_cancellable_new ();
  matoi_context_insights_async (self->context, query, self->cancellable, on_now,
                                g_object_ref (self));
}

/** matoi_insights_reader_stop: nothing is told any more of what is being read. */
void
matoi_insights_reader_stop (MatoiInsightsReader *self)
{
  g_return_if_fail (MATOI_IS_INSIGHTS_READER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->coming, matoi_insights_free);
}

/** matoi_insights_reader_new: see the header. */
MatoiInsightsReader *
matoi_insights_reader_new (MatoiContext *context, MatoiInsightsRead read, gpointer user_data)
{
  MatoiInsightsReader *self = g_object_new (MATOI_TYPE_INSIGHTS_READER, NULL);

  self->context = g_object_ref (context);
  self->read = read;
  self->user_data = user_data;
  return self;
}

static void
matoi_insights_reader_dispose (GObject *object)
{
  MatoiInsightsReader *self = MATOI_INSIGHTS_READER (object);

  matoi_insights_reader_stop (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (matoi_insights_reader_parent_class)->dispose (object);
}

static void
matoi_insights_reader_class_init (MatoiInsightsReaderClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_insights_reader_dispose;
}

static void
matoi_insights_reader_init (MatoiInsightsReader *self)
{
}
