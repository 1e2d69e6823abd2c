/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-policy-choice.h"

struct _MatoiPolicyChoice
{
  AdwComboRow parent_instance;
  GPtrArray *ids; /* of char *, in the order shown */
  gboolean loading;
};

G_DEFINE_FINAL_TYPE (MatoiPolicyChoice, matoi_policy_choice, ADW_TYPE_COMBO_ROW)

static guint changed_signal;

/* The id of the way that is chosen, or NULL. */
const char *
matoi_policy_choice_get_id (MatoiPolicyChoice *self)
{
  guint chosen;

  g_return_val_if_fail (MATOI_IS_POLICY_CHOICE (self), NULL);

  chosen = adw_combo_row_get_selected (ADW_COMBO_ROW (self));
  return chosen < self->ids->len ? g_ptr_array_index (self->ids, chosen) : NULL;
}

static void
add (MatoiPolicyChoice *self, GtkStringList *names, MatoiContext *context, const char *id)
{
  MatoiPolicy *policy = matoi_context_get_policy (context, id, NULL);

  if (!policy)
    return;
  /* The team's may be one of the built-in ones. */
  for (guint i = 0; i < self->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids, i), matoi_policy_get_id (policy)) == 0)
      return;
  g_ptr_array_add (self->ids, g_strdup (matoi_policy_get_id (policy)));
  gtk_string_list_append (names, matoi_text (matoi_policy_get_json (policy), "name"));
}

/* Reads the processes anew: the team's may have been edited. What was chosen stays chosen. */
void
matoi_policy_choice_load (MatoiPolicyChoice *self, MatoiContext *context)
{
  static const char *const ids[] = { NULL, "pagerduty", "small-team", "light" };
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = NULL;
  guint position = 0;

  g_return_if_fail (MATOI_IS_POLICY_CHOICE (self));

  chosen = g_strdup (matoi_policy_choice_get_id (self));
  self->loading = TRUE;
  g_ptr_array_set_size (self->ids, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    add (self, names, context, ids[i]);
  for (guint i = 0; chosen && i < self->ids->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->ids, i), chosen) == 0)
      position = i;
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->loading = FALSE;
}

static void
on_selected (MatoiPolicyChoice *self)
{
  if (!self->loading)
    g_signal_emit (self, changed_signal, 0);
}

static void
matoi_policy_choice_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_POLICY_CHOICE (object)->ids);
  G_OBJECT_CLASS (matoi_policy_choice_parent_class)->finalize (object);
}

static void
matoi_policy_choice_class_init (MatoiPolicyChoiceClass *class)
{
  G_OBJECT_CLASS (class)->finalize = matoi_policy_choice_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
matoi_policy_choice_init (MatoiPolicyChoice *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);
}
