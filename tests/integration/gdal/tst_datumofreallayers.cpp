// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"
#include "maps/datum/datumcandidates.h"
#include "maps/datum/datumcheck.h"
#include "maps/geo/datum.h"
#include "support/gdalfixture.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <functional>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** The comparison with the city on layers that others made: what it recognises, and that it raises no false alarm. */
class TestDatumOfRealLayers : public QObject
{
    Q_OBJECT

    using Move = std::function<QPointF(const GeoPoint &)>;

    static FeatureTable moved(const FeatureTable &table, const Move &move)
    {
        FeatureTable copy = table;
        for (size_t i = 0; i + 1 < copy.vertices.size(); i += 2) {
            const QPointF at = move({copy.vertices[i], copy.vertices[i + 1]});
            copy.vertices[i] = at.x();
            copy.vertices[i + 1] = at.y();
        }
        return copy;
    }

    /** Without the names of the features, which alone would tell. */
    static FeatureTable nameless(FeatureTable table)
    {
        table.columns.clear();
        return table;
    }

    /** The features that begin in \c box, without their names. */
    static FeatureTable cut(const FeatureTable &table, const QRectF &box)
    {
        FeatureTable part;
        part.partStarts = {0};
        part.vertexStarts = {0};
        for (size_t i = 0; i < table.size(); ++i) {
            if (table.parts(i).empty())
                continue;
            const std::span<const double> first = table.part(table.partStarts[i]);
            if (!box.contains(QPointF(first[0], first[1])))
                continue;
            part.kinds.push_back(table.kinds[i]);
            for (size_t p = table.partStarts[i]; p < table.partStarts[i + 1]; ++p) {
                const std::span<const double> vertices = table.part(p);
                part.vertices.insert(part.vertices.end(), vertices.begin(), vertices.end());
                part.vertexStarts.push_back(static_cast<quint32>(part.vertices.size() / 2));
            }
            part.partStarts.push_back(static_cast<quint32>(part.vertexStarts.size() - 1));
        }
        return part;
    }

private Q_SLOTS:
    /** What a single district hands over: less to compare with, so it may not be told, but nothing false is claimed. */
    void partsOfTheCity()
    {
        const QString file = QStringLiteral(GUANCHENG_SHARED_DATA) + u"/shanghai/shanghai.gpkg"_s;
        if (!QFileInfo::exists(file))
            QSKIP("../shared/data is not here");
        const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
        QVERIFY(city);
        const DatumReference reference(**city);
        GdalFixture gdal;
        const Result<LoadedSource> source = gdal.load(file);
        QVERIFY(source);
        int cases = 0, falseAlarms = 0, told = 0, wrong = 0, fits = 0;
        for (const LoadedLayer &layer : source->layers) {
            for (const District &district : (*city)->districts()) {
                const QRectF box(district.centre.longitude - 0.06, district.centre.latitude - 0.05, 0.12, 0.10);
                const FeatureTable table = cut(*layer.table, box);
                if (table.size() < 3)
                    continue;
                ++cases;
                const DatumFinding plain = checkDatum(table, true, {}, &reference);
                fits += plain.verdict == DatumVerdict::Fits ? 1 : 0;
                if (plain.isWarning()) {
                    ++falseAlarms;
                    qInfo().noquote() << "false alarm:" << layer.table->name << district.nameZh << table.size()
                                      << plain.text(false) << plain.strength;
                }
                const auto gcj = [](const GeoPoint &p) {
                    const GeoPoint moved = gcj02FromWgs84(p);
                    return QPointF(moved.longitude, moved.latitude);
                };
                const DatumFinding shifted = checkDatum(moved(table, gcj), true, {}, &reference);
                told += shifted.verdict == DatumVerdict::Gcj02 ? 1 : 0;
                if (shifted.verdict != DatumVerdict::Gcj02 && shifted.verdict != DatumVerdict::CannotTell) {
                    ++wrong;
                    qInfo().noquote() << "wrong:" << layer.table->name << district.nameZh << table.size() << shifted.text(false)
                                      << shifted.strength;
                }
            }
        }
        qInfo() << "parts" << cases << "fit as they are" << fits << "GCJ-02 recognised" << told << "taken for another" << wrong
                << "false alarms" << falseAlarms;
        QVERIFY(cases > 50);
        QCOMPARE(falseAlarms, 0);
        QVERIFY(wrong <= cases / 50);
    }

