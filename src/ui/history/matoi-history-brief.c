/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-history-brief.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-side.h"
#include "matoi-toast.h"
#include "matoi-ui-text.h"

/* A picture shows at least this much. */
#define LEAST (10 * MATOI_MINUTE)

struct _MatoiHistoryBrief
{
  GtkWidget parent_instance;
  MatoiPicture *hb_picture;
  GtkLabel *hb_course, *hb_summary;
};

G_DEFINE_FINAL_TYPE (MatoiHistoryBrief, matoi_history_brief, GTK_TYPE_WIDGET)

/* --- in words */

/** matoi_history_dup_course: see the header. */
char *
matoi_history_dup_course (const MatoiBrief *brief)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < brief->spans->len; i++)
    {
      const MatoiBriefSpan *span = &g_array_index (brief->spans, MatoiBriefSpan, i);
      g_autofree char *length = matoi_ui_dup_minutes (span->to - span->from);
      g_autofree char *before = g_steal_pointer (&text);
      /* Translators: %1$s is a severity such as "SEV-2", %2$s a length of time. */
      g_autofree char *part = g_strdup_printf (_ ("%1$s for %2$s"), span->label, length);

      /* Translators: two stretches of time, one after the other: "SEV-2 for 17 min, then SEV-1 for
       * 25 min". */
      text =
        before ? g_strdup_printf (_ ("%1$s, then %2$s"), before, part) : g_steal_pointer (&part);
    }
  return text ? g_steal_pointer (&text) : g_strdup ("");
}

/** matoi_history_join: see the header. */
char *
matoi_history_join (GStrv words)
{
  /* Translators: what stands between the words of a list. */
  return g_strjoinv (_ (", "), words);
}

/** matoi_history_dup_people: see the header. */
char *
matoi_history_dup_people (const MatoiBrief *brief)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < brief->people->len; i++)
    {
      const MatoiBriefPerson *one = g_ptr_array_index (brief->people, i);
      /* Translators: %1$s is a role, %2$s the person who holds it. */
      g_autofree char *line = g_strdup_printf (_ ("%1$s: %2$s"), one->role, one->person);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  return g_string_free (text, FALSE);
}

/** matoi_history_say: see the header. */
void
matoi_history_say (GtkWidget *widget, const char *text)
{
  matoi_toast_show (widget, matoi_toast_new (text));
}

/* --- the picture */

/** matoi_history_draw_course: see the header. */
void
matoi_history_draw_course (MatoiPicture *picture,
                           const MatoiBrief *brief,
                           gint64 length,
                           GTimeZone *zone)
{
  g_autofree char *course = matoi_history_dup_course (brief), *count = NULL, *summary = NULL;

  matoi_picture_begin (picture, brief->from, MAX (brief->to, brief->from + MAX (length, LEAST)),
                       G_MININT64, zone);
  for (guint i = 0; i < brief->spans->len; i++)
    {
      const MatoiBriefSpan *span = &g_array_index (brief->spans, MatoiBriefSpan, i);

      if (i == 0 && span->from > brief->from)
        matoi_picture_add_band (picture, brief->from, span->from, 0);
      matoi_picture_add_band (picture, span->from, span->to, span->rank);
    }
  for (guint i = 0; i < brief->marks->len; i++)
    {
      const MatoiBriefMark *mark = &g_array_index (brief->marks, MatoiBriefMark, i);

      matoi_picture_add_mark (picture, mark->at, mark->kind);
    }
  count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u entry", "%'u entries", brief->marks->len),
                     brief->marks->len);
  /* Translators: read out for the picture over time: %1$s is such as "SEV-2 for 17 min", %2$s
   * such as "8 entries". */
  summary = g_strdup_printf (_ ("%1$s; %2$s."), course, count);
  matoi_picture_set_summary (picture, summary);
}

/* --- the rest */

static void
show_text (GtkLabel *label, const char *text)
{
  matoi_side_set_label (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

/** matoi_history_brief_show: see the header. */
void
matoi_history_brief_show (MatoiHistoryBrief *self, const MatoiBrief *brief, GTimeZone *zone)
{
  g_autofree char *course = NULL;

  g_return_if_fail (MATOI_IS_HISTORY_BRIEF (self));

  course = matoi_history_dup_course (brief);
  matoi_history_draw_course (self->hb_picture, brief, 0, zone);
  show_text (self->hb_course, course);
  show_text (self->hb_summary, brief->summary);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hb_summary), brief->summary);
}

static void
matoi_history_brief_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_HISTORY_BRIEF);
  G_OBJECT_CLASS (matoi_history_brief_parent_class)->dispose (object);
}

static void
matoi_history_brief_class_init (MatoiHistoryBriefClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_history_brief_dispose;
  g_type_ensure (MATOI_TYPE_PICTURE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/history/history-brief.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryBrief, hb_picture);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryBrief, hb_course);
  gtk_widget_class_bind_template_child (widget_class, MatoiHistoryBrief, hb_summary);
}

static void
matoi_history_brief_init (MatoiHistoryBrief *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
