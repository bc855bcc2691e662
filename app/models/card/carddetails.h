// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/incident.h"
#include "models/names.h"
#include "stores/operationalpicture.h"

namespace guancheng {

/** What the card says, as plain values that QML reads member by member. Both languages; times in ms, 0 = not known. */
struct CardDetails
{
    Q_GADGET
    Q_PROPERTY(QString titleZh MEMBER titleZh)
    Q_PROPERTY(QString titleEn MEMBER titleEn)
    Q_PROPERTY(QString subtitle MEMBER subtitle)
    Q_PROPERTY(int level MEMBER level)
    Q_PROPERTY(QString placeName MEMBER placeName)
    Q_PROPERTY(QString areaZh MEMBER areaZh)
    Q_PROPERTY(QString areaEn MEMBER areaEn)
    Q_PROPERTY(QString grid MEMBER grid)
    Q_PROPERTY(QString ownerZh MEMBER ownerZh)
    Q_PROPERTY(QString ownerEn MEMBER ownerEn)
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(QString sourceId MEMBER sourceId)
    Q_PROPERTY(double openedAt MEMBER openedAt)
    Q_PROPERTY(int stage MEMBER stage)
    Q_PROPERTY(double stageSince MEMBER stageSince)
    Q_PROPERTY(double stageDueAt MEMBER stageDueAt)
    Q_PROPERTY(double dueAt MEMBER dueAt)
    Q_PROPERTY(int tier MEMBER tier)
    Q_PROPERTY(QString unitCallsign MEMBER unitCallsign)
    Q_PROPERTY(int urged MEMBER urged)
    Q_PROPERTY(bool automatic MEMBER automatic)
    Q_PROPERTY(bool orphaned MEMBER orphaned)
    Q_PROPERTY(double longitude MEMBER longitude)
    Q_PROPERTY(double latitude MEMBER latitude)
    Q_PROPERTY(double value MEMBER value)
    Q_PROPERTY(double limit MEMBER limit)
    Q_PROPERTY(QString unitZh MEMBER unitZh)
    Q_PROPERTY(QString unitEn MEMBER unitEn)
    Q_PROPERTY(QString textZh MEMBER textZh)
    Q_PROPERTY(QString textEn MEMBER textEn)
    Q_PROPERTY(int decimals MEMBER decimals)
    Q_PROPERTY(double at MEMBER at)
    Q_PROPERTY(int quality MEMBER quality)
    Q_PROPERTY(QString state MEMBER state)
    Q_PROPERTY(QString causeZh MEMBER causeZh)
    Q_PROPERTY(QString causeEn MEMBER causeEn)
    Q_PROPERTY(QString consequenceZh MEMBER consequenceZh)
    Q_PROPERTY(QString consequenceEn MEMBER consequenceEn)
    Q_PROPERTY(QString actionZh MEMBER actionZh)
    Q_PROPERTY(QString actionEn MEMBER actionEn)
    Q_PROPERTY(QString incidentId MEMBER incidentId)
    Q_PROPERTY(QString acknowledgedBy MEMBER acknowledgedBy)

public:
    QString titleZh, titleEn;
    QString subtitle; ///< in the words of the source
    int level = 0;    ///< Level
    QString placeName, areaZh, areaEn, grid;
    QString ownerZh, ownerEn; ///< the chain: grid - street - department
    QString source, sourceId; ///< 'video', the camera
    double openedAt = 0;
    int stage = -1; ///< Stage; -1 when the thing has none
    double stageSince = 0, stageDueAt = 0, dueAt = 0;
    int tier = -1;
    QString unitCallsign;
    int urged = 0;
    bool automatic = false;
    bool orphaned = false; ///< the backend does not know the case any more
    double longitude = std::numeric_limits<double>::quiet_NaN();
    double latitude = std::numeric_limits<double>::quiet_NaN();
    double value = std::numeric_limits<double>::quiet_NaN();
    double limit = std::numeric_limits<double>::quiet_NaN();
    QString unitZh, unitEn;
    QString textZh, textEn; ///< of a value that is a state: 'stopped'; empty for a number
    int decimals = 1;
    double at = 0;
    int quality = 0; ///< Quality
    QString state;   ///< name on the wire: 'unacknowledged', 'fault', 'enroute'
    QString causeZh, causeEn, consequenceZh, consequenceEn, actionZh, actionEn;
    QString incidentId; ///< case that the alarm led to
    QString acknowledgedBy;
};

/** The verbs that make sense now; a preview, the backend decides. */
struct CardVerbs
{
    Q_GADGET
    Q_PROPERTY(bool canDispatch MEMBER canDispatch)
    Q_PROPERTY(bool canUrge MEMBER canUrge)
    Q_PROPERTY(bool canEscalate MEMBER canEscalate)
    Q_PROPERTY(bool canReturn MEMBER canReturn)
    Q_PROPERTY(bool canVerify MEMBER canVerify)
    Q_PROPERTY(bool canClose MEMBER canClose)
    Q_PROPERTY(bool canVoid MEMBER canVoid)
    Q_PROPERTY(bool canAcknowledge MEMBER canAcknowledge)
    Q_PROPERTY(bool canShelve MEMBER canShelve)
    Q_PROPERTY(bool canShelveOnce MEMBER canShelveOnce)
    Q_PROPERTY(bool canUnshelve MEMBER canUnshelve)
    Q_PROPERTY(bool canRetire MEMBER canRetire)
    Q_PROPERTY(bool canReinstate MEMBER canReinstate)

public:
    bool canDispatch = false, canUrge = false, canEscalate = false, canReturn = false, canVerify = false, canClose = false;
    bool canVoid = false, canAcknowledge = false, canShelve = false, canShelveOnce = false, canUnshelve = false;
    bool canRetire = false, canReinstate = false;
    bool operator==(const CardVerbs &) const = default;
};

CardDetails detailsOf(const Incident &incident, const OperationalPicture &picture, const Names &names);
CardDetails detailsOf(const Alarm &alarm, const OperationalPicture &picture, const Names &names);
CardDetails detailsOfIndicator(int index, const OperationalPicture &picture, const Names &names);
/** `slot` in the directory of devices; what the arrays know, the id comes from the backend. */
CardDetails detailsOfDevice(quint32 slot, const OperationalPicture &picture, const Names &names);
CardDetails detailsOfUnit(const QString &id, const OperationalPicture &picture, const Names &names);

CardVerbs verbsOf(const Incident &incident, bool orphaned);
CardVerbs verbsOf(const Alarm &alarm);

} // namespace guancheng
