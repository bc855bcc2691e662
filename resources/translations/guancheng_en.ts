<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>AbnormalPanel</name>
    <message>
        <source>异常指标</source>
        <translation>Abnormal</translation>
    </message>
    <message>
        <source>%1 项，显示最重 %2 项</source>
        <translation>%1, worst %2 shown</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>全部指标正常</source>
        <translation>All indicators normal</translation>
    </message>
    <message>
        <source>%1 项数据不可靠</source>
        <translation>%1 not reliable</translation>
    </message>
    <message>
        <source>链路中断，现状不明</source>
        <translation>Link lost: not known</translation>
    </message>
    <message>
        <source>其余指标正常</source>
        <translation>The others are normal</translation>
    </message>
</context>
<context>
    <name>AlarmBanner</name>
    <message>
        <source>%1 条</source>
        <translation>%1 alarms</translation>
    </message>
    <message>
        <source>首发 %1</source>
        <translation>first: %1</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
</context>
<context>
    <name>AlarmBudget</name>
    <message>
        <source>良好</source>
        <comment>alarm rate</comment>
        <translation>good</translation>
    </message>
    <message>
        <source>可控</source>
        <comment>alarm rate</comment>
        <translation>manageable</translation>
    </message>
    <message>
        <source>偏多</source>
        <comment>alarm rate</comment>
        <translation>demanding</translation>
    </message>
    <message>
        <source>过多</source>
        <comment>alarm rate</comment>
        <translation>too many</translation>
    </message>
    <message>
        <source>近 10 分 %1</source>
        <translation>%1 in 10 min</translation>
    </message>
    <message>
        <source>近 1 时 %1 %2</source>
        <translation>%1 an hour, %2</translation>
    </message>
    <message>
        <source>洪水 %1</source>
        <translation>flood %1</translation>
    </message>
    <message>
        <source>  等 %1 席</source>
        <translation>  of %1 seats</translation>
    </message>
    <message>
        <source>最多 %1 %2%</source>
        <translation>most: %1 %2%</translation>
    </message>
</context>
<context>
    <name>AlarmFoldBar</name>
    <message>
        <source>全部 %1 条</source>
        <translation>All %1</translation>
    </message>
    <message>
        <source>%1 条折叠为 %2 行</source>
        <translation>%1 in %2 rows</translation>
    </message>
    <message>
        <source>折叠</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>展开全部</source>
        <translation>Show all</translation>
    </message>
</context>
<context>
    <name>AlarmPanel</name>
    <message>
        <source>报警洪水</source>
        <translation>flood</translation>
    </message>
    <message>
        <source>超预算</source>
        <translation>over budget</translation>
    </message>
    <message>
        <source>预算内</source>
        <translation>in budget</translation>
    </message>
    <message>
        <source>报警</source>
        <translation>Alarms</translation>
    </message>
    <message>
        <source>未确认 %1 · 活动 %2 · 搁置 %3</source>
        <translation>%1 new · %2 active · %3 shelved</translation>
    </message>
    <message>
        <source>没有活动报警</source>
        <translation>No active alarm</translation>
    </message>
    <message>
        <source>链路中断，现状不明</source>
        <translation>Link lost: not known</translation>
    </message>
</context>
<context>
    <name>AlarmRow</name>
    <message>
        <source>抖动</source>
        <translation>chatters</translation>
    </message>
    <message>
        <source>陈旧</source>
        <translation>stale</translation>
    </message>
    <message>
        <source>已抑制</source>
        <translation>suppressed</translation>
    </message>
    <message>
        <source>已停用</source>
        <translation>out of service</translation>
    </message>
    <message>
        <source>低优先级与已搁置</source>
        <translation>Low priority and shelved</translation>
    </message>
    <message>
        <source>%1 级其余报警</source>
        <translation>Other alarms of level %1</translation>
    </message>
    <message>
        <source>%1 %2 × %3</source>
        <translation>%1 %2 × %3</translation>
    </message>
    <message>
        <source>首发 %1</source>
        <translation>first: %1</translation>
    </message>
    <message>
        <source>未确认 %1</source>
        <translation>%1 new</translation>
    </message>
    <message>
        <source>已恢复</source>
        <translation>recovered</translation>
    </message>
    <message>
        <source>已搁置</source>
        <translation>shelved</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>全市</source>
        <translation>whole city</translation>
    </message>
    <message>
        <source>新</source>
        <comment>alarm</comment>
        <translation>new</translation>
    </message>
