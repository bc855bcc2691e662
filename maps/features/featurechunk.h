// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/featuretable.h"

#include <QByteArray>

namespace guancheng {

/** The unpacked bytes of a chunk of a feature file: features \c first to before \c last of a consistent table. */
QByteArray encodeFeatures(const FeatureTable &table, size_t first, size_t last);
/** Any bytes give a consistent table or the offset and reason why not. Memory is at most some 30 times the bytes. */
Result<FeatureTable> decodeFeatures(const QByteArray &bytes, const QString &source);

} // namespace guancheng
