import CallModel
import LineProtocol

/// Who watches what: the subscribers of each class of monitor events.
struct Monitors: Sendable {
  enum Class: String, CaseIterable, Sendable {
    case call, agent, settings
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
    _ name: Monitors.Class, _ subject: String, _ fields: [Field], into effects: inout [Effect]
  ) {
    for number in monitors.subscribers(of: name) where sessions.exists(number) {
      tell(number, subject, .monitor(class: name.rawValue, fields: fields, text: nil), into: &effects)
    }
  }
}
