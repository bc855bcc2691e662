// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/wall/selftest.h"

#include "maps/quick/citymap.h"
#include "shell/wall/wallapplication.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QImage>
#include <QQuickView>
#include <QTemporaryDir>

#include <cstdio>
#include <set>

namespace guancheng {

namespace {

constexpr int kTimeoutMs = 60'000;

class CheckList
{
public:
    void check(const char *what, bool passed, const QString &detail = {})
    {
        std::printf("%s %s%s%s\n", passed ? "passed" : "failed", what, detail.isEmpty() ? "" : ": ",
                    detail.toUtf8().constData());
        (passed ? m_passed : m_failed) += 1;
    }
    int finish() const
    {
        std::printf("%d passed, %d failed\n", m_passed, m_failed);
        return m_failed == 0 ? 0 : 1;
    }

private:
    int m_passed = 0;
    int m_failed = 0;
};

/** Colours among 4 000 pixels spread over the picture: a blank wall has one. */
size_t coloursOf(const QImage &image)
{
    std::set<QRgb> colours;
    for (int i = 0; i < 4000; ++i)
        colours.insert(image.pixel((i * 7919) % image.width(), (i * 104729) % image.height()));
    return colours.size();
}

void checkData(CheckList &report, const Resources &resources)
{
    QStringList problems;
    for (const Error &problem : resources.problems)
        problems << problem.toString();
    report.check("resources", problems.isEmpty(), problems.join(QStringLiteral("; ")));
    report.check("86 indicators", resources.catalogue->indicators().size() >= 86);
    report.check("map data helper", QFileInfo(helperProgram()).isExecutable(), helperProgram());
    report.check("districts", !resources.city->districts().empty());
    const QFont font(QStringLiteral("Noto Sans CJK SC"));
    report.check("font", QFontDatabase::families().contains(font.family()), font.family());
    report.check("Chinese glyphs", QFontMetrics(font).inFont(QChar(0x89c2)));
}

void checkWall(CheckList &report, WallApplication &wall)
{
    report.check("devices", wall.desk().picture().devices().size() > 0);
    report.check("indicators have values", wall.desk().models().dimensions()->rowCount() == 5);
    report.check("map is sharp", wall.map() && wall.map()->isReady());
    const QImage image = wall.window().grabWindow();
    report.check("wall is not blank", coloursOf(image) > 20, QStringLiteral("%1 colours").arg(coloursOf(image)));
    const SourceHealth *link = wall.desk().picture().sources().find(QStringLiteral("link"));
    report.check("link is live", link && link->state == FeedState::Live, link ? link->message : QString());
    const SourceHealth *journal = wall.desk().picture().sources().find(QStringLiteral("journal"));
    report.check("journal is live", journal && journal->state == FeedState::Live, journal ? journal->message : QString());
}

} // namespace

int runSelfTest(WallOptions options, const Resources &resources)
{
    CheckList report;
    checkData(report, resources);
    const QTemporaryDir folder;
    options.city.dataDir = folder.path();
    options.city.devices = std::min(options.city.devices, 5'000u);
    options.connectUrl.clear();
    if (options.size.isEmpty())
        options.size = QSize(1920, 1080);
    WallApplication wall(options, resources);
    const Status started = wall.start();
    report.check("start", static_cast<bool>(started), started ? QString() : started.error().toString());
    if (!started)
        return report.finish();
    bool complete = false;
    QObject::connect(&wall, &WallApplication::complete, qApp, [&] {
        complete = true;
        QCoreApplication::quit();
    });
    QTimer::singleShot(kTimeoutMs, qApp, &QCoreApplication::quit);
    QCoreApplication::exec();
    report.check("complete wall", complete);
    checkWall(report, wall);
    wall.stop();
    return report.finish();
}

} // namespace guancheng
