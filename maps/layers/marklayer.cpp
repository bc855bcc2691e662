// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/layers/marklayer.h"

#include "maps/geo/mercator.h"
#include "maps/layers/labellayer.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace guancheng {

namespace {

/** Room around a ring and around a bare symbol by level, pixels of a 1080-line screen: the worse, the closer they may stand. */
struct Room
{
    double ring;
    double symbol;
};

Room roomOf(Level level)
{
    switch (level) {
    case Level::Critical: return {12, 6};
    case Level::Major: return {24, 9};
    case Level::Moderate: return {90, 16};
    case Level::Minor:
    case Level::Normal: break;
    }
    return {400, 130};
}

QRect squareAround(QPoint middle, double reach)
{
    const int r = static_cast<int>(std::ceil(reach));
    return {middle.x() - r, middle.y() - r, 2 * r + 1, 2 * r + 1};
}

} // namespace

MarkLayer::MarkLayer(std::shared_ptr<const std::vector<MapMark>> marks, std::shared_ptr<const MapStyle> style,
                     std::shared_ptr<const SymbolSet> symbols, const MapScale &scale, std::shared_ptr<TextSprites> sprites,
                     const QString &selectedId, const LabelLayer *names, const QRect &seen)
    : m_marks(std::move(marks))
    , m_style(std::move(style))
    , m_symbols(std::move(symbols))
    , m_scale(scale)
    , m_sprites(std::move(sprites))
{
    choose(selectedId);
    placeLabels(names, seen);
    std::reverse(m_placed.begin(), m_placed.end());
    for (size_t i = 0; i < m_placed.size(); ++i) {
        const Placed &mark = m_placed[i];
        m_pixels.insert(reachOf(mark), static_cast<quint32>(i));
        if (mark.prominence != Prominence::Dot) {
            const double reach = mark.prominence == Prominence::Ring ? m_style->ringRadius : m_style->markRadius;
            m_covering.insert(squareAround(mark.place, reach * 0.8 * m_scale.look), 0);
        }
        if (!mark.label.isEmpty())
            m_covering.insert(labelBox(mark.label, mark.labelMiddle), 0);
    }
}

TextLook MarkLayer::labelLook() const
{
    TextLook look;
    if (const LabelStyle *style = m_style->label("mark"_L1)) {
        look = {.font = m_style->font,
                .pixelSize = static_cast<int>(std::lround(style->size.at(m_scale.styleZoom()) * m_scale.look)),
                .weight = style->weight,
                .spacing = style->spacing,
                .colour = style->colour.rgba(),
                .halo = style->halo.rgba(),
                .haloWidth = style->haloWidth * m_scale.look,
                .angle = 0};
    }
    return look;
}

QRect MarkLayer::labelBox(const QString &text, QPoint middle) const
{
    const QSize size = m_sprites->measure(text, labelLook()).toSize();
    return {middle - QPoint(size.width() / 2, size.height() / 2), size};
}

bool MarkLayer::roomFor(Placed &mark, double distance, const BoxGrid &taken) const
{
    return !taken.meets(squareAround(mark.place, distance * m_scale.look));
}

void MarkLayer::choose(const QString &selectedId)
{
    m_placed.reserve(m_marks->size());
    for (size_t i = 0; i < m_marks->size(); ++i) {
        const MapMark &mark = (*m_marks)[i];
        if (!mark.point.isValid())
            continue;
        m_placed.push_back({.index = static_cast<quint32>(i),
                            .place = m_scale.toPixels(toWorld(mark.point)).toPoint(),
                            .level = mark.level,
                            .prominence = Prominence::Dot,
                            .selected = !selectedId.isEmpty() && mark.id == selectedId,
                            .label = {},
                            .labelMiddle = {}});
    }
    const auto rank = [this](const Placed &p) {
        const bool incident = (*m_marks)[p.index].kind == "incident"_L1;
        return std::tuple(!p.selected, -int(p.level), !incident);
    };
    std::stable_sort(m_placed.begin(), m_placed.end(), [&](const Placed &a, const Placed &b) { return rank(a) < rank(b); });
    // Closer in, more of them are shown in full.
    const double nearer = std::clamp(std::exp2(10.5 - m_scale.styleZoom()), 0.1, 1.0);
    BoxGrid taken;
    for (Placed &mark : m_placed) {
        const Room room = roomOf(mark.level);
        if (mark.selected || roomFor(mark, std::max(m_style->ringRadius, room.ring * nearer), taken))
            mark.prominence = Prominence::Ring;
        else if (roomFor(mark, std::max(m_style->markRadius, room.symbol * nearer), taken))
            mark.prominence = Prominence::Symbol;
        const double reach = mark.prominence == Prominence::Ring ? m_style->ringRadius : m_style->markRadius;
        if (mark.prominence != Prominence::Dot)
            taken.insert(squareAround(mark.place, reach * m_scale.look), 0);
    }
}

