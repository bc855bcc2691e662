// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/protocol/messages.h"
#include "moc_messages.cpp"

#include "datasources/protocol/names.h"

namespace guancheng::protocol {

bool isStream(Topic topic)
{
    return topic <= Topic::Warnings;
}

QString codeOf(const Error &error)
{
    return error.place.startsWith(QStringLiteral("byte")) ? QStringLiteral("bad-json") : QStringLiteral("bad-argument");
}

void DeviceColumns::clear()
{
    *this = DeviceColumns();
}

Topic topicOf(const StreamEntity &entity)
{
    return static_cast<Topic>(entity.index());
}

} // namespace guancheng::protocol