</context>
<context>
    <name>Candidate</name>
    <message>
        <source>缺口 %1 分</source>
        <translation>gap %1 min</translation>
    </message>
    <message>
        <source>无缺口</source>
        <translation>no gap</translation>
    </message>
</context>
<context>
    <name>CardCandidates</name>
    <message>
        <source>建议力量</source>
        <translation>Suggested units</translation>
    </message>
</context>
<context>
    <name>CardFacts</name>
    <message>
        <source>网格 %1</source>
        <translation>grid %1</translation>
    </message>
    <message>
        <source>数值</source>
        <translation>Value</translation>
    </message>
    <message>
        <source>限值 %1</source>
        <translation>limit %1</translation>
    </message>
    <message>
        <source>描述</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>来源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>责任链</source>
        <translation>Owner</translation>
    </message>
    <message>
        <source>总时限</source>
        <translation>Case limit</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>后果</source>
        <translation>Effect</translation>
    </message>
    <message>
        <source>措施</source>
        <translation>Action</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>注意</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>后台已不识此案件，仅本席位保留</source>
        <translation>The backend no longer knows this case; only this desk keeps it</translation>
    </message>
    <message>
        <source>全市</source>
        <translation>whole city</translation>
    </message>
</context>
<context>
    <name>CardHead</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>CardNeighbours</name>
    <message>
        <source>附近视频</source>
        <translation>Cameras near</translation>
    </message>
    <message>
        <source>附近力量</source>
        <translation>Units near</translation>
    </message>
    <message>
        <source>附近设备</source>
        <translation>Devices near</translation>
    </message>
</context>
<context>
    <name>CardPictures</name>
    <message>
        <source>图片不可读</source>
        <translation>Unreadable picture</translation>
    </message>
    <message>
        <source>图片传输中</source>
        <translation>Picture on its way</translation>
    </message>
    <message>
        <source>处置后</source>
        <translation>After</translation>
    </message>
    <message>
        <source>处置前</source>
        <translation>Before</translation>
    </message>
</context>
<context>
    <name>CardReasons</name>
    <message>
        <source>搁置至恢复</source>
        <translation>Until over</translation>
    </message>
    <message>
        <source>停用 按住</source>
        <translation>Out of service (hold)</translation>
    </message>
    <message>
        <source>催办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <source>退回 按住</source>
        <translation>Return: hold</translation>
    </message>
    <message>
        <source>不通过 按住</source>
        <translation>Fail: hold</translation>
    </message>
    <message>
        <source>作废 按住</source>
        <translation>Void: hold</translation>
    </message>
    <message>
        <source>搁置 10 分</source>
        <translation>Shelve 10 min</translation>
    </message>
</context>
<context>
    <name>CardState</name>
    <message>
        <source>%1：已送出，等待后台答复</source>
        <translation>%1: sent, waiting for the backend</translation>
    </message>
    <message>
        <source>%1：已受理</source>
        <translation>%1: accepted</translation>
    </message>
    <message>
        <source>%1：被拒绝，%2</source>
        <translation>%1: refused, %2</translation>
    </message>
    <message>
        <source>%1：后台未答复，链路恢复后自动重送</source>
        <translation>%1: no answer, will be sent again when the link is back</translation>
    </message>
</context>
<context>
    <name>CardTimeline</name>
    <message>
        <source>自动</source>
        <translation>automatic</translation>
    </message>
