/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-context-similar.h"
#include "matoi-history-view-private.h"
#include "matoi-ui-text.h"

/* That an incident was seen before is said in both, and taken back in both. */

typedef struct
{
  MatoiHistoryView *view;
  MatoiId ids[2];
  gboolean back; /* it is taken back */
} Link;

static void
link_free (Link *link)
{
  g_object_unref (link->view);
  g_free (link);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Link, link_free)

static void
on_answer (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Link) link = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *problem = NULL;
  MatoiHistoryView *self = link->view;

  if (!matoi_context_link_seen_before_finish (MATOI_CONTEXT (source), result, &error))
    {
      problem = matoi_ui_dup_error (error);
      matoi_history_view_say (self, problem, FALSE);
      return;
    }
  if (!self->model)
    return;
  self->linked[0] = link->ids[0];
  self->linked[1] = link->ids[1];
  self->can_unlink = !link->back;
  matoi_history_preview_read_again (self->hist_preview);
  matoi_history_compare_set_linked (self->hist_compare, !link->back);
  matoi_history_view_say (self, link->back
                          ? _ ("Neither incident says any more that this was seen before.")
                          : _ ("Both incidents say now that this was seen before."), !link->back);
}

static Link *
link_new (MatoiHistoryView *self, gboolean back)
{
  Link *link = g_new0 (Link, 1);

  link->view = g_object_ref (self);
  link->back = back;
  return link;
}

static void
link_both (GtkWidget *widget, const char *action, GVariant *parameter)
{
  MatoiHistoryView *self = MATOI_HISTORY_VIEW (widget);
  g_autoptr (Link) link = link_new (self, FALSE);
  const char *one, *other;

  g_variant_get (parameter, "(&s&s)", &one, &other);
  if (!matoi_id_from_text (&link->ids[0], one) || !matoi_id_from_text (&link->ids[1], other))
    return;
  matoi_context_link_seen_before_async (self->context, &link->ids[0], &link->ids[1], on_answer,
                                        link);
  g_steal_pointer (&link);
}

gboolean
matoi_history_view_unlink (MatoiHistoryView *self)
{
  Link *link;

  if (!self->can_unlink)
    return FALSE;
  self->can_unlink = FALSE;
  link = link_new (self, TRUE);
  link->ids[0] = self->linked[0];
  link->ids[1] = self->linked[1];
  matoi_context_unlink_seen_before_async (self->context, &link->ids[0], &link->ids[1], on_answer,
                                          link);
  return TRUE;
}

void
matoi_history_view_install_link (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.link", "(ss)", link_both);
}
