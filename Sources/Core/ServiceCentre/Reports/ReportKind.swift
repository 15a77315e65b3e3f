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

  /// What the bars show.
  public struct Chart: Sendable {
    /// The column that names a row.
    public var label: String
    /// The column whose bars are drawn.
    public var value: String
    /// What a bar of full width stands for; `nil`: the largest.
    public var full: Int64?
  }

  /// `nil`: there is nothing to compare.
  public var chart: Chart? {
    switch self {
    case .attention: nil
    case .serviceLevel: Chart(label: "queue", value: "sl-offered", full: 100)
    case .promises: Chart(label: "queue", value: "kept", full: 100)
    case .agents: Chart(label: "agent", value: "occupancy", full: 100)
    case .ivr: Chart(label: "node", value: "calls")
    case .sessions: Chart(label: "disposition", value: "sessions")
    case .contacts: Chart(label: "agent", value: "resolution", full: 100)
    case .surveys: Chart(label: "agent", value: "satisfaction", full: 100)
    case .callbacks: Chart(label: "state", value: "callbacks")
    case .tasks: Chart(label: "purpose", value: "tasks")
    case .outbound: Chart(label: "id", value: "reached-share", full: 100)
    case .complaints: Chart(label: "value", value: "complaints")
    case .quality: Chart(label: "agent", value: "score", full: 100)
    case .appraisal: Chart(label: "agent", value: "total")
    case .bookings: Chart(label: "branch", value: "bookings")
    }
  }
}
