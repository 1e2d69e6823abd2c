/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "matoi-context-channel.h"

G_BEGIN_DECLS

/* Where an incident that is about to be declared is led: its own channel, one that is there, or
 * none; and what comes of that. Not visible while no workspace is connected.
 * Signal "changed" (): somebody chose. */
#define MATOI_TYPE_CHANNEL_CHOICE (matoi_channel_choice_get_type ())
G_DECLARE_FINAL_TYPE (MatoiChannelChoice, matoi_channel_choice, MATOI, CHANNEL_CHOICE, AdwComboRow)

/* The row for the name of a channel that is there; shown when it is asked for. */
void matoi_channel_choice_set_entry (MatoiChannelChoice *self, AdwEntryRow *entry);
/* As the settings say. */
void matoi_channel_choice_reset (MatoiChannelChoice *self);
/* Shows what comes of the choice for @declare, which gets it as an argument unless it is what the
 * settings say anyway. */
void matoi_channel_choice_fill (MatoiChannelChoice *self,
                                MatoiContext *context,
                                MatoiCommand *declare,
                                const char *policy_id);

G_END_DECLS
