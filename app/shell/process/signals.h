// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSocketNotifier>

namespace guancheng {

/** SIGINT and SIGTERM as a signal of Qt, so that a stopped program ends in order and loses nothing. One a process. */
class TerminationSignals : public QObject
{
    Q_OBJECT

public:
    explicit TerminationSignals(QObject *parent = nullptr);

Q_SIGNALS:
    void requested();

private:
    QSocketNotifier *m_notifier;
};

} // namespace guancheng
