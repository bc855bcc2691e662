// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/gdalfixture.h"

#include <QDirIterator>
#include <QTcpServer>

#include <pwd.h>
#include <unistd.h>

using namespace guancheng;
using namespace guancheng::test;
using namespace Qt::StringLiterals;

/** Against Debian's own PostgreSQL with PostGIS, on loopback in a folder of the test. */
class TestPostgis : public QObject
{
    Q_OBJECT

    GdalFixture m_gdal;
    QString m_bin;
    QString m_folder;
    quint16 m_port = 0;
    QString m_why; ///< it cannot run here

    /** The server refuses root: as root everything of it runs as its own user. */
    bool run(const QString &program, const QStringList &arguments)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(u"/"_s);
        if (geteuid() == 0)
            process.start(u"setpriv"_s, QStringList{u"--reuid=postgres"_s, u"--regid=postgres"_s, u"--clear-groups"_s,
                                                    m_bin + u'/' + program} +
                                            arguments);
        else
            process.start(m_bin + u'/' + program, arguments);
        const bool good = process.waitForFinished(60'000) && process.exitCode() == 0;
        if (!good)
            m_why = program + u": "_s + QString::fromUtf8(process.readAll()).simplified().left(300);
        return good;
    }
    bool sql(const QString &text, const QString &database = u"hall"_s)
    {
        return run(u"psql"_s, {u"-h"_s, m_folder, u"-p"_s, QString::number(m_port), u"-U"_s, u"postgres"_s, u"-d"_s, database,
                               u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-qc"_s, text});
    }
    QString address(const QString &rest) const
    {
        return u"postgresql://reader:geheim@127.0.0.1:%1/hall%2"_s.arg(m_port).arg(rest);
    }

    bool start()
    {
        QDirIterator versions(u"/usr/lib/postgresql"_s, {u"initdb"_s}, QDir::Files, QDirIterator::Subdirectories);
        if (!versions.hasNext()) {
            m_why = u"PostgreSQL is not installed"_s;
            return false;
        }
        m_bin = QFileInfo(versions.next()).path();
        const passwd *user = getpwnam("postgres");
        if (geteuid() == 0 && !user) {
            m_why = u"there is no user postgres"_s;
            return false;
        }
        m_folder = QDir::tempPath() + u"/gc-pg-%1"_s.arg(getpid());
        if (!QDir().mkpath(m_folder) || (geteuid() == 0 && chown(qPrintable(m_folder), user->pw_uid, user->pw_gid) != 0)) {
            m_why = u"no folder can be made"_s;
            return false;
        }
        QTcpServer free;
        free.listen(QHostAddress::LocalHost, 0);
        m_port = free.serverPort();
        free.close();
        return run(u"initdb"_s, {u"-D"_s, m_folder + u"/data"_s, u"-A"_s, u"trust"_s, u"-U"_s, u"postgres"_s, u"--no-sync"_s,
                                 u"-E"_s, u"UTF8"_s, u"--locale=C.UTF-8"_s}) &&
               run(u"pg_ctl"_s,
                   {u"-D"_s, m_folder + u"/data"_s, u"-w"_s, u"-l"_s, m_folder + u"/log"_s, u"-o"_s,
                    u"-p %1 -k %2 -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=16MB"_s.arg(m_port).arg(
                        m_folder),
                    u"start"_s}) &&
               sql(u"CREATE DATABASE hall"_s, u"postgres"_s) && sql(u"CREATE EXTENSION postgis"_s) &&
               sql(u"CREATE ROLE reader LOGIN PASSWORD 'geheim'; CREATE SCHEMA water;"
                   "CREATE TABLE water.pumps(id serial primary key, \"名称\" text, kw double precision, at timestamptz, geom "
                   "geometry(Point, 4490));"
                   "INSERT INTO water.pumps(\"名称\", kw, at, geom) SELECT '泵站' || i, i * 1.5, '2026-11-22 08:00+08', "
                   "ST_SetSRID(ST_MakePoint(121.4 + i * 0.0001, 31.2), 4490) FROM generate_series(1, 1000) i;"
                   "CREATE TABLE \"odd '; DROP TABLE water.pumps; --\"(id int, geom geometry(MultiPolygon, 4549));"
                   "INSERT INTO \"odd '; DROP TABLE water.pumps; --\" VALUES (1, ST_Multi(ST_Transform(ST_MakeEnvelope(121.4, "
                   "31.2, 121.5, 31.3, 4326), 4549)));"
                   "GRANT USAGE ON SCHEMA water TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA water, public TO reader;"_s);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!start())
            QSKIP(qPrintable(u"PostgreSQL cannot be started here: "_s + m_why));
    }
    void cleanupTestCase()
    {
        if (m_port != 0)
            run(u"pg_ctl"_s, {u"-D"_s, m_folder + u"/data"_s, u"-m"_s, u"immediate"_s, u"stop"_s});
        QDir(m_folder).removeRecursively();
    }

    void aTableIsRead()
    {
        const Result<LoadedSource> source = m_gdal.load(address(u"?table=water.pumps"_s));
        QVERIFY2(source, source ? "" : qPrintable(source.error().toString()));
        QVERIFY(!source->shown.contains(u"geheim"));
        const LoadedLayer &layer = source->layers.front();
        QCOMPARE(layer.table->size(), size_t(1000));
        QVERIFY(layer.placed);
        QCOMPARE(layer.crs, u"EPSG:4490"_s);
        QVERIFY(layer.table->column(u"名称"_s)->texts[0].startsWith(u"泵站"));
        QVERIFY(!layer.table->source.contains(u"geheim"));
    }

    void allTablesAreRead()
    {
        const Result<LoadedSource> source = m_gdal.load(u"pg:host=127.0.0.1 port=%1 dbname=hall user=reader"_s.arg(m_port));
        QVERIFY2(source, source ? "" : qPrintable(source.error().toString()));
        QCOMPARE(source->layers.size(), size_t(2));
    }

    void namesAreOnlyNames()
    {
        LayerRequest request;
        request.source = address({});
        request.layer = u"odd '; DROP TABLE water.pumps; --"_s;
        const Result<LoadedSource> odd = m_gdal.load(request);
        QVERIFY2(odd, odd ? "" : qPrintable(odd.error().toString()));
        const QRectF bounds = odd->layers.front().table->bounds();
        QVERIFY(std::fabs(bounds.left() - 121.4) < 0.001 && std::fabs(bounds.right() - 121.5) < 0.001);
        request.layer = u"x'; DROP TABLE water.pumps; SELECT '"_s;
        QVERIFY(!m_gdal.load(request));
        QVERIFY(m_gdal.load(address(u"?table=water.pumps"_s)));
    }

    void whatGoesWrongIsSaid()
    {
        for (const QString &bad : {u"postgresql://reader@127.0.0.1:1/hall"_s, address(u"?table=none"_s),
                                   u"postgresql://nobody:geheim@127.0.0.1:%1/hall"_s.arg(m_port),
                                   u"postgresql://reader:geheim@127.0.0.1:%1/nothing"_s.arg(m_port)}) {
            const Result<LoadedSource> source = m_gdal.load(bad);
            QVERIFY(!source);
            QVERIFY(source.error().reason.size() > 5);
            QVERIFY(!source.error().toString().contains(u"geheim"));
            qInfo().noquote() << source.error().toString();
        }
    }
};

QTEST_GUILESS_MAIN(TestPostgis)
#include "tst_postgis.moc"
