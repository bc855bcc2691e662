// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/datalayers/layerdata.h"
#include "maps/scene/layertreemodel.h"
#include "support/featuretables.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace guancheng;
using namespace Qt::StringLiterals;

namespace {

std::shared_ptr<const FeatureTable> onePoint(const QString &attribution = {})
{
    TableMaker maker;
    maker.point(121.47, 31.23, {{u"name"_s, u"甲"_s}});
    auto table = maker.take();
    table->attribution = attribution;
    return table;
}

LayerEntry layer(const QString &id, const LayerId &group = {})
{
    LayerEntry entry;
    entry.id = id;
    entry.nameZh = id;
    entry.group = group;
    entry.table = onePoint();
    return entry;
}

LayerEntry folder(const QString &id, const LayerId &group = {})
{
    LayerEntry entry = layer(id, group);
    entry.kind = LayerKind::Group;
    entry.table.reset();
    return entry;
}

QStringList order(const LayerTree &tree)
{
    QStringList result;
    for (const LayerEntry &entry : tree.entries())
        result.append(QString(tree.depth(entry.id), u'-') + entry.id);
    return result;
}

QStringList shown(const LayerTree &tree)
{
    QStringList result;
    for (const ShownLayer &one : *tree.shown())
        result.append(one.id);
    return result;
}

} // namespace

