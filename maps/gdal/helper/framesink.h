// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/gdal/featurewire.h"

namespace guancheng {

/** The way back to the wall: frames on what was standard output. Nothing else in the process can write there. */
class FrameSink
{
public:
    /** Takes standard output for itself; what libraries print goes to standard error. */
    FrameSink();
    /** False once the wall has gone. */
    bool send(wire::FrameType type, const QByteArray &payload);
    bool send(wire::FrameType type, const QJsonObject &json);
    bool fail(const QString &reason);
    /** Progress, at most every 100 ms; a negative \c fraction is not known. */
    void progress(double fraction, quint64 features);
    /** For the handler of exhausted memory: no allocation. Ends the process. */
    [[noreturn]] static void endWithoutMemory();

private:
    bool write(const char *bytes, size_t count);
    int m_handle;
    qint64 m_lastProgress = 0;
};

} // namespace guancheng
