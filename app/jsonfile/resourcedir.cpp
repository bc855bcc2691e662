// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "jsonfile/resourcedir.h"

#include <QCoreApplication>
#include <QDir>

namespace guancheng {

namespace {

/** A folder named 'resources' may belong to anyone; ours has the schemas. */
bool isOurs(const QString &folder)
{
    return QFileInfo(folder + QStringLiteral("/schemas")).isDir();
}

} // namespace

QString resourceDir()
{
    const QString wanted = qEnvironmentVariable("GUANCHENG_RESOURCES");
    if (!wanted.isEmpty())
        return QDir::cleanPath(wanted);
    if (QCoreApplication::instance()) {
        const QString built = QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/../../../resources"));
        if (isOurs(built))
            return built;
    }
    const QString installed = QStringLiteral("/usr/share/guancheng/resources");
    return isOurs(installed) ? installed : QStringLiteral(GUANCHENG_SOURCE_RESOURCES);
}

} // namespace guancheng
