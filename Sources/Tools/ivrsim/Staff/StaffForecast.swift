import CallModel
import Settings
import Simulation

/// Calls by half hour and queue, from a CSV file.
struct StaffForecast {
  let names: [String]
  /// Half hours from midnight, each once, in the order of the file.
  private(set) var slots: [Int] = []
  /// By queue, then half hour of the day.
  private var calls: [[Double]]

  static func begin(of slot: Int) -> Interval { DayFigures.slotLength * Int64(slot) }

  init(_ file: SettingsFile) throws(ToolFailure) {
    func failure(_ line: Int, _ column: Int, _ sentence: String) -> ToolFailure {
      ToolFailure("\(file.path):\(line):\(column): error: \(sentence)", exitStatus: ToolFailure.badInput)
    }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.fields($0) }
    guard let heading = lines.first, heading.count > 1, heading[0].text == "from" else {
      throw failure(1, 1, "the first line must be from,<queue>,...")
    }
    names = heading.dropFirst().map(\.text)
    calls = names.map { _ in Array(repeating: 0, count: 48) }
    for (index, fields) in lines.enumerated().dropFirst() where fields.count > 1 || fields[0].text != "" {
      guard fields.count == heading.count else {
        throw failure(index + 1, 1, "there are \(fields.count) fields and \(heading.count) headings")
      }
      guard let slot = Self.slot(fields[0].text) else {
        throw failure(index + 1, 1, "a half hour begins at a time such as 9:00 or 9:30, not \"\(fields[0].text)\"")
      }
      guard !slots.contains(slot) else { throw failure(index + 1, 1, "\(fields[0].text) is there twice") }
      slots.append(slot)
      for (queue, field) in fields.dropFirst().enumerated() {
        guard let number = Double(field.text), (0...1_000_000).contains(number) else {
          throw failure(index + 1, field.column, "a number of calls is from 0 to 1000000, not \"\(field.text)\"")
        }
        calls[queue][slot] = number
      }
    }
    if slots.isEmpty { throw failure(1, 1, "there are no half hours below the headings") }
  }

  private static func fields(_ line: Substring) -> [(text: String, column: Int)] {
    var column = 1
    return line.split(separator: ",", omittingEmptySubsequences: false).map { part in
      defer { column += part.count + 1 }
      return (part.filter { $0 != " " && $0 != "\r" && $0 != "\"" }, column)
    }
  }

  private static func slot(_ text: String) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0..<24).contains(hour),
      [0, 30].contains(minute)
    else { return nil }
    return hour * 2 + minute / 30
  }

  func demands(handling: String, patience: String?) throws(ToolFailure) -> [StaffPlan.Demand] {
    let work = try values(handling, "--handling")
    let patience = try patience.map { text throws(ToolFailure) in try values(text, "--patience") }
    return names.indices.map {
      StaffPlan.Demand(name: names[$0], calls: calls[$0], handlingSeconds: work[$0], patienceSeconds: patience?[$0])
    }
  }

  /// One number for all queues, or one for each.
  private func values(_ text: String, _ option: String) throws(ToolFailure) -> [Double] {
    func isPossible(_ value: Double) -> Bool { value > 0 && value <= 86_400 }
    if let one = Double(text), isPossible(one) { return names.map { _ in one } }
    var found: [String: Double] = [:]
    for part in text.split(separator: ",") {
      let words = part.split(separator: "=").map(String.init)
      guard words.count == 2, names.contains(words[0]), let value = Double(words[1]), isPossible(value) else {
        throw ToolFailure(
          "\(option) is seconds, or queue=seconds for \(names.joined(separator: ", ")), not \"\(part)\"",
          exitStatus: ToolFailure.usage)
      }
      found[words[0]] = value
    }
    var values: [Double] = []
    for name in names {
      guard let value = found[name] else {
        throw ToolFailure("\(option) says nothing of the queue \"\(name)\"", exitStatus: ToolFailure.usage)
      }
      values.append(value)
    }
    return values
  }
}
