// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/runsummary.h"

namespace guancheng {

QString runSummary(const std::optional<BackendStatistics> &known, const InterfaceStatistics &interface, double cpuSeconds,
                   double pssMb)
{
    const auto number = [](double value, int decimals = 1) { return QString::number(value, 'f', decimals); };
    QString text = known ? QStringLiteral("summary of the run (simulated city)\n")
                         : QStringLiteral("summary of the run (the backend is elsewhere)\n");
    const auto line = [&](const char *name, const QString &value) {
        text += QStringLiteral("  %1%2\n").arg(QLatin1String(name), -22).arg(value);
    };
    if (known) {
        const BackendStatistics &backend = *known;
        line("seconds", number(backend.seconds));
        line("events/s", number(backend.eventsPerSecond));
        line("records", QString::number(backend.records));
        line("alarms raised", QString::number(backend.alarmsRaised));
        line("cases opened", QString::number(backend.casesOpened));
        line("cases dispatched",
             QStringLiteral("%1 (%2 automatically)").arg(backend.casesDispatched).arg(backend.casesDispatchedAutomatically));
        line("cases closed", QString::number(backend.casesClosed));
        line("dispatch p50 / p99",
             QStringLiteral("%1 / %2 ms").arg(number(backend.dispatchP50Ms), number(backend.dispatchP99Ms)));
        line("field exceptions", QString::number(backend.exceptions));
    }
    line("frames/s", number(interface.framesPerSecond));
    line("frame p99", number(interface.frameP99Ms) + QStringLiteral(" ms"));
    line("stalls > 2 s", QString::number(interface.stalls));
    line("CPU", number(cpuSeconds) + QStringLiteral(" s"));
    line("memory (PSS)", number(pssMb, 0) + QStringLiteral(" MB"));
    return text;
}

} // namespace guancheng
