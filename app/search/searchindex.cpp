// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "search/searchindex.h"

#include <QSet>

#include <bit>
#include <cmath>
#include <string_view>

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

// What a match is worth.
constexpr double kWhole = 1000;
constexpr double kBegin = 900;
constexpr double kWord = 820;
constexpr double kWithin = 760;
constexpr double kSound = 700;     ///< by pinyin
constexpr double kScattered = 420; ///< characters left out
constexpr double kForgiven = 250;  ///< one wrong letter
constexpr int kDeepest = 24;

bool isLetter(char16_t c)
{
    return c >= u'a' && c <= u'z';
}

void note(char16_t c, quint32 &letters, quint64 &others)
{
    if (isLetter(c))
        letters |= 1U << (c - u'a');
    else if (c != u' ')
        others |= quint64(1) << ((c * 0x9e3779b1U) >> 26);
}

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

void notePair(char16_t a, char16_t b, quint64 &others)
{
    if (isDigit(a) && isDigit(b))
        others |= quint64(1) << ((a * 31U + b) * 0x9e3779b1U >> 26);
}

/** Capitals mark syllables; everything else is small already. */
char16_t small(char16_t c)
{
    return c >= u'A' && c <= u'Z' ? static_cast<char16_t>(c - u'A' + u'a') : c;
}

/** Any two neighbouring letters, whatever syllables they belong to. */
quint64 letterPair(char16_t a, char16_t b)
{
    a = small(a);
    b = small(b);
    return isLetter(a) && isLetter(b) ? quint64(1) << ((a * 31U + b) * 0x9e3779b1U >> 26) : 0;
}

bool isWordStart(std::u16string_view text, size_t at)
{
    return at == 0 || text[at - 1] == u' ';
}

/** Whether \c typed begins \c text with at most one letter wrong, missing, too many or swapped with its neighbour. */
bool isAlmostPrefix(std::u16string_view typed, std::u16string_view text)
{
    size_t i = 0;
    while (i < typed.size() && i < text.size() && typed[i] == small(text[i]))
        ++i;
    if (i == typed.size())
        return true;
    const auto goesOn = [&](size_t a, size_t b) {
        while (a < typed.size() && b < text.size() && typed[a] == small(text[b]))
            ++a, ++b;
        return a >= typed.size();
    };
    return goesOn(i + 1, i + 1) || goesOn(i + 1, i) || goesOn(i, i + 1) ||
           (i + 1 < typed.size() && i + 1 < text.size() && typed[i] == small(text[i + 1]) && typed[i + 1] == small(text[i]) &&
            goesOn(i + 2, i + 2));
}

/** Whether it is worth looking: one of the first two letters is in its place, or one place beside it. */
bool couldBegin(std::u16string_view typed, std::u16string_view text)
{
    if (text.size() < 2)
        return false;
    const char16_t a = small(text[0]), b = small(text[1]);
    return typed[0] == a || typed[1] == b || typed[1] == a || typed[0] == b;
}

double kindWeight(SearchKind kind)
{
    static constexpr std::array<double, 12> kWeights{100, 60, 50, 45, 45, 40, 35, 25, 20, 10, 5, 15};
    return kWeights[static_cast<size_t>(kind)];
}

} // namespace

