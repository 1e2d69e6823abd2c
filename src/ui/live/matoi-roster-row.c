/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-roster-row.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-clock-text.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

struct _MatoiRosterRow
{
  GtkListBoxRow parent_instance;
  AdwAvatar *roster_avatar;
  MatoiRing *roster_ring;
  GtkWidget *roster_words, *roster_me, *roster_vacant;
  GtkLabel *roster_caption, *roster_name, *roster_task, *roster_time, *roster_count;

  MatoiRosterItem *item; /* (nullable) */
  gboolean compact;
};

G_DEFINE_FINAL_TYPE (MatoiRosterRow, matoi_roster_row, GTK_TYPE_LIST_BOX_ROW)

GtkWidget *
matoi_roster_row_new (void)
{
  return g_object_new (MATOI_TYPE_ROSTER_ROW, NULL);
}

/* (transfer none) What it was last told to show. */
const MatoiRosterItem *
matoi_roster_row_get_item (MatoiRosterRow *self)
{
  return self->item;
}

/* The time-box of a team is a clock like the others. */
static MatoiClock
get_clock (const MatoiRosterItem *item, gint64 now)
{
  static char running[] = "running", overdue[] = "overdue";

  return (MatoiClock){ .state = item->due_at > now ? running : overdue,
                       .due_at = item->due_at,
                       .span = item->due_at - item->formed_at };
}

/* In whole minutes: what is read aloud need not change each second. (transfer full) */
char *
matoi_roster_item_dup_time (const MatoiRosterItem *item, gint64 now)
{
  gint64 left = item->due_at - now;
  g_autofree char *minutes = matoi_ui_dup_minutes (ABS (left) + (left > 0 ? MATOI_MINUTE - 1 : 0));

  if (left <= 0)
    /* Translators: of a clock: %s is a time such as "01:10" or "1 h 5 min". */
    return g_strdup_printf (_ ("%s overdue"), minutes);
  /* Translators: of a clock: %s is a time such as "11:48" or "1 h 5 min". */
  return g_strdup_printf (_ ("%s left"), minutes);
}

/* --- what is said of it */

static const char *
get_name_text (const MatoiRosterItem *item)
{
  if (item->person)
    return item->person;
  /* Translators: in place of a name: the role asks to be given to somebody. */
  return item->needed ? _ ("Assign…") : _ ("Nobody yet");
}

static void
append_line (GString *text, const char *line)
{
  if (line && *line)
    g_string_append_printf (text, "%s%s", text->len ? "\n" : "", line);
}

static char *
dup_steps (const MatoiRosterItem *item)
{
  if (item->total == 0)
    return NULL;
  return g_strdup_printf (
    /* Translators: %1$u and %2$u are numbers of steps of a role. */
    g_dngettext (GETTEXT_PACKAGE, "%1$u of %2$u step done", "%1$u of %2$u steps done", item->total),
    item->done, item->total);
}

static char *
dup_who (const MatoiRosterItem *item)
{
  if (!item->person)
    /* Translators: a screen reader says it of a role. */
    return g_strdup (item->needed ? _ ("vacant; assign somebody") : _ ("nobody yet"));
  /* Translators: %s is the name of the person in front of the screen. */
  return item->me ? g_strdup_printf (_ ("%s (you)"), item->person) : g_strdup (item->person);
}

/* Everything, a part per line: the tooltip, and with commas what a screen reader says. */
static char *
dup_lines (const MatoiRosterItem *item, gint64 now)
{
  GString *text = g_string_new (NULL);
  g_autofree char *who = dup_who (item), *steps = dup_steps (item), *time = NULL;

  append_line (text, item->caption);
  append_line (text, who);
  append_line (text, steps);
  if (item->kind == MATOI_ROSTER_TEAM)
    {
      time = matoi_roster_item_dup_time (item, now);
      append_line (text, item->task);
      append_line (text, time);
      append_line (text, item->room);
    }
  return g_string_free (text, FALSE);
}

static void
show_name (MatoiRosterRow *self, gint64 now)
{
  g_autofree char *lines = dup_lines (self->item, now);
  const char *old = gtk_widget_get_tooltip_text (GTK_WIDGET (self));
  g_auto (GStrv) parts = NULL;
  g_autofree char *name = NULL;

  if (g_strcmp0 (old, lines) != 0)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self), lines);
  parts = g_strsplit (lines, "\n", -1);
  name = g_strjoinv (", ", parts);
  matoi_side_set_name (GTK_WIDGET (self), name);
}

