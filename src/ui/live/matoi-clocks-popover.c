/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-clocks-popover.h"

#include <glib/gi18n-lib.h>

#include "matoi-clock-text.h"
#include "matoi-reason-form.h"
#include "matoi-ui-text.h"

enum
{
  SNOOZE_MINUTES = 10,
};

/* A clock as it is listed. */
typedef struct
{
  char *id;
  GtkWidget *box, *ring, *write;
  GtkLabel *name, *detail;
} Row;

struct _MatoiClocksPopover
{
  GtkPopover parent_instance;
  GtkStack *clk_stack;
  GtkBox *clk_rows;
  MatoiReasonForm *clk_form;

  MatoiSession *session; /* (nullable) */
  GPtrArray *rows;       /* of Row, in the order shown */
};

G_DEFINE_FINAL_TYPE (MatoiClocksPopover, matoi_clocks_popover, GTK_TYPE_POPOVER)

static void
row_free (Row *row)
{
  g_free (row->id);
  g_free (row);
}

GtkWidget *
matoi_clocks_popover_new (void)
{
  return g_object_new (MATOI_TYPE_CLOCKS_POPOVER, NULL);
}

static void
show_list (MatoiClocksPopover *self)
{
  gtk_stack_set_visible_child_name (self->clk_stack, "list");
}

static void
close_popover (MatoiClocksPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static const MatoiClock *
find_clock (MatoiClocksPopover *self, const char *id)
{
  GPtrArray *clocks = matoi_session_get_clocks (self->session);

  for (guint i = 0; i < clocks->len; i++)
    if (g_strcmp0 (((MatoiClock *) g_ptr_array_index (clocks, i))->id, id) == 0)
      return g_ptr_array_index (clocks, i);
  return NULL;
}

static const char *
get_id (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "matoi-clock");
}

static void
on_snooze (MatoiClocksPopover *self, GtkWidget *button)
{
  const MatoiClock *clock = find_clock (self, get_id (button));
  g_autofree char *title = NULL;

  if (!clock)
    return;
  /* Translators: a heading: %s is the name of a clock such as "Executive update". */
  title = g_strdup_printf (_("Snooze “%s”"), clock->text);
  matoi_reason_form_begin (self->clk_form, self->session,
                           &(MatoiReasonTask){ "snooze", "clock", clock->id, title,
                                               /* Translators: a button: put a clock off. */
                                               _("Snooze"), SNOOZE_MINUTES });
  gtk_stack_set_visible_child_name (self->clk_stack, "snooze");
  gtk_widget_grab_focus (GTK_WIDGET (self->clk_form));
}

static void
on_write (MatoiClocksPopover *self, GtkWidget *button)
{
  const MatoiClock *clock = find_clock (self, get_id (button));
  const char *audience =
    clock ? matoi_clock_get_audience (matoi_session_get_incident (self->session), clock) : NULL;

  if (!audience)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "incident.compose", "s", audience);
}

static GtkWidget *
add_button (MatoiClocksPopover *self, Row *row, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "matoi-clock", g_strdup (row->id), g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row->box), button);
  return button;
}

static GtkLabel *
add_label (GtkWidget *box)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (label, 24);
  gtk_label_set_max_width_chars (label, 44);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
describe_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  name, -1);
}

static void
add_row (MatoiClocksPopover *self, const MatoiClock *clock)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *snooze;

  row->id = g_strdup (clock->id);
  row->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  row->ring = matoi_ring_new ();
  gtk_box_append (GTK_BOX (row->box), row->ring);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  row->name = add_label (words);
  gtk_label_set_text (row->name, clock->text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->name), clock->text);
  row->detail = add_label (words);
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (row->detail), "caption");
  gtk_box_append (GTK_BOX (row->box), words);
  row->write = add_button (self, row, _("Write Update"), G_CALLBACK (on_write));
  describe_button (row->write, clock->text);
  snooze = add_button (self, row, _("Snooze…"), G_CALLBACK (on_snooze));
  gtk_widget_add_css_class (snooze, "flat");
  describe_button (snooze, clock->text);
  gtk_box_append (self->clk_rows, row->box);
  g_ptr_array_add (self->rows, row);
}

