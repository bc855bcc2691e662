// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "maps/features/featuretable.h"

#include <QSet>

#include <vector>

namespace guancheng {

class JsonCursor;

/**
 * The condition of a rule: comparisons of attributes, joined by all, any and not. Data, never code; bounded in size. A
 * missing value fulfils nothing but 'missing' (and what a 'not' turns round). Immutable; any thread.
 */
class StyleFilter
{
public:
    static constexpr int kMaxDepth = 16;
    static constexpr int kMaxNodes = 2000;

    /** Fulfilled by everything. */
    StyleFilter() = default;
    /** Reports what is wrong to the cursor. */
    static StyleFilter parse(const JsonCursor &json);

    static StyleFilter ofKind(GeometryKind kind);
    /** from <= attribute < below. */
    static StyleFilter ofRange(const QString &attribute, double from, double below);

    bool isAlways() const { return m_op == Op::Always; }
    QStringList attributes() const;

    /** The filter with its attributes found in a table, which has to outlive it. */
    class Bound
    {
    public:
        bool operator()(size_t feature) const { return filter->holds(*this, feature); }

    private:
        friend class StyleFilter;
        const StyleFilter *filter = nullptr;
        const FeatureTable *table = nullptr;
        const FeatureTable::Column *column = nullptr;
        std::vector<Bound> parts;
    };
    /** The filter has to outlive what it returns. */
    Bound bind(const FeatureTable &table) const;

private:
    enum class Op : quint8 {
        Always,
        All,
        Any,
        Not,
        Equal,
        Unequal,
        Less,
        LessEqual,
        Greater,
        GreaterEqual,
        In,
        Range,
        Missing,
        Kind
    };

    static StyleFilter parse(const JsonCursor &json, int depth, int &nodes);
    void parseCondition(const JsonCursor &json);
    void parseComparison(const JsonCursor &json);
    bool holds(const Bound &bound, size_t feature) const;
    bool holdsFor(const FeatureTable::Column &column, size_t feature) const;
    bool compareNumber(double value) const;
    bool compareText(const QString &value) const;

    Op m_op = Op::Always;
    QString m_attribute;
    bool m_isText = false; ///< compares as text
    double m_number = 0;   ///< Range: from
    double m_to = 0;       ///< Range: below
    QString m_text;
    QSet<QString> m_set;
    GeometryKind m_kind = GeometryKind::None;
    std::vector<StyleFilter> m_parts;
};

} // namespace guancheng
