// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace guancheng {

/** Which scene graph draws, and why. */
struct RendererChoice
{
    bool software = true;
    QString reason;
};

/**
 * Without a real GPU the software scene graph is faster than OpenGL on llvmpipe by an order of magnitude (see
 * docs/decisions), so 'auto' takes it unless a hardware renderer answers. To be called after the application object is
 * made and before the first window; applies the choice to Qt Quick.
 */
RendererChoice chooseRenderer(const QString &wish);

} // namespace guancheng
