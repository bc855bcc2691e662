// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

namespace {

const QStringList kFloors{QStringLiteral("app"), QStringLiteral("datasources"), QStringLiteral("maps"), QStringLiteral("qml"),
                          QStringLiteral("widgets")};

struct Include
{
    QString file; ///< relative to the project
    int line = 0;
    QString header;
};

/** The plan of the house: which room may include which. */
class Plan
{
public:
    explicit Plan(const QJsonObject &plan)
    {
        const QJsonObject rooms = plan[QStringLiteral("rooms")].toObject();
        for (auto it = rooms.begin(); it != rooms.end(); ++it) {
            QStringList may{it.key()};
            for (const QJsonValue &value : it.value().toArray())
                may << value.toString();
            m_rooms.insert(it.key(), may);
        }
        for (const QJsonValue &value : plan[QStringLiteral("only")].toArray()) {
            Family family{QRegularExpression(value[QStringLiteral("headers")].toString()), {}};
            for (const QJsonValue &room : value[QStringLiteral("rooms")].toArray())
                family.rooms << room.toString();
            m_families.append(family);
        }
    }

    QStringList rooms() const { return m_rooms.keys(); }

    /** The longest room that holds the path, or nothing. */
    QString roomOf(const QString &path) const
    {
        QString best;
        for (auto it = m_rooms.begin(); it != m_rooms.end(); ++it)
            if (path.startsWith(it.key() + QLatin1Char('/')) && it.key().size() > best.size())
                best = it.key();
        return best;
    }

