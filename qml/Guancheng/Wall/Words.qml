// SPDX-FileCopyrightText: 2026 The Guancheng authors
// SPDX-License-Identifier: Apache-2.0
pragma Singleton
pragma ComponentBehavior: Bound

import QtQuick
import Guancheng.Theme

/** What enumerations and names of the wire are called; evaluated again when the language changes. */
QtObject {
    /** Of guancheng::IncidentSource. */
    function source(source: int): string {
        switch (source) {
        case City.IncidentSource.Hotline: return qsTr("热线");
        case City.IncidentSource.Patrol: return qsTr("巡查");
        case City.IncidentSource.Video: return qsTr("视频");
        case City.IncidentSource.Device: return qsTr("物联");
        default: return qsTr("其他");
        }
    }
    /** Of the same by its name on the wire. */
    function sourceName(name: string): string {
        switch (name) {
        case "hotline": return qsTr("热线");
        case "patrol": return qsTr("巡查");
        case "video": return qsTr("视频");
        case "device": return qsTr("物联");
        case "other": return qsTr("其他");
        default: return name;
        }
    }
    function stage(stage: int): string {
        switch (stage) {
        case City.Stage.Discovered: return qsTr("待派单");
        case City.Stage.Dispatching: return qsTr("待接单");
        case City.Stage.Handling: return qsTr("处置中");
        case City.Stage.FeedBack: return qsTr("待反馈");
        case City.Stage.Verifying: return qsTr("待核查");
        case City.Stage.Closed: return qsTr("已结案");
        case City.Stage.Voided: return qsTr("已作废");
        default: return "";
        }
    }
    function tier(tier: int): string {
        switch (tier) {
        case City.Tier.Street: return qsTr("街镇");
        case City.Tier.District: return qsTr("区级");
        case City.Tier.City: return qsTr("市级");
        default: return "";
        }
    }
    /** How far the times of a feed lie from now: '超前 15 分', '落后 2 时'. */
    function offset(seconds: double): string {
        const time = Format.duration(Math.abs(seconds), Theme.chinese);
        return seconds > 0 ? qsTr("超前 %1").arg(time) : qsTr("落后 %1").arg(time);
    }
    /** Of guancheng::FeedState; a feed whose times are not of the present has a state of its own. */
    function feed(state: int, offsetSeconds: double): string {
        if (offsetSeconds !== 0)
            return qsTr("时标偏差");
        switch (state) {
        case City.FeedState.Connecting: return qsTr("连接中");
        case City.FeedState.Live: return qsTr("正常");
        case City.FeedState.Degraded: return qsTr("降级");
        case City.FeedState.Stale: return qsTr("过期");
        case City.FeedState.Lost: return qsTr("失联");
        default: return qsTr("停用");
        }
    }
    /** The level at which the state of a feed is worth attention. */
    function feedLevel(state: int, offsetSeconds: double): int {
        if (offsetSeconds !== 0)
            return City.Level.Moderate;
        switch (state) {
        case City.FeedState.Lost: return City.Level.Major;
        case City.FeedState.Stale: return City.Level.Moderate;
        case City.FeedState.Degraded: return City.Level.Minor;
        default: return City.Level.Normal;
        }
    }
    /** Of guancheng::CityMode. */
    function mode(mode: int): string {
        switch (mode) {
        case City.CityMode.Emergency: return qsTr("应急");
        case City.CityMode.Exercise: return qsTr("演练");
        default: return qsTr("平时");
        }
    }
    /** A verb of a command. */
    function verb(verb: string): string {
        switch (verb) {
        case "dispatch": return qsTr("派单");
        case "urge": return qsTr("催办");
        case "escalate": return qsTr("升级");
        case "return": return qsTr("退回");
        case "void": return qsTr("作废");
        case "verify": return qsTr("核查");
        case "close": return qsTr("结案");
        case "acknowledge": return qsTr("确认");
        case "shelve": return qsTr("搁置");
        case "unshelve": return qsTr("取消搁置");
        case "retire": return qsTr("停用报警");
        case "reinstate": return qsTr("投用报警");
        default: return verb;
        }
    }
    /** Why, in a few words to choose from, the most usual first; empty for a verb that needs none. */
    function reasons(verb: string): list<string> {
        switch (verb) {
        case "urge": return [qsTr("请尽快处置"), qsTr("群众再次来电"), qsTr("时限将到，请报进展"), qsTr("请增派力量")];
        case "return": return [qsTr("非本单位职责"), qsTr("地点不明，请补充"), qsTr("重复派单"), qsTr("力量不足")];
        case "void": return [qsTr("重复上报"), qsTr("现场无此情况"), qsTr("误报")];
        case "fail": return [qsTr("现场未整改到位"), qsTr("图片与现场不符"), qsTr("材料不全")];
        case "once": return [qsTr("已知，持续关注"), qsTr("正在检修"), qsTr("已派人处置")];
        case "retire": return [qsTr("设备检修停运"), qsTr("误报待校验"), qsTr("点位拆除")];
        case "shelve": return [qsTr("已知，持续关注"), qsTr("正在检修"), qsTr("已派人处置")];
        default: return [];
        }
    }
    /** State of a neighbour, an alarm, a device or a unit by its name on the wire. */
    function state(name: string): string {
        switch (name) {
        case "available": return qsTr("空闲");
        case "conditional": return qsTr("可调");
        case "unavailable": return qsTr("占用");
        case "online": case "live": return qsTr("在线");
        case "offline": return qsTr("离线");
        case "normal": return qsTr("正常", "a device");
        case "minor": case "moderate": case "major": case "critical": return qsTr("越限");
        case "fault": return qsTr("故障");
        case "unknown": return qsTr("未知");
        case "unacknowledged": return qsTr("未确认");
        case "acknowledged": return qsTr("已确认");
        case "shelved": return qsTr("已搁置");
        case "suppressed": return qsTr("已抑制");
        case "idle": return qsTr("待命");
        case "patrolling": return qsTr("巡逻");
        case "assigned": return qsTr("已派");
        case "enroute": return qsTr("途中");
        case "onscene": return qsTr("到场");
        case "returning": return qsTr("返回");
        case "resting": return qsTr("休息");
        case "outofservice": return qsTr("停用");
        default: return name;
        }
    }
    /** Joins the parts that are not empty with a middle dot. */
    function join(parts: list<string>): string {
        return parts.filter(part => part !== "").join(" · ");
    }
}
