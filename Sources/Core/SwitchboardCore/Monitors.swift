import CallModel
import LineProtocol

/// Who watches what: the subscribers of each class of monitor events.
struct Monitors: Sendable, Codable {
  enum Class: String, CaseIterable, Sendable, Codable {
    case call, agent, settings
  }

  /// So many of each class.
  struct Counts: Sendable, Codable {
    private var counts = Class.allCases.map { _ in Int64(0) }

    subscript(name: Class) -> Int64 {
      get { counts[name.index] }
      set { counts[name.index] = newValue }
    }
  }

  private var subscribers: [[SessionNumber]] = Class.allCases.map { _ in [] }

  mutating func subscribe(_ number: SessionNumber, to names: [Class]) {
    remove(number)
    for name in names { subscribers[name.index].append(number) }
  }

  mutating func remove(_ number: SessionNumber) {
    for index in subscribers.indices { subscribers[index].removeAll { $0 == number } }
  }

  func subscribers(of name: Class) -> [SessionNumber] { subscribers[name.index] }
}

extension Monitors.Class {
  fileprivate var index: Int {
    switch self {
    case .call: 0
    case .agent: 1
    case .settings: 2
    }
  }
}

extension Switchboard {
  mutating func monitor(
    _ name: Monitors.Class, _ subject: String, _ fields: [Field], into effects: inout Outgoing
  ) {
    for number in monitors.subscribers(of: name) where sessions.exists(number) {
      if sessions[number].isCongested {
        sessions[number].thinned[name] += 1
      } else {
        tell(number, subject, .monitor(class: name.rawValue, fields: fields, text: nil), into: &effects)
      }
    }
  }

  /// The peer has caught up: says what it has missed, and goes on.
  mutating func relieve(_ number: SessionNumber, into effects: inout Outgoing) {
    sessions[number].isCongested = false
    guard let connection = sessions[number].connection else { return }
    for name in Monitors.Class.allCases where sessions[number].thinned[name] > 0 {
      let count = sessions[number].thinned[name]
      effects.append(.send(connection, .notice(.lost(class: name.rawValue, count: count))))
    }
    sessions[number].thinned = Monitors.Counts()
  }
}
