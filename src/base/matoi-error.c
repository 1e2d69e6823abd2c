/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "matoi-error.h"

typedef struct
{
  GPtrArray *reasons; /* (nullable) of MatoiReason; never changed once set, so copies share it */
} MatoiErrorPrivate;

static void
matoi_error_private_init (MatoiErrorPrivate *priv)
{
  priv->reasons = NULL;
}

static void
matoi_error_private_copy (const MatoiErrorPrivate *source, MatoiErrorPrivate *target)
{
  target->reasons = source->reasons ? g_ptr_array_ref (source->reasons) : NULL;
}

static void
matoi_error_private_clear (MatoiErrorPrivate *priv)
{
  g_clear_pointer (&priv->reasons, g_ptr_array_unref);
}

G_DEFINE_EXTENDED_ERROR (MatoiError, matoi_error)

/**
 * matoi_reason_new:
 * @id: a stable name such as "end.open-asks"
 * @text: what is missing, translated
 * @fix: what to do next, translated
 * @hard: whether no override can pass it
 *
 * Returns: (transfer full): a reason, freed with matoi_reason_free ()
 */
MatoiReason *
matoi_reason_new (const char *id, const char *text, const char *fix, gboolean hard)
{
  MatoiReason *reason = g_new0 (MatoiReason, 1);

  reason->id = g_strdup (id ? id : "");
  reason->text = g_strdup (text ? text : "");
  reason->fix = g_strdup (fix ? fix : "");
  reason->hard = hard;
  return reason;
}

/** matoi_reason_copy: (transfer full) a copy of @reason. */
MatoiReason *
matoi_reason_copy (const MatoiReason *reason)
{
  return matoi_reason_new (reason->id, reason->text, reason->fix, reason->hard);
}

/** matoi_reason_free: frees @reason; NULL is fine. */
void
matoi_reason_free (MatoiReason *reason)
{
  if (reason == NULL)
    return;
  g_free (reason->id);
  g_free (reason->text);
  g_free (reason->fix);
  g_free (reason);
}

/**
 * matoi_error_take_reasons:
 * @reasons: (transfer full): of MatoiReason, with matoi_reason_free () as free function
 *
 * Sets @error to a MATOI_ERROR_RULE error that carries @reasons; its message
 * has one line for each of them.
 */
void
matoi_error_take_reasons (GError **error, GPtrArray *reasons)
{
  g_autoptr (GString) message = g_string_new (NULL);
  GError *made;

  for (guint i = 0; i < reasons->len; i++)
    {
      const MatoiReason *reason = g_ptr_array_index (reasons, i);

      if (message->len > 0)
        g_string_append_c (message, '\n');
      g_string_append (message, reason->text);
    }
  made = g_error_new_literal (MATOI_ERROR, MATOI_ERROR_RULE, message->str);
  matoi_error_get_private (made)->reasons = reasons;
  g_propagate_error (error, made);
}

/**
 * matoi_error_get_reasons:
 *
 * Returns: (transfer none) (nullable): of MatoiReason; NULL when @error carries none
 */
GPtrArray *
matoi_error_get_reasons (const GError *error)
{
  if (error == NULL || error->domain != MATOI_ERROR)
    return NULL;
  return matoi_error_get_private (error)->reasons;
}

/**
 * matoi_refuse:
 *
 * Sets @error to a MATOI_ERROR_RULE error with one hard reason.
 *
 * Returns: FALSE, so that a check can end with it
 */
gboolean
matoi_refuse (GError **error, const char *id, const char *text, const char *fix)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func ((GDestroyNotify) matoi_reason_free);

  g_ptr_array_add (reasons, matoi_reason_new (id, text, fix, TRUE));
  matoi_error_take_reasons (error, reasons);
  return FALSE;
}
