/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-severity-picker.h"

#include <glib/gi18n-lib.h>

#include "matoi-json.h"
#include "matoi-ui-text.h"

enum
{
  NAME_CHARS = 18,
};

struct _MatoiSeverityPicker
{
  GtkWidget parent_instance;
  GtkBox *pic_rows;
  GtkLabel *pic_definition, *pic_examples;

  MatoiPolicy *policy; /* (nullable) */
  GPtrArray *buttons;  /* of GtkToggleButton, worst first; the last one is "not sure" */
};

G_DEFINE_FINAL_TYPE (MatoiSeverityPicker, matoi_severity_picker, GTK_TYPE_WIDGET)

static const MatoiSeverity *
get_severity (GtkToggleButton *button)
{
  return g_object_get_data (G_OBJECT (button), "matoi-severity");
}

/* What was chosen, or NULL when nobody is sure. Borrowed from the process. */
const MatoiSeverity *
matoi_severity_picker_get (MatoiSeverityPicker *self)
{
  g_return_val_if_fail (MATOI_IS_SEVERITY_PICKER (self), NULL);

  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      return get_severity (g_ptr_array_index (self->buttons, i));
  return NULL;
}

static char *
dup_examples (const MatoiSeverity *severity)
{
  JsonArray *examples = matoi_json_get_array (severity->json, "examples");
  GString *text = g_string_new (NULL);

  for (guint i = 0; examples && i < json_array_get_length (examples); i++)
    {
      g_autoptr (JsonObject) holder = json_object_new ();

      /* The examples are texts in both languages without a name of their own. */
      json_object_set_member (holder, "text",
                              json_node_copy (json_array_get_element (examples, i)));
      g_string_append_printf (text, "%s• %s", i ? "\n" : "", matoi_text (holder, "text"));
    }
  return g_string_free (text, FALSE);
}

static void
show_meaning (MatoiSeverityPicker *self)
{
  const MatoiSeverity *severity = matoi_severity_picker_get (self);
  const MatoiSeverity *undecided = NULL;
  g_autofree char *examples = NULL, *text = NULL;

  if (severity)
    {
      examples = dup_examples (severity);
      gtk_label_set_text (self->pic_definition, matoi_text (severity->json, "definition"));
      gtk_label_set_text (self->pic_examples, examples);
      return;
    }
  if (self->policy)
    undecided = matoi_policy_find_severity (
      self->policy,
      matoi_json_get_string (matoi_policy_get_json (self->policy), "undecided_severity"));
  if (undecided)
    /* Translators: %s is a severity such as SEV-2. */
    text = g_strdup_printf (_("Not decided yet: it counts as %s until somebody decides."),
                               undecided->label);
  gtk_label_set_text (self->pic_definition, text ? text : _("Not decided yet."));
  gtk_label_set_text (self->pic_examples,
                      _("If in doubt between two, take the worse one. If in doubt whether it is an "
                        "incident at all, declare it: nobody is blamed for a false alarm."));
}

static void
on_toggled (MatoiSeverityPicker *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    show_meaning (self);
}

static void
add_row (MatoiSeverityPicker *self, const MatoiSeverity *severity, const char *key)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *key_label = gtk_label_new (key), *chip = gtk_label_new (NULL);
  GtkWidget *name = gtk_label_new (severity ? matoi_text (severity->json, "name") : _("Not sure"));
  g_autofree char *words = NULL;

  gtk_widget_add_css_class (key_label, "key");
  gtk_widget_set_valign (key_label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), key_label);
  gtk_widget_add_css_class (chip, "severity-chip");
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  matoi_ui_show_severity (GTK_LABEL (chip), severity ? severity->label : "?",
                          severity ? (int) severity->rank : 0);
  gtk_box_append (GTK_BOX (box), chip);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  /* Always as wide: the line beside it must not move with what is chosen. */
  gtk_label_set_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (name), NAME_CHARS);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  words = severity
            ? g_strdup_printf ("%s, %s", severity->label, matoi_text (severity->json, "name"))
            : g_strdup (_("Not sure"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  severity ? matoi_text (severity->json, "definition") : "", -1);
  gtk_widget_set_tooltip_text (button, severity ? matoi_text (severity->json, "definition") : NULL);
  g_object_set_data (G_OBJECT (button), "matoi-severity", (gpointer) severity);
  if (self->buttons->len > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_toggled), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->buttons, button);
  gtk_box_append (self->pic_rows, button);
}

