/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-impact-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "matoi-evidence.h"
#include "matoi-json.h"
#include "matoi-lessons.h"
#include "matoi-postmortem.h"
#include "matoi-ui-text.h"

/* A pause in typing. */
#define PAUSE_MS 800

struct _MatoiImpactRow
{
  GtkListBoxRow parent_instance;
  GtkLabel *imp_name, *imp_missing, *imp_unit, *imp_message;
  GtkEntry *imp_value, *imp_long, *imp_reason, *imp_link;
  GtkToggleButton *imp_unknown, *imp_link_button;
  GtkWidget *imp_link_box, *imp_chip;

  MatoiSession *session;
  char *id;
  gboolean is_text, editable, showing;
  /* One command at a time, each made from what stands here. */
  gboolean busy, again;
  guint pause_id;
  char *sent; /* (nullable) the last command, as text */
};

G_DEFINE_FINAL_TYPE (MatoiImpactRow, matoi_impact_row, GTK_TYPE_LIST_BOX_ROW)

static GtkEntry *
get_field (MatoiImpactRow *self)
{
  return self->is_text ? self->imp_long : self->imp_value;
}

static char *
dup_typed (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static const MatoiImpact *
get_impact (MatoiImpactRow *self)
{
  const MatoiPostmortem *postmortem = matoi_session_get_incident (self->session)->postmortem;

  return postmortem ? matoi_postmortem_find_impact (postmortem, self->id) : NULL;
}

gboolean
matoi_impact_row_is_missing (MatoiImpactRow *self)
{
  return get_impact (self) == NULL;
}

/* --- recording */

/* As a person types it on any keyboard: a number is kept in plain digits. (transfer full) */
static char *
dup_value (MatoiImpactRow *self)
{
  g_autofree char *typed = dup_typed (get_field (self));
  char *plain = self->is_text ? NULL : g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC);

  return plain ? plain : g_steal_pointer (&typed);
}

/* (transfer full) (nullable): there is nothing to record. */
static MatoiCommand *
make_command (MatoiImpactRow *self)
{
  const MatoiImpact *impact = get_impact (self);
  g_autofree char *value = dup_value (self), *reason = dup_typed (self->imp_reason),
                  *link = dup_typed (self->imp_link);
  gboolean unknown = gtk_toggle_button_get_active (self->imp_unknown);
  const char *new_value = !unknown && *value ? value : NULL;
  const char *new_reason = unknown && *reason ? reason : NULL;
  const char *new_link = *link ? link : NULL;
  MatoiCommand *command;

  if (g_strcmp0 (new_value, impact ? impact->value : NULL) == 0 &&
      g_strcmp0 (new_reason, impact ? impact->unknown_reason : NULL) == 0 &&
      (g_strcmp0 (new_link, impact ? impact->url : NULL) == 0 || (!new_value && !new_reason)))
    return NULL;
  /* “Unknown” without its reason yet takes nothing away. */
  if (unknown && !new_reason)
    return NULL;
  command = matoi_session_new_command (self->session, "pm-impact");
  matoi_command_set (command, "row", self->id);
  matoi_command_set (command, "value", new_value);
  matoi_command_set (command, "unknown_reason", new_reason);
  if (new_value || new_reason)
    matoi_command_set (command, "url", new_link);
  return command;
}

static void save (MatoiImpactRow *self);

static void
on_recorded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiImpactRow) self = user_data;
  g_autoptr (GError) error = NULL;
  MatoiReceipt *receipt = matoi_session_submit_finish (MATOI_SESSION (source), result, &error);

  g_clear_pointer (&receipt, matoi_context_free_receipt);
  self->busy = FALSE;
  if (!self->imp_name)
    return;
  matoi_lessons_show_refusal (self->imp_message, error);
  if (self->again)
    save (self);
}

static void
save (MatoiImpactRow *self)
{
  g_autoptr (MatoiCommand) command = NULL;
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->again = self->busy;
  if (self->busy || self->showing || !self->editable)
    return;
  command = make_command (self);
  text = command ? matoi_json_to_text (command->args) : NULL;
  /* What was refused is not asked again before it is changed. */
  if (!command || (gtk_widget_get_visible (GTK_WIDGET (self->imp_message)) &&
                   g_strcmp0 (text, self->sent) == 0))
    return;
  g_free (self->sent);
  self->sent = g_steal_pointer (&text);
  self->busy = TRUE;
  matoi_session_submit_async (self->session, g_steal_pointer (&command), on_recorded,
                              g_object_ref (self));
}

void
matoi_impact_row_flush (MatoiImpactRow *self)
{
  g_return_if_fail (MATOI_IS_IMPACT_ROW (self));

  save (self);
}

