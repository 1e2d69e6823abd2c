/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-incident-header.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "matoi-squeezer.h"
#include "matoi-header-clocks.h"
#include "matoi-owner-note.h"
#include "matoi-phase-stepper.h"
#include "matoi-postmortem.h"
#include "matoi-reason-form.h"
#include "matoi-severity-bar.h"
#include "matoi-ui-text.h"

enum
{
  TITLE_CHARS = 24, /* never cut up to here */
  LEAST_CHARS = 14, /* of a longer one, when everything else has given way */
};

/* What is left out first when there is not enough room. */
enum
{
  FULL,  /* three clocks */
  TIGHT, /* shorter buttons */
  TWO_CLOCKS,
  ONE_CLOCK,
  DOTS,     /* the word of the present phase only */
  ICONS,    /* no words on the buttons, less of a long title */
  TWO_ROWS, /* for very large text */
  N_LEVELS
};

struct _MatoiIncidentHeader
{
  GtkWidget parent_instance;
  MatoiSqueezer *hdr_fold;
  GtkBox *hdr_root;
  GtkLabel *inc_elapsed_caption, *inc_elapsed, *inc_title, *inc_subtitle;
  GtkWidget *inc_drill, *inc_confidential;
  MatoiSeverityBar *hdr_severity;
  MatoiPhaseStepper *hdr_phase;
  MatoiHeaderClocks *hdr_clocks;
  GtkMenuButton *hdr_reopen, *hdr_tell;
  GtkButton *hdr_postmortem;
  GtkLabel *hdr_tell_label;
  AdwSplitButton *hdr_post;
  GtkWidget *hdr_post_icon, *hdr_post_label, *hdr_end, *hdr_end_icon;
  GtkLabel *hdr_end_label;

  MatoiSession *session; /* (nullable) */
  MatoiReasonForm *reopen_form;
  MatoiOwnerNote *owner_note;
};

G_DEFINE_FINAL_TYPE (MatoiIncidentHeader, matoi_incident_header, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

/* --- what it is */

static void
show_subtitle (MatoiIncidentHeader *self, const MatoiIncident *incident)
{
  gint64 start = matoi_ui_get_start (incident);
  gint64 age = matoi_session_get_now (self->session) - start;
  g_autofree char *since = NULL, *text = NULL;

  /* Translators: when an incident began, see strftime (3); the second one is for one of an
   * earlier day. */
  since = matoi_time_to_local (start, age < 20 * 60 * MATOI_MINUTE
                               ? _("%H:%M %Z")
                               : _("%-d %b %Y %H:%M %Z"), matoi_session_get_zone (self->session));
  if (matoi_session_is_live (self->session))
    /* Translators: under the title: %1$s is the reference, %2$s a time. */
    text = g_strdup_printf (_("%1$s · since %2$s"), incident->ref, since);
  else
    /* Translators: under the title: %1$s is the reference, %2$s how it ended, %3$s a time. */
    text = g_strdup_printf (_("%1$s · %2$s · since %3$s"), incident->ref,
                               matoi_ui_get_outcome (incident->outcome), since);
  set_text (self->inc_subtitle, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_subtitle), text);
}

static GMenuModel *
new_audiences (gboolean security)
{
  GMenu *menu = g_menu_new ();

  /* Translators: whom an update is for; a menu under "Post Update". */
  g_menu_append (menu, _("For the _Responders’ Channel"), "incident.compose::channel");
  if (security)
    return G_MENU_MODEL (menu);
  g_menu_append (menu, _("For the _Executives"), "incident.compose::executives");
  g_menu_append (menu, _("For the _Public"), "incident.compose::public");
  g_menu_append (menu, _("For the Whole _Company"), "incident.compose::company");
  return G_MENU_MODEL (menu);
}

/* SEC-07: nothing about a security incident is announced outside the responders. */
static void
show_audiences (MatoiIncidentHeader *self, gboolean security)
{
  GMenuModel *present = adw_split_button_get_menu_model (self->hdr_post);
  g_autoptr (GMenuModel) menu = NULL;

  /* Nor does the window propose to. */
  if (security)
    gtk_widget_remove_css_class (GTK_WIDGET (self->hdr_post), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->hdr_post), "suggested-action");
  if (present && (g_menu_model_get_n_items (present) == 1) == security)
    return;
  menu = new_audiences (security);
  adw_split_button_set_menu_model (self->hdr_post, menu);
}

/* A title of usual length is worth more than the words it would push aside, and of a longer one as
 * much. */
