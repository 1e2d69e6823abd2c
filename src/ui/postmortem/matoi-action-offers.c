/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-action-offers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-side.h"
#include "matoi-ui-text.h"

/* More are there on demand: the list is to be read, not to be scrolled. */
#define PORTION 6

typedef struct
{
  char *text, *why; /* why: where it comes from, translated */
  const char *kind;
  gboolean has_from;
  MatoiId from;
} Offer;

struct _MatoiActionOffers
{
  GtkWidget parent_instance;
  GtkBox *off_list;
  GtkButton *off_more;

  GPtrArray *shown; /* of Offer */
  guint limit;
};

G_DEFINE_FINAL_TYPE (MatoiActionOffers, matoi_action_offers, GTK_TYPE_WIDGET)

enum
{
  TAKEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
offer_free (Offer *offer)
{
  g_free (offer->text);
  g_free (offer->why);
  g_free (offer);
}

/* --- what there is */

/* There is an action item of it already. */
static gboolean
is_taken (const MatoiIncident *incident, const char *text, const MatoiId *from)
{
  char id[MATOI_ID_TEXT_LENGTH + 1] = "";

  if (from)
    matoi_id_to_text (from, id);
  for (guint i = 0; i < incident->actions->len; i++)
    {
      const MatoiAction *action = g_ptr_array_index (incident->actions, i);

      if ((from && g_strcmp0 (action->from, id) == 0) || strcmp (action->text, text) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
offer (GPtrArray *offers,
       const MatoiIncident *incident,
       const char *text,
       const char *kind,
       const char *why,
       const MatoiId *from)
{
  Offer *one;

  if (is_taken (incident, text, from))
    return;
  one = g_new0 (Offer, 1);
  one->text = g_strdup (text);
  one->why = g_strdup (why);
  one->kind = kind;
  one->has_from = from != NULL;
  if (from)
    one->from = *from;
  g_ptr_array_add (offers, one);
}

/* TML-09, ACT-09 */
static void
offer_todos (GPtrArray *offers, const MatoiIncident *incident)
{
  for (guint i = 0; i < incident->todos->len; i++)
    {
      const MatoiTodo *todo = g_ptr_array_index (incident->todos, i);

      if (todo->done_at == MATOI_TIME_NONE)
        offer (offers, incident, todo->text, "prevent",
               todo->later ? _ ("TODO for later") : _ ("TODO that is not done"), &todo->id);
    }
}

/* What the end asks for and nobody ticked. */
static void
offer_cleanup (GPtrArray *offers, const MatoiIncident *incident)
{
  JsonArray *steps =
    incident->policy
      ? matoi_json_get_array (matoi_policy_get_json (incident->policy), "end_cleanup")
      : NULL;

  for (guint i = 0; steps && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = matoi_json_array_get_object (steps, i);
      const char *id = step ? matoi_json_get_string (step, "id") : NULL;
      g_autofree char *key = g_strdup_printf ("end/%s", id ? id : "");

      if (id && !g_hash_table_contains (incident->steps_done, key))
        offer (offers, incident, matoi_text (step, "text"), "process",
               _ ("Clean-up that is not done"), NULL);
    }
}

static void
offer_lessons (GPtrArray *offers, const MatoiIncident *incident)
{
  const MatoiPostmortem *postmortem = incident->postmortem;

  for (guint i = 0; postmortem && i < postmortem->learned->len; i++)
    {
      const MatoiLearned *one = g_ptr_array_index (postmortem->learned, i);
      gboolean settled = (one->waiver && *one->waiver) ||
                         (one->has_action && matoi_incident_find_action (incident, &one->action));

      if (!one->removed && !settled && strcmp (one->side, "badly") == 0)
        offer (offers, incident, one->text, "prevent", _ ("Did not go well"), &one->id);
    }
}

/* WRI-12: what people noticed before a monitor did. */
static void
offer_monitor (GPtrArray *offers, const MatoiIncident *incident)
{
  g_autofree char *text = NULL;

  if (!incident->detected_by || strcmp (incident->detected_by, "monitor") == 0)
    return;
  for (guint i = 0; i < incident->actions->len; i++)
    if (strcmp (((MatoiAction *) g_ptr_array_index (incident->actions, i))->kind, "detect") == 0)
      return;
  /* Translators: an action item that is offered; %s is a service, or the title of the incident. */
  text = g_strdup_printf (_ ("Alert when this happens again: %s"),
                             incident->services->len > 0
                               ? (const char *) g_ptr_array_index (incident->services, 0)
                               : incident->title);
  offer (offers, incident, text, "detect", _ ("No monitor noticed it"), NULL);
}

static GPtrArray *
dup_offers (const MatoiIncident *incident)
{
  GPtrArray *offers = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);

  offer_lessons (offers, incident);
  offer_monitor (offers, incident);
  offer_todos (offers, incident);
  offer_cleanup (offers, incident);
  return offers;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const Offer *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, i);

      if (strcmp (x->text, y->text) != 0 || strcmp (x->why, y->why) != 0 ||
          x->has_from != y->has_from || (x->has_from && !matoi_id_equal (&x->from, &y->from)))
        return FALSE;
    }
  return TRUE;
}

/* --- showing */

static void
on_take (MatoiActionOffers *self, GtkButton *button)
{
  guint at = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "matoi-at"));
  const Offer *one = at < self->shown->len ? g_ptr_array_index (self->shown, at) : NULL;

  if (one)
    g_signal_emit (self, signals[TAKEN], 0, one->text, one->kind,
                   one->has_from ? &one->from : NULL);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
