public import CallModel

/// A list that is on its way to a project, piece by piece, because a line of the protocol is short. Only when its last
/// piece is there is it read, and taken as a whole or not at all.
public struct OutboundList: CentreDocument {
  public static let kind = DocumentKind.outboundList
  /// Characters.
  public static let longest = 4_000_000

  /// That of the project.
  public var number: Int64
  public var parts = 0
  public var text = ""
  public var begunAt: Timestamp

  public var index: DocumentIndex {
    DocumentIndex(
      state: "gathering", isOver: parts == 0, madeAt: begunAt, parent: DocumentKind.outboundProject.id(number))
  }
}

/// What is wrong with one line of a list.
public struct ListFault: Hashable, Sendable {
  public var line: Int
  public var sentence: String

  public init(line: Int, sentence: String) {
    self.line = line
    self.sentence = sentence
  }
}

extension OutboundList {
  /// The columns that the centre knows; all others are shown to the agent.
  public static let knownColumns = ["phone", "name", "consent"]

  /// One customer as the list has him.
  public struct Line: Hashable, Sendable {
    public var line: Int
    public var phone: String
    public var name: String?
    /// The day on which he agreed to be called.
    public var consent: CivilDay?
    public var details: [OutboundEntry.Value]
  }

  /// Reads the whole list: its lines, or everything that is wrong with it.
  public static func read(_ text: String, isMarketing: Bool, today: CivilDay) -> (lines: [Line], faults: [ListFault]) {
    var rows: [CSVRow] = []
    do throws(CSVReader.Fault) {
      var reader = CSVReader(Array(text.utf8))
      while let row = try reader.next() { rows.append(row) }
    } catch {
      return ([], [ListFault(line: error.line, sentence: error.sentence)])
    }
    return read(rows, isMarketing: isMarketing, today: today)
  }

  private static func read(
    _ rows: [CSVRow], isMarketing: Bool, today: CivilDay
  ) -> (lines: [Line], faults: [ListFault]) {
    guard let head = rows.first else { return ([], [ListFault(line: 1, sentence: "the list is empty")]) }
    let columns = head.values.map { $0.text.lowercased() }
    guard let phoneColumn = columns.firstIndex(of: "phone"), Set(columns).count == columns.count else {
      return ([], [ListFault(line: head.line, sentence: "the heading needs a column phone, and each column once")])
    }
    var lines: [Line] = []
    var faults: [ListFault] = []
    var seen: [String: Int] = [:]
    for row in rows.dropFirst() {
      let cells = row.values.map(\.text)
      func fault(_ sentence: String) { faults.append(ListFault(line: row.line, sentence: sentence)) }
      guard cells.count == columns.count else {
        fault("it has \(cells.count) cells, the heading has \(columns.count)")
        continue
      }
      func cell(_ name: String) -> String? {
        columns.firstIndex(of: name).map { cells[$0] }.flatMap { $0.isEmpty ? nil : $0 }
      }
      let phone = cells[phoneColumn]
      if !CallbackRules.isDialable(phone) { fault("\(phone.isEmpty ? "nothing" : phone) is no telephone number") }
      if let first = seen[phone] { fault("the number stands in line \(first) already") }
      seen[phone] = seen[phone] ?? row.line
      let consent = cell("consent").flatMap(CivilDay.init(written:))
      if cell("consent") != nil, consent == nil { fault("consent is a day, as 2026-11-24") }
      if let consent, consent > today { fault("the consent lies in the future") }
      if isMarketing, cell("consent") == nil { fault("marketing needs the day of the customer's consent") }
      let details = zip(columns, cells).filter { !knownColumns.contains($0.0) && !$0.1.isEmpty }
      lines.append(
        Line(
          line: row.line, phone: phone, name: cell("name"), consent: consent,
          details: details.map { OutboundEntry.Value(name: $0.0, value: $0.1) }))
    }
    if lines.isEmpty, faults.isEmpty { faults.append(ListFault(line: head.line, sentence: "no customer is on it")) }
    if lines.count > OutboundProject.mostEntries {
      faults.append(ListFault(line: head.line, sentence: "a list has at most \(OutboundProject.mostEntries) customers"))
    }
    return (lines, faults)
  }
}
