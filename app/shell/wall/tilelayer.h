// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/scene/layertree.h"
#include "maps/tiles/tilebase.h"

#include <QTimer>

namespace guancheng {

/** A tile base as the lowest layer of the tree, with its state told on it. Thread: GUI. */
class TileLayer : public QObject
{
    Q_OBJECT

public:
    TileLayer(const QString &source, LayerTree &layers, QObject *parent = nullptr);

    void start() { m_base.start(); }

Q_SIGNALS:
    /** Served for QtLocation there. */
    void ready(const QString &host);

private:
    void tell();

    LayerTree &m_layers;
    TileBase m_base;
    QTimer m_telling; ///< a tile a millisecond is no reason for a layer panel to change
};

} // namespace guancheng
