public import CallModel

/// What figures are made of, looked at one by one: what the database finds must be the same.
extension InMemoryCentreBook {
  public func surveyAnswers(of filter: DetailFilter<SurveyFigure>, agent: AgentID?) -> [SurveyAnswerRecord] {
    let some = surveys.filter { answer in
      filter.range.contains(answer.at) && answer.agent != nil && (agent == nil || answer.agent == agent)
        && filter.figure.words.contains(answer.answer)
    }
    return newest(some, filter.limit) { $0.at }
  }

  public func toldWaits(of filter: DetailFilter<PromiseFigure>, queue: QueueID?) -> [ToldWait] {
    let some = promises.filter { wait in
      filter.range.contains(wait.told.at) && (queue == nil || wait.told.queue == queue) && filter.figure.takes(wait)
    }
    return newest(some, filter.limit) { $0.told.at }
  }

  public func callbacks(of filter: DetailFilter<CallbackFigure>, state: CallbackTask.State?) -> [CallbackTask] {
    let some = promised.filter { task in
      guard filter.range.contains(task.registeredAt), state == nil || task.state == state else { return false }
      return switch filter.figure {
      case .callbacks: true
      case .inTime: dials.contains { $0.call.text == task.id && $0.result == .answered && $0.at <= task.dueAt }
      }
    }
    return newest(some, filter.limit) { $0.registeredAt }
  }

  /// Of the same instant, what was written last comes first.
  private func newest<Item>(_ items: [Item], _ limit: Int, at: (Item) -> Timestamp) -> [Item] {
    let order = items.indices.sorted { a, b in
      at(items[a]) != at(items[b]) ? at(items[a]) > at(items[b]) : a > b
    }
    return order.prefix(limit).map { items[$0] }
  }
}

extension PromiseFigure {
  func takes(_ wait: ToldWait) -> Bool {
    let end = wait.score.map { QueueVisitEnd(result: $0.result) }
    return switch self {
    case .told: true
    case .longer: wait.told.promise.isLonger
    case .answered: end == .answered
    case .kept: end == .answered && wait.isKept
    case .abandoned: end == .abandoned
    case .left: end != nil && end != .answered && end != .abandoned
    case .open: end == nil
    }
  }
}

extension ToldWait {
  /// The wait ended within what was promised.
  var isKept: Bool {
    guard let score, let promised = told.promise.promised else { return false }
    return score.at - told.at <= promised
  }
}