void SearchIndex::write(Row &row, const SearchEntry &entry)
{
    const auto put = [this](const QString &text, qsizetype most) {
        const qsizetype size = std::min(text.size(), most);
        m_text.append(reinterpret_cast<const char16_t *>(text.utf16()), static_cast<size_t>(size));
        return size;
    };
    row = {};
    row.alive = true;
    row.start = static_cast<quint32>(m_text.size());
    const QString chinese = m_readings->folded(entry.nameZh).remove(u' ');
    row.chinese = static_cast<quint8>(put(chinese, 255));
    QString latin = m_readings->folded(entry.nameEn);
    for (const QString &other :
         {entry.more, entry.kind == SearchKind::Device || entry.kind == SearchKind::Camera ? entry.id : QString()}) {
        if (!other.isEmpty())
            latin += u' ' + m_readings->folded(other);
    }
    row.latin = static_cast<quint8>(put(latin.trimmed(), 255));
    m_readings->learn(chinese);
    const size_t before = m_text.size();
    for (qsizetype i = 0; i < row.chinese; ++i) {
        const char16_t c = chinese[i].unicode();
        note(c, row.letters, row.others);
        const std::vector<std::string> &readings = m_readings->of(c);
        if (readings.empty()) {
            m_text += c;
            continue;
        }
        const size_t syllable = m_text.size();
        m_text.append(readings.front().begin(), readings.front().end());
        m_text[syllable] = static_cast<char16_t>(m_text[syllable] - u'a' + u'A');
        learn(c);
        for (const std::string &reading : readings) {
            for (const char letter : reading)
                note(static_cast<char16_t>(letter), row.letters, row.others);
        }
    }
    row.pinyin = static_cast<quint16>(std::min<size_t>(m_text.size() - before, 65535));
    for (size_t i = row.start + row.chinese; i < row.start + row.chinese + row.latin; ++i) {
        note(m_text[i], row.letters, row.others);
        note(m_text[i], row.latinLetters, row.others);
    }
    for (size_t i = row.start + row.chinese; i + 1 < m_text.size(); ++i)
        row.pairs |= letterPair(m_text[i], m_text[i + 1]);
    // Numbers are typed as they stand: pairs of digits tell more than digits.
    for (size_t i = row.start; i + 1 < row.start + row.chinese + row.latin; ++i)
        notePair(m_text[i], m_text[i + 1], row.others);
}

void SearchIndex::learn(char16_t character)
{
    if (m_soundOf[character] != 0)
        return;
    Sound sound;
    for (const std::string &reading : m_readings->of(character)) {
        sound.readings.emplace_back(reading.begin(), reading.end());
        sound.initials |= 1U << (reading.front() - 'a');
    }
    m_soundOf[character] = static_cast<quint16>(m_sounds.size());
    m_sounds.push_back(std::move(sound));
}

void SearchIndex::add(SearchEntry entry)
{
    QHash<QString, quint32> &ids = m_ids[static_cast<size_t>(entry.kind)];
    const auto known = ids.constFind(entry.id);
    quint32 slot = 0;
    if (known != ids.constEnd()) {
        slot = *known;
        SearchEntry &old = m_entries[slot];
        if (old.nameZh == entry.nameZh && old.nameEn == entry.nameEn && old.more == entry.more) {
            old = std::move(entry);
            return;
        }
        m_waste += size_t(m_rows[slot].chinese) + m_rows[slot].latin + m_rows[slot].pinyin;
    } else if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    } else {
        slot = static_cast<quint32>(m_entries.size());
        m_entries.emplace_back();
        m_rows.emplace_back();
    }
    ids.insert(entry.id, slot);
    m_entries[slot] = std::move(entry);
    write(m_rows[slot], m_entries[slot]);
    compact();
}

void SearchIndex::remove(SearchKind kind, const QString &id)
{
    QHash<QString, quint32> &ids = m_ids[static_cast<size_t>(kind)];
    const auto known = ids.constFind(id);
    if (known == ids.constEnd())
        return;
    const quint32 slot = *known;
    ids.erase(known);
    m_waste += size_t(m_rows[slot].chinese) + m_rows[slot].latin + m_rows[slot].pinyin;
    m_rows[slot] = {};
    m_entries[slot] = {};
    m_free.push_back(slot);
    compact();
}

void SearchIndex::replace(SearchKind kind, std::vector<SearchEntry> entries)
{
    QSet<QString> wanted;
    wanted.reserve(static_cast<qsizetype>(entries.size()));
    for (const SearchEntry &entry : entries)
        wanted.insert(entry.id);
    const QStringList known = m_ids[static_cast<size_t>(kind)].keys();
    for (const QString &id : known) {
        if (!wanted.contains(id))
            remove(kind, id);
    }
    for (SearchEntry &entry : entries) {
        entry.kind = kind;
        add(std::move(entry));
    }
}

size_t SearchIndex::size() const
{
    return m_entries.size() - m_free.size();
}

/** Names come and go all day: when half of the texts belong to nobody they are written anew. */
void SearchIndex::compact()
{
    if (m_waste < 1'000'000 || m_waste * 2 < m_text.size())
        return;
    std::u16string text;
    text.reserve(m_text.size() - m_waste);
    for (Row &row : m_rows) {
        if (!row.alive)
            continue;
        const size_t size = size_t(row.chinese) + row.latin + row.pinyin;
        const size_t start = text.size();
        text.append(m_text, row.start, size);
        row.start = static_cast<quint32>(start);
    }
    m_text = std::move(text);
    m_waste = 0;
}

