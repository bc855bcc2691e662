// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "catalogue/tablereader.h"
#include "catalogue/tables.h"

namespace guancheng {

using namespace Qt::StringLiterals;

namespace {

constexpr NamedValue<Movement> kMovements[] = {
    {"route"_L1, Movement::Route}, {"patrol"_L1, Movement::Patrol}, {"station"_L1, Movement::Station}};

std::array<double, 24> readHours(const JsonCursor &cursor, QLatin1StringView key)
{
    std::array<double, 24> hours{};
    const std::vector<double> numbers = cursor.numbers(key);
    if (numbers.size() == hours.size())
        std::copy(numbers.begin(), numbers.end(), hours.begin());
    else
        cursor.fail(key, u"24 numbers are expected, not %1"_s.arg(numbers.size()));
    return hours;
}

void readWarningTexts(const JsonCursor &item, WarningKind &kind)
{
    Level last = Level::Normal;
    for (const JsonCursor &text : item.child("levels"_L1).items()) {
        const Level level = readLevel(text, "level"_L1);
        if (level <= last) {
            text.fail("level"_L1, u"levels go from the mildest to the worst, each once"_s);
            return;
        }
        last = level;
        const auto index = static_cast<std::size_t>(level) - 1;
        kind.levels.append(level);
        kind.textZh[index] = text.string("textZh"_L1);
        kind.textEn[index] = text.string("textEn"_L1);
    }
}

} // namespace

void readRhythms(const JsonCursor &root, CatalogueTables &tables)
{
    tables.rhythms = readEntries<Rhythm>(root.child("rhythms"_L1), [](const JsonCursor &item, Rhythm &rhythm) {
        rhythm.weekday = readHours(item, "weekday"_L1);
        rhythm.weekend = item.has("weekend"_L1) ? readHours(item, "weekend"_L1) : rhythm.weekday;
    });
}

void readSources(const JsonCursor &root, CatalogueTables &tables)
{
    tables.sources = readEntries<SourceSpec>(root.child("sources"_L1), [&](const JsonCursor &item, SourceSpec &source) {
        source.nameZh = item.string("nameZh"_L1);
        source.nameEn = item.string("nameEn"_L1);
        source.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
        source.periodSeconds = item.number("periodSeconds"_L1);
        source.staleAfterSeconds = item.number("staleAfterSeconds"_L1);
        source.lostAfterSeconds = item.number("lostAfterSeconds"_L1);
        if (source.staleAfterSeconds <= source.periodSeconds)
            item.fail("staleAfterSeconds"_L1, u"must be more than periodSeconds, else the feed is always stale"_s);
        if (source.lostAfterSeconds < source.staleAfterSeconds)
            item.fail("lostAfterSeconds"_L1, u"must not be less than staleAfterSeconds"_s);
    });
}

void readUnitKinds(const JsonCursor &root, CatalogueTables &tables)
{
    double shares = 0;
    const JsonCursor kinds = root.child("kinds"_L1);
    tables.unitKinds = readEntries<UnitKind>(kinds, [&](const JsonCursor &item, UnitKind &kind) {
        kind.nameZh = item.string("nameZh"_L1);
        kind.nameEn = item.string("nameEn"_L1);
        kind.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
        kind.share = item.number("share"_L1);
        shares += kind.share;
        kind.movement = readEnum(item, "movement"_L1, kMovements);
        kind.speedKmh = readHours(item, "speedKmh"_L1);
        kind.symbol = item.string("symbol"_L1);
        kind.skills = item.strings("skills"_L1);
        kind.crew = item.integer("crew"_L1);
        kind.callsignZh = item.string("callsignZh"_L1);
        kind.callsignEn = item.string("callsignEn"_L1);
        kind.onDutyNight = item.number("onDutyNight"_L1, 1);
        if (!kind.callsignZh.contains("{n}"_L1))
            item.fail("callsignZh"_L1, u"'{n}' is missing: two units would have one name"_s);
    });
    checkSum(kinds, shares, "the shares"_L1);
}

void readWarnings(const JsonCursor &root, CatalogueTables &tables)
{
    tables.warningColours =
        readEntries<WarningColour>(root.child("colours"_L1), [](const JsonCursor &item, WarningColour &colour) {
            colour.level = readLevel(item, "level"_L1);
            colour.nameZh = item.string("nameZh"_L1);
            colour.nameEn = item.string("nameEn"_L1);
        });
    tables.warningKinds = readEntries<WarningKind>(root.child("kinds"_L1), [&](const JsonCursor &item, WarningKind &kind) {
        kind.nameZh = item.string("nameZh"_L1);
        kind.nameEn = item.string("nameEn"_L1);
        kind.department = readReference(item, "owner"_L1, tables.departments, "department"_L1);
        kind.issuerZh = item.string("issuerZh"_L1);
        kind.issuerEn = item.string("issuerEn"_L1);
        kind.validHours = item.integer("validHours"_L1);
        readWarningTexts(item, kind);
    });
}

} // namespace guancheng
