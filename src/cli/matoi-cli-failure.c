/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How a failure is told: to people, or as JSON; and what exit status it has. */

#define G_LOG_DOMAIN "matoi-cli"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "matoi-cli-private.h"
#include "matoi-json.h"

static int
status_of (const GError *error)
{
  if (error->domain == MATOI_ERROR)
    return error->code;
  if (error->domain == G_FILE_ERROR || error->domain == G_IO_ERROR)
    return MATOI_ERROR_STORAGE;
  return MATOI_ERROR_INPUT;
}

static void
print_json_error (const GError *error, int status)
{
  static const char *const codes[] = { "", "rule", "input", "storage", "service", "not-found" };
  GPtrArray *reasons = error->domain == MATOI_ERROR ? matoi_error_get_reasons (error) : NULL;
  JsonObject *outer = json_object_new (), *object = json_object_new ();
  JsonArray *array = json_array_new ();

  matoi_json_set_string (object, "code", codes[CLAMP (status, 1, 5)]);
  matoi_json_set_string (object, "message", error->message);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);
      JsonObject *element = json_object_new ();

      matoi_json_set_string (element, "id", reason->id);
      matoi_json_set_string (element, "text", reason->text);
      matoi_json_set_string (element, "fix", reason->fix);
      json_array_add_object_element (array, element);
    }
  json_object_set_array_member (object, "reasons", array);
  json_object_set_object_member (outer, "error", object);
  matoi_cli_take_json_object (outer);
}

/* Tells @error and returns the exit status. */
int
matoi_cli_fail (MatoiCli *cli, const GError *error)
{
  int status = status_of (error);
  GPtrArray *reasons = error->domain == MATOI_ERROR ? matoi_error_get_reasons (error) : NULL;
  g_autofree char *message = matoi_cli_dup_printable (error->message);

  if (cli->options.json)
    {
      print_json_error (error, status);
      return status;
    }
  /* The message of a refusal only repeats its reasons; they get a line each. */
  if (reasons == NULL || reasons->len == 0)
    fprintf (stderr, "matoictl: %s\n", message);
  for (guint i = 0; reasons != NULL && i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);
      /* Translators: one after the other; without a blank where that is usual. */
      g_autofree char *both =
        g_strdup_printf (C_ ("two sentences", "%1$s %2$s"), reason->text, reason->fix);
      g_autofree char *line = g_strdup_printf ("%s: %s", reason->id, both);
      g_autofree char *printable = matoi_cli_dup_printable (g_strdelimit (line, "\n", ' '));

      fprintf (stderr, "- %s\n", printable);
    }
  return status;
}
