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
    var rows: [CSVRow] = []
    do throws(CSVReader.Fault) {
      var reader = CSVReader(file.bytes)
      while let row = try reader.next() { rows.append(row) }
    } catch {
      throw failure(error.line, error.column, error.sentence)
    }
    guard let heading = rows.first?.values.map(Self.word), heading.count > 1, heading[0] == "from" else {
      throw failure(1, 1, "the first line must be from,<queue>,...")
    }
    names = Array(heading.dropFirst())
    calls = names.map { _ in Array(repeating: 0, count: 48) }
    for row in rows.dropFirst() {
      guard row.values.count == heading.count else {
        throw failure(row.line, 1, "there are \(row.values.count) fields and \(heading.count) headings")
      }
      let time = Self.word(row.values[0])
      guard let slot = Self.slot(time) else {
        throw failure(row.line, 1, "a half hour begins at a time such as 9:00 or 9:30, not \"\(time)\"")
      }
      guard !slots.contains(slot) else { throw failure(row.line, 1, "\(time) is there twice") }
      slots.append(slot)
      for (queue, value) in row.values.dropFirst().enumerated() {
        let word = Self.word(value)
        guard let number = Double(word), (0...1_000_000).contains(number) else {
          throw failure(value.line, value.column, "a number of calls is from 0 to 1000000, not \"\(word)\"")
        }
        calls[queue][slot] = number
      }
    }
    if slots.isEmpty { throw failure(1, 1, "there are no half hours below the headings") }
  }

  /// Spreadsheets and people put spaces around.
  private static func word(_ value: CSVRow.Value) -> String { value.text.filter { $0 != " " } }

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
