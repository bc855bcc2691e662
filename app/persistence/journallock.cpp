// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/journallock.h"

#include <QDir>
#include <QFileInfo>

namespace guancheng {

using namespace Qt::StringLiterals;

Result<std::unique_ptr<QLockFile>> lockJournal(const QString &file)
{
    if (!QDir().mkpath(QFileInfo(file).absolutePath()))
        return Error{file, {}, u"the folder cannot be made"_s};
    auto lock = std::make_unique<QLockFile>(file + u".lock"_s);
    lock->setStaleLockTime(
        std::chrono::milliseconds(0)); // the lock of a dead process does not count, that of a living one always does
    if (lock->tryLock(std::chrono::milliseconds(0)))
        return lock;
    qint64 pid = 0;
    if (lock->error() == QLockFile::LockFailedError && lock->getLockInfo(&pid, nullptr, nullptr))
        return Error{file, {}, u"in use by process %1"_s.arg(pid)};
    return Error{file, {}, u"the folder cannot be written"_s};
}

} // namespace guancheng
