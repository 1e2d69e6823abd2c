/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-application.h"

#include <glib/gi18n-lib.h>

#include "matoi-adapter.h"
#include "matoi-context.h"
#include "matoi-help.h"
#include "matoi-import.h"
#include "matoi-notifier.h"
#include "matoi-replay.h"
#include "matoi-tooltips.h"
#include "matoi-ui-resources.h"
#include "matoi-window.h"

struct _MatoiApplication
{
  AdwApplication parent_instance;
  MatoiContext *context; /* NULL: not opened yet, or not possible */
  MatoiLive *live;       /* of the context */
  MatoiDrafts *drafts;   /* of the context */
  MatoiNotifier *notifier;
  GSettings *settings;
  GError *problem;    /* why it is not */
  char *db;           /* (nullable) --db */
  char *wanted;       /* (nullable) --incident */
  JsonObject *record; /* (nullable) of --replay, until it is played */
  double speed;
  gboolean replaying; /* its incident was not shown yet */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MatoiApplication, matoi_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "db", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Use this database"), N_ ("FILE") },
  { "incident", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Open this incident"), N_ ("REF") },
  { "replay", 0, 0, G_OPTION_ARG_FILENAME, NULL,
    N_ ("Play a past incident into a new drill, by the clock"), N_ ("FILE") },
  { "speed", 0, 0, G_OPTION_ARG_DOUBLE, NULL, N_ ("How many times faster than it was"),
    N_ ("NUMBER") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
  { NULL }
};

/* Each action with its keys: one table for the accelerators and the shortcuts window. */
static const struct
{
  const char *action;
  const char *keys[3];
} accelerators[] = {
  { "win.show-view('live')", { "<Control>1", NULL } },
  { "win.show-view('postmortems')", { "<Control>2", NULL } },
  { "win.show-view('follow-ups')", { "<Control>3", NULL } },
  { "win.show-view('history')", { "<Control>4", NULL } },
  { "win.show-view('insights')", { "<Control>5", NULL } },
  { "win.declare", { "<Control>n", NULL } },
  { "win.focus-entry", { "<Control>l", NULL } },
  { "win.preferences", { "<Control>comma", NULL } },
  { "win.find", { "<Control>f", NULL } },
  { "win.undo", { "<Control>z", NULL } },
  { "win.new-window", { "<Control><Shift>n", NULL } },
  { "win.outbox", { "<Control><Shift>o", NULL } },
  { "win.next-incident", { "<Control>Page_Down", NULL } },
  { "win.previous-incident", { "<Control>Page_Up", NULL } },
  { "win.toggle-sidebar", { "F9", NULL } },
  { "app.help", { "F1", NULL } },
  { "win.show-help-overlay", { "<Control>question", NULL } },
  { "window.close", { "<Control>w", NULL } },
  { "app.quit", { "<Control>q", NULL } },
};

static void
quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  /* Nothing to ask: what was entered is on disk. Closing keeps the size of each window. */
  for (GList *windows = gtk_application_get_windows (user_data); windows;
       windows = gtk_application_get_windows (user_data))
    {
      GtkWindow *window = windows->data;

      gtk_window_close (window);
      if (g_list_find (gtk_application_get_windows (user_data), window))
        break;
    }
  g_application_quit (user_data);
}

static void
about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_show_about_window (
    gtk_application_get_active_window (user_data), "application-name",
    _ ("Matoi"), "application-icon", APP_ID, "version", PACKAGE_VERSION, "developer-name",
       _ ("Matoi contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
          _ ("A cockpit for incidents: what is known, what was decided, who does what."),
             /* Translators: put your names here, one a line. */
             "translator-credits", _ ("translator-credits"), NULL);
}

/* For what is not inside a window, such as the contact strip's button in a popover. */
static void
preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.preferences", NULL);
}

