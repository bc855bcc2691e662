// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "search/readings.h"

#include "jsonfile/jsoncursor.h"
#include "jsonfile/jsonfile.h"

#include <QLoggingCategory>

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <array>

namespace guancheng {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(lcSearch, "guancheng.search", QtInfoMsg)

namespace {

constexpr char16_t kFirst = 0x3400;
constexpr char16_t kLast = 0x9fff;

bool isHan(char16_t c)
{
    return c >= kFirst && c <= kLast;
}

std::unique_ptr<icu::Transliterator> transliterator(const char *id)
{
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance(icu::UnicodeString::fromUTF8(id), UTRANS_FORWARD, status));
    if (U_FAILURE(status) != 0) {
        qCWarning(lcSearch, "ICU has no %s: %s", id, u_errorName(status));
        return nullptr;
    }
    return made;
}

icu::UnicodeString toIcu(const QString &text)
{
    return {reinterpret_cast<const char16_t *>(text.utf16()), static_cast<int32_t>(text.size())};
}

/** 'lü' is typed lu, lv and lyu. */
void addReading(std::vector<std::string> &readings, QString reading)
{
    const bool isUmlaut = reading.contains(u'ü');
    const auto add = [&](const QString &text) {
        const std::string ascii = text.toLatin1().toStdString();
        if (!ascii.empty() && std::find(readings.begin(), readings.end(), ascii) == readings.end())
            readings.push_back(ascii);
    };
    add(QString(reading).replace(u'ü', u'u'));
    if (isUmlaut)
        add(reading.replace(u'ü', u'v'));
}

} // namespace

struct Readings::Private
{
    std::unique_ptr<icu::Transliterator> pinyin = transliterator("Han-Latin");
    std::unique_ptr<icu::Transliterator> plain = transliterator("Latin-ASCII");
    std::vector<char16_t> simplified;
    std::vector<bool> learnt = std::vector<bool>(0x10000);
    QHash<char16_t, std::vector<std::string>> table;
    QHash<char16_t, std::vector<std::string>> extra; ///< from the file

    Private()
    {
        // All characters once: afterwards folding needs no ICU.
        simplified.resize(size_t(kLast - kFirst) + 1);
        QString all;
        for (char16_t c = kFirst; c <= kLast; ++c) {
            simplified[c - kFirst] = c;
            all += QChar(c);
            all += u'\n';
        }
        const auto converter = transliterator("Traditional-Simplified");
        if (!converter)
            return;
        icu::UnicodeString text = toIcu(all);
        converter->transliterate(text);
        // Line by line: some characters become several, and stay as they are.
        char16_t c = kFirst;
        for (int32_t i = 0; i < text.length() && c <= kLast; ++c) {
            const int32_t end = text.indexOf(u'\n', i);
            if (end == i + 1)
                simplified[c - kFirst] = text.charAt(i);
            i = end < 0 ? text.length() : end + 1;
        }
    }
};

Readings::Readings() : d(std::make_unique<Private>()) {}
Readings::~Readings() = default;

Status Readings::load(const QString &file, const QString &schemaFile)
{
    const Result<QJsonDocument> document = loadJson(file, schemaFile);
    if (!document)
        return document.error();
    const JsonCursor root(file, *document);
    for (const auto &[character, readings] : root.child("characters"_L1).members()) {
        if (character.size() != 1 || !isHan(character.front().unicode()))
            readings.fail(u"'%1' is no Chinese character"_s.arg(character));
        std::vector<std::string> &known = d->extra[character.isEmpty() ? u'\0' : character.front().unicode()];
        for (const JsonCursor &reading : readings.items())
            addReading(known, reading.toString());
    }
    for (const auto &[word, readings] : root.child("words"_L1).members()) {
        const QStringList syllables = readings.toString().split(u' ', Qt::SkipEmptyParts);
        if (syllables.size() != word.size()) {
            readings.fail(u"'%1' has %2 characters and %3 readings"_s.arg(word).arg(word.size()).arg(syllables.size()));
            continue;
        }
        for (qsizetype i = 0; i < word.size(); ++i)
            addReading(d->extra[word[i].unicode()], syllables[i]);
    }
    if (root.error())
        return *root.error();
    d->table.clear();
    d->learnt.assign(0x10000, false);
    return ok();
}

void Readings::learn(const QString &text)
{
    QString fresh;
    for (const QChar c : text) {
        if (isHan(c.unicode()) && !d->learnt[c.unicode()]) {
            d->learnt[c.unicode()] = true;
            fresh += c;
        }
    }
    if (fresh.isEmpty())
        return;
    QString lines;
    for (const QChar c : std::as_const(fresh)) {
        lines += c;
        lines += u'\n';
    }
    icu::UnicodeString latin = toIcu(lines);
    if (d->pinyin)
        d->pinyin->transliterate(latin);
    const QString normal =
        QString::fromUtf16(latin.getBuffer(), latin.length()).normalized(QString::NormalizationForm_D).toLower();
    // Without the tones; the two dots of ü stay.
    QString bare;
    for (const QChar c : normal) {
        if (c == QChar(0x308) && bare.endsWith(u'u'))
            bare.back() = u'ü';
        else if (c.category() != QChar::Mark_NonSpacing && c != u' ')
            bare += c;
    }
    const QStringList readings = bare.split(u'\n');
    for (qsizetype i = 0; i < fresh.size(); ++i) {
        std::vector<std::string> &list = d->table[fresh[i].unicode()];
        const QString reading = readings.value(i);
        if (!reading.isEmpty() && reading.front() != fresh[i])
            addReading(list, reading);
        for (const std::string &other : d->extra.value(fresh[i].unicode())) {
            if (std::find(list.begin(), list.end(), other) == list.end())
                list.push_back(other);
        }
    }
}

const std::vector<std::string> &Readings::of(char16_t character)
{
    static const std::vector<std::string> kNone;
    if (!isHan(character))
        return kNone;
    if (!d->learnt[character])
        learn(QString(QChar(character)));
    return d->table[character];
}

QString Readings::folded(const QString &text) const
{
    QString result;
    result.reserve(text.size());
    bool isSimple = true;
    for (const QChar c : text)
        isSimple = isSimple && (c.unicode() < 0x80 || isHan(c.unicode()));
    // Accents and full-width forms are rare: most names need no normalisation.
    const QString normal = isSimple ? text : text.normalized(QString::NormalizationForm_KD);
    for (const QChar c : normal) {
        if (isHan(c.unicode()))
            result += QChar(d->simplified[c.unicode() - kFirst]);
        else if (c.isLetterOrNumber())
            result += c.toLower();
        else if (c.category() != QChar::Mark_NonSpacing && !result.isEmpty() && result.back() != u' ')
            result += u' ';
    }
    if (result.endsWith(u' '))
        result.chop(1);
    return result;
}

} // namespace guancheng
