import ACD
import CallModel
import DequeModule
import IVR

/// With which agent a caller spoke last, for queues to which that makes a difference in his next call
/// (`QueueConfiguration.previousAgent`).
///
/// A caller is known by his customer number where a call has proved or looked it up, and by his telephone number.
/// Kept here and not asked of the records, because a caller who enters a queue waits for nothing.
struct RecentTalks: Sendable, Codable {
  enum Caller: Hashable, Comparable, Sendable, Codable {
    case customer(Int64)
    case number(String)
  }

  private struct Talk: Sendable, Codable {
    var agent: AgentID
    var ended: Timestamp
    /// Names the caller's place in `line` that is still his.
    var serial: Int64
  }

  private struct Place: Sendable, Codable {
    var caller: Caller
    var ended: Timestamp
    var serial: Int64
  }

  @KeyOrdered private var talks: [Caller: Talk] = [:]
  /// In order of time. Who has talked again stands here twice until the earlier place comes to the front.
  private var line: Deque<Place> = []
  private var lastSerial: Int64 = 0

  /// Callers who are remembered.
  var count: Int { talks.count }

  /// The latest talk of a caller who may be known by several names.
  func last(of callers: [Caller]) -> PastTalk? {
    var last: Talk?
    for caller in callers {
      guard let talk = talks[caller], talk.serial > last?.serial ?? 0 else { continue }
      last = talk
    }
    return last.map { PastTalk(agent: $0.agent, ended: $0.ended, isOfThisCall: false) }
  }

  /// `limit`: callers remembered at once; who has not talked for longest is forgotten first.
  mutating func note(_ caller: Caller, with agent: AgentID, at instant: Timestamp, limit: Int) {
    lastSerial += 1
    talks[caller] = Talk(agent: agent, ended: instant, serial: lastSerial)
    line.append(Place(caller: caller, ended: instant, serial: lastSerial))
    while let first = line.first, isToBeForgotten(first, at: instant, limit: limit) {
      line.removeFirst()
      if talks[first.caller]?.serial == first.serial { talks[first.caller] = nil }
    }
  }

  private func isToBeForgotten(_ place: Place, at instant: Timestamp, limit: Int) -> Bool {
    talks[place.caller]?.serial != place.serial || talks.count > limit
      || instant - place.ended > ACDLimits.previousWithin
  }
}

extension Switchboard {
  /// What a queue may want to know: the last talk of an earlier call, then those of this one.
  func pastTalks(of slot: CallSlot) -> [PastTalk] {
    let talked = calls[slot].visits.compactMap { visit in
      visit.agent.map { PastTalk(agent: $0, ended: visit.leftAt + visit.talk + visit.hold, isOfThisCall: true) }
    }
    guard let earlier = recentTalks.last(of: names(of: slot)) else { return talked }
    return [earlier] + talked
  }

  /// A conversation is over.
  mutating func remember(_ agent: AgentID, of slot: CallSlot) {
    for name in names(of: slot) {
      recentTalks.note(name, with: agent, at: now, limit: limits.rememberedCallers)
    }
  }

  func names(of slot: CallSlot) -> [RecentTalks.Caller] {
    var names: [RecentTalks.Caller] = []
    if let customer = calls[slot].dialogue.customer { names.append(.customer(customer.number.number)) }
    if let number = calls[slot].callingNumber { names.append(.number(number)) }
    return names
  }
}
