import ArgumentParser
import CallModel
import Foundation
import Simulation
import Store
import Terminal
import Testing

@testable import ivrsim

@Suite struct ReplayCommandTests {
  private static let menus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("menus").path
  private static let morning = CivilTime(day: CivilDay(year: 2026, month: 11, day: 24)!, timeOfDay: .hours(10))
    .instant()

  /// Sixty calls, one a minute, to one agent of the queue `general`, who takes two minutes for each.
  private static var facts: [Fact] {
    var facts: [Fact] = [
      .agentInterval(
        AgentIntervalRecord(
          agent: AgentID("1001"), state: "ready", reason: nil, from: morning - .minutes(5), to: morning + .hours(2)))
    ]
    for number in 0..<60 {
      let at = morning + .minutes(Int64(number))
      let isAnswered = number % 3 != 2
      let visit = QueueVisitRecord(
        queue: QueueID("general"), enteredAt: at, leftAt: at + .seconds(isAnswered ? 30 : 90),
        result: isAnswered ? "answered" : "abandoned", agent: isAnswered ? AgentID("1001") : nil,
        talk: .seconds(isAnswered ? 115 : 0))
      facts.append(
        .call(
          CallRecord(
            call: CallID("c\(number)"), epoch: 1, gateway: "g", callingNumber: nil, calledNumber: nil, language: nil,
            customer: nil, verification: .none, startedAt: at - .seconds(5), endedAt: at + .seconds(200),
            cause: "caller-hung-up", disposition: isAnswered ? "agent" : "abandoned", menuVersion: "m", path: [],
            operations: [], queueVisits: [visit])))
    }
    return facts
  }

  private func withState(_ facts: [Fact] = facts, _ body: (String) throws -> Void) throws {
    let state = FileManager.default.temporaryDirectory.appendingPathComponent("replay-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: state) }
    let store = try CentreStore(directory: state)
    _ = try store.append(facts)
    try body(state)
  }

  private func command(_ arguments: String...) throws -> ReplayCommand {
    try ReplayCommand.parse(["--day", "2026-11-24", "--menus", Self.menus, "--seeds", "5"] + arguments)
  }

  @Test func aRecordedDayIsReadAndReplayed() throws {
    try withState { state in
      let comparison = try command("--state", state).compare()
      let queue = try #require(comparison.queues.first)
      #expect(comparison.queues.count == 1 && queue.queue == QueueID("general") && queue.calls == 60)
      #expect(queue.recordedMeanWait == 50 && queue.recordedServiceLevel == 0)
      #expect(queue.abandoned.before.mean > 0)
      #expect(comparison.losers.isEmpty && !queue.meanWait.isChanged)
      let report = ReplayReport(title: "t", comparison: comparison, hasOther: false, worst: 3)
      #expect(report.json.text.contains("\"worse_off\":[]") && report.json.text.contains("\"recorded_abandoned\":20"))
      // One set of settings has nothing to differ from.
      let lines = report.lines(width: 100, style: .plain)
      #expect(lines.contains { $0.contains("recorded") } && !lines.contains { $0.contains("difference") })
      #expect(lines.contains { $0.contains("--queues FILE") })
    }
  }

  @Test func otherQueuesAreReadUnderTheirOwnName() throws {
    try withState { state in
      let text = try String(contentsOfFile: Self.menus + "/queues.yaml", encoding: .utf8)
      let good = state + "/other.yaml"
      // General's callers may be few, and are sent away at once.
      try text.replacingOccurrences(of: "max-waiting: 500", with: "max-waiting: 0")
        .write(toFile: good, atomically: true, encoding: .utf8)
      let comparison = try command("--state", state, "--queues", good).compare()
      #expect(comparison.queues[0].abandoned.after.mean == 0)
      #expect(!comparison.losers.isEmpty)
      let lines = ReplayReport(title: "t", comparison: comparison, hasOther: true, worst: 3)
        .lines(width: 100, style: .plain)
      #expect(lines.contains { $0.contains("difference") } && lines.contains { $0.contains(" worse off, ") })

      let bad = state + "/bad.yaml"
      try text.replacingOccurrences(of: "max-waiting: 500", with: "max-waitin: 500")
        .write(toFile: bad, atomically: true, encoding: .utf8)
      do {
        _ = try command("--state", state, "--queues", bad).compare()
        Issue.record("the bad file was taken")
      } catch { #expect("\(error)".contains("\(bad):")) }
    }
  }

  @Test func agentsWhomTheSettingsDoNotHaveAreSaid() throws {
    let strangers = Self.facts.map { fact -> Fact in
      guard case .agentInterval(var stretch) = fact else { return fact }
      stretch.agent = AgentID("9999")
      return .agentInterval(stretch)
    }
    try withState(strangers) { state in
      let failure = #expect(throws: ToolFailure.self) { try command("--state", state).compare() }
      #expect(failure?.exitStatus == ToolFailure.badInput)
      #expect(failure?.description.contains("none of the agents of that day") == true)
    }
  }

  @Test func aDayWithoutCallsAndAPlaceWithoutRecordsAreSaid() throws {
    try withState { state in
      let other = try ReplayCommand.parse(["--day", "2026-11-25", "--menus", Self.menus, "--state", state])
      #expect(throws: ToolFailure.self) { try other.compare() }
      #expect(throws: ToolFailure.self) { try command("--state", state + "/none").compare() }
      let noFile = #expect(throws: ToolFailure.self) {
        try command("--state", state, "--queues", state + "/none.yaml").compare()
      }
      #expect(noFile?.description.hasSuffix("can't be read: No such file or directory: check the path") == true)
    }
  }
}
