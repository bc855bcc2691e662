// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "jsonfile/resourcedir.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

namespace guancheng::test {

/** The value with what stands at the JSON pointer replaced; undefined takes it away. A last step '-' appends. */
inline QJsonValue edited(const QJsonValue &value, QStringList steps, const QJsonValue &replacement)
{
    if (steps.isEmpty())
        return replacement;
    const QString step = steps.takeFirst();
    if (value.isArray()) {
        QJsonArray array = value.toArray();
        if (step == QLatin1String("-"))
            array.append(replacement);
        else if (steps.isEmpty() && replacement.isUndefined())
            array.removeAt(step.toInt());
        else
            array[step.toInt()] = edited(array.at(step.toInt()), steps, replacement);
        return array;
    }
    QJsonObject object = value.toObject();
    object[step] = edited(object.value(step), steps, replacement); // undefined removes
    return object;
}

/** A private copy of the data that a test may break. */
class ResourceCopy
{
public:
    ResourceCopy()
    {
        for (const QString &folder :
             {QStringLiteral("alarms"), QStringLiteral("departments"), QStringLiteral("devices"), QStringLiteral("figures"),
              QStringLiteral("indicators"), QStringLiteral("matters"), QStringLiteral("schemas"), QStringLiteral("sources"),
              QStringLiteral("stories"), QStringLiteral("units"), QStringLiteral("warnings")}) {
            QDir(m_dir.path()).mkpath(folder);
            const QDir from(resourceDir() + QLatin1Char('/') + folder);
            for (const QString &name : from.entryList({QStringLiteral("*.json")}, QDir::Files))
                QFile::copy(from.filePath(name), path(folder + QLatin1Char('/') + name));
        }
    }

    QString dir() const { return m_dir.path(); }
    QString path(const QString &file) const { return m_dir.filePath(file); }

    QJsonDocument read(const QString &file) const
    {
        QFile in(path(file));
        return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()) : QJsonDocument();
    }
    bool write(const QString &file, const QByteArray &text) const
    {
        QFile::remove(path(file)); // copies are read-only where the originals are
        QFile out(path(file));
        return out.open(QIODevice::WriteOnly) && out.write(text) == text.size();
    }
    bool edit(const QString &file, const QString &pointer, const QJsonValue &replacement) const
    {
        const QStringList steps = pointer.split(QLatin1Char('/')).sliced(1);
        return write(file, QJsonDocument(edited(read(file).object(), steps, replacement).toObject()).toJson());
    }

private:
    QTemporaryDir m_dir;
};

} // namespace guancheng::test
