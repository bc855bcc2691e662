// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "datasources/backend/cityview.h"
#include "datasources/core/cityinput.h"

#include <QCryptographicHash>

#include <map>

namespace guancheng {

/** A small city in memory for tests of what serves it: cases by hand, commands that are accepted at once, keys remembered. */
class FakeCity : public CityView, public CityInput
{
public:
    explicit FakeCity(size_t deviceCount = 200, size_t unitCount = 20)
    {
        for (size_t i = 0; i < deviceCount; ++i) {
            table.deviceClass.push_back(static_cast<quint16>(i % 3));
            table.street.push_back(static_cast<quint16>(i % 2));
            table.longitudeE7.push_back(1215000000 + static_cast<qint32>(i));
            table.latitudeE7.push_back(312000000);
            table.serial.push_back(static_cast<quint32>(i));
            values.value.push_back(static_cast<float>(i));
            values.at.push_back(m_now);
            values.state.push_back(DeviceState::Normal);
        }
        for (size_t i = 0; i < unitCount; ++i) {
            const auto slot = static_cast<quint32>(i);
            unitList.push_back({slot, QStringLiteral("U-%1").arg(i), QStringLiteral("巡逻 %1 组").arg(i), 0,
                                QStringLiteral("police"), static_cast<quint16>(i % 2)});
            positions.push_back({slot, {121.5, 31.2}, m_now, 90, 30, UnitStatus::Available, UnitActivity::Patrolling});
        }
        for (quint16 i = 0; i < 5; ++i)
            indicatorList.push_back({i, 10.0 + i, Level::Normal, Quality::Good, m_now, QStringLiteral("weather")});
        scoreList.push_back({0, 92.5, {{1, 4.5}, {2, 3}}});
        figureList.push_back({QStringLiteral("population"), 2.5e7, m_now});
        SourceHealth source;
        source.id = QStringLiteral("iot");
        source.nameZh = QStringLiteral("物联");
        source.nameEn = QStringLiteral("Devices");
        source.state = FeedState::Live;
        source.lastAt = m_now;
        sourceList.push_back(source);
        cameraList.push_back({QStringLiteral("CAM-1"), QStringLiteral("博华路口"), {121.5, 31.2}, 0, true});
    }

    /** A case of the fake city at a street ('310115125'). */
    static Incident someCase(const QString &id, const QString &street = QStringLiteral("310115125"))
    {
        Incident incident;
        incident.id = id;
        incident.matter = QStringLiteral("fire-lane");
        incident.title = QStringLiteral("消防通道占用");
        incident.level = Level::Moderate;
        incident.place = {{121.5, 31.2}, QStringLiteral("博华路"), street.left(6), street, street + QStringLiteral("-001")};
        incident.department = QStringLiteral("urban-management");
        return incident;
    }

    /** Writes an event, as the city does after it is durable. */
    StreamEvent happen(const QString &change, std::variant<Incident, Alarm, Order, Warning> entity)
    {
        std::visit([this](auto &value) { value.version = m_seq + 1; }, entity);
        StreamEvent event{++m_seq, m_now, change, std::move(entity), {}};
        if (const auto *incident = std::get_if<Incident>(&event.entity)) {
            incidents[incident->id] = *incident;
            event.entry = {event.seq, m_now, incident->stage, change, QStringLiteral("auto"), QString()};
            incidents[incident->id].timeline.append(event.entry);
        } else if (const auto *alarm = std::get_if<Alarm>(&event.entity)) {
            alarms[alarm->id] = *alarm;
        } else if (const auto *order = std::get_if<Order>(&event.entity)) {
            orders[order->id] = *order;
        } else if (const auto *warning = std::get_if<Warning>(&event.entity)) {
            warnings[warning->id] = *warning;
        }
        events.push_back(event);
        for (CityObserver *observer : std::as_const(observers))
            observer->streamed(event);
        return event;
    }

    void setReading(quint32 slot, float value)
    {
        values.value[slot] = value;
        values.at[slot] = m_now;
        for (CityObserver *observer : std::as_const(observers))
            observer->deviceChanged(slot);
    }

    template<typename Notify>
    void tell(Notify notify)
    {
        for (CityObserver *observer : std::as_const(observers))
            notify(*observer);
    }

