// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/picturestore.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>

namespace guancheng {

using namespace Qt::StringLiterals;

static constexpr qsizetype kMostBytes = 4 * 1024 * 1024;

static bool isPicture(const QByteArray &bytes)
{
    return bytes.startsWith("\xFF\xD8\xFF") || bytes.startsWith("\x89PNG\r\n\x1A\n") || bytes.left(1024).contains("<svg");
}

static QString hashOf(const QByteArray &bytes)
{
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

static bool isHash(const QString &text)
{
    return text.size() == 64 &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f'); });
}

PictureStore::PictureStore(QString folder, qint64 limitBytes, InUse inUse)
    : m_folder(std::move(folder))
    , m_limit(limitBytes)
    , m_inUse(std::move(inUse))
{
    if (!m_folder.isEmpty())
        scan();
}

QString PictureStore::path(const QString &hash) const
{
    return m_folder + u'/' + hash.left(2) + u'/' + hash;
}

void PictureStore::scan()
{
    std::vector<std::pair<QDateTime, Entry>> found;
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo info = files.nextFileInfo();
        if (isHash(info.fileName()))
            found.push_back({info.lastModified(), {info.fileName(), info.size(), {}}});
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (auto &[time, entry] : found)
        remember(std::move(entry));
}

void PictureStore::remember(Entry entry)
{
    m_total += entry.size;
    const auto position = m_order.insert(m_order.end(), std::move(entry));
    m_byHash.insert(position->hash, position);
}

void PictureStore::trim()
{
    if (m_total <= m_limit)
        return;
    const QSet<QString> inUse = m_inUse ? m_inUse() : QSet<QString>();
    // A little more than must go, so that not each picture asks what is in use. The newest stays in any case.
    const qint64 goal = m_inUse ? m_limit - m_limit / 20 : m_limit;
    for (auto entry = m_order.begin(); m_total > goal && entry != m_order.end() && std::next(entry) != m_order.end();) {
        if (inUse.contains(entry->hash)) {
            ++entry;
            continue;
        }
        if (!m_folder.isEmpty())
            QFile::remove(path(entry->hash));
        m_total -= entry->size;
        m_byHash.remove(entry->hash);
        entry = m_order.erase(entry);
    }
}

Result<QString> PictureStore::store(const QByteArray &bytes)
{
    if (bytes.size() > kMostBytes)
        return Error{u"picture"_s, {}, u"larger than 4 MiB"_s};
    if (!isPicture(bytes))
        return Error{u"picture"_s, {}, u"neither JPEG nor PNG nor SVG"_s};
    const QString hash = hashOf(bytes);
    if (const auto known = m_byHash.constFind(hash); known != m_byHash.constEnd()) {
        m_order.splice(m_order.end(), m_order, *known);
        return hash;
    }
    if (m_folder.isEmpty()) {
        remember({hash, bytes.size(), bytes});
    } else {
        if (!QDir().mkpath(m_folder + u'/' + hash.left(2)))
            return Error{m_folder, {}, u"the folder cannot be made"_s};
        QSaveFile file(path(hash));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            return Error{file.fileName(), {}, file.errorString()};
        remember({hash, bytes.size(), {}});
    }
    trim();
    return hash;
}

Result<QByteArray> PictureStore::load(const QString &hash) const
{
    const auto known = m_byHash.constFind(hash);
    if (known == m_byHash.constEnd())
        return Error{u"picture"_s, hash.left(64), u"not held"_s};
    if (m_folder.isEmpty())
        return (*known)->bytes;
    QFile file(path(hash));
    if (!file.open(QIODevice::ReadOnly))
        return Error{file.fileName(), {}, file.errorString()};
    QByteArray bytes = file.read(kMostBytes + 1);
    if (hashOf(bytes) != hash)
        return Error{file.fileName(), {}, u"is not what its name says"_s};
    return bytes;
}

} // namespace guancheng
