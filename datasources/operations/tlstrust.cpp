// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "datasources/operations/tlstrust.h"

#include <QFile>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace guancheng {

Result<TlsTrust> TlsTrust::fromFile(const QString &pemFile)
{
    TlsTrust trust;
    if (pemFile.isEmpty())
        return trust;
    constexpr qint64 kMostBytes = 4'000'000;
    QFile file(pemFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{pemFile, {}, file.errorString()};
    trust.m_certificates = QSslCertificate::fromData(file.read(kMostBytes), QSsl::Pem);
    if (trust.m_certificates.isEmpty())
        return Error{pemFile, {}, u"no certificate in PEM"_s};
    return trust;
}

QSslConfiguration TlsTrust::configuration() const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!m_certificates.isEmpty())
        tls.setCaCertificates(m_certificates);
    return tls;
}

QList<QSslError> TlsTrust::pardoned(const QList<QSslError> &errors, const QSslCertificate &peer) const
{
    QList<QSslError> pardoned;
    if (peer.isNull() || !m_certificates.contains(peer))
        return pardoned;
    for (const QSslError &error : errors) {
        if (error.error() == QSslError::HostNameMismatch || error.error() == QSslError::SelfSignedCertificate ||
            error.error() == QSslError::UnableToGetLocalIssuerCertificate ||
            error.error() == QSslError::UnableToVerifyFirstCertificate)
            pardoned.append(error);
    }
    return pardoned;
}

QString TlsTrust::complaint(const QString &host, int port, const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons.append(error.errorString());
    reasons.removeDuplicates();
    return u"%1:%2: the certificate is not accepted: %3"_s.arg(host).arg(port).arg(reasons.join(u"; "_s));
}

} // namespace guancheng