std::vector<SearchIndex::Token> SearchIndex::tokensOf(const QString &text) const
{
    std::vector<Token> tokens;
    const QStringList words = m_readings->folded(text.left(80)).split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        Token token;
        token.text = word.toStdU16String();
        for (const char16_t c : token.text) {
            note(c, token.letters, token.others);
            token.isLatin = token.isLatin && isLetter(c);
        }
        for (size_t i = 0; i + 1 < token.text.size(); ++i) {
            notePair(token.text[i], token.text[i + 1], token.others);
            token.pairs |= letterPair(token.text[i], token.text[i + 1]);
        }
        tokens.push_back(std::move(token));
        if (tokens.size() == 6)
            break;
    }
    return tokens;
}

double SearchIndex::follow(std::u16string_view token, std::u16string_view name, int depth) const
{
    if (token.empty())
        return 0;
    if (name.empty() || depth > kDeepest)
        return -1;
    double best = -1;
    const auto take = [&](size_t letters, double worth) {
        if (const double rest = follow(token.substr(letters), name.substr(1), depth + 1); rest >= 0)
            best = std::max(best, worth + rest);
    };
    if (token.front() == name.front())
        take(1, 3);
    if (!isLetter(token.front()))
        return best;
    const Sound &sound = soundOf(name.front());
    if ((sound.initials >> (token.front() - u'a') & 1U) == 0)
        return best;
    for (const std::u16string &reading : sound.readings) {
        size_t common = 0;
        while (common < reading.size() && common < token.size() && token[common] == reading[common])
            ++common;
        if (common == 0)
            continue;
        if (common == reading.size())
            take(common, 2.5); // the whole syllable
        else if (common == token.size())
            best = std::max(best, 1.5); // still being typed
        if (common < reading.size() || reading.size() > 1)
            take(1, 1); // the initial
        const bool isDouble =
            reading.size() > 2 && reading[1] == u'h' && (reading[0] == u'z' || reading[0] == u'c' || reading[0] == u's');
        if (isDouble && common >= 2)
            take(2, 1.5);
    }
    return best;
}

double SearchIndex::matchMixed(const Token &token, std::u16string_view name) const
{
    double best = 0;
    const char16_t first = token.text.front();
    const quint32 initial = isLetter(first) ? 1U << (first - u'a') : 0;
    for (size_t start = 0; start < name.size(); ++start) {
        if (name[start] != first && (soundOf(name[start]).initials & initial) == 0)
            continue;
        const double worth = follow(token.text, name.substr(start), 0);
        if (worth < 0)
            continue;
        // More of what was typed in full, from the beginning, and most of the name: the better.
        const double fullness =
            worth / (3.0 * static_cast<double>(std::max<size_t>(1, std::min(token.text.size(), name.size()))));
        const double share = std::min(1.0, worth / (3.0 * static_cast<double>(name.size())));
        best = std::max(best, kSound + (start == 0 ? 60 : 0) + 40 * std::min(1.0, fullness) + 60 * share);
    }
    return best;
}

