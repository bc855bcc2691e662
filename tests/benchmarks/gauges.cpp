// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "bench.h"

#include "qml/Guancheng/Controls/indicatorgrid.h"
#include "shell/renderer.h"

#include <QAbstractListModel>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QSGImageNode>
#include <QTimer>

namespace guancheng::bench {

namespace {

constexpr int kGauges = 86;
constexpr int kRounds = 5;
constexpr int kRoundMs = 3000;
constexpr QSize kWall(3840, 2160);
constexpr QSize kPanels(1840, 1960); ///< what the five panels have on the wall: tiles of about 145 x 237

/** The roles of IndicatorListModel with values that all change at each step. */
class Gauges : public QAbstractListModel
{
public:
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : kGauges; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        const int row = index.row();
        const double value = 100 + row * 7 + (m_step * (row + 3)) % 97;
        const QByteArray name = roleNames().value(role);
        if (name == "indicatorId")
            return QStringLiteral("gauge-%1").arg(row);
        if (name == "nameZh")
            return QStringLiteral("轨交大客流站 %1").arg(row);
        if (name == "nameEn" || name == "shortEn")
            return QStringLiteral("Gauge %1").arg(row);
        if (name == "unitZh" || name == "unitEn")
            return QStringLiteral("km/h");
        if (name == "value")
            return value;
        if (name == "level")
            return row % 11 == 0 ? 2 : 0;
        if (name == "maxAgeSeconds")
            return 600;
        if (name == "bandLow")
            return 50.0;
        if (name == "bandHigh")
            return 600.0;
        if (name == "trend") {
            QList<qreal> trend;
            for (int i = 0; i < 30; ++i)
                trend << value + (i * (m_step + row)) % 40;
            return QVariant::fromValue(trend);
        }
        if (name == "textZh" || name == "textEn" || name == "source")
            return QString();
        return 0;
    }
    QHash<int, QByteArray> roleNames() const override
    {
        static const QByteArrayList kNames{"indicatorId",   "nameZh", "nameEn",  "shortEn",  "unitZh",  "unitEn", "decimals",
                                           "value",         "textZh", "textEn",  "level",    "quality", "at",     "ageSeconds",
                                           "maxAgeSeconds", "trend",  "bandLow", "bandHigh", "source"};
        QHash<int, QByteArray> names;
        for (int i = 0; i < kNames.size(); ++i)
            names.insert(Qt::UserRole + 1 + i, kNames[i]);
        return names;
    }
    void step()
    {
        ++m_step;
        Q_EMIT dataChanged(index(0), index(kGauges - 1));
    }

private:
    int m_step = 0;
};

/** The floor: one opaque image that fills the window, another one each frame. */
class FullImage : public QQuickItem
{
public:
    FullImage()
    {
        setFlag(ItemHasContents);
        for (int i = 0; i < 2; ++i) {
            m_images[i] = QImage(kWall, QImage::Format_RGB32);
            m_images[i].fill(i == 0 ? 0xff121d26 : 0xff1b2833);
        }
    }

protected:
    QSGNode *updatePaintNode(QSGNode *old, UpdatePaintNodeData *) override
    {
        auto *node = static_cast<QSGImageNode *>(old);
        if (!node) {
            node = window()->createImageNode();
            node->setOwnsTexture(true);
        }
        node->setTexture(window()->createTextureFromImage(m_images[++m_frame % 2], QQuickWindow::TextureIsOpaque));
        node->setRect(boundingRect());
        return node;
    }

private:
    QImage m_images[2];
    int m_frame = 0;
};

/** Frames a second with \c change called before each. */
double framesPerSecond(QQuickWindow &window, const std::function<void()> &change)
{
    QEventLoop loop;
    int frames = 0;
    QElapsedTimer since;
    const auto connection = QObject::connect(&window, &QQuickWindow::frameSwapped, &loop, [&] {
        ++frames;
        change();
        window.update();
    });
    since.start();
    change();
    window.update();
    QTimer::singleShot(kRoundMs, &loop, &QEventLoop::quit);
    loop.exec();
    QObject::disconnect(connection);
    return frames * 1000.0 / static_cast<double>(since.elapsed());
}

bool measure()
{
    chooseRenderer(QStringLiteral("auto"));
    QQuickWindow window;
    window.setColor(QColor(0x0a, 0x10, 0x16));
    window.setGeometry(QRect({0, 0}, kWall));
    Gauges model;
    IndicatorGrid grid(window.contentItem());
    grid.setSize(kPanels);
    grid.setModel(&model);
    grid.setColumns(12);
    grid.setSpacing(8);
    grid.setNameSize(20);
    grid.setValueSize(38);
    grid.setFamily(QStringLiteral("Noto Sans CJK SC"));
    grid.setChinese(true);
    FullImage image;
    image.setParentItem(window.contentItem());
    image.setSize(kWall);
    window.show();

    std::vector<double> gaugeRates;
    std::vector<double> ratios;
    for (int round = 0; round < kRounds; ++round) {
        grid.setVisible(false);
        image.setVisible(true);
        const double floor = framesPerSecond(window, [&] { image.update(); });
        image.setVisible(false);
        grid.setVisible(true);
        const double gauges = framesPerSecond(window, [&] { model.step(); });
        remark(QStringLiteral("round %1: gauges %2, full-screen image %3 frames/s")
                   .arg(round + 1)
                   .arg(gauges, 0, 'f', 1)
                   .arg(floor, 0, 'f', 1));
        gaugeRates.push_back(gauges);
        ratios.push_back(gauges / floor);
    }
    Line(QStringLiteral("gauges"))
        .add("n", grid.shown())
        .add("fps", percentile(gaugeRates, 0.5))
        .add("ratio", percentile(ratios, 0.5))
        .add("peer", QStringLiteral("full-screen-image"))
        .print();
    return grid.shown() == kGauges;
}

} // namespace

Benchmark gauges()
{
    return {"gauges",
            "86 gauges as large as on the 4K wall, all changing every frame, against one full-screen image that changes every "
            "frame",
            measure};
}

} // namespace guancheng::bench
