// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/protocol/messages.h"

#include <QByteArrayView>

#include <memory>

namespace guancheng::protocol {

/**
 * Reads messages of JSON. It keeps its buffers between messages, so use one for each connection or thread; one thread at a
 * time.
 *
 * Errors: a text that is no JSON object has the place 'byte N'; a member of the wrong kind its JSON pointer (RFC 6901).
 * Unknown members are ignored; an unknown `type` is an Unknown, no error.
 */
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Q_DISABLE_COPY_MOVE(Decoder)

    /** A message of a client, UTF-8. */
    Result<ClientMessage> client(QByteArrayView json);
    /** A message of a server, UTF-8. */
    Result<ServerMessage> server(QByteArrayView json);
    /** The body of POST /commands and POST /telemetry: the message without `type`. */
    Result<CommandMessage> command(QByteArrayView json);
    Result<Telemetry> telemetry(QByteArrayView json);
    /** One entity as GET answers it, a case with its timeline. */
    Result<StreamEntity> entity(Topic topic, QByteArrayView json);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace guancheng::protocol