void MarkLayer::placeLabels(const LabelLayer *names, const QRect &seen)
{
    const TextLook look = labelLook();
    BoxGrid taken;
    for (const Placed &mark : m_placed) {
        if (mark.prominence != Prominence::Dot)
            taken.insert(squareAround(mark.place, m_style->markRadius * m_scale.look), 0);
    }
    const bool close = m_scale.styleZoom() >= 13;
    for (Placed &mark : m_placed) {
        // The card of the selected one says more than a name would, and stands beside it.
        const bool named = !mark.selected && (mark.level >= Level::Moderate || close);
        if (mark.prominence != Prominence::Ring || !named)
            continue;
        const MapMark &source = (*m_marks)[mark.index];
        const QString &text = m_scale.chinese || source.labelEn.isEmpty() ? source.labelZh : source.labelEn;
        if (text.isEmpty())
            continue;
        const QSize size = m_sprites->measure(text, look).toSize();
        const int dx = size.width() / 2 + static_cast<int>((m_style->ringRadius + 5) * m_scale.look);
        const int dy = size.height() / 2 + static_cast<int>((m_style->ringRadius + 2) * m_scale.look);
        // First where no name of the map stands, then wherever no other mark does. What is seen of a mark is seen with its
        // name.
        const bool inside = seen.contains(mark.place);
        for (const bool polite : {true, false}) {
            for (const QPoint offset : {QPoint(dx, 0), QPoint(-dx, 0), QPoint(0, -dy), QPoint(0, dy), QPoint(dx, -dy / 2),
                                        QPoint(dx, dy / 2), QPoint(-dx, -dy / 2), QPoint(-dx, dy / 2)}) {
                const QPoint middle = mark.place + offset;
                const QRect box = labelBox(text, middle);
                if (taken.meets(box) || (inside && !seen.contains(box)) || (polite && names && names->occupied(box)))
                    continue;
                mark.label = text;
                mark.labelMiddle = middle;
                taken.insert(box, 0);
                break;
            }
            if (!mark.label.isEmpty())
                break;
        }
    }
}

QRect MarkLayer::reachOf(const Placed &mark) const
{
    QRect box = squareAround(mark.place, (m_style->ringRadius + 5) * m_scale.look + 2);
    if (!mark.label.isEmpty()) {
        const int margin = static_cast<int>(labelLook().haloWidth) + 4;
        box |= labelBox(mark.label, mark.labelMiddle).adjusted(-margin, -margin, margin, margin);
    }
    return box;
}

void MarkLayer::paint(const RasterTarget &target, const TileRequest &request) const
{
    std::vector<quint32> here;
    m_pixels.visit(QRect(request.origin, QSize(target.width, target.height)), [&](quint32 i) { here.push_back(i); });
    std::sort(here.begin(), here.end());
    here.erase(std::unique(here.begin(), here.end()), here.end());
    for (const quint32 i : here) {
        const Placed &mark = m_placed[i];
        const QPoint at = mark.place - request.origin;
        switch (mark.prominence) {
        case Prominence::Dot: blendCentred(target, at.x(), at.y(), m_symbols->dot(mark.level)); break;
        case Prominence::Symbol: blendCentred(target, at.x(), at.y(), m_symbols->symbol(mark.level)); break;
        case Prominence::Ring: blendCentred(target, at.x(), at.y(), m_symbols->mark(mark.level, mark.selected)); break;
        }
    }
    // Names above all symbols.
    const TextLook look = labelLook();
    for (const quint32 i : here) {
        const Placed &mark = m_placed[i];
        if (mark.label.isEmpty())
            continue;
        const auto sprite = m_sprites->sprite(mark.label, look);
        const QPoint at = mark.labelMiddle + sprite->topLeft - request.origin;
        blendSprite(target, at.x(), at.y(), sprite->image);
    }
}

std::vector<QRect> MarkLayer::differenceTo(const MarkLayer &other) const
{
    // By identity of the mark: the same id drawn the same way is no difference, whatever its place in the list.
    QHash<QString, const Placed *> theirs;
    theirs.reserve(static_cast<qsizetype>(other.m_placed.size()));
    for (const Placed &mark : other.m_placed)
        theirs.insert((*other.m_marks)[mark.index].id, &mark);
    std::vector<QRect> result;
    for (const Placed &mark : m_placed) {
        const auto it = theirs.constFind((*m_marks)[mark.index].id);
        const Placed *old = it == theirs.constEnd() ? nullptr : *it;
        Placed same = mark;
        same.index = old ? old->index : 0;
        if (old && same == *old) {
            theirs.erase(it);
            continue;
        }
        result.push_back(reachOf(mark));
        if (old) {
            result.push_back(other.reachOf(*old));
            theirs.erase(it);
        }
    }
    for (const Placed *gone : std::as_const(theirs))
        result.push_back(other.reachOf(*gone));
    return result;
}

} // namespace guancheng
