/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-severity-bar.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-reason-form.h"
#include "matoi-ui-text.h"

struct _MatoiSeverityBar
{
  GtkWidget parent_instance;
  GtkWidget *inc_severity_now;
  GtkLabel *inc_severity;

  MatoiSession *session; /* (nullable) */
  MatoiPolicy *policy;   /* (nullable) the one @others is of */
  GPtrArray *others;     /* of GtkButton, one for each severity, worst first */
  GtkWidget *popover;    /* (nullable) for the reason of a lower one */
  MatoiReasonForm *form;
};

G_DEFINE_FINAL_TYPE (MatoiSeverityBar, matoi_severity_bar, GTK_TYPE_WIDGET)

static const MatoiSeverity *
get_severity (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "matoi-severity");
}

static const MatoiSeverity *
get_present (MatoiSeverityBar *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *id = incident->severity;

  if (!matoi_session_is_live (self->session) && incident->final_severity)
    id = incident->final_severity;
  return incident->policy && id ? matoi_policy_find_severity (incident->policy, id) : NULL;
}

static void
send (MatoiSeverityBar *self, const MatoiSeverity *severity)
{
  MatoiCommand *command = matoi_session_new_command (self->session, "severity");

  matoi_command_set (command, "to", severity->id);
  matoi_session_send (self->session, command);
}

/* The present severity was a guess; now it is meant. */
static void
settle (MatoiSeverityBar *self)
{
  if (self->session && matoi_session_is_live (self->session) &&
      matoi_session_get_incident (self->session)->severity_undecided && get_present (self))
    send (self, get_present (self));
}

/* A tooltip would cover what is asked. */
static void
set_tooltips (MatoiSeverityBar *self, gboolean shown)
{
  for (guint i = 0; i < self->others->len; i++)
    gtk_widget_set_has_tooltip (g_ptr_array_index (self->others, i), shown);
}

static void
on_closed (MatoiSeverityBar *self)
{
  set_tooltips (self, TRUE);
}