</context>
<context>
    <name>CardVerbs</name>
    <message>
        <source>取消搁置</source>
        <translation>Unshelve</translation>
    </message>
    <message>
        <source>投用</source>
        <translation>Back in service</translation>
    </message>
    <message>
        <source>派单</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>派单 %1</source>
        <translation>Dispatch %1</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>核查通过</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>席位核查通过</source>
        <translation>Verified at the desk</translation>
    </message>
    <message>
        <source>催办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <source>升级</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>核查不通过</source>
        <translation>Reject</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>席位结案</source>
        <translation>Closed at the desk</translation>
    </message>
    <message>
        <source>搁置 10 分</source>
        <translation>Shelve 10 min</translation>
    </message>
    <message>
        <source>看案件</source>
        <translation>To the case</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>收起理由</source>
        <translation>Hide reasons</translation>
    </message>
    <message>
        <source>选理由</source>
        <translation>Reasons</translation>
    </message>
</context>
<context>
    <name>CaseColumn</name>
    <message>
        <source>本环节无案件</source>
        <translation>No case here</translation>
    </message>
</context>
<context>
    <name>CaseRow</name>
    <message>
        <source>催 %1</source>
        <translation>urged %1</translation>
    </message>
</context>
<context>
    <name>DimensionHead</name>
    <message>
        <source>各项正常</source>
        <translation>All normal</translation>
    </message>
    <message>
        <source>%1 项</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>仅据 %1/%2 项</source>
        <translation>rests on %1 of %2</translation>
    </message>
</context>
<context>
    <name>HeaderBar</name>
    <message>
        <source>观城</source>
        <translation>Guancheng</translation>
    </message>
    <message>
        <source>模拟数据</source>
        <translation>Simulated</translation>
    </message>
    <message>
        <source>[演练] %1</source>
        <translation>[Exercise] %1</translation>
    </message>
    <message>
        <source>数据 %1/%2 源</source>
        <translation>Data %1/%2 sources</translation>
    </message>
    <message>
        <source> · 失联 %1</source>
        <translation> · lost: %1</translation>
    </message>
    <message>
        <source> · 最旧 %1</source>
        <translation> · oldest %1</translation>
    </message>
    <message>
        <source>回放数据</source>
        <translation>Replay</translation>
    </message>
    <message>
        <source>%1 源为模拟</source>
        <translation>%1 sources simulated</translation>
    </message>
    <message>
        <source> · 时标偏差 %1</source>
        <translation> · wrong time: %1</translation>
    </message>
    <message>
        <source>%1 等</source>
        <translation>%1 ...</translation>
    </message>
</context>
<context>
    <name>HealthPanel</name>
    <message>
        <source>数据健康</source>
        <translation>Data health</translation>
    </message>
    <message>
        <source>%1/%2 源正常</source>
        <translation>%1 of %2 sources live</translation>
    </message>
    <message>
        <source>Esc 关闭</source>
        <translation>Esc closes</translation>
    </message>
    <message>
        <source>数据源</source>
        <translation>Source</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>距今</source>
        <translation>Age</translation>
    </message>
    <message>
        <source>收到</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>拒收</source>
        <translation>Refused</translation>
    </message>
    <message>
        <source>乱序</source>
        <translation>Disorder</translation>
    </message>
    <message>
        <source>重复</source>
        <translation>Repeated</translation>
    </message>
    <message>
        <source>最近的问题</source>
        <translation>Last trouble</translation>
    </message>
    <message>
        <source>模拟</source>
        <translation>simulated</translation>
    </message>
    <message>
        <source>回放</source>
        <translation>replay</translation>
    </message>
    <message>
        <source>%1 台设备未观测</source>
        <translation>%1 devices unobserved</translation>
    </message>
    <message>
        <source>数据时间%1</source>
        <translation>data times %1</translation>
    </message>
</context>
<context>
    <name>HoldButton</name>
    <message>
        <source>%1（按住确认）</source>
        <translation>%1 (hold to confirm)</translation>
    </message>
</context>
<context>
    <name>IndicatorGrid</name>
    <message>
        <source>无数据</source>
        <translation>no data</translation>
    </message>
    <message>
        <source>存疑</source>
        <translation>doubtful</translation>
    </message>
