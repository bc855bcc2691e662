// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "shell/cityhost.h"

namespace guancheng {

namespace {

/** What a failure does when the command line gives no amount. */
double usualAmount(FeedFailure::Kind kind)
{
    switch (kind) {
    case FeedFailure::Kind::Noise: return 0.3;
    case FeedFailure::Kind::ClockSkew: return 900;
    case FeedFailure::Kind::Duplicates: return 0.2;
    case FeedFailure::Kind::Burst: return 100;
    case FeedFailure::Kind::Lost:
    case FeedFailure::Kind::Stale:
    case FeedFailure::Kind::OutOfOrder: break;
    }
    return 0;
}

Error wrong(const QString &text, const QString &reason)
{
    return {QStringLiteral("command line"), QStringLiteral("fail"), QStringLiteral("'%1': %2").arg(text, reason)};
}

} // namespace

Result<FeedFailure> parseFeedFailure(const QString &text, const Catalogue &catalogue)
{
    const qsizetype equals = text.indexOf(u'=');
    const QStringList mode = text.mid(equals + 1).split(u'@');
    FeedFailure failure;
    failure.feed = text.left(equals);
    if (equals < 0 || mode.size() > 2)
        return wrong(text, QStringLiteral("wants feed=mode or feed=mode@amount"));
    if (failure.feed == QLatin1String("all"))
        failure.feed.clear();
    else if (catalogue.sources().indexOf(failure.feed) < 0)
        return wrong(text, QStringLiteral("there is no feed '%1'").arg(failure.feed));
    const auto kind = feedFailureByName(mode.constFirst());
    if (!kind)
        return wrong(text, QStringLiteral("there is no failure '%1'").arg(mode.constFirst()));
    failure.kind = *kind;
    failure.amount = usualAmount(*kind);
    if (mode.size() == 2) {
        bool isNumber = false;
        failure.amount = mode.at(1).toDouble(&isNumber);
        if (!isNumber)
            return wrong(text, QStringLiteral("'%1' is no number").arg(mode.at(1)));
    }
    return failure;
}

} // namespace guancheng