    /** Empty when the include is allowed, else why it is not. */
    QString verdict(const Include &include, const QString &target) const
    {
        const QString room = roomOf(include.file);
        if (room.isEmpty())
            return QStringLiteral("stands in no room of the plan");
        for (const Family &family : m_families) {
            const bool mine = std::any_of(family.rooms.begin(), family.rooms.end(), [&](const QString &allowed) {
                return include.file.startsWith(allowed + QLatin1Char('/'));
            });
            if (!mine && family.headers.match(include.header).hasMatch())
                return QStringLiteral("only %1 may see <%2>").arg(family.rooms.join(QStringLiteral(", ")), include.header);
        }
        if (target.isEmpty())
            return {};
        const QStringList may = m_rooms.value(room);
        const QString other = roomOf(target);
        if (may.contains(QStringLiteral("*")) || may.contains(other))
            return {};
        return QStringLiteral("%1 may not use %2").arg(room, other.isEmpty() ? target : other);
    }

private:
    struct Family
    {
        QRegularExpression headers;
        QStringList rooms;
    };
    QHash<QString, QStringList> m_rooms;
    QList<Family> m_families;
};

/** A quoted include is relative to the file, to the project or to app/; empty when it is none of ours. */
QString resolve(const QDir &project, const Include &include)
{
    const QString beside = QDir::cleanPath(QFileInfo(include.file).path() + QLatin1Char('/') + include.header);
    for (const QString &candidate : QStringList{beside, include.header, QStringLiteral("app/") + include.header})
        if (project.exists(candidate))
            return candidate;
    return {};
}

QList<Include> includesOf(const QDir &project)
{
    static const QRegularExpression kInclude(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"));
    QList<Include> all;
    for (const QString &floor : kFloors) {
        QDirIterator files(project.filePath(floor), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            for (int line = 1; !file.atEnd(); ++line) {
                const auto match = kInclude.match(QString::fromUtf8(file.readLine()));
                if (match.hasMatch())
                    all << Include{project.relativeFilePath(file.fileName()), line, match.captured(1)};
            }
        }
    }
    return all;
}

} // namespace

/** Reads the #include lines of the product against the table rooms.json beside this file. */
class TestArchitecture : public QObject
{
    Q_OBJECT

private:
    QDir m_project{QStringLiteral(GUANCHENG_SOURCE_DIR)};
    QJsonObject m_plan;

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_project.filePath(QStringLiteral("tests/architecture/rooms.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QJsonParseError error;
        m_plan = QJsonDocument::fromJson(file.readAll(), &error).object();
        QVERIFY2(!m_plan.isEmpty(), qPrintable(error.errorString()));
    }

    void everyIncludeGoesDown()
    {
        const Plan plan(m_plan);
        const QList<Include> includes = includesOf(m_project);
        QVERIFY(includes.size() > 10);
        QStringList wrong;
        for (const Include &include : includes) {
            const QString verdict = plan.verdict(include, resolve(m_project, include));
            if (!verdict.isEmpty())
                wrong << QStringLiteral("%1:%2: %3").arg(include.file).arg(include.line).arg(verdict);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void theTableHasNoCircle()
    {
        const QJsonObject rooms = m_plan[QStringLiteral("rooms")].toObject();
        QStringList settled;
        for (bool moved = true; moved;) {
            moved = false;
            for (const QString &room : rooms.keys()) {
                if (settled.contains(room))
                    continue;
                const QJsonArray below = rooms[room].toArray();
                const bool free = std::all_of(below.begin(), below.end(), [&](const QJsonValue &value) {
                    const QString other = value.toString();
                    return other == room || other == QStringLiteral("*") || settled.contains(other);
                });
                if (free) {
                    settled << room;
                    moved = true;
                }
            }
        }
        QCOMPARE(settled.size(), rooms.size());
    }

    void aWrongEdgeIsSeen()
    {
        const Plan plan(m_plan);
        const auto verdict = [&](const char *file, const char *header, const char *target) {
            return plan.verdict({QString::fromLatin1(file), 1, QString::fromLatin1(header)}, QString::fromLatin1(target));
        };
        QVERIFY(!verdict("app/domain/x.h", "stores/devicestore.h", "app/stores/devicestore.h").isEmpty());
        QVERIFY(!verdict("qml/Guancheng/Wall/x.h", "widgets/x.h", "widgets/x.h").isEmpty());
        QVERIFY(!verdict("app/models/x.cpp", "QSqlDatabase", "").isEmpty());
        QVERIFY(!verdict("datasources/replay/x.cpp", "gdal_priv.h", "").isEmpty());
        QVERIFY(!verdict("app/nowhere/x.cpp", "domain/clock.h", "app/domain/clock.h").isEmpty());
        QVERIFY(verdict("app/stores/x.cpp", "domain/clock.h", "app/domain/clock.h").isEmpty());
        QVERIFY(verdict("app/persistence/x.cpp", "QSqlDatabase", "").isEmpty());
    }

    void foldersAndFilesStaySmall()
    {
        QStringList wrong;
        QHash<QString, int> files;
        for (const QString &floor : kFloors + QStringList{QStringLiteral("tests")}) {
            QDirIterator it(m_project.filePath(floor),
                            {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.qml")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                const QString name = m_project.relativeFilePath(file.fileName());
                files[QFileInfo(name).path()]++;
                QVERIFY(file.open(QIODevice::ReadOnly));
                const auto lines = file.readAll().count('\n');
                const int limit = name.endsWith(QStringLiteral(".qml")) ? 250 : 600;
                if (lines > limit && !name.startsWith(QStringLiteral("tests/")))
                    wrong << QStringLiteral("%1 has %2 lines (limit %3)").arg(name).arg(lines).arg(limit);
            }
        }
        for (auto it = files.cbegin(); it != files.cend(); ++it)
            if (it.value() > 25)
                wrong << QStringLiteral("%1 holds %2 files (limit 25)").arg(it.key()).arg(it.value());
        QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1Char('\n') + wrong.join(QLatin1Char('\n'))));
    }

    void everySourceNamesItsLicence()
    {
        QStringList wrong;
        for (const QString &floor : kFloors + QStringList{QStringLiteral("tests")}) {
            QDirIterator it(m_project.filePath(floor),
                            {QStringLiteral("*.h"), QStringLiteral("*.cpp"), QStringLiteral("*.qml")}, QDir::Files,
                            QDirIterator::Subdirectories);
            while (it.hasNext()) {
                QFile file(it.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                if (!file.read(400).contains("SPDX-License-Identifier: Apache-2.0"))
                    wrong << m_project.relativeFilePath(file.fileName());
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("without SPDX header: ") + wrong.join(QStringLiteral(", "))));
    }
};

QTEST_GUILESS_MAIN(TestArchitecture)
#include "tst_architecture.moc"
