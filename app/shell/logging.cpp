// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/logging.h"

#include <QtGlobal>

namespace guancheng {

Q_LOGGING_CATEGORY(lcShell, "guancheng.shell", QtInfoMsg)

void installLogging()
{
    if (!qEnvironmentVariableIsSet("QT_MESSAGE_PATTERN"))
        qSetMessagePattern(QStringLiteral("%{time yyyy-MM-ddThh:mm:ss.zzz} "
                                          "%{if-debug}debug%{endif}%{if-info}info%{endif}%{if-warning}warning%{endif}"
                                          "%{if-critical}critical%{endif}%{if-fatal}fatal%{endif} %{category}: %{message}"));
}

} // namespace guancheng
