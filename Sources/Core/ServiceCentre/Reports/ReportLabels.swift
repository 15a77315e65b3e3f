public import CallModel

/// The names of reports' columns in both languages; a column without one is shown by its key.
public enum ReportLabels {
  public static func label(_ key: String, _ language: Language) -> String {
    guard language == .chinese, let label = chinese.first(where: { $0.key == key }) else { return key }
    return label.label
  }

  private static let chinese: [(key: String, label: String)] = [
    ("queue", "队列"), ("offered", "呼入"), ("answered", "接通"), ("abandoned", "放弃"), ("sl-offered", "服务水平"),
    ("sl-credit", "含早放弃"), ("sl-answered", "按接通"), ("sl-without-early-abandons", "剔除早放弃"),
    ("sl-credit-for-short", "含短放弃"), ("asa", "平均应答秒"), ("connected", "接通率"), ("abandonment", "放弃率"),
    ("abandonment-without-short", "放弃率(剔短)"), ("conversation", "平均通话秒"), ("callbacks", "回呼"),
    ("rejected", "转出"), ("open", "未结"), ("agent", "坐席"), ("handled", "处理量"), ("talk", "通话"),
    ("hold", "保持"), ("wrap-up", "话后"), ("aht", "平均处理秒"), ("ready", "就绪"), ("not-ready", "示忙"),
    ("occupancy", "利用率"), ("ringing", "振铃"), ("node", "节点"), ("visits", "进入次数"), ("calls", "通话数"),
    ("ends", "在此结束"), ("share", "占比"), ("disposition", "结果"), ("sessions", "会话"), ("contained", "自助完成"),
    ("containment", "自助率"), ("contacts", "接触"), ("repeated", "重复来电"), ("unsolved", "未解决"),
    ("resolution", "首次解决率"), ("answers", "评价数"), ("points", "分值"), ("satisfaction", "满意度"),
    ("state", "状态"), ("attempts", "拨打次数"), ("in-time", "按时"), ("purpose", "类型"), ("tasks", "任务"),
    ("overdue", "逾期"), ("id", "编号"), ("title", "名称"), ("customers", "客户"), ("dialled", "已拨"),
    ("reached", "接通"), ("refused", "拒绝"), ("reached-share", "接通率"), ("other-channel", "转其他渠道"),
    ("by", "分类"), ("value", "项目"), ("complaints", "投诉数"), ("score", "得分"), ("reviews", "质检数"),
    ("total", "总分"), ("quality", "质检"), ("handling", "时长"), ("adherence", "遵时"), ("volume", "业务量"),
    ("merits", "加分"), ("liability", "扣分"), ("branch", "网点"), ("bookings", "预约"), ("by-agent", "人工预约"),
    ("by-keys", "按键预约"), ("came", "到访"),
    ("kept", "履约率"), ("drawn", "抽检"), ("appeals", "申诉"), ("missed", "未到"), ("formula", "公式版本"), ("surveys", "评价数"),
    ("told", "告知数"), ("longer", "更久"), ("bias", "偏差秒"), ("error", "误差秒"),
    ("what", "事项"), ("of", "对象"), ("until", "期限"), ("days-left", "剩余天数"),
    ("left", "离开"), ("done", "完成"), ("solved", "已解决"), ("logged-in", "登录"),
  ]
}

/// The words of closed sets that stand in reports' cells, in both languages: states, kinds, causes. Everything else (ids,
/// names of queues and nodes) stands as it is.
public enum ReportWords {
  /// The columns whose cells are words.
  private static let columns = ["what", "state", "purpose", "disposition", "by", "value", "queue", "agent"]

  public static func word(_ word: String, in column: String, _ language: Language) -> String {
    guard language == .chinese, columns.contains(column) else { return word }
    // `state` and `all` mean the same wherever they stand; a queue may have any name but this.
    if column == "queue" || column == "agent" { return word == "all" ? "合计" : word }
    return chinese.first { $0.word == word }?.name ?? word
  }

  private static let chinese: [(word: String, name: String)] = [
    ("all", "合计"), ("state", "状态"), ("channel", "渠道"), ("business", "业务"), ("cause", "原因"), ("outcome", "结论"),
    // Counts of all complaints.
    ("open", "未结"), ("overdue", "逾期"), ("told-in-time", "按时告知"), ("told-late", "逾期告知"), ("extended", "已延期"),
    ("urgings", "督办"), ("reviews", "复核"), ("unsatisfied", "不满意"),
    // Their states, channels, businesses, causes and outcomes.
    ("received", "已受理"), ("accepted", "已立案"), ("assigned", "已交办"), ("investigating", "调查中"), ("decided", "已认定"),
    ("notified", "已告知"), ("closed", "已办结"), ("visited", "已回访"), ("withdrawn", "已撤诉"), ("reviewing", "复核中"),
    ("not-accepted", "不予受理"), ("hotline", "热线"), ("visit", "来访"), ("letter", "信函"), ("e-mail", "邮件"),
    ("online", "网络"), ("regulator", "监管转办"), ("deposit", "存款"), ("debit-card", "借记卡"), ("credit-card", "信用卡"),
    ("loan", "贷款"), ("transfer", "转账"), ("wealth", "理财"), ("insurance", "保险"), ("e-banking", "电子银行"),
    ("counter", "柜面"), ("other", "其他"), ("attitude", "服务态度"), ("facilities", "设施环境"), ("rules", "制度流程"),
    ("marketing", "营销行为"), ("disclosure", "信息披露"), ("product-yield", "产品收益"), ("choice", "自主选择"),
    ("contract", "合同条款"), ("funds-security", "资金安全"), ("information-security", "信息安全"), ("upheld", "属实"),
    ("partly", "部分属实"), ("unfounded", "不属实"),
    // Tasks, callbacks and projects.
    ("deferred", "延后答复"), ("follow-up", "回访"), ("recovery", "补救"), ("done", "已完成"), ("cancelled", "已取消"),
    ("other-channel", "转其他渠道"), ("draft", "草稿"), ("submitted", "待审批"), ("rejected", "未批准"), ("running", "进行中"),
    ("finished", "待确认"),
    // What came of sessions; a tree may have words of its own.
    ("agent", "转人工"), ("contained", "自助完成"), ("abandoned", "放弃"), ("transferred", "转出"), ("menu-loop", "菜单循环"),
    ("self-service", "自助结束"), ("blocked", "已拦截"), ("callback", "预约回呼"), ("unserved", "未获接待"),
    // What needs somebody.
    ("certificate", "证书"), ("group", "小组"), ("complaint", "投诉"), ("task", "任务"), ("improvement", "改进项"),
    ("expired", "已过期"), ("expires-soon", "即将到期"), ("not-whole", "不符合规定"), ("due-soon", "即将到期"),
  ]
}
