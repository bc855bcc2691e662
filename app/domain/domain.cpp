// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "domain/enums.h"

#include "moc_enums.cpp"