static gboolean
are_same (MatoiClocksPopover *self, GPtrArray *clocks)
{
  if (clocks->len != self->rows->len)
    return FALSE;
  for (guint i = 0; i < clocks->len; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < self->rows->len && !found; j++)
        found = g_strcmp0 (((MatoiClock *) g_ptr_array_index (clocks, i))->id,
                           ((Row *) g_ptr_array_index (self->rows, j))->id) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static char *
dup_detail (MatoiClocksPopover *self, const MatoiClock *clock, gint64 now)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const MatoiRole *role =
    incident->policy && clock->role ? matoi_policy_find_role (incident->policy, clock->role) : NULL;
  g_autofree char *words = matoi_clock_dup_words (clock, now);
  GString *text = g_string_new (words);

  if (role)
    g_string_append_printf (text, " · %s", matoi_text (role->json, "name"));
  if (clock->snooze_reason)
    {
      g_string_append (text, " · ");
      /* Translators: of a clock that was put off: %s is the reason. */
      g_string_append_printf (text, _("snoozed: %s"), clock->snooze_reason);
    }
  return g_string_free (text, FALSE);
}

static void
show_row (MatoiClocksPopover *self, Row *row, gint64 now)
{
  const MatoiClock *clock = find_clock (self, row->id);
  g_autofree char *detail = NULL;
  double fraction;
  MatoiRingState state;

  if (!clock)
    return;
  state = matoi_clock_get_ring (clock, now, &fraction);
  matoi_ring_show (MATOI_RING (row->ring), state, fraction);
  detail = dup_detail (self, clock, now);
  if (g_strcmp0 (gtk_label_get_text (row->detail), detail) != 0)
    {
      gtk_label_set_text (row->detail, detail);
      gtk_widget_set_tooltip_text (GTK_WIDGET (row->detail), clock->snooze_reason);
    }
  matoi_ui_set_style (GTK_WIDGET (row->detail), "time-", matoi_clock_get_style (clock, now));
  gtk_widget_set_visible (row->write, matoi_clock_get_audience (
                                        matoi_session_get_incident (self->session), clock) != NULL);
}

/* While it is open the order stays as it was: nothing moves under the pointer. */
static void
update (MatoiClocksPopover *self)
{
  gint64 now;
  g_autoptr (GPtrArray) clocks = NULL;
  GtkWidget *child;

  if (!self->session || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  now = matoi_session_get_now (self->session);
  clocks = matoi_clocks_sort (matoi_session_get_incident (self->session),
                              matoi_session_get_clocks (self->session), now);
  if (!are_same (self, clocks) || clocks->len == 0)
    {
      g_ptr_array_set_size (self->rows, 0);
      while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->clk_rows))))
        gtk_box_remove (self->clk_rows, child);
      for (guint i = 0; i < clocks->len; i++)
        add_row (self, g_ptr_array_index (clocks, i));
      if (clocks->len == 0)
        gtk_label_set_text (add_label (GTK_WIDGET (self->clk_rows)), _("No clock is running."));
    }
  for (guint i = 0; i < self->rows->len; i++)
    show_row (self, g_ptr_array_index (self->rows, i), now);
}

static void
on_shown (MatoiClocksPopover *self)
{
  g_ptr_array_set_size (self->rows, 0); /* the order anew */
  show_list (self);
  update (self);
}

/* Shows the clocks of @session (nullable). */
void
matoi_clocks_popover_set_session (MatoiClocksPopover *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_CLOCKS_POPOVER (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  gtk_popover_popdown (GTK_POPOVER (self));
  if (!session)
    return;
  g_signal_connect_object (session, "ticked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
matoi_clocks_popover_dispose (GObject *object)
{
  MatoiClocksPopover *self = MATOI_CLOCKS_POPOVER (object);

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_ptr_array_set_size (self->rows, 0);
  gtk_popover_set_child (GTK_POPOVER (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_CLOCKS_POPOVER);
  G_OBJECT_CLASS (matoi_clocks_popover_parent_class)->dispose (object);
}

static void
matoi_clocks_popover_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_CLOCKS_POPOVER (object)->rows);
  G_OBJECT_CLASS (matoi_clocks_popover_parent_class)->finalize (object);
}

static void
matoi_clocks_popover_class_init (MatoiClocksPopoverClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_clocks_popover_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_clocks_popover_finalize;
  g_type_ensure (MATOI_TYPE_REASON_FORM);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/clocks-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiClocksPopover, clk_stack);
  gtk_widget_class_bind_template_child (widget_class, MatoiClocksPopover, clk_rows);
  gtk_widget_class_bind_template_child (widget_class, MatoiClocksPopover, clk_form);
  gtk_widget_class_bind_template_callback (widget_class, close_popover);
  gtk_widget_class_bind_template_callback (widget_class, show_list);
}

static void
matoi_clocks_popover_init (MatoiClocksPopover *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "show", G_CALLBACK (on_shown), NULL);
}
