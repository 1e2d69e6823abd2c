/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-meeting-view.h"
#include "matoi-postmortem-view-private.h"

/* The meeting takes the place of the whole document, for a shared screen. */

void
matoi_postmortem_view_meet (MatoiPostmortemView *self)
{
  if (!self->session)
    return;
  matoi_postmortem_view_flush (self);
  if (!self->meeting)
    {
      self->meeting = g_object_new (MATOI_TYPE_MEETING_VIEW, NULL);
      g_signal_connect_object (self->meeting, "done",
                               G_CALLBACK (matoi_postmortem_view_end_meeting), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_child (self->pmv_content, self->meeting);
    }
  matoi_meeting_view_set_session (MATOI_MEETING_VIEW (self->meeting), self->session);
  gtk_stack_set_visible_child (self->pmv_content, self->meeting);
  matoi_meeting_view_begin (MATOI_MEETING_VIEW (self->meeting));
}

/* Back to the document, where it was left. */
void
matoi_postmortem_view_end_meeting (MatoiPostmortemView *self)
{
  if (!self->meeting || gtk_stack_get_visible_child (self->pmv_content) != self->meeting)
    return;
  matoi_meeting_view_flush (MATOI_MEETING_VIEW (self->meeting));
  gtk_stack_set_visible_child (self->pmv_content, self->pmv_document);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}
