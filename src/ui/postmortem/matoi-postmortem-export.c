/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-postmortem-view-private.h"

/* Exporting and printing the document that is shown. */

static void
open_folder (MatoiPostmortemView *self)
{
  if (self->exporter)
    matoi_exporter_open_folder (self->exporter);
}

static void
on_saved (MatoiPostmortemView *self, const char *text)
{
  matoi_postmortem_view_hide_problem (self);
  matoi_postmortem_view_say (self, text, _ ("_Open the Folder"), G_CALLBACK (open_folder));
}

/* @what: "print", or a format; it may be confidential: that was asked. */
void
matoi_postmortem_view_export (MatoiPostmortemView *self, const char *what, gboolean both)
{
  if (!self->session)
    return;
  /* What is typed is on it. */
  matoi_postmortem_view_flush (self);
  if (!self->exporter)
    {
      self->exporter = matoi_exporter_new (GTK_WIDGET (self));
      g_signal_connect_object (self->exporter, "saved", G_CALLBACK (on_saved), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->exporter, "failed",
                               G_CALLBACK (matoi_postmortem_view_show_problem), self,
                               G_CONNECT_SWAPPED);
    }
  matoi_exporter_run (self->exporter, self->session, what, both);
}

void
matoi_postmortem_view_export_again (MatoiPostmortemView *self)
{
  matoi_postmortem_view_hide_problem (self);
  if (self->exporter)
    matoi_exporter_try_again (self->exporter);
}
