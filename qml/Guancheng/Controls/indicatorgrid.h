// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tilecontent.h"
#include "tilepainter.h"

#include <QAbstractItemModel>
#include <QPointer>
#include <QQuickItem>

#include <vector>

QT_FORWARD_DECLARE_CLASS(QSGImageNode)
QT_FORWARD_DECLARE_CLASS(QSGRectangleNode)

namespace guancheng {

/**
 * Many indicators as tiles that fill the item: each tile is a rectangle and two opaque images, and only the image whose
 * content changed is painted again. A model change that is not visible costs no frame. Rows \c firstRow ... of an
 * indicator model are shown (roles as in app/models IndicatorListModel). A tile can be tapped. Thread: GUI; painting
 * happens in updatePaintNode().
 */
class IndicatorGrid : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QAbstractItemModel *model READ model WRITE setModel NOTIFY modelChanged FINAL)
    Q_PROPERTY(int columns READ columns WRITE setColumns NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int minimumRows READ minimumRows WRITE setMinimumRows NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int firstRow READ firstRow WRITE setFirstRow NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int limit READ limit WRITE setLimit NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int spacing READ spacing WRITE setSpacing NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int nameSize READ nameSize WRITE setNameSize NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int valueSize READ valueSize WRITE setValueSize NOTIFY layoutChanged FINAL)
    Q_PROPERTY(QString family READ family WRITE setFamily NOTIFY layoutChanged FINAL)
    Q_PROPERTY(bool chinese READ chinese WRITE setChinese NOTIFY layoutChanged FINAL)
    Q_PROPERTY(bool frozen READ frozen WRITE setFrozen NOTIFY layoutChanged FINAL)
    Q_PROPERTY(int shown READ shown NOTIFY shownChanged FINAL)

public:
    explicit IndicatorGrid(QQuickItem *parent = nullptr);
    ~IndicatorGrid() override;

    QAbstractItemModel *model() const { return m_model; }
    void setModel(QAbstractItemModel *model);
    int columns() const { return m_columns; }
    void setColumns(int columns) { change(m_columns, columns); }
    /** Room is kept for so many rows of tiles, so that panels of 16 and of 18 have tiles of one size. */
    int minimumRows() const { return m_minimumRows; }
    void setMinimumRows(int rows) { change(m_minimumRows, rows); }
    int firstRow() const { return m_firstRow; }
    void setFirstRow(int row) { change(m_firstRow, row); }
    /** At most so many tiles; 0: all. */
    int limit() const { return m_limit; }
    void setLimit(int limit) { change(m_limit, limit); }
    int spacing() const { return m_spacing; }
    void setSpacing(int pixels) { change(m_spacing, pixels); }
    int nameSize() const { return m_nameSize; }
    void setNameSize(int pixels) { change(m_nameSize, pixels); }
    int valueSize() const { return m_valueSize; }
    void setValueSize(int pixels) { change(m_valueSize, pixels); }
    QString family() const { return m_family; }
    void setFamily(const QString &family) { change(m_family, family); }
    bool chinese() const { return m_chinese; }
    void setChinese(bool chinese) { change(m_chinese, chinese); }
    /** All values are as old as the lost link: shown stale. */
    bool frozen() const { return m_frozen; }
    void setFrozen(bool frozen) { change(m_frozen, frozen); }
    /** Number of tiles on the glass. */
    int shown() const { return static_cast<int>(m_tiles.size()); }

    /** The tile under a point of the item, -1 between tiles. */
    Q_INVOKABLE int indexAt(double x, double y) const;
    Q_INVOKABLE QRectF tileRect(int index) const;
    Q_INVOKABLE QString idAt(int index) const;
    /** What the tile shows, for readers of the screen and for tests: '气温 3.4 °C'. */
    Q_INVOKABLE QString textAt(int index) const;
    /** Images painted since the start: an idle grid paints none. */
    Q_INVOKABLE int paintCount() const { return m_paintCount; }

Q_SIGNALS:
    void modelChanged();
    void layoutChanged();
    void shownChanged();
    void tileTapped(const QString &indicatorId, const QRectF &place);

protected:
    void geometryChange(const QRectF &newGeometry, const QRectF &oldGeometry) override;
    void itemChange(ItemChange change, const ItemChangeData &data) override;
    void updatePolish() override;
    QSGNode *updatePaintNode(QSGNode *node, UpdatePaintNodeData *) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    struct Tile
    {
        TileContent content;
        QRectF place;
        bool headDirty = true;
        bool bodyDirty = true;
        QImage head; ///< kept to be painted again when its texture is gone: no allocation at rest
        QImage body;
        QSGRectangleNode *frame = nullptr;
        QSGImageNode *headNode = nullptr;
        QSGImageNode *bodyNode = nullptr;
    };

    template<typename T>
    void change(T &member, const T &value)
    {
        if (member == value)
            return;
        member = value;
        relayout();
        Q_EMIT layoutChanged();
    }
    void relayout();
    void takeChanges(const QModelIndex &first, const QModelIndex &last, const QList<int> &roles);
    void readTile(int index);
    void layoutTiles();
    TileMetrics metricsFor(double tileWidth, double tileHeight) const;
    int visibleRows() const;
    double pixelRatio() const;
    void appendNodes(QSGNode *root, Tile &tile);
    void paintTile(Tile &tile);
    void show(QSGImageNode *node, QImage &kept, QImage &&painted, QImage &spare, const QRectF &place);

    QPointer<QAbstractItemModel> m_model;
    int m_columns = 6;
    int m_minimumRows = 0;
    int m_firstRow = 0;
    int m_limit = 0;
    int m_spacing = 8;
    int m_nameSize = 20;
    int m_valueSize = 38;
    QString m_family = QStringLiteral("Noto Sans CJK SC");
    bool m_chinese = true;
    bool m_frozen = false;

    TileReader m_reader;
    TilePainter m_painter;
    std::vector<Tile> m_tiles;
    QImage m_spareHead;
    QImage m_spareBody;
    bool m_layoutDirty = true; ///< places and contents are to be made again
    bool m_nodesDirty = true;  ///< the scene graph does not match m_tiles
    int m_pressed = -1;
    int m_paintCount = 0;
};

} // namespace guancheng