static void
show_title_width (MatoiIncidentHeader *self)
{
  glong length = g_utf8_strlen (gtk_label_get_text (self->inc_title), -1);
  gboolean roomy = matoi_squeezer_get_level (self->hdr_fold) < ICONS;

  gtk_label_set_width_chars (self->inc_title,
                             length > TITLE_CHARS && roomy ? TITLE_CHARS : LEAST_CHARS);
  gtk_label_set_ellipsize (self->inc_title,
                           length > TITLE_CHARS ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
}

/* What comes after the end: the postmortem, whose owner is told (PM-04). A drill has none. */
static void
show_postmortem (MatoiIncidentHeader *self, const MatoiIncident *incident, gboolean live)
{
  const MatoiPostmortem *postmortem = incident->postmortem;
  gboolean begun = postmortem && g_strcmp0 (postmortem->state, "waived") != 0;
  gboolean tell = !live && begun && matoi_owner_note_is_needed (self->session);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->hdr_postmortem), !live && (begun || !incident->drill));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->hdr_postmortem), "s", incident->ref);
  gtk_button_set_label (self->hdr_postmortem,
                        begun ? _("Open _Postmortem") : _("Start a _Postmortem…"));
  gtk_widget_set_visible (GTK_WIDGET (self->hdr_tell), tell);
  if (!tell)
    return;
  /* Translators: a button: tell a person that the postmortem is theirs. */
  words = g_strdup_printf (_("Tell %s…"), postmortem->owner);
  set_text (self->hdr_tell_label, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->hdr_tell), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hdr_tell), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
show_heading (MatoiIncidentHeader *self)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  const char *title = matoi_incident_get_public_title (incident);
  gboolean live = matoi_session_is_live (self->session);

  show_subtitle (self, incident);
  /* SEC-03, SEC-04: others may look at this screen. */
  set_text (self->inc_title, title ? title : "");
  show_title_width (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->inc_title), title);
  gtk_widget_set_visible (self->inc_drill, incident->drill);
  gtk_widget_set_visible (self->inc_confidential, incident->security);
  set_text (self->inc_elapsed_caption, live ? _("Elapsed") : _("Lasted"));
  gtk_widget_set_visible (GTK_WIDGET (self->hdr_post), live);
  gtk_widget_set_visible (self->hdr_end, live);
  gtk_widget_set_visible (GTK_WIDGET (self->hdr_reopen), !live);
  show_postmortem (self, incident, live);
  show_audiences (self, incident->security);
  matoi_severity_bar_update (self->hdr_severity);
  matoi_phase_stepper_update (self->hdr_phase);
  matoi_squeezer_reset (self->hdr_fold);
}

/* --- what runs */

static void
show_elapsed (MatoiIncidentHeader *self, gint64 now)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);
  g_autofree char *text = NULL;

  if (incident->ended_at != MATOI_TIME_NONE)
    now = incident->ended_at;
  text = matoi_ui_dup_elapsed (now - matoi_ui_get_start (incident));
  set_text (self->inc_elapsed, text);
}

static guint
count_clocks (MatoiIncidentHeader *self)
{
  guint level = matoi_squeezer_get_level (self->hdr_fold);

  return level < TWO_CLOCKS ? 3 : level < ONE_CLOCK ? 2 : 1;
}

static void
on_ticked (MatoiIncidentHeader *self, gint64 now)
{
  show_elapsed (self, now);
  matoi_header_clocks_show (self->hdr_clocks, now, count_clocks (self));
}

/* Notes and tasks do not concern it, and there are many of them. */
static gboolean
concerns (GPtrArray *events)
{
  static const char *const others[] = { "entry.", "todo.", "step.", "ask.", "poll." };

  for (guint i = 0; i < events->len; i++)
    {
      const MatoiEvent *event = g_ptr_array_index (events, i);
      gboolean other = FALSE;

      for (guint j = 0; j < G_N_ELEMENTS (others) && !other; j++)
        other = g_str_has_prefix (event->type, others[j]);
      if (!other)
        return TRUE;
    }
  return FALSE;
}

static void
show_all (MatoiIncidentHeader *self)
{
  show_heading (self);
  on_ticked (self, matoi_session_get_now (self->session));
}

static void
on_changed (MatoiIncidentHeader *self, GPtrArray *events, gboolean folded_again)
{
  if (folded_again || concerns (events))
    show_all (self);
}

/* --- reopening */

static void
open_reopen (GtkMenuButton *button, gpointer user_data)
{
  MatoiIncidentHeader *self = user_data;

  if (!self->session)
    return;
  matoi_reason_form_begin (self->reopen_form, self->session,
                           &(MatoiReasonTask){ "reopen", NULL, NULL,
                                               _("Reopen the Incident"), _("Reopen"), 0 });
}

