public import CallModel

/// The reports of the centre, each with its title, how its figures are computed, and what its chart shows.
public enum ReportKind: String, CaseIterable, Sendable {
  case attention
  case serviceLevel = "service-level"
  case promises, agents, ivr, sessions, contacts, surveys, callbacks, tasks, outbound, complaints, quality, appraisal,
    bookings

  public func title(_ language: Language) -> String { language == .chinese ? titles.chinese : titles.english }

  private var titles: (english: String, chinese: String) {
    switch self {
    case .attention: ("What needs somebody today", "今日待办")
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

  /// The column that names a row and the column whose bars are drawn; `nil`: there is nothing to compare.
  public var chart: (label: String, value: String)? {
    switch self {
    case .attention: nil
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
}
