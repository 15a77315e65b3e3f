import CallModel
import HeapModule

/// What callers and agents are going to do, by time. What is planned for one instant is done in the order of planning.
struct DayAgenda {
  enum Deed: Sendable {
    case arrive
    case redial(type: Int, attempt: Int)
    /// A prompt has been heard to its end.
    case heard(caller: Int, event: Int64)
    /// The answer to a question, unless another was asked meanwhile.
    case answer(caller: Int, question: Int)
    case loseTheirPatience(caller: Int)
    case beginShift(agent: Int)
    case accept(agent: Int, OfferID)
    case endTalk(agent: Int, CallID)
    case code(agent: Int, CallID)
    case beginBreak(agent: Int, length: Interval)
    case ready(agent: Int)
    case endShift(agent: Int)
    /// The bank's late answer.
    case hostReplies(HostReply)
  }

  struct Entry: Comparable, Sendable {
    let at: Timestamp
    let number: Int64
    let deed: Deed

    static func == (a: Self, b: Self) -> Bool { a.number == b.number }
    static func < (a: Self, b: Self) -> Bool { a.at != b.at ? a.at < b.at : a.number < b.number }
  }

  private var entries = Heap<Entry>()
  private var lastNumber: Int64 = 0

  var next: Timestamp? { entries.min?.at }

  mutating func plan(_ deed: Deed, at instant: Timestamp) {
    lastNumber += 1
    entries.insert(Entry(at: instant, number: lastNumber, deed: deed))
  }

  mutating func take() -> Entry? { entries.popMin() }
}