static void
show_avatar (MatoiRosterRow *self)
{
  const MatoiRosterItem *item = self->item;
  g_autofree char *initials = matoi_roster_dup_initials (item->person ? item->person : "");

  if (g_strcmp0 (adw_avatar_get_text (self->roster_avatar), initials) != 0)
    adw_avatar_set_text (self->roster_avatar, initials);
  adw_avatar_set_show_initials (self->roster_avatar, *initials != '\0');
  adw_avatar_set_size (self->roster_avatar, item->kind == MATOI_ROSTER_MEMBER ? 24 : 32);
  gtk_widget_set_visible (GTK_WIDGET (self->roster_avatar),
                          item->person && item->kind != MATOI_ROSTER_TEAM);
  gtk_widget_set_visible (self->roster_vacant, !item->person);
  matoi_ui_set_style (self->roster_vacant, "vacant-", item->needed ? "needed" : "quiet");
}

static void
show_words (MatoiRosterRow *self)
{
  const MatoiRosterItem *item = self->item;
  /* Translators: %1$u of %2$u steps are done; kept short. */
  g_autofree char *count = g_strdup_printf (_ ("%1$u/%2$u"), item->done, item->total);

  matoi_side_set_label (self->roster_caption, item->caption);
  matoi_side_set_label (self->roster_name, get_name_text (item));
  matoi_side_set_label (self->roster_task, item->task ? item->task : "");
  matoi_side_set_label (self->roster_count, count);
  matoi_ui_set_style (GTK_WIDGET (self->roster_name), "vacant",
                      item->person   ? NULL
                      : item->needed ? "-needed"
                                     : "-quiet");
  gtk_widget_set_visible (GTK_WIDGET (self->roster_caption), *item->caption != '\0');
  gtk_widget_set_visible (self->roster_me, item->me);
  gtk_widget_set_visible (GTK_WIDGET (self->roster_task), item->task != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->roster_time), item->kind == MATOI_ROSTER_TEAM);
  gtk_widget_set_visible (GTK_WIDGET (self->roster_ring), item->kind == MATOI_ROSTER_TEAM);
}

static void
show_compact (MatoiRosterRow *self)
{
  gtk_widget_set_halign (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (self)),
                         self->compact ? GTK_ALIGN_CENTER : GTK_ALIGN_FILL);
  gtk_widget_set_visible (self->roster_words, !self->compact);
  gtk_widget_set_visible (GTK_WIDGET (self->roster_count),
                          !self->compact && self->item && self->item->total > 0);
}

/* Shows @item (transfer full). */
void
matoi_roster_row_show (MatoiRosterRow *self, MatoiRosterItem *item, gint64 now)
{
  static const char *const styles[] = { "role", "expert", "watcher", "team", "member" };

  g_return_if_fail (MATOI_IS_ROSTER_ROW (self) && item != NULL);

  g_clear_pointer (&self->item, matoi_roster_item_free);
  self->item = item;
  matoi_ui_set_style (GTK_WIDGET (self), "roster-row-", styles[item->kind]);
  show_avatar (self);
  show_words (self);
  show_compact (self);
  if (item->kind == MATOI_ROSTER_TEAM)
    matoi_roster_row_tick (self, now);
  else
    show_name (self, now);
}

/* Moves the time of a team on; costs nothing for everybody else. */
void
matoi_roster_row_tick (MatoiRosterRow *self, gint64 now)
{
  g_autofree char *words = NULL;
  MatoiRingState state;
  MatoiClock clock;
  double fraction;

  g_return_if_fail (MATOI_IS_ROSTER_ROW (self));

  if (!self->item || self->item->kind != MATOI_ROSTER_TEAM)
    return;
  clock = get_clock (self->item, now);
  words = matoi_clock_dup_words (&clock, now);
  state = matoi_clock_get_ring (&clock, now, &fraction);
  matoi_ring_show (self->roster_ring, state, fraction);
  if (self->item->room && *self->item->room)
    {
      g_autofree char *both = g_strdup_printf ("%s · %s", words, self->item->room);

      matoi_side_set_label (self->roster_time, both);
    }
  else
    matoi_side_set_label (self->roster_time, words);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self->roster_time),
                                 matoi_clock_get_style (&clock, now)))
    matoi_ui_set_style (GTK_WIDGET (self->roster_time), "time-",
                        matoi_clock_get_style (&clock, now) + strlen ("time-"));
  show_name (self, now);
}

/* Shows the face only. */
void
matoi_roster_row_set_compact (MatoiRosterRow *self, gboolean compact)
{
  g_return_if_fail (MATOI_IS_ROSTER_ROW (self));

  self->compact = compact;
  show_compact (self);
}

static void
matoi_roster_row_finalize (GObject *object)
{
  MatoiRosterRow *self = MATOI_ROSTER_ROW (object);

  g_clear_pointer (&self->item, matoi_roster_item_free);
  G_OBJECT_CLASS (matoi_roster_row_parent_class)->finalize (object);
}

static void
matoi_roster_row_class_init (MatoiRosterRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = matoi_roster_row_finalize;
  g_type_ensure (MATOI_TYPE_RING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/roster-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_avatar);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_ring);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_vacant);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_words);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_me);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_caption);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_task);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_time);
  gtk_widget_class_bind_template_child (widget_class, MatoiRosterRow, roster_count);
}

static void
matoi_roster_row_init (MatoiRosterRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
