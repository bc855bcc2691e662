// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/view/bookmarks.h"

#include "jsonfile/jsoncursor.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr qint64 kMaxBytes = 256 * 1024;

bool isSlot(int slot)
{
    return slot >= 1 && slot <= Bookmarks::kSlots;
}

} // namespace

QString Bookmarks::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/guancheng/views.json"_s;
}

const std::optional<Bookmark> &Bookmarks::at(int slot) const
{
    static const std::optional<Bookmark> kNone;
    return isSlot(slot) ? m_slots[static_cast<size_t>(slot - 1)] : kNone;
}

int Bookmarks::count() const
{
    return static_cast<int>(std::ranges::count_if(m_slots, [](const auto &slot) { return slot.has_value(); }));
}

Status Bookmarks::load()
{
    QFile file(m_file);
    if (m_file.isEmpty() || !file.exists())
        return ok();
    m_fileIsBroken = true;
    if (!file.open(QIODevice::ReadOnly))
        return Error{m_file, {}, file.errorString()};
    if (file.size() > kMaxBytes)
        return Error{m_file, {}, u"is larger than %1 bytes"_s.arg(kMaxBytes)};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{m_file, QString::number(problem.offset), problem.errorString()};
    const JsonCursor root(m_file, document);
    std::array<std::optional<Bookmark>, kSlots> read;
    for (const JsonCursor &item : root.child("bookmarks"_L1).items()) {
        const int slot = item.integer("slot"_L1);
        const Result<ViewLink> view = ViewLink::parse(item.string("view"_L1));
        if (!isSlot(slot))
            item.fail("slot"_L1, u"wants 1 to %1"_s.arg(kSlots));
        else if (!view)
            item.fail("view"_L1, view.error().toString());
        else
            read[static_cast<size_t>(slot - 1)] = Bookmark{item.string("name"_L1, QString()).left(kMaxName), *view};
    }
    if (root.error())
        return *root.error();
    m_fileIsBroken = false;
    m_slots = std::move(read);
    return ok();
}

Status Bookmarks::save(int slot, const Bookmark &bookmark)
{
    if (!isSlot(slot))
        return Error{u"bookmark"_s, QString::number(slot), u"is no place for one: 1 to %1"_s.arg(kSlots)};
    m_slots[static_cast<size_t>(slot - 1)] = Bookmark{bookmark.name.left(kMaxName), bookmark.view};
    return write();
}

Status Bookmarks::remove(int slot)
{
    if (!isSlot(slot))
        return Error{u"bookmark"_s, QString::number(slot), u"is no place for one: 1 to %1"_s.arg(kSlots)};
    m_slots[static_cast<size_t>(slot - 1)].reset();
    return write();
}

Status Bookmarks::write()
{
    if (m_file.isEmpty())
        return ok();
    if (m_fileIsBroken)
        return Error{m_file, {}, u"is broken and was left as it is; the view is kept until the end of this run"_s};
    QJsonArray list;
    for (int slot = 1; slot <= kSlots; ++slot) {
        if (const auto &bookmark = at(slot))
            list.append(QJsonObject{{u"slot"_s, slot}, {u"name"_s, bookmark->name}, {u"view"_s, bookmark->view.toString()}});
    }
    QDir().mkpath(QFileInfo(m_file).path());
    QSaveFile file(m_file);
    const QByteArray text = QJsonDocument(QJsonObject{{u"bookmarks"_s, list}}).toJson();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error{m_file, {}, file.errorString()};
    return ok();
}

} // namespace guancheng
