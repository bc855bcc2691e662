// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
//
// The process that tst_killedbackend kills: a world that takes commands as fast as it can and prints the key of each one
// that it has acknowledged.
#include "persistence/sqlitejournal.h"
#include "support/worldfixture.h"

#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace guancheng;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (argc != 2)
        return 2;
    const SystemClock clock;
    SqliteJournal journal(QString::fromLocal8Bit(argv[1]));
    World world(test::catalogue(), test::city(), clock, journal);
    world.open();
    int number = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &application, [&] {
        const Command command{
            u"key-%1"_s.arg(++number), u"report"_s, {}, {{u"title"_s, u"第 %1 件"_s.arg(number)}}, u"席位"_s, 0};
        world.execute(command, [](const CommandAnswer &answer) {
            std::printf("%s %d\n", qPrintable(answer.key), answer.accepted ? 1 : 0);
            std::fflush(stdout);
        });
        if (number % 50 == 0)
            world.close(); // snapshots in between
    });
    timer.start(0);
    return QCoreApplication::exec();
}
