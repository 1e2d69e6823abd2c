/* SPDX-FileCopyrightText: Matoi contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <stddef.h>
#include <stdint.h>

/* The entry libFuzzer looks for; with it the same file is built by
 * `clang -fsanitize=fuzzer`, without fuzz-driver.c. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