class TestLayerTree : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void entriesStandInTheOrderOfATree()
    {
        LayerTree tree;
        tree.add(layer(u"a"_s));
        tree.add(folder(u"g"_s));
        tree.add(layer(u"b"_s, u"g"_s));
        tree.add(layer(u"c"_s, u"g"_s));
        tree.add(layer(u"d"_s));
        QCOMPARE(order(tree), (QStringList{u"d"_s, u"g"_s, u"-c"_s, u"-b"_s, u"a"_s}));
        QVERIFY(tree.move(u"a"_s, u"g"_s, 1));
        QCOMPARE(order(tree), (QStringList{u"d"_s, u"g"_s, u"-c"_s, u"-a"_s, u"-b"_s}));
        QVERIFY(tree.move(u"g"_s, {}, 0));
        QCOMPARE(order(tree), (QStringList{u"g"_s, u"-c"_s, u"-a"_s, u"-b"_s, u"d"_s}));
        QVERIFY(!tree.move(u"g"_s, u"g"_s, 0));
        QVERIFY(!tree.move(u"d"_s, u"a"_s, 0)); // no group
        QVERIFY(!tree.move(u"x"_s, {}, 0));
        tree.remove(u"g"_s);
        QCOMPARE(order(tree), QStringList{u"d"_s});
        QVERIFY(!tree.add(LayerEntry{}).isEmpty());
    }

    void whatIsShownIsPreparedFirst()
    {
        LayerTree tree;
        tree.add(folder(u"g"_s));
        tree.add(layer(u"a"_s, u"g"_s));
        tree.add(layer(u"b"_s));
        QVERIFY(shown(tree).isEmpty());
        QTRY_COMPARE(shown(tree), (QStringList{u"a"_s, u"b"_s})); // the bottom one first
        QCOMPARE(tree.entry(u"a"_s)->legend.size(), 1u);
        QCOMPARE(tree.entry(u"a"_s)->legend[0].count, 1);
        QCOMPARE(tree.entry(u"a"_s)->status.features, 1);
        // Neighbours without a style differ.
        QVERIFY(tree.entry(u"a"_s)->legend[0].colour != tree.entry(u"b"_s)->legend[0].colour);
        tree.setOpacity(u"g"_s, 0.5);
        tree.setOpacity(u"a"_s, 0.5);
        tree.setZooms(u"g"_s, 9, 14);
        QCOMPARE(tree.shown()->front().opacity, 0.25);
        QCOMPARE(tree.shown()->front().maxZoom, 14.0);
        tree.setVisible(u"g"_s, false);
        QCOMPARE(shown(tree), QStringList{u"b"_s});
        tree.setOpacity(u"b"_s, -3);
        QCOMPARE(tree.entry(u"b"_s)->opacity, 0.0);
        QVERIFY(shown(tree).isEmpty());
    }

    void modes()
    {
        LayerTree tree;
        LayerEntry entry = layer(u"a"_s);
        entry.modes = LayerMode::Emergency;
        tree.add(entry);
        tree.add(layer(u"b"_s));
        QTRY_COMPARE(shown(tree), QStringList{u"b"_s});
        QTRY_COMPARE(tree.entry(u"a"_s)->legend.size(), 1u);
        tree.setMode(CityMode::Emergency);
        QCOMPARE(shown(tree), (QStringList{u"a"_s, u"b"_s}));
        tree.setModes(u"b"_s, LayerMode::Ordinary);
        QCOMPARE(shown(tree), QStringList{u"a"_s});
    }

    void newDataReplaceTheOldOnesWhenTheyAreReady()
    {
        LayerTree tree;
        tree.add(layer(u"a"_s));
        QTRY_COMPARE(shown(tree), QStringList{u"a"_s});
        const auto before = tree.shown()->front().data;
        tree.setVisible(u"a"_s, true);
        const auto newer = onePoint();
        tree.setTable(u"a"_s, onePoint());
        tree.setTable(u"a"_s, newer);
        QCOMPARE(tree.shown()->front().data, before);
        QTRY_VERIFY(tree.shown()->front().data != before);
        QTRY_COMPARE(tree.shown()->front().data->geometry->shared(), newer);
        tree.add(layer(u"a"_s)); // again: replaced in its place
        QCOMPARE(tree.entries().size(), 1u);
    }

    void statusAndAttributions()
    {
        LayerTree tree;
        LayerEntry entry = layer(u"a"_s);
        entry.table = onePoint(u"© OpenStreetMap"_s);
        entry.attributions = {u"© 甲局"_s, u"© OpenStreetMap"_s};
        tree.add(entry);
        QCOMPARE(tree.attributions(), (QStringList{u"© 甲局"_s, u"© OpenStreetMap"_s}));
        tree.setVisible(u"a"_s, false);
        QVERIFY(tree.attributions().isEmpty());
        LayerEntry failed;
        failed.id = u"wms"_s;
        failed.status.state = LayerState::Loading;
        tree.add(failed);
        QSignalSpy changed(&tree, &LayerTree::entryChanged);
        LayerStatus bad;
        bad.state = LayerState::Failed;
        bad.error = Error{u"http://x"_s, {}, u"answers HTML"_s};
        tree.setStatus(u"wms"_s, bad);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(tree.entry(u"wms"_s)->status.error->reason, u"answers HTML"_s);
        QVERIFY(shown(tree).isEmpty());
        tree.setTable(u"wms"_s, onePoint());
        QCOMPARE(tree.entry(u"wms"_s)->status.state, LayerState::Ready);
        QTRY_COMPARE(shown(tree), QStringList{u"wms"_s});
        LayerStatus stale;
        stale.state = LayerState::Stale;
        tree.setStatus(u"wms"_s, stale);
        QVERIFY(tree.shown()->front().stale);
    }

    void viewsKeepWhatTheOperatorChose()
    {
        LayerTree tree;
        tree.add(layer(u"a"_s));
        tree.add(folder(u"g"_s));
        tree.add(layer(u"b"_s, u"g"_s));
        tree.setOpacity(u"b"_s, 0.3);
        tree.setVisible(u"a"_s, false);
        tree.setModes(u"a"_s, LayerMode::Emergency);
        tree.setZooms(u"g"_s, 8, 12);
        const QJsonObject view = tree.toJson();

        LayerTree other;
        other.add(layer(u"new"_s));
        other.add(layer(u"b"_s));
        QVERIFY(other.fromJson(view));
        QCOMPARE(order(other), (QStringList{u"new"_s, u"g"_s, u"-b"_s}));
        QCOMPARE(other.entry(u"b"_s)->opacity, 0.3);
        QCOMPARE(other.entry(u"g"_s)->maxZoom, 12.0);
        other.add(layer(u"a"_s)); // comes later, into its place
        QCOMPARE(order(other), (QStringList{u"new"_s, u"g"_s, u"-b"_s, u"a"_s}));
        QVERIFY(!other.entry(u"a"_s)->visible);
        QCOMPARE(other.entry(u"a"_s)->modes, LayerModes(LayerMode::Emergency));
        other.remove(u"new"_s);
        QCOMPARE(other.toJson(), view);
    }

    void badViewsChangeNothing_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("place");
        const auto with = [](const QByteArray &entries) {
            return R"({"format":"guancheng-layers","version":1,"entries":)" + entries + "}";
        };
        QTest::newRow("another thing") << QByteArray("{}") << u"/format"_s;
        QTest::newRow("no id") << with(R"([{"id":"a"},{}])") << u"/entries/1"_s;
        QTest::newRow("opacity") << with(R"([{"id":"a","opacity":7}])") << u"/entries/0"_s;
        QTest::newRow("text") << with(R"([{"id":"a","opacity":"x"}])") << u"/entries/0"_s;
        QTest::newRow("no object") << with(R"([5])") << u"/entries/0"_s;
    }

    void badViewsChangeNothing()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, place);
        LayerTree tree;
        tree.add(layer(u"a"_s));
        const QJsonObject before = tree.toJson();
        const Status status = tree.fromJson(QJsonDocument::fromJson(json).object(), u"v"_s);
        QVERIFY(!status);
        QCOMPARE(status.error().place, place);
        QCOMPARE(tree.toJson(), before);
    }

    void circlesOfGroupsAreCut()
    {
        LayerTree tree;
        QVERIFY(tree.fromJson(QJsonDocument::fromJson(R"({"format":"guancheng-layers","version":1,"entries":[
            {"id":"a","isGroup":true,"group":"b"},{"id":"b","isGroup":true,"group":"a"},{"id":"c","isGroup":true,"group":"x"}]})")
                                  .object()));
        QCOMPARE(tree.entries().size(), 3u);
    }

    void theModelFollowsWhateverHappens()
    {
        LayerTree tree;
        LayerTreeModel model(&tree);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QRandomGenerator random(11);
        for (int step = 0; step < 400; ++step) {
            const auto some = [&] {
                return tree.entries().empty() ? LayerId() : tree.entries()[random.bounded(quint32(tree.entries().size()))].id;
            };
            switch (random.bounded(6)) {
            case 0: tree.add(layer(u"l%1"_s.arg(step), some())); break;
            case 1: tree.add(folder(u"g%1"_s.arg(step), some())); break;
            case 2: tree.remove(some()); break;
            case 3: tree.move(some(), random.bounded(2) ? some() : LayerId(), int(random.bounded(5))); break;
            case 4: model.moveBeside(some(), some(), random.bounded(2) == 0); break;
            default: tree.setVisible(some(), random.bounded(2) == 0); break;
            }
            QCOMPARE(model.rowCount(), int(tree.entries().size()));
            for (int row = 0; row < model.rowCount(); ++row) {
                const LayerEntry &entry = tree.entries()[size_t(row)];
                QCOMPARE(model.data(model.index(row), LayerTreeModel::IdRole).toString(), entry.id);
                QVERIFY(tree.depth(entry.id) < LayerTree::kMaxDepth);
                // A group stands before all that lies in it.
                QVERIFY(entry.group.isEmpty() || model.rowOf(entry.group) < row);
            }
        }
    }

    void theModelSpeaksBothLanguages()
    {
        LayerTree tree;
        LayerTreeModel model(&tree);
        LayerEntry entry = layer(u"a"_s);
        entry.nameZh = u"消防栓"_s;
        entry.nameEn = u"Hydrants"_s;
        tree.add(entry);
        const QModelIndex row = model.index(0);
        QCOMPARE(row.data(LayerTreeModel::NameZhRole).toString(), u"消防栓"_s);
        QCOMPARE(row.data(LayerTreeModel::NameEnRole).toString(), u"Hydrants"_s);
        QTRY_COMPARE(row.data(LayerTreeModel::LegendRole).toList().size(), 1);
        QVERIFY(model.setData(row, false, LayerTreeModel::VisibleRole));
        QVERIFY(!tree.entry(u"a"_s)->visible);
        QVERIFY(model.setData(row, false, LayerTreeModel::OrdinaryRole));
        QCOMPARE(tree.entry(u"a"_s)->modes, LayerModes(LayerMode::Emergency));
    }
};

QTEST_GUILESS_MAIN(TestLayerTree)
#include "tst_layertree.moc"
