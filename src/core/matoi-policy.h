/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum
{
  MATOI_RULE_OFF,
  MATOI_RULE_SOFT,
  MATOI_RULE_HARD,
} MatoiRuleLevel;

typedef struct
{
  char *id;
  guint max;          /* 0: any number */
  gboolean exclusive; /* the holder may hold no other role (IC-04) */
  gboolean reports;   /* counts in the span of control (IC-18) */
  GStrv excludes;
  JsonObject *json;
} MatoiRole;

typedef struct
{
  char *id;
  guint rank; /* 1 is the worst */
  char *label;
  gboolean major, public, executives, company;
  JsonObject *json;
} MatoiSeverity;

typedef struct
{
  char *id;
  gint64 first_ms, every_ms, until_ms; /* until 0: no end */
  GStrv severities;                    /* empty: all */
  char *starts, *restarts, *satisfied; /* (nullable) restarts, satisfied */
  char *role;
  guint nags;
  JsonObject *json;
} MatoiClockRule;

/* A version of the process: immutable, atomically refcounted. */
typedef struct _MatoiPolicy MatoiPolicy;

/* Gives the text of the built-in preset with that id, or NULL (transfer full). */
typedef char *(*MatoiPresetLoader) (const char *id, gpointer user_data);

MatoiPolicy *matoi_policy_parse (const char *text,
                                 gssize length,
                                 const char *file_name,
                                 MatoiPresetLoader loader,
                                 gpointer user_data,
                                 GError **error);
MatoiPolicy *matoi_policy_ref (MatoiPolicy *policy);
void matoi_policy_unref (MatoiPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MatoiPolicy, matoi_policy_unref)

const char *matoi_policy_get_id (MatoiPolicy *policy);
const char *matoi_policy_get_hash (MatoiPolicy *policy); /* SHA-256 of the flattened text, hex */
const char *matoi_policy_get_text (MatoiPolicy *policy); /* flattened (without "extends") JSON */
gint64 matoi_policy_get_version (MatoiPolicy *policy);
JsonObject *matoi_policy_get_json (MatoiPolicy *policy);
GPtrArray *matoi_policy_get_roles (MatoiPolicy *policy);      /* of MatoiRole */
GPtrArray *matoi_policy_get_severities (MatoiPolicy *policy); /* of MatoiSeverity, worst first */
GPtrArray *matoi_policy_get_clocks (MatoiPolicy *policy);     /* of MatoiClockRule */
const MatoiRole *matoi_policy_find_role (MatoiPolicy *policy, const char *id);
const MatoiSeverity *matoi_policy_find_severity (MatoiPolicy *policy, const char *id_or_label);
gboolean matoi_policy_has_phase (MatoiPolicy *policy, const char *id);
/* What a person means: an id, or a name in English or Japanese, in any width and case;
 * blanks and hyphens do not count. Each (nullable). */
const MatoiRole *matoi_policy_match_role (MatoiPolicy *policy, const char *text);
const MatoiSeverity *matoi_policy_match_severity (MatoiPolicy *policy, const char *text);
const MatoiClockRule *matoi_policy_match_clock (MatoiPolicy *policy, const char *text);
const char *matoi_policy_match_phase (MatoiPolicy *policy, const char *text); /* its id */
MatoiRuleLevel matoi_policy_get_rule (MatoiPolicy *policy, const char *id);
gint64 matoi_policy_get_limit (MatoiPolicy *policy, const char *id, gint64 fallback);

/* The en/ja text in @item under @member in the language of the locale;
 * matoi_text_in () in a given one ("en", "ja"). Borrowed, never NULL. */
const char *matoi_text (JsonObject *item, const char *member);
const char *matoi_text_in (JsonObject *item, const char *member, const char *lang);

G_END_DECLS