/* The keyboard goes with the choice: whoever is here must not act on another one than is shown. */
static void
choose_button (MatoiSeverityPicker *self, guint index)
{
  GtkWidget *button = g_ptr_array_index (self->buttons, index);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)))
    gtk_widget_grab_focus (button);
}

/* See the header. */
void
matoi_severity_picker_choose (MatoiSeverityPicker *self, guint number)
{
  g_return_if_fail (MATOI_IS_SEVERITY_PICKER (self));

  if (number < self->buttons->len)
    choose_button (self, number ? number - 1 : self->buttons->len - 1);
}

/* --- the keyboard: one stop for Tab, arrow keys among the severities, Enter declares */

static guint
get_chosen (MatoiSeverityPicker *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_toggle_button_get_active (g_ptr_array_index (self->buttons, i)))
      return i;
  return 0;
}

static gboolean
matoi_severity_picker_focus (GtkWidget *widget, GtkDirectionType direction)
{
  MatoiSeverityPicker *self = MATOI_SEVERITY_PICKER (widget);
  guint n = self->buttons->len, chosen = get_chosen (self);

  if (n == 0)
    return FALSE;
  if (!gtk_widget_get_focus_child (widget))
    return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, chosen));
  if (direction != GTK_DIR_UP && direction != GTK_DIR_DOWN)
    return FALSE;
  choose_button (self, (chosen + (direction == GTK_DIR_DOWN ? 1 : n - 1)) % n);
  return TRUE;
}

static gboolean
on_enter (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  return gtk_widget_activate_action (widget, "declare.submit", NULL);
}

/* Before the buttons, which would take Enter as a click. */
static void
add_keys (MatoiSeverityPicker *self)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], 0),
                        gtk_callback_action_new (on_enter, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Offers the severities of @policy; the one chosen before stays chosen if there is one of that
 * id. */
void
matoi_severity_picker_set_policy (MatoiSeverityPicker *self, MatoiPolicy *policy)
{
  const MatoiSeverity *chosen;
  g_autofree char *id = NULL;
  GPtrArray *severities;
  GtkWidget *child;

  g_return_if_fail (MATOI_IS_SEVERITY_PICKER (self));

  if (policy == self->policy)
    return;
  chosen = matoi_severity_picker_get (self);
  id = g_strdup (chosen ? chosen->id : NULL);
  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pic_rows))))
    gtk_box_remove (self->pic_rows, child);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  if (!policy)
    return;
  self->policy = matoi_policy_ref (policy);
  severities = matoi_policy_get_severities (policy);
  for (guint i = 0; i < severities->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      add_row (self, g_ptr_array_index (severities, i), key);
    }
  add_row (self, NULL, "0");
  matoi_severity_picker_choose (self, 0);
  for (guint i = 0; id && i < severities->len; i++)
    if (g_strcmp0 (((MatoiSeverity *) g_ptr_array_index (severities, i))->id, id) == 0)
      matoi_severity_picker_choose (self, i + 1);
  show_meaning (self);
}

static void
matoi_severity_picker_dispose (GObject *object)
{
  MatoiSeverityPicker *self = MATOI_SEVERITY_PICKER (object);

  g_ptr_array_set_size (self->buttons, 0);
  matoi_ui_dispose_template (GTK_WIDGET (self), MATOI_TYPE_SEVERITY_PICKER);
  g_clear_pointer (&self->policy, matoi_policy_unref);
  G_OBJECT_CLASS (matoi_severity_picker_parent_class)->dispose (object);
}

static void
matoi_severity_picker_finalize (GObject *object)
{
  g_ptr_array_unref (MATOI_SEVERITY_PICKER (object)->buttons);
  G_OBJECT_CLASS (matoi_severity_picker_parent_class)->finalize (object);
}

static void
matoi_severity_picker_class_init (MatoiSeverityPickerClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = matoi_severity_picker_dispose;
  G_OBJECT_CLASS (class)->finalize = matoi_severity_picker_finalize;
  widget_class->focus = matoi_severity_picker_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/matoi/Matoi/severity-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, MatoiSeverityPicker, pic_rows);
  gtk_widget_class_bind_template_child (widget_class, MatoiSeverityPicker, pic_definition);
  gtk_widget_class_bind_template_child (widget_class, MatoiSeverityPicker, pic_examples);
}

static void
matoi_severity_picker_init (MatoiSeverityPicker *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}