</context>
<context>
    <name>KeyHelp</name>
    <message>
        <source>本席静音（不等于确认）</source>
        <translation>Silence at this seat (not an acknowledgement)</translation>
    </message>
    <message>
        <source>报警折叠：展开全部、再折叠</source>
        <translation>Alarm folding: show all, fold again</translation>
    </message>
    <message>
        <source>在报警与五个环节之间移动</source>
        <translation>Move between alarms and the five stages</translation>
    </message>
    <message>
        <source>选择一行；卡片打开时选择力量</source>
        <translation>Choose a row; with a card open, a unit</translation>
    </message>
    <message>
        <source>打开卡片</source>
        <translation>Open the card</translation>
    </message>
    <message>
        <source>派单给所选力量</source>
        <translation>Dispatch the chosen unit</translation>
    </message>
    <message>
        <source>催办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <source>E 按住</source>
        <translation>E held</translation>
    </message>
    <message>
        <source>升级：街镇 → 区 → 市</source>
        <translation>Escalate: street → district → city</translation>
    </message>
    <message>
        <source>R 按住</source>
        <translation>R held</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>核查通过</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>C 按住</source>
        <translation>C held</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>确认报警</source>
        <translation>Acknowledge the alarm</translation>
    </message>
    <message>
        <source>地图放大、缩小、全市</source>
        <translation>Map: closer, farther, whole city</translation>
    </message>
    <message>
        <source>中文 / English</source>
        <translation>中文 / English</translation>
    </message>
    <message>
        <source>数据健康</source>
        <translation>Data health</translation>
    </message>
    <message>
        <source>关闭最上层</source>
        <translation>Close what lies on top</translation>
    </message>
    <message>
        <source>本页</source>
        <translation>This page</translation>
    </message>
    <message>
        <source>键盘</source>
        <translation>Keyboard</translation>
    </message>
    <message>
        <source>X 按住</source>
        <translation>X, hold</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>选择催办、退回、作废、搁置的理由</source>
        <translation>Choose the reason to urge, return, void or shelve</translation>
    </message>
    <message>
        <source>翻指标页（小屏）</source>
        <translation>Turn the page of indicators (small screen)</translation>
    </message>
    <message>
        <source>空格  ,  .  Shift ← →</source>
        <translation>Space  ,  .  Shift ← →</translation>
    </message>
    <message>
        <source>回放：播放暂停、慢、快、移动</source>
        <translation>Replay: play or pause, slower, faster, move</translation>
    </message>
    <message>
        <source>搜索地点、道路、案件、坐标</source>
        <translation>Search places, roads, cases, coordinates</translation>
    </message>
    <message>
        <source>右键 长按</source>
        <translation>Right click, long press</translation>
    </message>
    <message>
        <source>这里有什么</source>
        <translation>What is here</translation>
    </message>
    <message>
        <source>放开地图：恢复自动视图</source>
        <translation>Let the map go: back to the automatic view</translation>
    </message>
    <message>
        <source>关注 / 取消关注打开的事项</source>
        <translation>Watch what is open, or no longer</translation>
    </message>
    <message>
        <source>图层、底图鹰眼</source>
        <translation>Layers, overview of the base map</translation>
    </message>
    <message>
        <source>视图书签：列表、调出、保存</source>
        <translation>Saved views: list, recall, save</translation>
    </message>
    <message>
        <source>复制视图链接、打开剪贴板中的链接</source>
        <translation>Copy a link to the view, open the one in the clipboard</translation>
    </message>
    <message>
        <source>量距、量面（退格撤点，Esc 结束）</source>
        <translation>Measure a way, an area (Backspace: one point back, Esc: end)</translation>
    </message>
    <message>
        <source>导出当前视图为 PDF 与 PNG</source>
        <translation>Export the view as PDF and PNG</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>未观测 %1 台</source>
        <translation>%1 unobserved</translation>
    </message>
</context>
<context>
    <name>NoticeBars</name>
    <message>
        <source>数据链路中断（自 %1），以下为最后已知状态</source>
        <translation>Data link lost since %1, showing the last known state</translation>
    </message>
    <message>
        <source>后台日志已更换：%1 件案件仅本席位保留</source>
        <translation>The backend came back with another journal: %1 cases are known to this desk alone</translation>
    </message>
    <message>
        <source>后台告知</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>界面曾停顿</source>
        <translation>The interface stalled</translation>
    </message>