    QString lineageId = QStringLiteral("6d0b2f3e-1111-4222-8333-944455556666");
    quint64 keptSince = 0; ///< the journal holds the events after this one
    TimeMs m_now = 1763776800000;
    quint64 m_seq = 100;
    CityMode cityMode = CityMode::Ordinary;
    DeviceTable table;
    DeviceReadings values;
    std::vector<Unit> unitList;
    std::vector<UnitRecord> positions;
    std::vector<Camera> cameraList;
    std::vector<IndicatorValue> indicatorList;
    std::vector<float> trend{1, 2, 3};
    std::vector<DimensionScore> scoreList;
    std::vector<Figure> figureList;
    std::vector<FeedHealth> sourceList;
    std::map<QString, Incident> incidents;
    std::map<QString, Alarm> alarms;
    std::map<QString, Order> orders;
    std::map<QString, Warning> warnings;
    std::vector<StreamEvent> events;
    std::map<QString, CommandAnswer> answers; ///< by key
    std::map<QString, Command> commands;      ///< by key
    QList<CityObserver *> observers;
    std::vector<TelemetryRecord> received;
    qint64 rejectedCount = 0;
    QString rejectedReason;
    qint64 clientProblems = 0;
    QString clientProblem;
    QHash<QString, QByteArray> pictures;
    bool holdsAnswers = false; ///< commands are kept in `held` instead of being carried out
    std::vector<std::function<void(const CommandAnswer &)>> held;

    QString lineage() const override { return lineageId; }
    quint64 headSequence() const override { return m_seq; }
    TimeMs now() const override { return m_now; }
    double clockRate() const override { return 1; }
    CityMode mode() const override { return cityMode; }
    DataOrigin origin() const override { return DataOrigin::Simulated; }
    const DeviceTable &devices() const override { return table; }
    const DeviceReadings &readings() const override { return values; }
    QString deviceId(quint32 slot) const override { return QStringLiteral("D-%1").arg(slot); }
    qint64 deviceSlot(const QString &id) const override
    {
        bool isNumber = false;
        const quint32 slot = id.mid(2).toUInt(&isNumber);
        return id.startsWith(QStringLiteral("D-")) && isNumber && slot < table.size() ? qint64(slot) : -1;
    }
    const std::vector<Unit> &units() const override { return unitList; }
    const std::vector<UnitRecord> &unitPositions() const override { return positions; }
    const std::vector<Camera> &cameras() const override { return cameraList; }
    const std::vector<IndicatorValue> &indicators() const override { return indicatorList; }
    std::vector<float> indicatorTrend(quint16) const override { return trend; }
    const std::vector<DimensionScore> &scores() const override { return scoreList; }
    const std::vector<Figure> &figures() const override { return figureList; }
    const std::vector<FeedHealth> &sources() const override { return sourceList; }
    void eachIncident(const std::function<void(const Incident &)> &visit) const override
    {
        for (const auto &[id, incident] : incidents) {
            Incident brief = incident;
            brief.timeline.clear();
            visit(brief);
        }
    }
    void eachAlarm(const std::function<void(const Alarm &)> &visit) const override
    {
        for (const auto &[id, alarm] : alarms)
            visit(alarm);
    }
    void eachOrder(const std::function<void(const Order &)> &visit) const override
    {
        for (const auto &[id, order] : orders)
            visit(order);
    }
    void eachWarning(const std::function<void(const Warning &)> &visit) const override
    {
        for (const auto &[id, warning] : warnings)
            visit(warning);
    }
    Result<Incident> incident(const QString &id) const override
    {
        const auto known = incidents.find(id);
        if (known == incidents.end())
            return Error{QStringLiteral("city"), id, QStringLiteral("unknown case")};
        return known->second;
    }
    Result<std::vector<StreamEvent>> alarmHistory(const QString &id) const override
    {
        std::vector<StreamEvent> history;
        for (const StreamEvent &event : events) {
            if (const auto *alarm = std::get_if<Alarm>(&event.entity); alarm && alarm->id == id)
                history.push_back(event);
        }
        if (history.empty())
            return Error{QStringLiteral("city"), id, QStringLiteral("unknown alarm")};
        return history;
    }
    Result<std::vector<StreamEvent>> eventsAfter(quint64 seq, int limit) const override
    {
        if (seq < keptSince)
            return Error{QStringLiteral("journal"), QString::number(seq), QStringLiteral("no longer held")};
        std::vector<StreamEvent> found;
        for (const StreamEvent &event : events) {
            if (event.seq > seq && found.size() < static_cast<size_t>(limit))
                found.push_back(event);
        }
        return found;
    }
    Result<QByteArray> picture(const QString &hash) const override
    {
        if (!pictures.contains(hash))
            return Error{QStringLiteral("pictures"), hash, QStringLiteral("unknown")};
        return pictures.value(hash);
    }
    Result<Recommendation> recommend(const QString &id) const override
    {
        if (!incidents.contains(id))
            return Error{QStringLiteral("city"), id, QStringLiteral("unknown case")};
        return Recommendation{
            {{QStringLiteral("U-1"), 240, 1800, QStringLiteral("最近"), QStringLiteral("nearest"), 0}}, {}, {}};
    }
    /** Knows 'report', 'void' on a known case, and 'mode'; everything else is refused. */
    void execute(const Command &command, std::function<void(const CommandAnswer &)> answer) override
    {
        if (holdsAnswers) {
            held.push_back(std::move(answer));
            return;
        }
        if (const auto known = answers.find(command.key); known != answers.end()) {
            const Command &before = commands[command.key];
            const bool same = before.verb == command.verb && before.target == command.target && before.args == command.args;
            answer(same ? known->second
                        : CommandAnswer{command.key, false, 0, QStringLiteral("key-reused"), QStringLiteral("键已用"), {}});
            return;
        }
        const CommandAnswer result = carryOut(command);
        answers[command.key] = result;
        commands[command.key] = command;
        answer(result);
    }
    void addObserver(CityObserver *observer) override { observers.append(observer); }
    void removeObserver(CityObserver *observer) override { observers.removeAll(observer); }