static void
ask_for_reason (MatoiSeverityBar *self, GtkWidget *button, const MatoiSeverity *severity)
{
  g_autofree char *label = NULL;
  graphene_rect_t bounds;

  if (!self->popover)
    {
      self->popover = matoi_reason_popover_new (&self->form);
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
      g_signal_connect_object (self->popover, "closed", G_CALLBACK (on_closed), self,
                               G_CONNECT_SWAPPED);
    }
  set_tooltips (self, FALSE);
  /* Translators: a heading and a button: %s is a severity such as SEV-3. */
  label = g_strdup_printf (_("Lower to %s"), severity->label);
  matoi_reason_form_begin (self->form, self->session,
                           &(MatoiReasonTask){ "severity", "to", severity->id, label, label, 0 });
  if (gtk_widget_compute_bounds (button, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                                 &(GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y,
                                                  (int) bounds.size.width,
                                                  (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (GTK_WIDGET (self->form));
}

static void
on_clicked (MatoiSeverityBar *self, GtkWidget *button)
{
  const MatoiSeverity *severity = get_severity (button), *present = get_present (self);

  if (present && severity->rank > present->rank &&
      matoi_policy_get_rule (self->policy, "severity-lowering") != MATOI_RULE_OFF)
    ask_for_reason (self, button, severity);
  else
    send (self, severity);
}

static gsize
get_common (GPtrArray *severities)
{
  const char *first =
    severities->len > 1 ? ((MatoiSeverity *) g_ptr_array_index (severities, 0))->label : "";
  gsize length = 0;

  for (const char *p = first; *p; p = g_utf8_next_char (p))
    {
      gsize next = (gsize) (g_utf8_next_char (p) - first);

      for (guint i = 1; i < severities->len; i++)
        {
          const char *other = ((MatoiSeverity *) g_ptr_array_index (severities, i))->label;

          if (strncmp (first, other, next) != 0 || !other[next])
            return length;
        }
      if (!first[next])
        return length;
      length = next;
    }
  return length;
}

/* What all labels begin with, such as "SEV-": it is said once, by the present one. */
static gsize
get_prefix (GPtrArray *severities)
{
  gsize length = get_common (severities);

  /* "P10" and "P11" are told apart by their numbers, not by the last digits. */
  while (length > 0 &&
         g_ascii_isdigit (((MatoiSeverity *) g_ptr_array_index (severities, 0))->label[length - 1]))
    length--;
  return length;
}

static void
build (MatoiSeverityBar *self, MatoiPolicy *policy)
{
  GPtrArray *severities = policy ? matoi_policy_get_severities (policy) : NULL;
  gsize prefix = severities ? get_prefix (severities) : 0;

  for (guint i = 0; i < self->others->len; i++)
    gtk_widget_unparent (g_ptr_array_index (self->others, i));
  g_ptr_array_set_size (self->others, 0);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  if (!policy)
    return;
  self->policy = matoi_policy_ref (policy);
  for (guint i = 0; i < severities->len; i++)
    {
      MatoiSeverity *severity = g_ptr_array_index (severities, i);
      GtkWidget *button = gtk_button_new_with_label (severity->label + prefix);

      g_object_set_data (G_OBJECT (button), "matoi-severity", severity);
      g_signal_connect_object (button, "clicked", G_CALLBACK (on_clicked), self, G_CONNECT_SWAPPED);
      gtk_widget_insert_before (button, GTK_WIDGET (self), NULL);
      g_ptr_array_add (self->others, button);
    }
}

static void
set_words (GtkWidget *widget, const char *label, const char *tooltip)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_tooltip_text (widget, tooltip);
}

static void
show_other (GtkWidget *button, const MatoiSeverity *present, gboolean live)
{
  const MatoiSeverity *severity = get_severity (button);
  g_autofree char *label = NULL, *tooltip = NULL;

  gtk_widget_set_visible (button, live && severity != present);
  if (!present || severity->rank < present->rank)
    /* Translators: %1$s is a severity such as SEV-1, %2$s its name such as "Critical". */
    label = g_strdup_printf (_("Raise to %1$s, %2$s"), severity->label,
                                matoi_text (severity->json, "name"));
  else
    /* Translators: %1$s is a severity such as SEV-3, %2$s its name such as "Moderate". */
    label = g_strdup_printf (_("Lower to %1$s, %2$s"), severity->label,
                                matoi_text (severity->json, "name"));
  tooltip = g_strdup_printf ("%s\n%s", label, matoi_text (severity->json, "definition"));
  set_words (button, label, tooltip);
}

static void
show_present (MatoiSeverityBar *self, const MatoiSeverity *present, gboolean live)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  gboolean undecided = live && incident->severity_undecided;
  const char *label = present ? present->label : incident->severity;
  g_autofree char *asked = NULL, *rank = NULL, *words = NULL, *tooltip = NULL;

  if (label && undecided)
    /* Translators: a severity nobody has decided on yet, such as "SEV-2 ?". */
    label = asked = g_strdup_printf (_("%s ?"), label);
  if (!label || !*label)
    /* Translators: shown in place of a severity that nobody has decided on. */
    label = _("SEV ?");
  if (g_strcmp0 (gtk_label_get_text (self->inc_severity), label) != 0)
    gtk_label_set_text (self->inc_severity, label);
  if (present)
    rank = g_strdup_printf ("%u", CLAMP (present->rank, 1, 5));
  matoi_ui_set_style (self->inc_severity_now, "rank-", rank);
  /* Translators: %s is a severity such as SEV-2. */
  words = g_strdup_printf (undecided ? _("Not decided yet: counts as %s. Settle on it")
                                     : live
                           ? _("The severity is %s")
                           : _("The severity was %s"), present ? present->label : label);
  tooltip =
    g_strdup_printf ("%s\n%s", words, present ? matoi_text (present->json, "definition") : "");
  set_words (self->inc_severity_now, words, tooltip);
  /* It stands where it would stand in the row. */
  for (guint i = 0; i < self->others->len; i++)
    if (get_severity (g_ptr_array_index (self->others, i)) == present)
      gtk_widget_insert_before (self->inc_severity_now, GTK_WIDGET (self),
                                g_ptr_array_index (self->others, i));
}

/* To be called when the severity, the process or the state may have changed. */
void
matoi_severity_bar_update (MatoiSeverityBar *self)
{
  const MatoiSeverity *present;
  gboolean live;

  g_return_if_fail (MATOI_IS_SEVERITY_BAR (self));

  if (!self->session)
    return;
  if (matoi_session_get_incident (self->session)->policy != self->policy)
    build (self, matoi_session_get_incident (self->session)->policy);
  present = get_present (self);
  live = matoi_session_is_live (self->session);
  show_present (self, present, live);
  for (guint i = 0; i < self->others->len; i++)
    show_other (g_ptr_array_index (self->others, i), present, live);
}

void
matoi_severity_bar_set_session (MatoiSeverityBar *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_SEVERITY_BAR (self));

  if (self->popover)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  g_set_object (&self->session, session);
  matoi_severity_bar_update (self);
}

static void
matoi_severity_bar_dispose (GObject *object)
{
  MatoiSeverityBar *self = MATOI_SEVERITY_BAR (object);

  g_clear_object (&self->session);
  g_ptr_array_set_size (self->others, 0);
  self->popover = NULL;
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SEVERITY_BAR);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  G_OBJECT_CLASS (matoi_severity_bar_parent_class)->dispose (object);
}

static void
matoi_severity_bar_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_SEVERITY_BAR (object)->others);
  G_OBJECT_CLASS (matoi_severity_bar_parent_class)->finalize (object);
}

static void
matoi_severity_bar_class_init (MatoiSeverityBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_severity_bar_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_severity_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/severity-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSeverityBar, inc_severity_now);
  gtk_widget_class_bind_template_child (widget_class, MatoiSeverityBar, inc_severity);
  gtk_widget_class_bind_template_callback (widget_class, settle);
}

static void
matoi_severity_bar_init (MatoiSeverityBar *self)
{
  self->others = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
