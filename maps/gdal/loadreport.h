// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>
#include <QString>

#include <vector>

namespace guancheng {

/** Something that was noticed while reading, with how often. */
struct LoadNote
{
    QString code;      ///< of the table in loadreport.cpp: 'not-finite', 'self-crossing' ...
    quint64 count = 1; ///< features, or 1
    QString detail;    ///< a name, a message of the driver; may be empty

    /** One sentence with count and detail. */
    QString text(bool chinese) const;
    /** Whether the features counted are not in the table. */
    bool isSkip() const;
    bool operator==(const LoadNote &) const = default;
};

/** A reason of an Error of this room in the language of the hall; what it does not know, such as GDAL's own words, stays. */
QString failureText(const QString &reason, bool chinese);

/** What came of reading one layer: all that its status has to say. */
struct LoadReport
{
    quint64 read = 0;    ///< features in the table
    quint64 skipped = 0; ///< features that are not, for the reasons in the notes
    std::vector<LoadNote> notes;

    /** '读入 12 个要素；3 个跳过：坐标不是数' */
    QString text(bool chinese) const;
    QJsonObject toJson() const;
    static LoadReport fromJson(const QJsonObject &json);
    bool operator==(const LoadReport &) const = default;
};

} // namespace guancheng