    void declareSource(const SourceHealth &source) override
    {
        if (source.id != u"clients") // the hub's own, whose problems are kept apart
            sourceList.push_back(source);
    }
    void declareDevices(DeviceTable) override {}
    void declareUnits(std::vector<Unit>) override {}
    void declareCameras(std::vector<Camera>) override {}
    void telemetry(const QString &, std::span<const TelemetryRecord> records) override
    {
        received.insert(received.end(), records.begin(), records.end());
    }
    void unitPositions(const QString &, std::span<const UnitRecord>) override {}
    void indicators(const QString &, std::span<const IndicatorReading>) override {}
    void figure(const Figure &) override {}
    void report(const QString &, const Report &) override {}
    void field(const QString &, const FieldEvent &) override {}
    void warning(const QString &, const Warning &) override {}
    void rejected(const QString &source, qint64 count, const QString &reason) override
    {
        if (source == u"clients") {
            clientProblems += count;
            clientProblem = reason;
            return;
        }
        rejectedCount += count;
        rejectedReason = reason;
    }
    QString storePicture(const QByteArray &bytes) override
    {
        const QString hash = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        pictures.insert(hash, bytes);
        return hash;
    }
    void setFieldListener(FieldListener *) override {}

private:
    CommandAnswer carryOut(const Command &command)
    {
        const auto refused = [&command](const char *code, const char *reason) {
            return CommandAnswer{
                command.key, false, 0, QString::fromLatin1(code), QStringLiteral("拒绝"), QString::fromLatin1(reason)};
        };
        if (command.verb == QLatin1StringView("report")) {
            const QString title = command.args.value(QLatin1StringView("title")).toString();
            if (title.isEmpty())
                return refused("bad-argument", "no title");
            Incident incident = someCase(QStringLiteral("C-%1").arg(m_seq + 1));
            incident.title = title;
            return {command.key, true, happen(QStringLiteral("opened"), incident).seq, {}, {}, {}};
        }
        static const QStringList kVerbs{QStringLiteral("void"),     QStringLiteral("dispatch"), QStringLiteral("urge"),
                                        QStringLiteral("escalate"), QStringLiteral("close"),    QStringLiteral("verify")};
        if (!kVerbs.contains(command.verb))
            return refused("unknown-verb", "no such verb");
        const auto known = incidents.find(command.target);
        if (known == incidents.end())
            return refused("unknown-target", "no such case");
        if (command.verb != QLatin1StringView("void") || known->second.stage == Stage::Voided)
            return refused("illegal-stage", "not now");
        Incident incident = known->second;
        incident.timeline.clear();
        incident.stage = Stage::Voided;
        return {command.key, true, happen(QStringLiteral("voided"), incident).seq, {}, {}, {}};
    }
};

} // namespace guancheng