static gboolean
on_pause (gpointer user_data)
{
  MatoiImpactRow *self = user_data;

  self->pause_id = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
on_typed (MatoiImpactRow *self)
{
  if (self->showing)
    return;
  matoi_lessons_show_message (self->imp_message, NULL);
  g_clear_handle_id (&self->pause_id, g_source_remove);
  self->pause_id = g_timeout_add (PAUSE_MS, on_pause, self);
}

static void
on_left (MatoiImpactRow *self)
{
  save (self);
}

/* Enter records, and leads on. */
static void
on_entered (MatoiImpactRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  save (self);
  if (root)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

/* --- what is open */

static void
show_parts (MatoiImpactRow *self)
{
  gboolean unknown = gtk_toggle_button_get_active (self->imp_unknown);

  gtk_widget_set_sensitive (GTK_WIDGET (get_field (self)), self->editable && !unknown);
  gtk_widget_set_visible (GTK_WIDGET (self->imp_reason), unknown);
  gtk_widget_set_visible (self->imp_link_box, gtk_toggle_button_get_active (self->imp_link_button));
}

static void
on_unknown (MatoiImpactRow *self)
{
  show_parts (self);
  if (self->showing)
    return;
  matoi_lessons_show_message (self->imp_message, NULL);
  gtk_widget_grab_focus (gtk_toggle_button_get_active (self->imp_unknown)
                           ? GTK_WIDGET (self->imp_reason)
                           : GTK_WIDGET (get_field (self)));
  save (self);
}

static void
on_link (MatoiImpactRow *self)
{
  show_parts (self);
  if (!self->showing && gtk_toggle_button_get_active (self->imp_link_button))
    gtk_widget_grab_focus (GTK_WIDGET (self->imp_link));
}

void
matoi_impact_row_focus (MatoiImpactRow *self)
{
  gboolean unknown = gtk_toggle_button_get_active (self->imp_unknown);

  gtk_widget_grab_focus (GTK_WIDGET (unknown ? self->imp_reason : get_field (self)));
}

/* --- showing */

/* What is typed and not recorded yet stays. */
static void
set_text (MatoiImpactRow *self, GtkEntry *entry, const char *text)
{
  if (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN ||
      self->pause_id != 0 || self->busy)
    return;
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
show_link (MatoiImpactRow *self, const char *url)
{
  MatoiEvidence evidence = { (char *) url, NULL, NULL };

  set_text (self, self->imp_link, url ? url : "");
  gtk_widget_set_visible (self->imp_chip, url != NULL);
  if (url)
    {
      matoi_evidence_chip_show (MATOI_EVIDENCE_CHIP (self->imp_chip), &evidence);
      gtk_toggle_button_set_active (self->imp_link_button, TRUE);
    }
}

void
matoi_impact_row_show (MatoiImpactRow *self, gboolean editable)
{
  const MatoiImpact *impact = get_impact (self);
  gboolean focused = gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN;

  g_return_if_fail (MATOI_IS_IMPACT_ROW (self));

  self->showing = TRUE;
  self->editable = editable;
  gtk_widget_set_visible (GTK_WIDGET (self->imp_missing), !impact);
  /* A refused text is still to be mended. */
  if (!gtk_widget_get_visible (GTK_WIDGET (self->imp_message)))
    {
      set_text (self, get_field (self), impact && impact->value ? impact->value : "");
      set_text (self, self->imp_reason,
                impact && impact->unknown_reason ? impact->unknown_reason : "");
      show_link (self, impact ? impact->url : NULL);
    }
  if (!focused)
    gtk_toggle_button_set_active (self->imp_unknown, impact && impact->unknown_reason);
  gtk_widget_set_sensitive (GTK_WIDGET (self->imp_unknown), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->imp_reason), editable);
  gtk_editable_set_editable (GTK_EDITABLE (self->imp_link), editable);
  show_parts (self);
  self->showing = FALSE;
}

static void
set_name (gpointer widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
name_fields (MatoiImpactRow *self, const char *name)
{
  /* Translators: %s is the name of a number, such as “Users affected”. */
  g_autofree char *reason = g_strdup_printf (_ ("Why “%s” is unknown"), name);
  /* Translators: %s is the name of a number, such as “Users affected”. */
  g_autofree char *link = g_strdup_printf (_ ("Link for “%s”"), name);
  /* Translators: %s is the name of a number, such as “Users affected”. */
  g_autofree char *unknown = g_strdup_printf (_ ("“%s” is unknown"), name);

  set_name (get_field (self), name);
  set_name (self->imp_reason, reason);
  set_name (self->imp_link, link);
  set_name (self->imp_unknown, unknown);
}

GtkWidget *
matoi_impact_row_new (MatoiSession *session, JsonObject *row)
{
  MatoiImpactRow *self = g_object_new (MATOI_TYPE_IMPACT_ROW, NULL);
  const char *name = matoi_text (row, "name"), *unit = matoi_text (row, "unit");

  self->session = g_object_ref (session);
  self->id = g_strdup (matoi_json_get_string (row, "id"));
  self->is_text = g_strcmp0 (matoi_json_get_string (row, "kind"), "text") == 0;
  gtk_widget_set_name (GTK_WIDGET (self), self->id);
  gtk_label_set_text (self->imp_name, name);
  gtk_label_set_text (self->imp_unit, unit);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->imp_unit), unit);
  gtk_widget_set_visible (GTK_WIDGET (self->imp_value), !self->is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->imp_unit), !self->is_text);
  gtk_widget_set_visible (GTK_WIDGET (self->imp_long), self->is_text);
  name_fields (self, name);
  return GTK_WIDGET (self);
}

/* --- the object */

static void
matoi_impact_row_dispose (GObject *object)
{
  MatoiImpactRow *self = MATOI_IMPACT_ROW (object);

  g_clear_handle_id (&self->pause_id, g_source_remove);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), MATOI_TYPE_IMPACT_ROW);
  g_clear_object (&self->session);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->sent, g_free);
  G_OBJECT_CLASS (matoi_impact_row_parent_class)->dispose (object);
}

static void
matoi_impact_row_class_init (MatoiImpactRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_impact_row_dispose;
  g_type_ensure (MATOI_TYPE_EVIDENCE_CHIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/postmortem/impact-row.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_name);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_missing);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_unit);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_message);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_value);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_long);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_reason);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_link);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_unknown);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_link_button);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_link_box);
  gtk_widget_class_bind_template_child (widget_class, MatoiImpactRow, imp_chip);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_entered);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
  gtk_widget_class_bind_template_callback (widget_class, on_unknown);
  gtk_widget_class_bind_template_callback (widget_class, on_link);
}

static void
matoi_impact_row_init (MatoiImpactRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