    void everyLayerInEveryDatum()
    {
        const QString file = QStringLiteral(GUANCHENG_SHARED_DATA) + u"/shanghai/shanghai.gpkg"_s;
        if (!QFileInfo::exists(file))
            QSKIP("../shared/data is not here");
        const auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
        QVERIFY(city);
        const DatumReference reference(**city);
        GdalFixture gdal;
        const Result<LoadedSource> source = gdal.load(file);
        QVERIFY2(source, source ? "" : qPrintable(source.error().toString()));

        struct Case
        {
            const char *name;
            Move move;
            bool placed;
            QString repair; ///< that should be offered; empty: no warning
        };
        const auto plain = [](const GeoPoint &p) { return QPointF(p.longitude, p.latitude); };
        const auto gk = [](const GeoPoint &p) { return usualProjection(u"EPSG:4549"_s)->forward(p); };
        const auto utm = [](const GeoPoint &p) { return usualProjection(u"EPSG:32651"_s)->forward(p); };
        const std::vector<Case> cases{
            {"as it is", plain, true, {}},
            {"GCJ-02", [&](const GeoPoint &p) { return plain(gcj02FromWgs84(p)); }, true, u"GCJ-02"_s},
            {"BD-09", [&](const GeoPoint &p) { return plain(bd09FromWgs84(p)); }, true, u"BD-09"_s},
            {"swapped", [](const GeoPoint &p) { return QPointF(p.latitude, p.longitude); }, false, u"swapped"_s},
            {"Gauss-Krueger", gk, false, u"EPSG:4549"_s},
            {"northing first", [&](const GeoPoint &p) { return QPointF(gk(p).y(), gk(p).x()); }, false, u"swapped EPSG:4549"_s},
            {"UTM 51N", utm, false, u"EPSG:32651"_s},
        };
        int falseAlarms = 0, wrong = 0, right = 0, silent = 0;
        double longest = 0;
        for (const LoadedLayer &layer : source->layers) {
            for (const bool names : {true, false}) {
                const FeatureTable table = names ? *layer.table : nameless(*layer.table);
                for (const Case &one : cases) {
                    QElapsedTimer since;
                    since.start();
                    const DatumFinding finding = checkDatum(moved(table, one.move), one.placed, {}, &reference);
                    longest = std::max(longest, double(since.nsecsElapsed()) / 1e6);
                    const bool good = finding.repair == one.repair && (one.repair.isEmpty() ? !finding.isWarning() : true);
                    if (one.repair.isEmpty())
                        falseAlarms += finding.isWarning() ? 1 : 0;
                    else if (good)
                        ++right;
                    else if (finding.repair.isEmpty())
                        ++silent;
                    else
                        ++wrong;
                    qInfo().noquote() << (good ? "  " : "!!") << layer.table->name << (names ? "" : "(no names)") << one.name
                                      << "->" << finding.text(false) << "z" << QString::number(finding.strength, 'f', 1);
                }
            }
        }
        qInfo() << "recognised" << right << "not told" << silent << "taken for another" << wrong << "false alarms"
                << falseAlarms << "longest ms" << longest;
        QCOMPARE(falseAlarms, 0);
        QVERIFY(wrong <= 1);
        QVERIFY(right >= (right + silent + wrong) * 9 / 10);
    }
};

QTEST_GUILESS_MAIN(TestDatumOfRealLayers)
#include "tst_datumofreallayers.moc"
