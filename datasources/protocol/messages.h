// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/alarm.h"
#include "domain/command.h"
#include "domain/feedhealth.h"
#include "domain/incident.h"
#include "domain/result.h"

#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

/** The messages of the operations protocol, version 1, as values; docs/protocol.md says what they mean. */
namespace guancheng::protocol {
Q_NAMESPACE

inline constexpr int kVersion = 1;
inline constexpr int kMaxClientText = 1024 * 1024;      ///< bytes
inline constexpr int kMaxServerText = 16 * 1024 * 1024; ///< bytes
inline constexpr int kMaxFrameRecords = 4096;
inline constexpr int kMinFrameRecords = 64;
inline constexpr int kMaxCredit = 256;
inline constexpr int kInitialCredit = 16;
inline constexpr int kMaxPartRows = 4096;
inline constexpr int kMaxIdLength = 128;
inline constexpr int kMaxVerbLength = 32;
inline constexpr int kMaxTextLength = 4000;
inline constexpr int kMaxResumeEvents = 10000;

/** Topics; the first four are streams, the others state. */
enum class Topic : quint8 { Cases, Alarms, Orders, Warnings, Devices, Units, Indicators, Figures, Sources };
Q_ENUM_NS(Topic)
inline constexpr int kTopicCount = 9;

enum class Role : quint8 { Viewer, Operator, Feed };
Q_ENUM_NS(Role)

/** Codes with which the server closes a WebSocket. */
enum class CloseCode : quint16 {
    TooLarge = 1009,
    BadHello = 4400,
    BadToken = 4401,
    BadVersion = 4406,
    Silent = 4408,
    TooManyErrors = 4429,
    TryLater = 4503, ///< busy, or the client reads too slowly
};

bool isStream(Topic topic);

// ---- client to server ----------------------------------------------------------------------------------------

struct Resume
{
    QString lineage;
    quint64 seq = 0;
    bool operator==(const Resume &) const = default;
};

struct Hello
{
    QList<int> versions;
    QString token;
    QString client;
    bool binary = false; ///< `encodings` holds 'binary'
    std::optional<Resume> resume;
    QString source; ///< role feed: whose records its binary frames are
    bool operator==(const Hello &) const = default;
};

struct Subscribe
{
    QList<Topic> topics;
    QStringList unknownTopics; ///< as they came; each is answered with an error
    QStringList areas;         ///< adcodes or street codes, prefixes; empty = all
    QStringList departments;   ///< empty = all
    bool ids = false;          ///< the snapshot of devices with their ids, as JSON
    bool operator==(const Subscribe &) const = default;
};

struct Credit
{
    int frames = 0;
    bool operator==(const Credit &) const = default;
};

struct Resync
{
    QList<Topic> topics;
    QStringList unknownTopics;
    bool operator==(const Resync &) const = default;
};

/** A command; actor and issuedAt are never read from the wire. */
struct CommandMessage
{
    Command command;
    bool operator==(const CommandMessage &) const = default;
};

struct Get
{
    QString id;
    QString path;
    bool operator==(const Get &) const = default;
};

struct Ping
{
    double t0 = 0; ///< clock of the client, comes back as it is
    bool operator==(const Ping &) const = default;
};

/** A reading as JSON: by slot, or by id when that is not empty. */
struct NamedReading
{
    TelemetryRecord record;
    QString id;
};

struct Telemetry
{
    QString source;
    std::vector<NamedReading> records;
    int malformed = 0; ///< entries that could not be read
    QString problem;   ///< of the last of these: pointer and reason
};

/** A message of a type that this version does not know. */
struct Unknown
{
    QString type;
    bool operator==(const Unknown &) const = default;
};

using ClientMessage = std::variant<Hello, Subscribe, Credit, Resync, CommandMessage, Get, Ping, Telemetry, Unknown>;

// ---- server to client ----------------------------------------------------------------------------------------

/** What the server allows; as in the table of section 1. */
struct Limits
{
    int textBytes = kMaxClientText;
    int frameRecords = kMaxFrameRecords;
    int commandsPerSecond = 200;
    int errorsPerMinute = 100;
    int credit = kMaxCredit;
    int resumeEvents = kMaxResumeEvents;
    int pictureBytes = 4 * 1024 * 1024;
    int sessions = 64;
    bool operator==(const Limits &) const = default;
};

struct Welcome
{
    int version = kVersion;
    QString session;
    QString lineage;
    quint64 seq = 0;
    TimeMs time = 0;
    double rate = 1;
    int heartbeatMs = 1000;
    CityMode mode = CityMode::Ordinary;
    bool simulated = false;
    QString origin; ///< 'live', 'simulated', 'replay'; empty: the server does not say more than `simulated`
    Role role = Role::Viewer;
    bool resumed = false;
    Limits limits;
    QString server;
    bool operator==(const Welcome &) const = default;
};

struct Refused
{
    QString code; ///< 'version', 'token', 'busy', 'bad-hello'
    QString reason;
    QList<int> versions;
    bool operator==(const Refused &) const = default;
};

using StreamEntity = std::variant<Incident, Alarm, Order, Warning>;
Topic topicOf(const StreamEntity &entity);

struct EventMessage
{
    quint64 seq = 0;
    quint64 prev = 0;
    TimeMs at = 0;
    QString change;
    StreamEntity entity;
    std::optional<TimelineEntry> entry; ///< cases only
};

/** Rows of the devices' snapshot, one entry a slot from `SnapshotPart::slot` on; all vectors have the same length. */
struct DeviceColumns
{
    static constexpr quint16 kNobody = 0xffff; ///< deviceClass of a slot outside the session's areas
    std::vector<qint32> longitudeE7;           ///< kNoPosition = not known
    std::vector<qint32> latitudeE7;
    std::vector<quint16> deviceClass;
    std::vector<quint16> street;
    std::vector<float> value; ///< NaN = missing
    std::vector<TimeMs> at;   ///< 0 = never
    std::vector<DeviceState> state;
    std::vector<QString> id; ///< empty unless asked for

