// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
#include "persistence/payloadpack.h"

#include <zlib.h>

namespace guancheng {

namespace {

constexpr char kPlain = 0;
constexpr char kPacked = 1;
constexpr qsizetype kMost = 16 * 1024 * 1024;
constexpr qsizetype kLeast = 48; ///< shorter ones do not get shorter
constexpr int kWindow = -12;     ///< 4 KiB, without header
constexpr int kMemory = 8;

/** Never to be changed: what was packed with it can be read with it only. The most frequent words are at the end. */
constexpr char kWords[] =
    "voided duplicated returned escalated urged withdrawn refused cancelled withdraw duplicate "
    "return escalate urge void refuse sim-seat- seat/ 核查通过（模拟席位）结案（模拟席位）已知悉（模拟席位）"
    "正在处置其他事项，无法前往核查未通过，返工承办单元已不在名录，重新派遣"
    "已处置完毕，现场恢复正常问题已解决，请核查已现场整改到位处置完成，照片已上传已处置完毕，请核查"
    "before after camera 12345- hotline iot video grid services VEHICLE SMOKE MANHOLE 310115 310112 "
    "310104310106310107310109310110310113310114310116310117310118310120310151310101310105"
    "市容环卫市政绿化公安交警消防救援街镇城管中队环卫作业组网格巡查组应急抢修组电动自行车"
    "乱停放占道经营垃圾暴露路面破损井盖缺失积水道路桥隧公路站地铁新村社区居民区停车设施"
    "environment market property civil-affairs fire road-maintenance traffic-police sanitation urban-management "
    "警车，约 交警，约 救护车，约 消防车，约 道路养护组，约 网格巡查员，约 保洁快反组，约 城管巡查组，约 "
    "排队第 派至 公里、 分钟到场，空闲，属地街镇，原街镇将空缺约  分钟"
    "浦东新区徐汇区长宁区静安区普陀区虹口区杨浦区闵行区宝山区嘉定区金山区松江区青浦区奉贤区崇明区黄浦区街道镇"
    "verified closed verify close fedback feedback arrived arrive onscene enroute done "
    "收到，马上前往已到达现场accepted accept offered dispatched dispatch routed route opened open auto"
    "U-000O20261122-000C20261122-000";

const Bytef *words()
{
    return reinterpret_cast<const Bytef *>(kWords);
}

constexpr uInt kWordBytes = sizeof kWords - 1;

} // namespace

struct PayloadPack::Streams
{
    z_stream deflate{};
    z_stream inflate{};
    bool canDeflate = false;
    bool canInflate = false;
};

PayloadPack::PayloadPack() : m(std::make_unique<Streams>())
{
    m->canDeflate = deflateInit2(&m->deflate, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kWindow, kMemory, Z_DEFAULT_STRATEGY) == Z_OK;
    m->canInflate = inflateInit2(&m->inflate, kWindow) == Z_OK;
}

PayloadPack::~PayloadPack()
{
    if (m->canDeflate)
        deflateEnd(&m->deflate);
    if (m->canInflate)
        inflateEnd(&m->inflate);
}

QByteArray PayloadPack::pack(const QByteArray &payload)
{
    z_stream &stream = m->deflate;
    if (payload.size() >= kLeast && payload.size() <= kMost && m->canDeflate && deflateReset(&stream) == Z_OK &&
        deflateSetDictionary(&stream, words(), kWordBytes) == Z_OK) {
        QByteArray packed(payload.size(), kPacked);
        stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(payload.constData())); // zlib only reads it
        stream.avail_in = static_cast<uInt>(payload.size());
        stream.next_out = reinterpret_cast<Bytef *>(packed.data() + 1);
        stream.avail_out = static_cast<uInt>(packed.size() - 1);
        if (deflate(&stream, Z_FINISH) == Z_STREAM_END) {
            packed.resize(1 + static_cast<qsizetype>(stream.total_out));
            return packed;
        }
    }
    const bool ambiguous = payload.isEmpty() || payload.front() == kPlain || payload.front() == kPacked;
    return ambiguous ? QByteArray(1, kPlain) + payload : payload;
}

QByteArray PayloadPack::unpack(const QByteArray &stored)
{
    if (!stored.isEmpty() && stored.front() == kPlain)
        return stored.sliced(1);
    z_stream &stream = m->inflate;
    if (stored.isEmpty() || stored.front() != kPacked || !m->canInflate || inflateReset(&stream) != Z_OK ||
        inflateSetDictionary(&stream, words(), kWordBytes) != Z_OK)
        return stored;
    QByteArray payload(std::max<qsizetype>(1024, stored.size() * 4), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(stored.constData() + 1));
    stream.avail_in = static_cast<uInt>(stored.size() - 1);
    for (;;) {
        const auto done = static_cast<qsizetype>(stream.total_out);
        stream.next_out = reinterpret_cast<Bytef *>(payload.data() + done);
        stream.avail_out = static_cast<uInt>(payload.size() - done);
        const int result = inflate(&stream, Z_FINISH);
        if (result == Z_STREAM_END)
            break;
        const bool wantsRoom = (result == Z_OK || result == Z_BUF_ERROR) && stream.avail_out == 0;
        if (!wantsRoom || payload.size() >= kMost)
            return stored;
        payload.resize(std::min(kMost, payload.size() * 4));
    }
    payload.resize(static_cast<qsizetype>(stream.total_out));
    return payload;
}

} // namespace guancheng
