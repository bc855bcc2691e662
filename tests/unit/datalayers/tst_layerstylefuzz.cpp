// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/layerdata.h"
#include "support/featuretables.h"

#include <QDir>
#include <QRandomGenerator>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

/** Changes a style here and there: other types, other numbers, members that are not there or twice as deep. */
class Mutator
{
public:
    explicit Mutator(quint32 seed) : m_random(seed) {}

    QJsonValue mutate(const QJsonValue &value)
    {
        if (m_random.bounded(60) == 0)
            return odd();
        if (value.isObject()) {
            QJsonObject object = value.toObject();
            const QStringList keys = object.keys();
            for (const QString &key : keys) {
                if (m_random.bounded(50) == 0)
                    object.remove(key);
                else
                    object[key] = mutate(object[key]);
            }
            if (m_random.bounded(40) == 0)
                object.insert(u"when"_s, odd());
            return object;
        }
        if (value.isArray()) {
            QJsonArray array = value.toArray();
            for (qsizetype i = 0; i < array.size(); ++i)
                array[i] = mutate(array[i]);
            if (m_random.bounded(30) == 0 && !array.isEmpty())
                array.append(array.first());
            return array;
        }
        if (value.isDouble() && m_random.bounded(12) == 0)
            return value.toDouble() * (m_random.bounded(4) - 1.5) * std::pow(10, m_random.bounded(6));
        return value;
    }

private:
    QJsonValue odd()
    {
        switch (m_random.bounded(9)) {
        case 0: return QJsonValue();
        case 1: return true;
        case 2: return 1e308;
        case 3: return -1;
        case 4: return u"#12345"_s;
        case 5: return u"{{}|:9}"_s;
        case 6: return QJsonArray{QJsonArray{1, 2}, 3};
        case 7: return QJsonObject{{u"attribute"_s, u"a"_s}, {u"ramp"_s, QJsonArray{QJsonArray{0, u"#ffffff"_s}}}};
        default: return 0;
        }
    }

    QRandomGenerator m_random;
};

std::shared_ptr<FeatureTable> oddTable()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    TableMaker maker;
    maker.point(121.47, 31.23, {{u"name"_s, u"甲"_s}, {u"a"_s, 3}, {u"total"_s, 12}, {u"kind"_s, u"text"_s}, {u"speed"_s, -5}});
    maker.point(nan, 31.2, {{u"name"_s, QString(5000, u'x')}, {u"a"_s, 1e300}});
    maker.line({{121.4, 31.2}, {121.5, 31.25}, {nan, nan}, {121.5, 31.2}}, {{u"route"_s, u"2"_s}, {u"kind"_s, u"arrow"_s}});
    maker.polygon({{121.4, 31.2}, {121.5, 31.3}, {121.5, 31.2}, {121.4, 31.3}},
                  {{u"name"_s, u"cross"_s}, {u"kind"_s, u"area"_s}});
    maker.polygon({{121.4, 31.2}, {121.4, 31.2}}, {});
    maker.add(GeometryKind::None, {});
    maker.polygon({{170, -80}, {-170, -80}, {-170, 80}, {170, 80}}, {});
    return maker.take();
}

} // namespace

class TestLayerStyleFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    /** Whatever stands in a style: an error that says where, or a layer that can be painted. */
    void mutatedStyles()
    {
        const QDir dir(QStringLiteral(GUANCHENG_SOURCE_DIR "/resources/mapstyles/layers"));
        const auto table = oddTable();
        std::vector<quint32> memory(256 * 256);
        int painted = 0;
        int refused = 0;
        for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files)) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonObject good = QJsonDocument::fromJson(file.readAll()).object();
            for (quint32 seed = 0; seed < 120; ++seed) {
                const QJsonValue bad = Mutator(seed * 977 + quint32(name.size())).mutate(good);
                const auto style = parseLayerStyle(QJsonDocument(bad.toObject()), name);
                if (!style) {
                    QVERIFY(!style.error().reason.isEmpty());
                    ++refused;
                    continue;
                }
                const auto data = makeLayerData(table, nullptr, *style, 0);
                for (const double zoom : {3.0, 10.5, 17.0}) {
                    const MapScale scale{256 * std::exp2(zoom), 1, seed % 2 == 0};
                    const auto layer = makeDataLayer(data, scale, u"Noto Sans CJK SC"_s);
                    const QPointF at = scale.toPixels({0.8374, 0.4087});
                    layer->paint({memory.data(), 256, 256}, {scale, at.toPoint() - QPoint(128, 128)});
                }
                ++painted;
            }
        }
        QVERIFY2(painted > 200 && refused > 200, qPrintable(u"%1 painted, %2 refused"_s.arg(painted).arg(refused)));
    }
};

QTEST_MAIN(TestLayerStyleFuzz)
#include "tst_layerstylefuzz.moc"
