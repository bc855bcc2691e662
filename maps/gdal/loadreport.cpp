// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "maps/gdal/loadreport.h"

#include <QJsonArray>

namespace guancheng {

namespace {

struct NoteText
{
    const char *code;
    bool skip;
    const char *zh;
    const char *en;
};

constexpr NoteText kNotes[] = {
    {"no-geometry", false, "没有几何，只有属性", "without geometry, attributes only"},
    {"not-finite", true, "坐标不是数", "coordinates are no numbers"},
    {"outside-earth", true, "坐标超出地球范围", "coordinates outside of the Earth"},
    {"too-few-points", true, "顶点太少，构不成线或面", "too few vertices for a line or an area"},
    {"unsupported", true, "几何类型不支持", "kind of geometry not supported"},
    {"transform-failed", true, "坐标转换失败", "coordinates cannot be transformed"},
    {"limit", true, "超出一个图层的上限", "beyond the limit of one layer"},
    {"self-crossing", false, "边界自相交，按奇偶规则绘制", "outline crosses itself, drawn by the odd-even rule"},
    {"date-line", false, "跨越 180° 经线，已切开", "crosses the 180th meridian, cut there"},
    {"mixed-collection", false, "混合几何，只取主要类型", "mixed geometry, only its main kind is taken"},
    {"truncated", false, "没有读到文件结尾", "reading stopped before the end"},
    {"encoding", false, "属性文字编码为", "encoding of the texts is"},
    {"bad-characters", false, "属性文字有无法解码的字符", "texts with characters that cannot be decoded"},
    {"no-crs", false, "没有声明坐标系", "no coordinate system declared"},
    {"crs-contradicts", false, "坐标与声明的坐标系不符", "coordinates contradict the declared coordinate system"},
    {"crs-unknown", false, "坐标系无法识别，按未知处理", "coordinate system cannot be understood, taken as unknown"},
    {"unchecked", false, "几何过大，未检查自相交", "too large to be checked for crossings"},
    {"style", false, "样式文件有误", "the style file cannot be used"},
    {"repair-failed", false, "坐标修正失败", "the repair failed"},
    {"layers-left-out", false, "图层过多，未读入", "too many layers, left out"},
};

struct FailureText
{
    const char *en; ///< as it stands in the code; %1 is taken over
    const char *zh;
};

constexpr FailureText kFailures[] = {
    {"is not there", "文件不存在"},
    {"is empty", "文件为空"},
    {"is no file but a folder or device", "不是文件"},
    {"may not be read", "没有读取权限"},
    {"is no http or https address", "不是 http 或 https 地址"},
    {"cancelled", "已取消"},
    {"nothing came for %1 s", "%1 秒没有动静，已停止"},
    {"no picture came within %1 s", "%1 秒内没有图像"},
    {"reading it takes more computing time than is allowed", "读取耗时超过上限"},
    {"reading it needs more memory than is allowed", "读取所需内存超过上限"},
    {"the helper that reads it crashed (signal %1)", "读取进程崩溃（信号 %1），其他图层不受影响"},
    {"the helper that reads it ended too early", "读取进程提前结束"},
    {"the helper that reads it gave up (code %1)", "读取进程放弃（代码 %1）"},
    {"the archive is cut off or broken: %1", "压缩包不完整或已损坏：%1"},
    {"the archive would unpack to %1: not opened", "压缩包解开后过大（%1），未打开"},
    {"the archive holds no map data that can be opened (%1 files)", "压缩包内没有可打开的地图数据（%1 个文件）"},
    {"no columns of longitude and latitude are found in its first line", "首行找不到经度、纬度列"},
    {"is of a kind that is not opened here (%1)", "不支持的格式（%1）"},
    {"cannot be read as %1", "无法读取：%1"},
    {"nothing of it could be read: %1", "没有读到任何内容：%1"},
    {"has no layer %1", "没有图层 %1"},
    {"is a picture without a place on the Earth", "图像没有地理位置"},
    {"declares no coordinate system; name one as its datum", "没有声明坐标系，请指定"},
    {"the server does not answer as it should: %1", "服务器应答异常：%1"},
    {"the server answers with %1", "服务器应答的内容不对：%1"},
    {"the server's answer is empty", "服务器应答为空"},
    {"the WMS has several layers, name one: %1", "WMS 有多个图层，请指定：%1"},
    {"cannot be written: %1", "无法写入：%1"},
    {"its folder is not there or may not be written to", "目标文件夹不存在或不可写"},
};

const NoteText *find(const QString &code)
{
    const auto it = std::find_if(std::begin(kNotes), std::end(kNotes),
                                 [&](const NoteText &note) { return code == QLatin1String(note.code); });
    return it == std::end(kNotes) ? nullptr : it;
}

} // namespace

QString failureText(const QString &reason, bool chinese)
{
    if (!chinese)
        return reason;
    for (const FailureText &known : kFailures) {
        const QString en = QString::fromUtf8(known.en);
        const qsizetype gap = en.indexOf(QLatin1String("%1"));
        if (gap < 0) {
            if (reason == en)
                return QString::fromUtf8(known.zh);
            continue;
        }
        const QStringView head = QStringView(en).left(gap);
        const QStringView tail = QStringView(en).mid(gap + 2);
        if (reason.size() >= head.size() + tail.size() && reason.startsWith(head) && reason.endsWith(tail))
            return QString::fromUtf8(known.zh).arg(reason.mid(head.size(), reason.size() - head.size() - tail.size()));
    }
    return reason;
}

bool LoadNote::isSkip() const
{
    const NoteText *known = find(code);
    return known && known->skip;
}

QString LoadNote::text(bool chinese) const
{
    const NoteText *known = find(code);
    QString text = known ? QString::fromUtf8(chinese ? known->zh : known->en) : code;
    if (count > 1)
        text = chinese ? QStringLiteral("%1 个%2").arg(count).arg(text) : QStringLiteral("%1 %2").arg(count).arg(text);
    if (!detail.isEmpty())
        text += (chinese ? QStringLiteral("（%1）") : QStringLiteral(" (%1)")).arg(detail);
    return text;
}

QString LoadReport::text(bool chinese) const
{
    QStringList parts{(chinese ? QStringLiteral("读入 %1 个要素") : QStringLiteral("%1 features read")).arg(read)};
    if (skipped > 0)
        parts << (chinese ? QStringLiteral("跳过 %1 个") : QStringLiteral("%1 skipped")).arg(skipped);
    for (const LoadNote &note : notes)
        parts << note.text(chinese);
    return parts.join(chinese ? QStringLiteral("；") : QStringLiteral("; "));
}

QJsonObject LoadReport::toJson() const
{
    QJsonArray array;
    for (const LoadNote &note : notes)
        array.append(QJsonObject{{QStringLiteral("code"), note.code},
                                 {QStringLiteral("count"), static_cast<qint64>(note.count)},
                                 {QStringLiteral("detail"), note.detail}});
    return {{QStringLiteral("read"), static_cast<qint64>(read)},
            {QStringLiteral("skipped"), static_cast<qint64>(skipped)},
            {QStringLiteral("notes"), array}};
}

LoadReport LoadReport::fromJson(const QJsonObject &json)
{
    LoadReport report;
    report.read = static_cast<quint64>(std::max<qint64>(0, json[QStringLiteral("read")].toInteger()));
    report.skipped = static_cast<quint64>(std::max<qint64>(0, json[QStringLiteral("skipped")].toInteger()));
    const QJsonArray notes = json[QStringLiteral("notes")].toArray();
    for (const auto note : notes)
        report.notes.push_back({note[QStringLiteral("code")].toString(),
                                static_cast<quint64>(std::max<qint64>(0, note[QStringLiteral("count")].toInteger())),
                                note[QStringLiteral("detail")].toString()});
    return report;
}

} // namespace guancheng
