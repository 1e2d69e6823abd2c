/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "matoi-wording.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id; /* borrowed from json, as the advice is */
  const char *advice_en, *advice_ja;
  GStrv scopes;
  GRegex *find;       /* (nullable) */
  GRegex *unless;     /* (nullable) in the same sentence */
  gboolean near_name; /* counts only with a person close by */
  gboolean in_code;   /* code and links are read too */
  gboolean acronyms;  /* abbreviations nobody explains */
} MatoiWordingRule;

struct _MatoiWording
{
  JsonNode *texts[2]; /* en ja */
  GPtrArray *rules;   /* of MatoiWordingRule */
  GHashTable *known;  /* set of abbreviations; borrowed from texts */
  GRegex *acronym;
};

/* Whether the byte belongs to an English word or an identifier; the letters of Japanese, which
 * writes no blanks, do not. */
#define MATOI_IS_WORD_BYTE(c) (g_ascii_isalnum (c) || (c) == '_')

/* A copy of the same length in which code and links are blanks. (transfer full) */
char *matoi_wording_dup_masked (const char *text);

G_END_DECLS