static void
help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* such as the preferences */
  while (window && !MATOI_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);
  if (!window)
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "help-files"))
    matoi_help_show_files (MATOI_WINDOW (window));
  else
    matoi_help_show (MATOI_WINDOW (window));
}

static void
on_appearance_changed (GSettings *settings)
{
  g_autofree char *appearance = g_settings_get_string (settings, "appearance");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (appearance, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_str_equal (appearance, "light")
                                        ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                        : ADW_COLOR_SCHEME_DEFAULT);
}

static void
open_reference (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window;

  g_application_activate (user_data);
  window = gtk_application_get_active_window (user_data);
  if (MATOI_IS_WINDOW (window))
    matoi_window_open_reference (MATOI_WINDOW (window), g_variant_get_string (parameter, NULL));
}

/* From a reminder: one postmortem, or "" for all of them. */
static void
open_postmortem (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window;
  const char *ref = g_variant_get_string (parameter, NULL);

  g_application_activate (user_data);
  window = gtk_application_get_active_window (user_data);
  if (!MATOI_IS_WINDOW (window))
    return;
  if (*ref)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.open-postmortem", "s", ref);
  else
    gtk_widget_activate_action (GTK_WIDGET (window), "win.show-view", "s", "postmortems");
}

static void retry (GSimpleAction *action, GVariant *parameter, gpointer user_data);

static const GActionEntry actions[] = {
  { .name = "quit", .activate = quit },
  { .name = "about", .activate = about },
  { .name = "preferences", .activate = preferences },
  { .name = "help", .activate = help },
  { .name = "help-files", .activate = help },
  { .name = "retry", .activate = retry },
  { .name = "open-incident", .activate = open_reference, .parameter_type = "s" },
  { .name = "open-postmortem", .activate = open_postmortem, .parameter_type = "s" },
};

/* --- replay */

static void
on_replayed (const char *ref, gint64 at, const char *text, gpointer user_data)
{
  MatoiApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!self->replaying || !MATOI_IS_WINDOW (window))
    return;
  self->replaying = FALSE;
  matoi_window_open_reference (MATOI_WINDOW (window), ref);
}

static void
on_replay_ended (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MatoiApplication) self = user_data;
  g_autoptr (GError) error = NULL;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!matoi_replay_finish (MATOI_CONTEXT (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && MATOI_IS_WINDOW (window))
    matoi_window_show_message (MATOI_WINDOW (window), error->message);
}

static void
begin_replay (MatoiApplication *self)
{
  g_autoptr (JsonObject) record = g_steal_pointer (&self->record);

  self->replaying = TRUE;
  matoi_replay_async (self->context, record, self->speed, on_replayed, self, self->cancellable,
                      on_replay_ended, g_object_ref (self));
}