    static constexpr qint32 kNoPosition = std::numeric_limits<qint32>::min();
    size_t size() const { return deviceClass.size(); }
    void clear();
};

/** Units by slot from `SnapshotPart::slot` on; an empty id marks a slot outside the session's filter. */
struct UnitColumns
{
    std::vector<Unit> units;
    std::vector<UnitRecord> positions; ///< same length
};

struct IndicatorColumns
{
    std::vector<IndicatorValue> values;
    std::vector<std::optional<std::vector<float>>> trends; ///< same length; nothing = as it was
    std::vector<DimensionScore> scores;                    ///< only when they changed
};

struct SnapshotPart
{
    Topic topic = Topic::Cases;
    quint64 seq = 0;
    int part = 1;
    int parts = 1;
    quint32 rows = 0;
    quint32 slot = 0;  ///< devices, units: of the first row
    quint32 total = 0; ///< devices, units: slots of the whole directory; 0 when not told
    std::variant<std::vector<Incident>, std::vector<Alarm>, std::vector<Order>, std::vector<Warning>, DeviceColumns,
                 UnitColumns, IndicatorColumns, std::vector<Figure>, std::vector<FeedHealth>>
        content; ///< by the index of the topic
};

/** A change of state as JSON. */
struct StateDelta
{
    Topic topic = Topic::Indicators;
    quint64 n = 0;
    TimeMs at = 0;
    bool last = true; ///< of this pulse
    std::variant<std::vector<TelemetryRecord>, std::vector<UnitRecord>, IndicatorColumns, std::vector<Figure>,
                 std::vector<FeedHealth>>
        content; ///< devices, units, indicators, figures, sources
};

struct ResultMessage
{
    CommandAnswer answer;
    bool operator==(const ResultMessage &) const = default;
};

struct Response
{
    QString id;
    int status = 200;
    QJsonObject body;
    bool operator==(const Response &) const = default;
};

struct Pong
{
    double t0 = 0;
    TimeMs time = 0;
    double rate = 1;
    quint64 seq = 0;
    bool operator==(const Pong &) const = default;
};

struct ModeMessage
{
    CityMode mode = CityMode::Ordinary;
    QString by;
    bool operator==(const ModeMessage &) const = default;
};

struct ErrorMessage
{
    QString code;
    QString reason;
    QString place;
    bool operator==(const ErrorMessage &) const = default;
};

/** Answer to telemetry. */
struct TelemetryResult
{
    QString source;
    int accepted = 0;
    int rejected = 0;
    QString reason; ///< of the last rejection
    bool operator==(const TelemetryResult &) const = default;
};

using ServerMessage = std::variant<Welcome, Refused, SnapshotPart, EventMessage, StateDelta, ResultMessage, Response, Pong,
                                   ModeMessage, ErrorMessage, TelemetryResult, Unknown>;

/** 'bad-json' for an error of syntax, 'bad-argument' for a member of the wrong kind. */
QString codeOf(const Error &error);

} // namespace guancheng::protocol