double SearchIndex::match(const Token &token, const Row &row, bool forgiving) const
{
    const std::u16string_view name = std::u16string_view(m_text).substr(row.start, row.chinese);
    const std::u16string_view latin = std::u16string_view(m_text).substr(row.start + row.chinese, row.latin);
    const std::u16string_view typed = token.text;
    if (forgiving) {
        if (!token.isLatin || typed.size() < 4 || std::popcount(token.pairs & ~row.pairs) > 3)
            return 0;
        for (size_t i = 0; i < latin.size(); ++i) {
            if (isWordStart(latin, i) && couldBegin(typed, latin.substr(i)) && isAlmostPrefix(typed, latin.substr(i)))
                return kForgiven + (i == 0 ? 30 : 0);
        }
        const std::u16string_view pinyin = std::u16string_view(m_text).substr(row.start + row.chinese + row.latin, row.pinyin);
        for (size_t i = 0; i < pinyin.size(); ++i) {
            const bool isSyllable = pinyin[i] >= u'A' && pinyin[i] <= u'Z';
            if (isSyllable && couldBegin(typed, pinyin.substr(i)) && isAlmostPrefix(typed, pinyin.substr(i)))
                return kForgiven + (i == 0 ? 30 : 0);
        }
        return 0;
    }
    if (const size_t at = name.find(typed); at != std::u16string_view::npos)
        return name.size() == typed.size() ? kWhole : at == 0 ? kBegin : kWithin;
    double best = 0;
    const bool isInLatin = (token.letters & ~row.latinLetters) == 0;
    for (size_t at = isInLatin ? latin.find(typed) : latin.npos; at != std::u16string_view::npos;
         at = latin.find(typed, at + 1)) {
        if (at == 0)
            return latin.size() == typed.size() ? kWhole : kBegin - 20;
        if (isWordStart(latin, at))
            best = std::max(best, kWord);
        else if (typed.size() >= 3)
            best = std::max(best, kWithin - 60);
    }
    best = std::max(best, matchMixed(token, name));
    if (best > 0 || token.letters != 0)
        return best;
    // Characters left out: 武宁桥 finds 武宁路桥.
    size_t at = 0;
    for (const char16_t c : name)
        at += at < typed.size() && c == typed[at] ? 1U : 0U;
    return at == typed.size() && typed.size() > 1 ? kScattered : 0;
}

std::vector<SearchHit> SearchIndex::find(const QString &text, size_t limit, const GeoPoint &near) const
{
    std::vector<SearchHit> hits;
    const std::vector<Token> tokens = tokensOf(text);
    if (tokens.empty() || limit == 0)
        return hits;
    quint32 letters = 0;
    quint64 others = 0;
    for (const Token &token : tokens) {
        letters |= token.letters;
        others |= token.others;
    }
    const int mistaken = tokens.front().text.size() < 6 ? 2 : 3;
    m_found.clear();
    const auto scan = [&](bool forgiving) {
        for (quint32 slot = 0; slot < m_rows.size(); ++slot) {
            const Row &row = m_rows[slot];
            const int missing = std::popcount(letters & ~row.letters);
            if (!row.alive || (others & ~row.others) != 0 || missing > (forgiving ? 1 : 0))
                continue;
            // One mistake spoils at most three pairs of letters, two in a short word.
            if (forgiving && tokens.size() == 1 && std::popcount(tokens.front().pairs & ~row.pairs) > mistaken)
                continue;
            double score = 0;
            bool isAll = true;
            for (const Token &token : tokens) {
                // A name that holds the single word as it is has been found before.
                double worth = forgiving && tokens.size() == 1 ? 0 : match(token, row, false);
                if (worth <= 0 && forgiving)
                    worth = match(token, row, true);
                isAll = isAll && worth > 0;
                if (!isAll)
                    break;
                score += worth;
            }
            if (!isAll)
                continue;
            const SearchEntry &entry = m_entries[slot];
            score = score / static_cast<double>(tokens.size()) + kindWeight(entry.kind) - std::min<int>(row.chinese, 30);
            if (near.isValid() && entry.point.isValid())
                score += 25 / (1 + distanceMetres(near, entry.point) / 5000);
            m_found.emplace_back(score, slot);
        }
    };
    scan(false);
    if (m_found.size() < std::min<size_t>(limit, 3)) {
        const std::vector<std::pair<double, quint32>> exact = m_found;
        scan(true);
        std::erase_if(m_found, [&, i = size_t(0)](const auto &found) mutable {
            return i++ >= exact.size() &&
                   std::any_of(exact.begin(), exact.end(), [&](const auto &e) { return e.second == found.second; });
        });
    }
    const auto better = [&](const auto &a, const auto &b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    };
    const auto end = m_found.begin() + static_cast<std::ptrdiff_t>(std::min(limit, m_found.size()));
    std::partial_sort(m_found.begin(), end, m_found.end(), better);
    for (auto it = m_found.begin(); it != end; ++it) {
        const SearchEntry &entry = m_entries[it->second];
        hits.push_back(
            {&entry, it->first, near.isValid() && entry.point.isValid() ? distanceMetres(near, entry.point) : std::nan("")});
    }
    return hits;
}

} // namespace guancheng