static void
open_tell (GtkMenuButton *button, gpointer user_data)
{
  MatoiIncidentHeader *self = user_data;

  if (self->session)
    matoi_owner_note_set_session (self->owner_note, self->session);
}

/* --- folding */

static void
on_folded (MatoiIncidentHeader *self, guint level)
{
  matoi_phase_stepper_set_wordy (self->hdr_phase, level < DOTS);
  show_title_width (self);
  gtk_widget_set_visible (self->hdr_post_label, level < ICONS);
  gtk_widget_set_visible (self->hdr_post_icon, level < TIGHT || level >= ICONS);
  gtk_widget_set_visible (GTK_WIDGET (self->hdr_end_label), level < ICONS);
  /* Translators: a button, the second one where there is little room: end the incident. */
  set_text (self->hdr_end_label, level < TIGHT ? _("End Incident…") : C_ ("button", "End…"));
  gtk_widget_set_visible (self->hdr_end_icon, level >= ICONS);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->hdr_root), level >= TWO_ROWS
                                                                     ? GTK_ORIENTATION_VERTICAL
                                                                     : GTK_ORIENTATION_HORIZONTAL);
  if (self->session)
    matoi_header_clocks_show (self->hdr_clocks, matoi_session_get_now (self->session),
                              count_clocks (self));
}

/* See the header. */
void
matoi_incident_header_set_narrow (MatoiIncidentHeader *self, gboolean narrow)
{
  g_return_if_fail (MATOI_IS_INCIDENT_HEADER (self));

  matoi_squeezer_set_least (self->hdr_fold, narrow ? ICONS : FULL);
}

/* Shows the incident of @session (nullable). */
void
matoi_incident_header_set_session (MatoiIncidentHeader *self, MatoiSession *session)
{
  g_return_if_fail (MATOI_IS_INCIDENT_HEADER (self));

  if (self->session)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  matoi_severity_bar_set_session (self->hdr_severity, session);
  matoi_phase_stepper_set_session (self->hdr_phase, session);
  matoi_header_clocks_set_session (self->hdr_clocks, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ticked", G_CALLBACK (on_ticked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "zone-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
  show_all (self);
}

/* --- the object */

static void
matoi_incident_header_dispose (GObject *object)
{
  MatoiIncidentHeader *self = MATOI_INCIDENT_HEADER (object);

  if (self->hdr_fold)
    matoi_incident_header_set_session (self, NULL);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_INCIDENT_HEADER);
  G_OBJECT_CLASS (matoi_incident_header_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_fold);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_root);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_elapsed_caption);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_elapsed);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_title);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_subtitle);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_drill);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, inc_confidential);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_severity);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_phase);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_clocks);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_reopen);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_tell);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_tell_label);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_postmortem);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_post);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_post_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_post_label);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_end);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_end_icon);
  gtk_widget_class_bind_template_child (widget_class, MatoiIncidentHeader, hdr_end_label);
  gtk_widget_class_bind_template_callback (widget_class, on_folded);
}

static void
matoi_incident_header_class_init (MatoiIncidentHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_incident_header_dispose;
  g_type_ensure (MATOI_TYPE_SQUEEZER);
  g_type_ensure (MATOI_TYPE_HEADER_CLOCKS);
  g_type_ensure (MATOI_TYPE_PHASE_STEPPER);
  g_type_ensure (MATOI_TYPE_SEVERITY_BAR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/live/incident-header.ui");
  bind_children (widget_class);
}

static void
matoi_incident_header_init (MatoiIncidentHeader *self)
{
  GtkWidget *reopen;

  gtk_widget_init_template (GTK_WIDGET (self));
  matoi_ui_name_split_button (GTK_WIDGET (self->hdr_post), _ ("Post Update"),
                                                              _ ("Choose Whom to Tell"));
  matoi_squeezer_set_levels (self->hdr_fold, N_LEVELS);
  matoi_phase_stepper_set_wordy (self->hdr_phase, TRUE);
  reopen = matoi_reason_popover_new (&self->reopen_form);
  gtk_menu_button_set_popover (self->hdr_reopen, reopen);
  gtk_menu_button_set_create_popup_func (self->hdr_reopen, open_reopen, self, NULL);
  gtk_menu_button_set_popover (self->hdr_tell, matoi_owner_note_popover_new (&self->owner_note));
  gtk_menu_button_set_create_popup_func (self->hdr_tell, open_tell, self, NULL);
}
