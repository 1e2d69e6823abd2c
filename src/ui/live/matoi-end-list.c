/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-end-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-end-jump.h"
#include "matoi-ui-text.h"

/* How a check of the process reads on this page. */
typedef struct
{
  const char *id;
  const char *met;  /* untranslated: it is in place */
  const char *fix;  /* untranslated (nullable): in place of the words of the command line */
  const char *jump; /* untranslated: the button that goes there */
} Look;

static const Look looks[] = {
  { "end.commander", N_ ("Somebody leads the incident."),
    N_ ("Give somebody the role of the Incident Commander."), N_ ("Assign…") },
  { "end.final-severity", N_ ("The final severity is set."), N_ ("Choose it above."),
    N_ ("Choose") },
  { "end.public-resolution", N_ ("Whatever was said in public is closed in public."), NULL,
    N_ ("Post It…") },
  { "end.open-asks", N_ ("Every ask is answered."), NULL, N_ ("Show") },
  { "end.open-polls", N_ ("Every proposal is decided."), NULL, N_ ("Show") },
  { "end.subteams", N_ ("No sub-team is at work any more."), NULL, N_ ("Dissolve…") },
  { "end.todos", N_ ("Every TODO for now is done."), NULL, N_ ("Show") },
  { "end.open-hypotheses", N_ ("Every hypothesis is confirmed or ruled out."), NULL, N_ ("Show") },
  { "end.evidence", N_ ("Every fact has evidence."), NULL, N_ ("Show") },
  { "end.convergence", N_ ("The timeline shows that the incident has converged."),
    N_ ("Note below what shows it."), N_ ("Note It") },
  { "end.postmortem-owner", N_ ("The postmortem has an owner."), N_ ("Name one person below."),
    N_ ("Name Somebody") },
};

typedef struct
{
  char *id;
  GtkWidget *mark, *text, *fix, *word, *button;
} Row;

struct _MatoiEndList
{
  GtkWidget parent_instance;
  MatoiSession *session; /* (nullable) */
  GPtrArray *rows;       /* of Row */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (MatoiEndList, matoi_end_list, GTK_TYPE_WIDGET)

enum
{
  JUMP,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
row_free (Row *row)
{
  g_free (row->id);
  g_free (row);
}

static const Look *
find_look (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    if (strcmp (looks[i].id, id) == 0)
      return &looks[i];
  return NULL;
}

/* --- going there */

static void
on_jump (MatoiEndList *self, GtkWidget *button)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "matoi-check"));
  const MatoiId *target;

  if (!self->session)
    return;
  if (strcmp (id, "end.public-resolution") == 0)
    {
      matoi_end_go_public (GTK_WIDGET (self), self->session);
      return;
    }
  if (strcmp (id, "end.commander") == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "incident.prefill", "s", "/role ic ");
      return;
    }
  if (strcmp (id, "end.subteams") == 0)
    {
      g_autofree char *line = matoi_end_dup_dissolve (matoi_session_get_incident (self->session));

      if (line)
        gtk_widget_activate_action (GTK_WIDGET (self), "incident.prefill", "s", line);
      return;
    }
  target = matoi_end_find_target (matoi_session_get_incident (self->session), id);
  if (target)
    {
      g_autofree char *text = matoi_id_dup_text (target);

      gtk_widget_activate_action (GTK_WIDGET (self), "incident.show-entry", "s", text);
    }
  else
    g_signal_emit (self, signals[JUMP], 0, id);
}

/* --- the rows */

static GtkWidget *
label_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

static Row *
row_new (MatoiEndList *self, const char *id)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->id = g_strdup (id);
  row->mark = gtk_image_new ();
  row->text = label_new (NULL);
  row->fix = label_new ("dim-label");
  row->word = gtk_label_new (NULL);
  row->button = gtk_button_new ();
  gtk_widget_add_css_class (row->mark, "check-mark");
  gtk_widget_set_valign (row->mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row->fix, "page-note");
  gtk_widget_add_css_class (row->word, "chip");
  gtk_widget_set_valign (row->word, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row->button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (row->button), "matoi-check", g_strdup (id), g_free);
  g_signal_connect_swapped (row->button, "clicked", G_CALLBACK (on_jump), self);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (texts), row->text);
  gtk_box_append (GTK_BOX (texts), row->fix);
  gtk_box_append (GTK_BOX (box), row->mark);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), row->word);
  gtk_box_append (GTK_BOX (box), row->button);
  gtk_list_box_append (GTK_LIST_BOX (self->list), box);
  gtk_widget_set_focusable (gtk_widget_get_parent (box), FALSE);
  return row;
}

static Row *
find_row (MatoiEndList *self, const char *id)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);

      if (strcmp (row->id, id) == 0)
        return row;
    }
  return NULL;
}

static gboolean
has_same_rows (MatoiEndList *self, GPtrArray *checks)
{
  if (self->rows->len != checks->len)
    return FALSE;
  for (guint i = 0; i < checks->len; i++)
    if (!find_row (self, ((MatoiCheck *) g_ptr_array_index (checks, i))->id))
      return FALSE;
  return TRUE;
}

