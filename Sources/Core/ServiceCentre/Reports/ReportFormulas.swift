public import CallModel

extension ReportKind {
  /// How the figures are computed, for who reads them.
  public func formulas(_ language: Language) -> [String] {
    language == .chinese ? formulasInChinese : formulasInEnglish
  }

  private var formulasInEnglish: [String] {
    switch self {
    case .attention:
      [
        "as things stand when the report is made, whatever its days",
        "certificates from 30 days before their end, complaints from 3 days before theirs; groups that break their rule",
      ]
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
        "occupancy = (ringing + talk + hold + wrap-up) / (ringing + talk + hold + wrap-up + ready)",
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
    case .bookings:
      [
        "bookings = by-agent + by-keys, by the instant of booking",
        "kept = came / (came + did not come), of those booked by agents: of the others the branch tells nothing",
      ]
    }
  }

  private var formulasInChinese: [String] {
    switch self {
    case .attention:
      ["为报表生成时的状况，与所选日期无关", "证书到期前30天、投诉到期前3天起提示；不符合组成规定的小组"]
    case .serviceLevel:
      [
        "服务水平 = T内接通 / (接通+放弃)", "含早放弃 = (T内接通+T内放弃) / (接通+放弃)", "按接通 = T内接通 / 接通",
        "剔除早放弃 = T内接通 / (接通+T后放弃)", "含短放弃 = (T内接通+短放弃) / (接通+放弃)",
        "接通率 = 接通 / (呼入-回呼)", "呼入 = 接通+放弃+回呼+转出+未结",
      ]
    case .promises: ["履约率 = 承诺内接通 / 已承诺且接通", "误差 = |实际等候-预计等候| 的平均值"]
    case .agents:
      ["平均处理秒 = (通话+保持+话后) / 处理量", "利用率 = (振铃+通话+保持+话后) / (振铃+通话+保持+话后+就绪)"]
    case .ivr: ["占比 = 到达该节点的通话 / 会话", "在此结束 = 以该节点为最后节点的通话"]
    case .sessions: ["自助完成 = 在自助服务中结束且至少办成一项业务", "占比 = 部分 / 会话"]
    case .contacts: ["首次解决率 = (接触-7天内同因重复来电-客户称未解决) / 接触"]
    case .surveys: ["满意度 = 分值 / (5×评价数)", "分值：非常满意5分，非常不满意1分"]
    case .callbacks: ["按时 = 到期前已接通"]
    case .tasks: ["逾期 = 未结且已过期限"]
    case .outbound: ["接通率 = 接通 / 已拨"]
    case .complaints: ["按受理日统计；按时告知 = 在最后期限当日结束前告知"]
    case .quality: ["得分 = Σ(权重×评分) / Σ权重，精确到百分之一"]
    case .appraisal:
      [
        "满意度30 + 质检25 + 首次解决15 + 处理时长10 + 遵时10 + 业务量10",
        "减责任扣分，加奖励分；评价不足30份时取威尔逊下限(95%)", "遵时 = 计划班次内登录时间 / 计划班次时间",
      ]
    case .bookings:
      ["预约 = 人工预约 + 按键预约，按预约时间统计", "履约率 = 到访 / (到访+未到)，仅含人工预约：按键预约的到访情况网点未反馈"]
    }
  }
}