</context>
<context>
    <name>ReplayBar</name>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>播放</source>
        <translation>Play</translation>
    </message>
    <message>
        <source>回放 %1</source>
        <translation>Replay %1</translation>
    </message>
    <message>
        <source>回放位置</source>
        <translation>Place in the recording</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>数据健康</source>
        <translation>Data health</translation>
    </message>
    <message>
        <source>%1/%2 源正常</source>
        <translation>%1 of %2 sources live</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>取消搁置</source>
        <translation>Unshelve</translation>
    </message>
    <message>
        <source>停用报警</source>
        <translation>Take out of service</translation>
    </message>
    <message>
        <source>投用报警</source>
        <translation>Put back in service</translation>
    </message>
    <message>
        <source>设备检修停运</source>
        <translation>Under maintenance</translation>
    </message>
    <message>
        <source>误报待校验</source>
        <translation>False, to be checked</translation>
    </message>
    <message>
        <source>点位拆除</source>
        <translation>Removed</translation>
    </message>
    <message>
        <source>热线</source>
        <translation>Hotline</translation>
    </message>
    <message>
        <source>巡查</source>
        <translation>Patrol</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>物联</source>
        <translation>IoT</translation>
    </message>
    <message>
        <source>其他</source>
        <translation>Other</translation>
    </message>
    <message>
        <source>待派单</source>
        <translation>To be dispatched</translation>
    </message>
    <message>
        <source>待接单</source>
        <translation>To be accepted</translation>
    </message>
    <message>
        <source>处置中</source>
        <translation>Handling</translation>
    </message>
    <message>
        <source>待反馈</source>
        <translation>Feedback due</translation>
    </message>
    <message>
        <source>待核查</source>
        <translation>To be verified</translation>
    </message>
    <message>
        <source>已结案</source>
        <translation>Closed</translation>
    </message>
    <message>
        <source>已作废</source>
        <translation>Voided</translation>
    </message>
    <message>
        <source>街镇</source>
        <translation>street</translation>
    </message>
    <message>
        <source>区级</source>
        <translation>district</translation>
    </message>
    <message>
        <source>市级</source>
        <translation>city</translation>
    </message>
    <message>
        <source>连接中</source>
        <translation>Connecting</translation>
    </message>
    <message>
        <source>正常</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>降级</source>
        <translation>Degraded</translation>
    </message>
    <message>
        <source>过期</source>
        <translation>Stale</translation>
    </message>
    <message>
        <source>失联</source>
        <translation>Lost</translation>
    </message>
    <message>
        <source>停用</source>
        <translation>stopped</translation>
    </message>
    <message>
        <source>应急</source>
        <translation>Emergency</translation>
    </message>
    <message>
        <source>演练</source>
        <translation>Exercise</translation>
    </message>
    <message>
        <source>平时</source>
        <translation>Ordinary</translation>
    </message>
    <message>
        <source>派单</source>
        <translation>Dispatch</translation>
    </message>
    <message>
        <source>催办</source>
        <translation>Urge</translation>
    </message>
    <message>
        <source>升级</source>
        <translation>Escalate</translation>
    </message>
    <message>
        <source>退回</source>
        <translation>Return</translation>
    </message>
    <message>
        <source>核查</source>
        <translation>Verify</translation>
    </message>
    <message>
        <source>结案</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>确认</source>
        <translation>Acknowledge</translation>
    </message>
    <message>
        <source>搁置</source>
        <translation>Shelve</translation>
    </message>
    <message>
        <source>空闲</source>
        <translation>free</translation>
    </message>
    <message>
        <source>可调</source>
        <translation>on call</translation>
    </message>
    <message>
        <source>占用</source>
        <translation>busy</translation>
    </message>
    <message>
        <source>在线</source>
        <translation>online</translation>
    </message>
    <message>
        <source>离线</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>越限</source>
        <translation>over limit</translation>
    </message>
    <message>
        <source>故障</source>
        <translation>fault</translation>
    </message>
    <message>
        <source>未知</source>
        <translation>unknown</translation>
    </message>
    <message>
        <source>未确认</source>
        <translation>unacknowledged</translation>
    </message>
    <message>
        <source>已确认</source>
        <translation>acknowledged</translation>
    </message>
    <message>
        <source>已搁置</source>
        <translation>shelved</translation>
    </message>
    <message>
        <source>已抑制</source>
        <translation>suppressed</translation>
    </message>
    <message>
        <source>待命</source>
        <translation>idle</translation>
    </message>
    <message>
        <source>巡逻</source>
        <translation>patrolling</translation>
    </message>
    <message>
        <source>已派</source>
        <translation>assigned</translation>
    </message>
    <message>
        <source>途中</source>
        <translation>en route</translation>
    </message>
    <message>
        <source>到场</source>
        <translation>on scene</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>returning</translation>
    </message>
    <message>
        <source>休息</source>
        <translation>resting</translation>
    </message>
    <message>
        <source>正常</source>
        <comment>a device</comment>
        <translation>normal</translation>
    </message>
    <message>
        <source>作废</source>
        <translation>Void</translation>
    </message>
    <message>
        <source>请尽快处置</source>
        <translation>Please hurry</translation>
    </message>
    <message>
        <source>群众再次来电</source>
        <translation>Called in again</translation>
    </message>
    <message>
        <source>时限将到，请报进展</source>
        <translation>Limit near, report progress</translation>
    </message>
    <message>
        <source>请增派力量</source>
        <translation>Send more units</translation>
    </message>
    <message>
        <source>非本单位职责</source>
        <translation>Not our duty</translation>
    </message>
    <message>
        <source>地点不明，请补充</source>
        <translation>Place unclear, add details</translation>
    </message>
    <message>
        <source>重复派单</source>
        <translation>Dispatched twice</translation>
    </message>
    <message>
        <source>力量不足</source>
        <translation>Not enough units</translation>
    </message>
    <message>
        <source>重复上报</source>
        <translation>Reported twice</translation>
    </message>
    <message>
        <source>现场无此情况</source>
        <translation>Nothing found on site</translation>
    </message>
    <message>
        <source>误报</source>
        <translation>False report</translation>
    </message>
    <message>
        <source>现场未整改到位</source>
        <translation>Not put right on site</translation>
    </message>
    <message>
        <source>图片与现场不符</source>
        <translation>Picture does not match</translation>
    </message>
    <message>
        <source>材料不全</source>
        <translation>Papers incomplete</translation>
    </message>
    <message>
        <source>已知，持续关注</source>
        <translation>Known, being watched</translation>
    </message>
    <message>
        <source>正在检修</source>
        <translation>Under repair</translation>
    </message>
    <message>
        <source>已派人处置</source>
        <translation>Crew sent</translation>
    </message>
    <message>
        <source>超前 %1</source>
        <translation>%1 ahead</translation>
    </message>
    <message>
        <source>落后 %1</source>
        <translation>%1 behind</translation>
    </message>
    <message>
        <source>时标偏差</source>
        <translation>Wrong time</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>地点、道路、站点、案件、拼音或坐标</source>
        <translation>Place, road, station, case, pinyin or coordinates</translation>
    </message>
    <message>
        <source>没有找到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>正在建立索引</source>
        <translation>Indexing names</translation>
    </message>
