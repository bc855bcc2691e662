// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "domain/result.h"
#include "maps/features/featuretable.h"

#include <QByteArray>
#include <QJsonObject>

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/**
 * What the wall and its helper process say to each other over a pipe of one machine. A frame is its payload's size (quint32),
 * its type (one byte) and the payload; numbers have the byte order of the machine. The wall trusts nothing of it: the helper
 * reads files from outside and may be anybody's after that.
 */
namespace guancheng::wire {

enum class FrameType : quint8 {
    Layer = 1,       ///< JSON: a layer begins {name, crs, datum, placed, attribution, columns: [{name, type}]}
    Features = 2,    ///< a chunk, see ChunkWriter
    Progress = 3,    ///< JSON {fraction, features}
    LayerEnd = 4,    ///< JSON of LoadReport
    Done = 5,        ///< JSON, the last frame of a job
    Failed = 6,      ///< JSON {reason, detail}, the last frame of a job
    Raster = 7,      ///< JSON: the source is a picture {name, west, south, east, north, attribution}
    Image = 8,       ///< see ImageHeader
    ImageFailed = 9, ///< JSON {id, reason}
};

inline constexpr qsizetype kHeaderSize = 5;
inline constexpr quint32 kMaxFrame = 1U << 30;

struct Frame
{
    FrameType type;
    QByteArray payload;
};

QByteArray encodeFrame(FrameType type, const QByteArray &payload);
QByteArray encodeFrame(FrameType type, const QJsonObject &json);
QJsonObject json(const Frame &frame);

/** Cuts a stream of bytes into frames. */
class FrameReader
{
public:
    explicit FrameReader(quint32 maxFrame = kMaxFrame) : m_maxFrame(maxFrame) {}
    void feed(const QByteArray &bytes);
    /** The next complete frame, nothing yet, or an error after which the stream is of no use. */
    Result<std::optional<Frame>> next();

private:
    QByteArray m_buffer;
    qsizetype m_taken = 0;
    quint32 m_maxFrame;
};

/** Follows the header of an Image frame: width * height pixels of QImage::Format_ARGB32. */
struct ImageHeader
{
    quint32 id = 0;
    quint32 width = 0;
    quint32 height = 0;
};

/**
 * The strings of a column that repeat: both ends fill it in the same order, so that only the first of equal strings crosses.
 */
class StringTable
{
public:
    static constexpr size_t kMaxEntries = 1U << 16;
    static constexpr size_t kMaxLength = 96;
    std::optional<quint32> find(std::string_view text) const;
    /** Remembers it unless it is long or the table full. */
    void add(std::string_view text);
    static bool fits(std::string_view text) { return text.size() <= kMaxLength; }

private:
    struct Hash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, quint32, Hash, std::equal_to<>> m_index;
};

/**
 * Collects features and gives them as payloads of Features frames:
 * quint32 features, parts, vertices; kinds (a byte each, padded to 4); parts a feature; vertices a part; vertices; then each
 * column: doubles, or for texts a code (0 missing, 1 text follows, n+2 the n-th remembered one), size and UTF-8.
 */
class ChunkWriter
{
public:
    explicit ChunkWriter(std::vector<FeatureTable::ColumnType> columns);

    /** A feature is begun, gets its parts and vertices, its values in the order of the columns, and is ended. */
    void begin(GeometryKind kind);
    void beginPart();
    void addVertex(double longitude, double latitude);
    void number(double value);
    /** UTF-8; missing() for no value. */
    void text(std::string_view utf8);
    void missing();
    void end();

    size_t features() const { return m_kinds.size(); }
    size_t vertices() const { return m_vertices.size() / 2; }
    size_t bytes() const;
    /** The payload of what was collected, which begins anew. */
    QByteArray take();

private:
    struct Values
    {
        FeatureTable::ColumnType type;
        std::vector<double> numbers;
        QByteArray texts;
        StringTable table;
    };
    std::vector<quint8> m_kinds;
    std::vector<quint32> m_parts;
    std::vector<quint32> m_counts;
    std::vector<double> m_vertices;
    std::vector<Values> m_columns;
    size_t m_column = 0;
    size_t m_textBytes = 0;
};

/** Appends chunks to a table; never trusts a size. */
class ChunkReader
{
public:
    /** \c table has its columns and is otherwise empty. It has to outlive the reader. */
    explicit ChunkReader(FeatureTable &table);
    Status append(const QByteArray &payload);
    /** Bytes of texts so far, equal ones counted once. */
    size_t textBytes() const { return m_textBytes; }
    /** Empties the table but remembers the strings: for who takes the features chunk by chunk. */
    void clear();

private:
    struct Cursor;
    Status appendGeometry(Cursor &cursor, quint32 features, quint32 parts, quint32 vertices);
    Status appendTexts(Cursor &cursor, size_t column, quint32 features);

    FeatureTable &m_table;
    std::vector<std::vector<QString>> m_remembered; ///< by column
    size_t m_textBytes = 0;
};

/** Adds a feature of a table with the columns that the writer was made for. */
void writeFeature(ChunkWriter &writer, const FeatureTable &table, size_t feature);

/** The names and types of columns as JSON and back. */
QJsonObject layerJson(const FeatureTable &table);
/** An empty table with name, columns and the like from a Layer frame. */
Result<FeatureTable> tableFromJson(const QJsonObject &json);

} // namespace guancheng::wire