/* What is missing comes first; it stays there once it is in place, so that nothing moves. */
static void
make_rows (MatoiEndList *self, GPtrArray *checks)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  while ((child = gtk_widget_get_first_child (self->list)))
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint met = 0; met <= 1; met++)
    for (guint i = 0; i < checks->len; i++)
      {
        const MatoiCheck *check = g_ptr_array_index (checks, i);

        if (check->met == (gboolean) met)
          g_ptr_array_add (self->rows, row_new (self, check->id));
      }
}

static void
set_text (GtkWidget *label, const char *text)
{
  if (strcmp (gtk_label_get_text (GTK_LABEL (label)), text) != 0)
    gtk_label_set_text (GTK_LABEL (label), text);
}

static char *
dup_fix (MatoiEndList *self, const MatoiCheck *check, const Look *look)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  if (strcmp (check->id, "end.public-resolution") == 0 && matoi_end_needs_phase (incident))
    /* Translators: %s is the name of a phase such as “Verify”. */
    return g_strdup_printf (_ ("Go to the phase “%s”, then post the resolution."),
                               matoi_incident_phase_name (incident, "verify"));
  if (strcmp (check->id, "end.public-resolution") == 0)
    return g_strdup (_ ("Post the resolution."));
  return g_strdup (look && look->fix ? _ (look->fix) : check->fix);
}

static char *
dup_jump (MatoiEndList *self, const MatoiCheck *check, const Look *look)
{
  const MatoiIncident *incident = matoi_session_get_incident (self->session);

  if (strcmp (check->id, "end.public-resolution") == 0 && matoi_end_needs_phase (incident))
    /* Translators: a button: %s is the name of a phase such as “Verify”. */
    return g_strdup_printf (_ ("Go to “%s”"), matoi_incident_phase_name (incident, "verify"));
  return g_strdup (_ (look->jump));
}

static void
show_row (MatoiEndList *self, Row *row, const MatoiCheck *check)
{
  const Look *look = find_look (check->id);
  g_autofree char *fix = dup_fix (self, check, look);

  set_text (row->text, check->met && look ? _ (look->met) : check->text);
  set_text (row->fix, check->met ? "" : fix);
  gtk_widget_set_visible (row->fix, !check->met && *fix != '\0');
  gtk_image_set_from_icon_name (GTK_IMAGE (row->mark), check->met    ? "object-select-symbolic"
                                                       : check->hard ? "matoi-lock-symbolic"
                                                                     : "emblem-important-symbolic");
  matoi_ui_set_style (row->mark, "mark-", check->met ? "met" : check->hard ? "hard" : "soft");
  /* Translators: a thing to do before the end: it has to be done; or it may stay open, with a
   * reason. */
  set_text (row->word, check->hard ? _ ("Required") : C_ ("state of a check", "Open"));
  matoi_ui_set_style (row->word, "kind-", check->hard ? "detection" : "hypothesis");
  gtk_widget_set_visible (row->word, !check->met);
  gtk_widget_set_visible (row->button, !check->met && look);
  if (look && !check->met)
    {
      g_autofree char *jump = dup_jump (self, check, look);

      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (row->button)), jump) != 0)
        gtk_button_set_label (GTK_BUTTON (row->button), jump);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->button),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, check->text, -1);
    }
}

/* The page is opened: what is missing goes to the top with the next matoi_end_list_show (). */
void
matoi_end_list_begin (MatoiEndList *self)
{
  g_return_if_fail (MATOI_IS_END_LIST (self));

  g_ptr_array_set_size (self->rows, 0);
}

/* Shows @checks, of matoi_end_checks (). */
void
matoi_end_list_show (MatoiEndList *self, MatoiSession *session, GPtrArray *checks)
{
  g_return_if_fail (MATOI_IS_END_LIST (self));

  g_set_object (&self->session, session);
  if (!session)
    return;
  if (!has_same_rows (self, checks))
    make_rows (self, checks);
  for (guint i = 0; i < checks->len; i++)
    {
      const MatoiCheck *check = g_ptr_array_index (checks, i);

      show_row (self, find_row (self, check->id), check);
    }
}

/* Takes the keyboard to the first of what is open; FALSE if nothing is. */
gboolean
matoi_end_list_focus_open (MatoiEndList *self)
{
  g_return_val_if_fail (MATOI_IS_END_LIST (self), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *button = ((Row *) g_ptr_array_index (self->rows, i))->button;

      if (gtk_widget_get_visible (button))
        return gtk_widget_grab_focus (button);
    }
  return FALSE;
}

/* Names the list by the heading @label above it. */
void
matoi_end_list_set_labelled_by (MatoiEndList *self, GtkWidget *label)
{
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
}

static void
matoi_end_list_dispose (GObject *object)
{
  MatoiEndList *self = MATOI_END_LIST (object);

  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (matoi_end_list_parent_class)->dispose (object);
}

static void
matoi_end_list_class_init (MatoiEndListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = matoi_end_list_dispose;
  signals[JUMP] = g_signal_new ("jump", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
matoi_end_list_init (MatoiEndList *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "page-list");
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
}
