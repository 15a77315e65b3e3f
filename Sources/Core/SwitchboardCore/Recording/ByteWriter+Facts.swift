import CallModel

/// A fact's bytes for the digest of effects: every field, in a fixed order.
///
/// By hand, because a busy centre writes some facts with each call, and a coder that goes by the names of fields
/// costs more than all else that the core does for them.
extension ByteWriter {
  mutating func fact(_ fact: Fact) {
    switch fact {
    case .call(let record):
      byte(0)
      call(record)
    case .agentInterval(let interval):
      byte(1)
      text(interval.agent.text)
      text(interval.state)
      optional(interval.reason) { $0.text($1) }
      signed(interval.from.microseconds)
      signed(interval.to.microseconds)
    case .surveyAnswer(let answer):
      byte(2)
      call(answer.call, of: answer.epoch, at: answer.at)
      text(answer.node.text)
      optional(answer.agent) { $0.text($1.text) }
      optional(answer.queue) { $0.text($1.text) }
      text(answer.answer)
    case .wrapUp(let wrapUp):
      byte(3)
      call(wrapUp.call, of: wrapUp.epoch, at: wrapUp.at)
      text(wrapUp.agent.text)
      text(wrapUp.code)
      optional(wrapUp.note) { $0.text($1) }
    case .dial(let dial):
      byte(4)
      call(dial.call, of: Int64(dial.attempt), at: dial.at)
      optional(dial.agent) { $0.text($1.text) }
      text(dial.result.rawValue)
    case .outboundClosed(let closed):
      byte(5)
      call(closed.call, of: 0, at: closed.at)
      text(closed.state)
    case .promise(let promise):
      byte(6)
      call(promise.call, of: promise.epoch, at: promise.at)
      text(promise.queue.text)
      signed(promise.promise.estimate.microseconds)
      optional(promise.promise.promised) { $0.signed($1.microseconds) }
      bool(promise.promise.isLonger)
    case .promisesScored(let score):
      byte(7)
      call(score.call, of: score.epoch, at: score.at)
      text(score.result)
    }
  }

  private mutating func call(_ id: CallID, of epoch: Int64, at instant: Timestamp) {
    text(id.text)
    signed(epoch)
    signed(instant.microseconds)
  }

  private mutating func call(_ record: CallRecord) {
    call(record.call, of: record.epoch, at: record.startedAt)
    signed(record.endedAt.microseconds)
    text(record.gateway)
    for word in [record.callingNumber, record.calledNumber, record.language?.tag] { optional(word) { $0.text($1) } }
    optional(record.customer) { $0.signed($1.number) }
    count(record.verification.rawValue)
    for word in [record.cause, record.disposition, record.menuVersion] { text(word) }
    list(record.path) { $0.text($1.text) }
    list(record.operations) {
      $0.text($1.operation.rawValue)
      $0.text($1.outcome.rawValue)
      $0.signed($1.at.microseconds)
    }
    list(record.queueVisits) { $0.visit($1) }
  }

  private mutating func visit(_ visit: QueueVisitRecord) {
    text(visit.queue.text)
    for number in [
      visit.enteredAt.microseconds, visit.leftAt.microseconds, visit.talk.microseconds, visit.hold.microseconds,
    ] { signed(number) }
    text(visit.result)
    optional(visit.agent) { $0.text($1.text) }
    optional(visit.decision) {
      $0.text($1.offer.text)
      $0.text($1.agent.text)
      $0.signed($1.at.microseconds)
      $0.list($1.why) { $0.text($1) }
      $0.list($1.excluded) { $0.text($1.text) }
      $0.list($1.reserved) { $0.text($1.text) }
    }
  }
}