static int
matoi_application_handle_local_options (GApplication *application, GVariantDict *values)
{
  MatoiApplication *self = MATOI_APPLICATION (application);
  g_autoptr (GError) error = NULL;
  g_autofree char *replay = NULL;

  if (g_variant_dict_contains (values, "version"))
    {
      g_print ("%s %s\n", "matoi", PACKAGE_VERSION);
      return 0;
    }
  g_variant_dict_lookup (values, "db", "^ay", &self->db);
  g_variant_dict_lookup (values, "incident", "s", &self->wanted);
  g_variant_dict_lookup (values, "replay", "^ay", &replay);
  g_variant_dict_lookup (values, "speed", "d", &self->speed);
  /* Before there is a window: a wrong file is answered where it was named. */
  if (replay && !(self->record = matoi_import_read_file (replay, &error)))
    {
      g_printerr ("%s\n", error->message);
      return error->code;
    }
  /* Another database is another program. */
  if (self->db || self->record)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);

  if (!self->wanted)
    return -1;
  if (!g_application_register (application, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (!g_application_get_is_remote (application))
    return -1;
  g_action_group_activate_action (G_ACTION_GROUP (application), "open-incident",
                                  g_variant_new_string (self->wanted));
  return 0;
}

static void
matoi_application_startup (GApplication *application)
{
  MatoiApplication *self = MATOI_APPLICATION (application);

  G_APPLICATION_CLASS (matoi_application_parent_class)->startup (application);
  matoi_tooltips_make_wide ();

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
  gtk_window_set_default_icon_name (APP_ID);
  /* Nothing blinks in a live incident; and a blinking cursor draws sixty frames a second. */
  g_object_set (gtk_settings_get_default (), "gtk-cursor-blink", FALSE, NULL);
  self->settings = g_settings_new (APP_ID);
  g_signal_connect (self->settings, "changed::appearance", G_CALLBACK (on_appearance_changed),
                    NULL);
  on_appearance_changed (self->settings);
}

static void
start (MatoiApplication *self)
{
  g_autofree char *drafts = g_strconcat (matoi_context_get_path (self->context), "-drafts", NULL);

  matoi_context_start (self->context);
  /* Before the windows, which show how it goes. */
  matoi_adapters_start (self->context);
  self->live = matoi_live_new (self->context);
  self->drafts = matoi_drafts_new (drafts);
  self->notifier = matoi_notifier_new (GTK_APPLICATION (self), self->live);
}

/* Opens the database if it is not open, and a window, which says so if that is not possible. */
static GtkWindow *
open_window (MatoiApplication *self)
{
  GtkWindow *window;

  if (!self->context)
    {
      g_clear_error (&self->problem);
      self->context = matoi_context_new (self->db, MATOI_STORE_READ_WRITE, &self->problem);
      if (self->context)
        start (self);
    }
  window =
    GTK_WINDOW (matoi_window_new (GTK_APPLICATION (self), self->live, self->drafts, self->problem));
  if (self->wanted)
    matoi_window_open_reference (MATOI_WINDOW (window), self->wanted);
  if (self->context && self->record)
    begin_replay (self);
  return window;
}

/* The disk has room again, or the folder its rights. */
static void
retry (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *old = gtk_application_get_active_window (user_data);

  gtk_window_present (open_window (user_data));
  if (old)
    gtk_window_destroy (old);
}

static void
matoi_application_activate (GApplication *application)
{
  MatoiApplication *self = MATOI_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  gtk_window_present (window ? window : open_window (self));
}

static void
matoi_application_shutdown (GApplication *application)
{
  MatoiApplication *self = MATOI_APPLICATION (application);

  g_cancellable_cancel (self->cancellable);
  if (self->drafts)
    matoi_drafts_flush (self->drafts);
  G_APPLICATION_CLASS (matoi_application_parent_class)->shutdown (application);
}

static void
matoi_application_finalize (GObject *object)
{
  MatoiApplication *self = MATOI_APPLICATION (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->record, json_object_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->drafts);
  g_clear_object (&self->notifier);
  if (self->context)
    matoi_adapters_stop (self->context);
  g_clear_object (&self->live);
  g_clear_object (&self->context);
  g_clear_error (&self->problem);
  g_free (self->db);
  g_free (self->wanted);
  G_OBJECT_CLASS (matoi_application_parent_class)->finalize (object);
}

static void
matoi_application_class_init (MatoiApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  /* By hand: the linker drops a constructor that nobody refers to from a static library. */
  matoi_ui_register_resource ();
  G_OBJECT_CLASS (class)->finalize = matoi_application_finalize;
  application_class->handle_local_options = matoi_application_handle_local_options;
  application_class->startup = matoi_application_startup;
  application_class->activate = matoi_application_activate;
  application_class->shutdown = matoi_application_shutdown;
}

static void
matoi_application_init (MatoiApplication *self)
{
  self->speed = 60;
  self->cancellable = g_cancellable_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

MatoiApplication *
matoi_application_new (void)
{
  return g_object_new (MATOI_TYPE_APPLICATION, "application-id", APP_ID, NULL);
}
