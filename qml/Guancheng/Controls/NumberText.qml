// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma ComponentBehavior: Bound

/** Text whose digits all have one width, so that counting does not make it tremble. */
WallText {
    font.features: ({ "tnum": 1 })
}
