/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "matoi-row-text.h"
#include "matoi-timeline-view-private.h"
#include "matoi-ui-text.h"

/* The picture shows at least this much, so that a new incident does not race. */
#define LEAST (10 * MATOI_MINUTE)

static gint64
get_end (MatoiTimelineView *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  return incident->ended_at != MATOI_TIME_NONE ? incident->ended_at
                                               : matoi_session_get_now (self->session);
}

/* What led up to it is shown, unless it lies so far back that the incident would be a dot. */
static gint64
find_begin (MatoiTimelineView *self, const MatoiIncident *incident, gint64 end)
{
  gint64 start = matoi_ui_get_start (incident), first = start;

  if (matoi_timeline_model_get_n_records (self->model) > 0)
    first = MIN (first, matoi_timeline_model_get_record (self->model, 0)->at);
  return MAX (first, start - MAX (end - start, LEAST));
}

/* An ask looks like a guess in the list; here its word is missing. */
static const char *
get_mark (const MatoiTimelineRecord *record)
{
  return g_strcmp0 (record->look->id, "ask") == 0 ? "system" : record->look->style;
}

static void
add_marks (MatoiTimelineView *self)
{
  guint length = matoi_timeline_model_get_n_records (self->model);

  for (; self->n_pictured < length; self->n_pictured++)
    {
      const MatoiTimelineRecord *record =
        matoi_timeline_model_get_record (self->model, self->n_pictured);

      if (!record->noise && !matoi_timeline_model_is_record_gone (self->model, record))
        matoi_picture_add_mark (self->tl_picture, record->at, get_mark (record));
    }
}

/* --- in words */

/* "SEV-2 for 17 min, then SEV-1 for 25 min" */
static char *
dup_bands (const MatoiIncident *incident, gint64 end)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < incident->severities->len; i++)
    {
      const MatoiSeveritySpan *span = &g_array_index (incident->severities, MatoiSeveritySpan, i);
      const MatoiSeverity *severity =
        incident->policy ? matoi_policy_find_severity (incident->policy, span->severity) : NULL;
      gint64 until = i + 1 < incident->severities->len
                       ? g_array_index (incident->severities, MatoiSeveritySpan, i + 1).at
                       : end;
      g_autofree char *length = matoi_ui_dup_minutes (until - span->at);
      g_autofree char *part = NULL, *before = g_steal_pointer (&text);

      /* Translators: %1$s is a severity such as "SEV-2", %2$s a length of time. */
      part =
        g_strdup_printf (_ ("%1$s for %2$s"), severity ? severity->label : span->severity, length);
      /* Translators: two stretches of time, one after the other: "SEV-2 for 17 min, then SEV-1 for
       * 25 min". */
      text =
        before ? g_strdup_printf (_ ("%1$s, then %2$s"), before, part) : g_steal_pointer (&part);
    }
  return text ? g_steal_pointer (&text) : g_strdup ("");
}

static void
show_summary (MatoiTimelineView *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gint64 end = get_end (self);
  guint n = matoi_timeline_model_get_n_records (self->model);
  g_autofree char *bands = dup_bands (incident, end), *count = NULL, *ago = NULL, *text = NULL;

  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u entry", "%'u entries",
                                        incident->entries->len),
                           incident->entries->len);
  if (n > 0 && matoi_session_is_live (self->session))
    {
      ago = matoi_ui_dup_minutes (end - matoi_timeline_model_get_record (self->model, n - 1)->at);
      /* Translators: read out for the picture over time: %1$s is such as "SEV-2 for 17 min", %2$s
       * such as "8 entries", %3$s a length of time. */
      text = g_strdup_printf (_ ("%1$s; %2$s; the last one %3$s ago."), bands, count, ago);
    }
  else
    /* Translators: read out for the picture over time: %1$s is such as "SEV-2 for 17 min", %2$s
     * such as "8 entries". */
    text = g_strdup_printf (_ ("%1$s; %2$s."), bands, count);
  if (g_strcmp0 (text, self->summary) == 0)
    return;
  g_free (self->summary);
  self->summary = g_steal_pointer (&text);
  matoi_picture_set_summary (self->tl_picture, self->summary);
}

/* --- keeping it up to date */

/* Draws all of it anew. */
void
matoi_timeline_view_begin_picture (MatoiTimelineView *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gint64 end = get_end (self);

  self->picture_from = find_begin (self, incident, end);
  matoi_picture_begin (self->tl_picture, self->picture_from, MAX (end, self->picture_from + LEAST),
                       matoi_session_is_live (self->session) ? end : G_MININT64,
                       matoi_session_get_zone (self->session));
  matoi_ui_add_severities (self->tl_picture, incident, end);
  self->n_pictured = 0;
  add_marks (self);
  show_summary (self);
}

/* Adds what is new, if that is all @events did to it. */
void
matoi_timeline_view_update_picture (MatoiTimelineView *self,
                                    GPtrArray *events,
                                    gboolean folded_again)
{
  guint first = matoi_timeline_model_get_first_changed (self->model);
  gboolean anew = folded_again || first < self->n_pictured;

  for (guint i = 0; i < events->len && !anew; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);

      anew = g_str_has_prefix (event->type, "severity.") ||
             g_str_has_prefix (event->type, "incident.") ||
             g_str_has_prefix (event->type, "details.");
    }
  if (anew)
    {
      matoi_timeline_view_begin_picture (self);
      return;
    }
  add_marks (self);
  show_summary (self);
}

/* Time goes on. */
void
matoi_timeline_view_tick_picture (MatoiTimelineView *self)
{
  gint64 end;

  if (!matoi_session_is_live (self->session))
    return;
  end = get_end (self);
  matoi_picture_advance (self->tl_picture, MAX (end, self->picture_from + LEAST), end);
  show_summary (self);
}

/* --- pointing at it */

static void
on_picture_activated (MatoiTimelineView *self, gint64 at)
{
  guint position;

  if (matoi_timeline_model_find_time (self->model, at, &position))
    matoi_timeline_view_go_to (self, position);
}

/* The entry nearest to @at in one line. */
static char *
dup_entry_at (MatoiTimelineView *self, gint64 at)
{
  g_autoptr (MatoiTimelineItem) item = NULL;
  MatoiTimelineRecord record;
  guint position;

  if (!self->session || !matoi_timeline_model_find_time (self->model, at, &position))
    return NULL;
  item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  if (!matoi_timeline_item_get_record (item, &record))
    return NULL;
  return matoi_row_text_dup_line (&record, matoi_session_get_incident (self->session),
                                  matoi_session_get_zone (self->session));
}

static void
on_picture_cursor (MatoiTimelineView *self, gint64 at)
{
  g_autofree char *text = dup_entry_at (self, at);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->tl_picture),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text ? text : "", -1);
}

static gboolean
on_picture_tooltip (MatoiTimelineView *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autofree char *text = NULL;

  if (keyboard)
    text = g_strdup (self->summary);
  else
    text = dup_entry_at (self, matoi_picture_get_time_at (self->tl_picture, x));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* For class_init: the picture and its callbacks. */
void
matoi_timeline_view_class_init_strip (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, MatoiTimelineView, tl_picture);
  gtk_widget_class_bind_template_callback (class, on_picture_activated);
  gtk_widget_class_bind_template_callback (class, on_picture_cursor);
  gtk_widget_class_bind_template_callback (class, on_picture_tooltip);
}
