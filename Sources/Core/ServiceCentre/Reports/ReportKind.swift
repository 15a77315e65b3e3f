public import CallModel

/// The reports of the centre, each with its title, how its figures are computed, and what its chart shows.
public enum ReportKind: String, CaseIterable, Sendable {
  case serviceLevel = "service-level"
  case promises, agents, ivr, sessions, contacts, surveys, callbacks, tasks, outbound, complaints, quality, appraisal,
    bookings

  public func title(_ language: Language) -> String { language == .chinese ? titles.chinese : titles.english }

  private var titles: (english: String, chinese: String) {
    switch self {
    case .serviceLevel: ("Service level by queue", "各队列服务水平")
    case .promises: ("Waits that callers were told", "等候时间承诺")
    case .agents: ("Agents", "坐席工作量")
    case .ivr: ("Menu nodes", "语音菜单节点")
    case .sessions: ("Sessions and containment", "会话与自助率")
    case .contacts: ("First-contact resolution", "首次解决率")
    case .surveys: ("Satisfaction by keys", "按键满意度")
    case .callbacks: ("Callbacks promised by keys", "回呼承诺")
    case .tasks: ("Deferred questions, follow-ups, recovery", "延后答复、回访与补救")
    case .outbound: ("Outbound projects", "外呼项目")
    case .complaints: ("Complaints", "投诉")
    case .quality: ("Quality reviews", "质检")
    case .appraisal: ("Appraisal", "绩效考核")
    case .bookings: ("Branch visits booked", "网点预约")
    }
  }

  /// The column that names a row and the column whose bars are drawn.
  public var chart: (label: String, value: String) {
    switch self {
    case .serviceLevel: ("queue", "sl-offered")
    case .promises: ("queue", "kept")
    case .agents: ("agent", "occupancy")
    case .ivr: ("node", "calls")
    case .sessions: ("disposition", "sessions")
    case .contacts: ("agent", "resolution")
    case .surveys: ("agent", "satisfaction")
    case .callbacks: ("state", "callbacks")
    case .tasks: ("purpose", "tasks")
    case .outbound: ("id", "reached-share")
    case .complaints: ("value", "complaints")
    case .quality: ("agent", "score")
    case .appraisal: ("agent", "total")
    case .bookings: ("branch", "bookings")
    }
  }

  /// How the figures are computed, for who reads them.
  public var formulas: [String] {
    switch self {
    case .serviceLevel:
      [
        "sl-offered = ans<=T / (ans+ab)", "sl-credit = (ans<=T + ab<=T) / (ans+ab)", "sl-answered = ans<=T / ans",
        "sl-without-early-abandons = ans<=T / (ans + ab>T)",
        "sl-credit-for-short = (ans<=T + ab<=short) / (ans+ab)", "connected = ans / (offered - callbacks)",
        "offered = answered + abandoned + callbacks + rejected + open",
      ]
    case .promises:
      ["kept = answered within the promise / answered and promised", "error = mean |wait - estimate|"]
    case .agents:
      [
        "aht = (talk + hold + wrap-up) / handled",
        "occupancy = (offered + talk + hold + wrap-up) / (offered + talk + hold + wrap-up + ready)",
      ]
    case .ivr: ["share = calls that came to the node / sessions", "ends = calls whose last node it was"]
    case .sessions: ["contained = ended in self-service with at least one operation done", "share = part / sessions"]
    case .contacts:
      ["resolution = (contacts - repeated within 7 days for the same reason - said unsolved) / contacts"]
    case .surveys: ["satisfaction = points / (5 x answers)", "points: very-satisfied 5 ... very-dissatisfied 1"]
    case .callbacks: ["in-time = reached before due"]
    case .tasks: ["overdue = open and past due"]
    case .outbound: ["reached-share = reached / dialled"]
    case .complaints: ["by the day of receipt; told-in-time = told by the end of the last day"]
    case .quality: ["score = sum of weights x marks / sum of weights, in hundredths"]
    case .appraisal:
      [
        "30 satisfaction + 25 quality + 15 resolution + 10 handling time + 10 adherence + 10 volume",
        "- liability points + merits; under 30 surveys the Wilson lower bound (95 %)",
        "adherence = time logged in within the planned shifts / planned shifts",
      ]
    case .bookings: ["kept = came / (came + did not come)"]
    }
  }
}

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
    ("merits", "加分"), ("liability", "扣分"), ("branch", "网点"), ("bookings", "预约"), ("came", "到访"),
    ("kept", "履约率"), ("drawn", "抽检"), ("appeals", "申诉"), ("missed", "未到"), ("formula", "公式版本"), ("surveys", "评价数"),
    ("told", "告知数"), ("longer", "更久"), ("bias", "偏差秒"), ("error", "误差秒"),
    ("left", "离开"), ("done", "完成"), ("solved", "已解决"), ("logged-in", "登录"),
  ]
}