make_row (MatoiActionOffers *self, guint at)
{
  const Offer *one = g_ptr_array_index (self->shown, at);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *why = make_label (one->why, "page-note");
  GtkWidget *button = gtk_button_new_with_label (_ ("Make It an Action Item"));
  /* Translators: for screen readers, of a button; %s is a TODO or a lesson. */
  g_autofree char *name = g_strdup_printf (_ ("Make it an action item: %s"), one->text);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), make_label (one->text, "action-text"));
  gtk_widget_add_css_class (why, "dim-label");
  gtk_box_append (GTK_BOX (words), why);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "lesson-small");
  matoi_side_set_name (button, name);
  g_object_set_data (G_OBJECT (button), "matoi-at", GUINT_TO_POINTER (at));
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_take), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  gtk_widget_add_css_class (row, "lesson-row");
  return row;
}

static void
fill (MatoiActionOffers *self)
{
  guint n = MIN (self->shown->len, self->limit), rest = self->shown->len - n;
  g_autofree char *label = NULL;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->off_list))))
    gtk_box_remove (self->off_list, row);
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->off_list, make_row (self, i));
  gtk_widget_set_visible (GTK_WIDGET (self->off_more), rest > 0);
  /* Translators: a button; so many more things to do are listed with it. */
  label =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Show %u More", "Show %u More", rest), rest);
  gtk_button_set_label (self->off_more, label);
}

static void
on_more (MatoiActionOffers *self)
{
  self->limit = G_MAXUINT;
  fill (self);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Shows what @session offers; nothing is rebuilt while that is the same. */
void
matoi_action_offers_show (MatoiActionOffers *self, MatoiSession *session)
{
  g_autoptr (GPtrArray) offers = NULL;

  g_return_if_fail (MATOI_IS_ACTION_OFFERS (self));

  offers = matoi_lessons_may_act (session)
             ? dup_offers (matoi_session_get_incident (session))
             : g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
  gtk_widget_set_visible (GTK_WIDGET (self), offers->len > 0);
  if (is_same (self->shown, offers))
    return;
  if (self->shown->len == 0)
    self->limit = PORTION;
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&offers);
  fill (self);
}

static void
matoi_action_offers_dispose (GObject *object)
{
  matoi_ui_dispose_template (GTK_WIDGET (object), MATOI_TYPE_ACTION_OFFERS);
  G_OBJECT_CLASS (matoi_action_offers_parent_class)->dispose (object);
}

static void
matoi_action_offers_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_ACTION_OFFERS (object)->shown);
  G_OBJECT_CLASS (matoi_action_offers_parent_class)->finalize (object);
}

static void
matoi_action_offers_class_init (MatoiActionOffersClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_action_offers_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_action_offers_finalize;
  signals[TAKEN] =
    g_signal_new ("taken", MATOI_TYPE_ACTION_OFFERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_POINTER);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/matoi/Matoi/postmortem/action-offers.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiActionOffers, off_list);
  gtk_widget_class_bind_template_child (widget_class, MatoiActionOffers, off_more);
  gtk_widget_class_bind_template_callback (widget_class, on_more);
}

static void
matoi_action_offers_init (MatoiActionOffers *self)
{
  self->shown = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
  self->limit = PORTION;
  gtk_widget_init_template (GTK_WIDGET (self));
}
