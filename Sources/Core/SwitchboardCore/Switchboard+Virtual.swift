import CallModel
import LineProtocol

/// `TICK` and `EXPECT`: a piped script that tests itself without waiting.
extension Switchboard {
  mutating func tick(_ interval: Interval, _ asker: Asker, into effects: inout Outgoing) {
    guard identity.isVirtual else {
      return refuse(asker, WireError(.notVirtual, text: "start ivrd with --clock virtual"), into: &effects)
    }
    guard interval <= limits.longestTick else {
      let most = limits.longestTick.milliseconds
      return refuse(asker, .badArgument("ms", "at most \(most)"), into: &effects)
    }
    ask(.tick(interval), for: asker, into: &effects)
  }

  /// Compares the oldest event not looked at yet; one that does not match stays.
  mutating func expect(_ expectation: Request.Expectation, _ asker: Asker, into effects: inout Outgoing) {
    guard identity.isVirtual else {
      return refuse(asker, WireError(.notVirtual, text: "start ivrd with --clock virtual"), into: &effects)
    }
    if expectation.skip {
      while let next = sessions[asker.session].unexpected.first, !next.matches(expectation) {
        sessions[asker.session].unexpected.removeFirst()
      }
    }
    guard let next = sessions[asker.session].unexpected.first else {
      let text = "expected \(expectation.words), got nothing"
      return refuse(
        asker, .conflict(.unexpectedEvent, want: expectation.kind, have: "nothing", text: text), into: &effects)
    }
    guard next.matches(expectation) else {
      let have = ([next.subject, next.event.kind] + next.event.fields.words).joined(separator: " ")
      let text = "expected \(expectation.words), got \(have)" + (next.event.text.map { " :\($0)" } ?? "")
      return refuse(
        asker, .conflict(.unexpectedEvent, want: expectation.kind, have: next.event.kind, text: text), into: &effects)
    }
    sessions[asker.session].unexpected.removeFirst()
    ok(asker, [Field("event", next.number)], into: &effects)
  }
}

extension Session.SeenEvent {
  func matches(_ expectation: Request.Expectation) -> Bool {
    if let call = expectation.call, call.text != subject { return false }
    return event.matches(kind: expectation.kind, fields: expectation.fields)
  }
}

extension [Field] {
  fileprivate var words: [String] { map { "\($0.key)=\($0.value)" } }
}

extension Request.Expectation {
  fileprivate var words: String {
    ([kind] + (call.map { ["call=\($0)"] } ?? []) + fields.words).joined(separator: " ")
  }
}