</context>
<context>
    <name>SearchRow</name>
    <message>
        <source>坐标</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>区</source>
        <translation>District</translation>
    </message>
    <message>
        <source>街镇</source>
        <translation>Street</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>线路</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>道路</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>单元</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Camera</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
</context>
<context>
    <name>HereCard</name>
    <message>
        <source>可到</source>
        <translation>Arrives</translation>
    </message>
    <message>
        <source>道路</source>
        <translation>Road</translation>
    </message>
    <message>
        <source>站点</source>
        <translation>Station</translation>
    </message>
    <message>
        <source>单元</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>案件</source>
        <translation>Case</translation>
    </message>
    <message>
        <source>设备</source>
        <translation>Device</translation>
    </message>
    <message>
        <source>图层</source>
        <translation>Layer</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>这里有什么</source>
        <translation>What is here</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>MapAsking</name>
</context>
<context>
    <name>BookmarkPanel</name>
    <message>
        <source>视图书签</source>
        <translation>Saved views</translation>
    </message>
    <message>
        <source>空</source>
        <translation>Empty</translation>
    </message>
    <message>
        <source>书签 %1 的名称</source>
        <translation>Name of view %1</translation>
    </message>
    <message>
        <source>覆盖</source>
        <translation>Replace</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>前往</source>
        <translation>Go</translation>
    </message>
