// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace guancheng {

/**
 * The folder that holds our data, without a slash at the end. In this order: the environment variable
 * GUANCHENG_RESOURCES, taken as it is; the build tree of the executable; /usr/share/guancheng/resources; the tree
 * that the program was built from. Any thread, after the application object was made.
 */
QString resourceDir();

} // namespace guancheng
