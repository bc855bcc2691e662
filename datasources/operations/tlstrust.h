// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>
#include <QString>

namespace guancheng {

/**
 * Whom a client of an operations backend believes over TLS: the authorities of the system or, with a file of PEM
 * certificates, only those. A certificate that is itself in the file is pinned: it is believed under any host name, as
 * long as it is valid. Pure; any thread.
 */
class TlsTrust
{
public:
    /** An empty name stands for the authorities of the system. An error names the file. */
    static Result<TlsTrust> fromFile(const QString &pemFile);

    QSslConfiguration configuration() const;
    /** What of the errors of a handshake can be passed over, since the certificate of the other side is pinned. */
    QList<QSslError> pardoned(const QList<QSslError> &errors, const QSslCertificate &peer) const;
    /** 'ops.city:8460: the certificate is not accepted: The host name did not match ...'. */
    static QString complaint(const QString &host, int port, const QList<QSslError> &errors);

private:
    QList<QSslCertificate> m_certificates; ///< empty: those of the system
};

} // namespace guancheng