</context>
<context>
    <name>MapManners</name>
    <message>
        <source>先打开要关注的事项</source>
        <translation>Open what is to be watched first</translation>
    </message>
    <message>
        <source>视图 %1</source>
        <translation>View %1</translation>
    </message>
    <message>
        <source>视图已存为 %1</source>
        <translation>View saved as %1</translation>
    </message>
    <message>
        <source>视图链接已复制</source>
        <translation>Link to the view copied</translation>
    </message>
    <message>
        <source>正在导出视图…</source>
        <translation>Exporting the view…</translation>
    </message>
    <message>
        <source>已导出 %1</source>
        <translation>Exported %1</translation>
    </message>
    <message>
        <source>无法导出：%1</source>
        <translation>Cannot export: %1</translation>
    </message>
    <message>
        <source>链接无法打开：%1</source>
        <translation>The link cannot be opened: %1</translation>
    </message>
    <message>
        <source>书签 %1 是空的</source>
        <translation>View %1 is empty</translation>
    </message>
    <message>
        <source>书签只保留到退出：%1</source>
        <translation>Views are kept until the end only: %1</translation>
    </message>
    <message>
        <source>链接指向 %1 %2，地图显示的是现在</source>
        <translation>The link is about %1 %2; the map shows now</translation>
    </message>
    <message>
        <source>链接来自另一种模式</source>
        <translation>The link is of another mode</translation>
    </message>
</context>
<context>
    <name>MapChrome</name>
    <message>
        <source>视图已锁定 · 关注有变 · 按 0 放开</source>
        <translation>View held · watched cases changed · 0 lets go</translation>
    </message>
    <message>
        <source>视图已锁定 · 按 0 放开</source>
        <translation>View held · 0 lets go</translation>
    </message>
    <message>
        <source>关注 %1 项</source>
        <translation>%1 watched</translation>
    </message>
</context>
<context>
    <name>MapRuler</name>
    <message>
        <source>点击地图画出范围</source>
        <translation>Click the map to draw an area</translation>
    </message>
    <message>
        <source>点击地图画出路线</source>
        <translation>Click the map to draw a way</translation>
    </message>
    <message>
        <source>方位 %1°</source>
        <translation>bearing %1°</translation>
    </message>
    <message>
        <source>面积 %1 · 周长 %2</source>
        <translation>Area %1 · perimeter %2</translation>
    </message>
    <message>
        <source>距离 %1</source>
        <translation>Distance %1</translation>
    </message>
</context>
<context>
    <name>LayerPanel</name>
    <message>
        <source>图层</source>
        <translation>Layers</translation>
    </message>
    <message>
        <source>没有数据图层：把文件拖到地图上</source>
        <translation>No data layers: drop a file on the map</translation>
    </message>
    <message>
        <source>加载中 %1%</source>
        <translation>loading %1%</translation>
    </message>
    <message>
        <source>加载中</source>
        <translation>loading</translation>
    </message>
    <message>
        <source>过期</source>
        <translation>stale</translation>
    </message>
    <message>
        <source>%1 个要素</source>
        <translation>%1 features</translation>
    </message>
    <message>
        <source>%1 个未画</source>
        <translation>%1 left out</translation>
    </message>
    <message>
        <source>↑ ↓ 选择 · 空格 显示 · ← → 透明度 · Shift ↑ ↓ 顺序</source>
        <translation>↑ ↓ choose · Space show · ← → opacity · Shift ↑ ↓ order</translation>
    </message>
</context>
</TS>
