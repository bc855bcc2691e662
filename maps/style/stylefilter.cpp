// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/style/stylefilter.h"

#include "jsonfile/jsoncursor.h"
#include "maps/style/stylevalues.h"

#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** A number as attributeText() writes it, so that 3 and '3' are the same member of a set. */
QString memberText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    FeatureTable::Column column{u"member"_s, FeatureTable::ColumnType::Number, {}, {value.toDouble()}};
    return attributeText(column, 0);
}

double timeOf(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? static_cast<double>(time.toMSecsSinceEpoch()) : std::nan("");
}

} // namespace

StyleFilter StyleFilter::parse(const JsonCursor &json)
{
    int nodes = 0;
    return parse(json, 0, nodes);
}

StyleFilter StyleFilter::parse(const JsonCursor &json, int depth, int &nodes)
{
    StyleFilter result;
    if (depth > kMaxDepth || ++nodes > kMaxNodes) {
        json.fail(u"a condition of more than %1 levels or %2 parts"_s.arg(kMaxDepth).arg(kMaxNodes));
        return result;
    }
    const auto takeParts = [&](QLatin1StringView key, Op op) {
        result.m_op = op;
        for (const JsonCursor &part : json.child(key).items())
            result.m_parts.push_back(parse(part, depth + 1, nodes));
    };
    if (json.has("all"_L1)) {
        takeParts("all"_L1, Op::All);
    } else if (json.has("any"_L1)) {
        takeParts("any"_L1, Op::Any);
    } else if (json.has("not"_L1)) {
        result.m_op = Op::Not;
        result.m_parts.push_back(parse(json.child("not"_L1), depth + 1, nodes));
    } else if (json.has("geometry"_L1)) {
        result.m_op = Op::Kind;
        const QString kind = json.string("geometry"_L1);
        result.m_kind = kind == "point"_L1     ? GeometryKind::Point
                        : kind == "line"_L1    ? GeometryKind::Line
                        : kind == "polygon"_L1 ? GeometryKind::Polygon
                                               : GeometryKind::None;
        if (result.m_kind == GeometryKind::None)
            json.fail("geometry"_L1, u"'%1' is none of point, line, polygon"_s.arg(kind));
    } else {
        result.parseCondition(json);
    }
    return result;
}

StyleFilter StyleFilter::ofKind(GeometryKind kind)
{
    StyleFilter result;
    result.m_op = Op::Kind;
    result.m_kind = kind;
    return result;
}

StyleFilter StyleFilter::ofRange(const QString &attribute, double from, double below)
{
    StyleFilter result;
    result.m_op = Op::Range;
    result.m_attribute = attribute;
    result.m_number = from;
    result.m_to = below;
    return result;
}

void StyleFilter::parseCondition(const JsonCursor &json)
{
    m_attribute = json.string("attribute"_L1);
    if (json.has("missing"_L1)) {
        m_op = Op::Missing;
        m_number = json.boolean("missing"_L1) ? 1 : 0;
    } else if (json.has("in"_L1)) {
        m_op = Op::In;
        for (const JsonCursor &member : json.child("in"_L1).items()) {
            if (!member.value().isString() && !member.value().isDouble())
                member.fail(u"neither text nor number"_s);
            m_set.insert(memberText(member.value()));
        }
    } else if (json.has("range"_L1)) {
        m_op = Op::Range;
        const std::vector<double> ends = json.numbers("range"_L1);
        if (ends.size() != 2 || !(ends[0] <= ends[1])) {
            json.fail("range"_L1, u"not [from, below] with from <= below"_s);
            return;
        }
        m_number = ends[0];
        m_to = ends[1];
    } else {
        parseComparison(json);
    }
}

void StyleFilter::parseComparison(const JsonCursor &json)
{
    static const QHash<QString, Op> operators{{u"="_s, Op::Equal},      {u"!="_s, Op::Unequal}, {u"<"_s, Op::Less},
                                              {u"<="_s, Op::LessEqual}, {u">"_s, Op::Greater},  {u">="_s, Op::GreaterEqual}};
    const QString op = json.string("is"_L1, u"="_s);
    if (!operators.contains(op)) {
        json.fail("is"_L1, u"'%1' is none of = != < <= > >="_s.arg(op));
        return;
    }
    m_op = operators.value(op);
    const QJsonValue value = json.child("value"_L1).value();
    if (value.isDouble()) {
        m_number = value.toDouble();
        m_text = memberText(value);
    } else if (value.isString()) {
        m_isText = true;
        m_text = value.toString();
        m_number = timeOf(m_text);
    } else if (!json.error()) {
        json.fail("value"_L1, u"neither text nor number"_s);
    }
}

QStringList StyleFilter::attributes() const
{
    QStringList result;
    if (!m_attribute.isEmpty())
        result.append(m_attribute);
    for (const StyleFilter &part : m_parts)
        result += part.attributes();
    return result;
}

StyleFilter::Bound StyleFilter::bind(const FeatureTable &table) const
{
    Bound bound;
    bound.filter = this;
    bound.table = &table;
    bound.column = m_attribute.isEmpty() ? nullptr : table.column(m_attribute);
    bound.parts.reserve(m_parts.size());
    for (const StyleFilter &part : m_parts)
        bound.parts.push_back(part.bind(table));
    return bound;
}

bool StyleFilter::holds(const Bound &bound, size_t feature) const
{
    const auto part = [feature](const Bound &b) { return b(feature); };
    switch (m_op) {
    case Op::Always: return true;
    case Op::All: return std::all_of(bound.parts.begin(), bound.parts.end(), part);
    case Op::Any: return std::any_of(bound.parts.begin(), bound.parts.end(), part);
    case Op::Not: return !bound.parts.front()(feature);
    case Op::Kind: return bound.table->kinds[feature] == m_kind;
    case Op::Missing: {
        const bool missing = !bound.column || attributeText(*bound.column, feature).isEmpty();
        return missing == (m_number != 0);
    }
    default: return bound.column && holdsFor(*bound.column, feature);
    }
}

bool StyleFilter::holdsFor(const FeatureTable::Column &column, size_t feature) const
{
    const bool textual = column.type == FeatureTable::ColumnType::Text;
    if (m_op == Op::In) {
        const QString value = attributeText(column, feature);
        return !value.isEmpty() && m_set.contains(value);
    }
    if (textual && m_isText) {
        const QString &value = feature < column.texts.size() ? column.texts[feature] : QString();
        return !value.isNull() && compareText(value);
    }
    const double value = attributeNumber(column, feature);
    return !std::isnan(value) && !std::isnan(m_number) && compareNumber(value);
}

bool StyleFilter::compareNumber(double value) const
{
    switch (m_op) {
    case Op::Equal: return value == m_number;
    case Op::Unequal: return value != m_number;
    case Op::Less: return value < m_number;
    case Op::LessEqual: return value <= m_number;
    case Op::Greater: return value > m_number;
    case Op::GreaterEqual: return value >= m_number;
    case Op::Range: return value >= m_number && value < m_to;
    default: return false;
    }
}

bool StyleFilter::compareText(const QString &value) const
{
    const int order = QString::compare(value, m_text);
    switch (m_op) {
    case Op::Equal: return order == 0;
    case Op::Unequal: return order != 0;
    case Op::Less: return order < 0;
    case Op::LessEqual: return order <= 0;
    case Op::Greater: return order > 0;
    case Op::GreaterEqual: return order >= 0;
    default: return false;
    }
}

} // namespace guancheng
