import CallModel
import IVR
import Simulation
import Terminal

/// How one script went.
struct ScenarioOutcome {
  var name: String
  var steps = 0
  var failure: ScenarioFailure?
  /// Faults of the script itself, or of the bank's book afterwards.
  private var faults: [String]
  var transcript: [String]
  /// The edges of the menus that its calls took.
  var ways: [MenuWay]
  var duration: Duration

  init(
    name: String, steps: Int = 0, failure: ScenarioFailure? = nil, complaints: [String] = [], transcript: [String] = [],
    ways: [MenuWay] = [], duration: Duration = .zero
  ) {
    self.name = name
    self.steps = steps
    self.failure = failure
    faults = complaints
    self.transcript = transcript
    self.ways = ways
    self.duration = duration
  }

  /// Everything that is wrong, each ready to be printed; empty: it passed.
  var complaints: [String] { (failure.map { [$0.description] } ?? []) + faults }
  var hasPassed: Bool { complaints.isEmpty }
}

/// How all scripts went: for people, for programs, for a build server.
struct ScenarioReport {
  var outcomes: [ScenarioOutcome]
  var duration: Duration

  var failures: Int { outcomes.count { !$0.hasPassed } }

  private var perSecond: Int {
    let seconds = Self.seconds(duration)
    return seconds > 0 ? Int(Double(outcomes.count) / seconds) : outcomes.count
  }

  func summary(_ style: Style) -> String {
    let count = "\(outcomes.count) script\(outcomes.count == 1 ? "" : "s")"
    let how = failures == 0 ? style.good("all passed") : style.bad("\(failures) failed")
    return "\(count), \(how), in \(Self.text(duration)) s (\(perSecond) scripts/s)"
  }

  var json: JSONValue {
    .object([
      .init("scripts", .number(outcomes.count)), .init("failed", .number(failures)),
      .init("seconds", .number(Self.text(duration))), .init("perSecond", .number(perSecond)),
      .init("results", .array(outcomes.map(Self.json))),
    ])
  }

  private static func json(_ outcome: ScenarioOutcome) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(outcome.name)), .init("passed", .bool(outcome.hasPassed)),
      .init("steps", .number(outcome.steps)), .init("seconds", .number(text(outcome.duration))),
    ]
    if let failure = outcome.failure {
      members += [
        .init("file", .string(failure.position.file)), .init("line", .number(failure.position.line)),
        .init("step", .string(failure.line)), .init("expected", .string(failure.expected)),
        .init("got", .array(failure.got.map { .string($0) })),
      ]
    }
    if !outcome.hasPassed { members.append(.init("complaints", .array(outcome.complaints.map { .string($0) }))) }
    return .object(members)
  }

  /// The form that build servers read: a test suite with a case for each script.
  var junit: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    text += "<testsuites>\n<testsuite name=\"call scripts\" tests=\"\(outcomes.count)\" failures=\"\(failures)\""
    text += " errors=\"0\" skipped=\"0\" time=\"\(Self.text(duration))\">\n"
    for outcome in outcomes {
      text += "<testcase classname=\"call scripts\" name=\"\(XMLText.escaped(outcome.name))\""
      text += " time=\"\(Self.text(outcome.duration))\">"
      if !outcome.hasPassed {
        let message = outcome.complaints[0].prefix { $0 != "\n" }
        text += "\n<failure message=\"\(XMLText.escaped(String(message)))\">"
        text += XMLText.escaped((outcome.complaints + outcome.transcript).joined(separator: "\n"))
        text += "</failure>\n"
      }
      text += "</testcase>\n"
    }
    return text + "</testsuite>\n</testsuites>\n"
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  /// Seconds with three decimals.
  private static func text(_ duration: Duration) -> String {
    let milliseconds = duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
    let fraction = String(milliseconds % 1_000)
    return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}
