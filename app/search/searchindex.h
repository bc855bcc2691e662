// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/geopoint.h"
#include "search/readings.h"

#include <QHash>
#include <array>
#include <string_view>

namespace guancheng {

/** What a name belongs to, the more important first. */
enum class SearchKind : quint8 {
    Position,
    District,
    Street,
    Place,
    Station,
    MetroLine,
    Road,
    Incident,
    Unit,
    Camera,
    Device,
    Feature
};

/** One thing that can be found by its name. */
struct SearchEntry
{
    SearchKind kind = SearchKind::Place;
    QString id; ///< unique within the kind; what a card opens
    QString nameZh;
    QString nameEn;
    GeoPoint point;
    qint16 district = -1; ///< index in the city
    QString more;         ///< other names, separated by spaces: codes, numbers
};

struct SearchHit
{
    const SearchEntry *entry = nullptr; ///< until the next change of the index
    double score = 0;
    double metres = std::numeric_limits<double>::quiet_NaN(); ///< from the place that was asked from
};

/**
 * Finds names by parts of them: Chinese (simplified or traditional, also with characters left out), pinyin in full, by initials
 * or mixed ('wnlq', 'beicai', 'lujz'), English and numbers; several words must all match. When that finds too little, one
 * wrong, missing, doubled or swapped letter is forgiven. Best first. Thread: one. 200 000 names take 3 to 12 ms a question;
 * adding one about 2 us.
 */
class SearchIndex
{
public:
    explicit SearchIndex(std::shared_ptr<Readings> readings) : m_readings(std::move(readings)) {}

    /** Adds, or takes the place of the entry of the same kind and id. */
    void add(SearchEntry entry);
    void remove(SearchKind kind, const QString &id);
    /** Makes these all entries of the kind; what is the same stays. */
    void replace(SearchKind kind, std::vector<SearchEntry> entries);
    size_t size() const;

    /** At most \c limit; those nearer to \c near come first among equally good ones. */
    std::vector<SearchHit> find(const QString &text, size_t limit = 20, const GeoPoint &near = {}) const;

private:
    /** What is compared; the texts are parts of m_text. */
    struct Row
    {
        quint32 start = 0;  ///< in m_text: Chinese name, then Latin words, then pinyin
        quint8 chinese = 0; ///< characters
        quint8 latin = 0;
        quint16 pinyin = 0;
        quint32 letters = 0;      ///< bits: all that occur in name, readings and words, a ... z
        quint32 latinLetters = 0; ///< bits: those of the Latin words alone
        quint64 others = 0;       ///< bits by hash: characters and digits
        quint64 pairs = 0;        ///< bits by hash: neighbouring letters of words and pinyin, for what is typed with a mistake
        bool alive = false;
    };
    /** A word of the question. */
    struct Token
    {
        std::u16string text;
        quint32 letters = 0;
        quint64 others = 0;
        quint64 pairs = 0;
        bool isLatin = true;
    };
    std::vector<Token> tokensOf(const QString &text) const;
    void write(Row &row, const SearchEntry &entry);
    double match(const Token &token, const Row &row, bool forgiving) const;
    double matchMixed(const Token &token, std::u16string_view name) const;
    /** How well the rest of the token goes on from this character of the name; < 0 when it does not. */
    double follow(std::u16string_view token, std::u16string_view name, int depth) const;
    void compact();

    /** How a character is read, for searching: no look-up in a table of hashes. */
    struct Sound
    {
        std::vector<std::u16string> readings;
        quint32 initials = 0; ///< bits
    };
    const Sound &soundOf(char16_t character) const { return m_sounds[m_soundOf[character]]; }
    void learn(char16_t character);

    std::shared_ptr<Readings> m_readings;
    std::vector<Sound> m_sounds{Sound{}}; ///< [0]: none
    std::vector<quint16> m_soundOf = std::vector<quint16>(0x10000);
    std::vector<SearchEntry> m_entries; ///< by slot
    std::vector<Row> m_rows;
    std::u16string m_text;
    size_t m_waste = 0; ///< of m_text
    std::vector<quint32> m_free;
    std::array<QHash<QString, quint32>, 12> m_ids; ///< by kind: id -> slot
    mutable std::vector<std::pair<double, quint32>> m_found;
};

} // namespace guancheng
