import CallModel
import Ledger

/// A row of one of the bank's files, read value by value under the names of its columns. A value that is none is
/// reported where it stands, and read as `nil`.
struct ImportRow {
  let file: BankFile
  let line: Int
  private let values: [String: CSVRow.Value]
  private let log: ImportLog

  /// Bytes of a name or an address.
  static let longestText = 200

  init(_ row: CSVRow, columns: [String], of file: BankFile, _ log: ImportLog) {
    self.file = file
    self.log = log
    line = row.line
    values = Dictionary(zip(columns, row.values)) { first, _ in first }
  }

  func position(of column: String) -> SourcePosition {
    guard let value = values[column] else { return SourcePosition(file: file.name, line: line, column: 1) }
    return SourcePosition(file: file.name, line: value.line, column: value.column)
  }

  func error(_ column: String, _ sentence: String) { log.error(position(of: column), "\(column): \(sentence)") }

  /// The value as it stands, empty where it is empty.
  func raw(_ column: String) -> String { values[column]?.text ?? "" }

  func isEmpty(_ column: String) -> Bool { raw(column).isEmpty }

  /// - Parameter parse: `nil` for a value that is none; then `wanted` says what it should be.
  func value<Value>(_ column: String, _ wanted: String, _ parse: (String) -> Value?) -> Value? {
    let text = raw(column)
    if let value = parse(text) { return value }
    error(column, text.isEmpty ? "it is empty, and should be \(wanted)" : "it should be \(wanted)")
    return nil
  }

  func text(_ column: String) -> String? {
    value(column, "words, without control characters, of at most \(Self.longestText) bytes") { text in
      let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) }
      return !text.isEmpty && text.utf8.count <= Self.longestText && isClean ? text : nil
    }
  }

  func digits(_ column: String, _ lengths: ClosedRange<Int>) -> String? {
    let wanted =
      lengths.count == 1 ? "\(lengths.lowerBound) digits" : "\(lengths.lowerBound) to \(lengths.upperBound) digits"
    return value(column, wanted) { Self.isDigits($0) && lengths.contains($0.utf8.count) ? $0 : nil }
  }

  func number(_ column: String, in range: ClosedRange<Int64>) -> Int64? {
    value(column, "a whole number from \(range.lowerBound) to \(range.upperBound)") { text in
      Int64(text).flatMap { range.contains($0) && text.utf8.first != UInt8(ascii: "+") ? $0 : nil }
    }
  }

  /// A decimal fraction as a whole number of its last decimal: `12.5` with two is 1250.
  func decimal(_ column: String, decimals: Int = 2, in range: ClosedRange<Int64> = 0...Self.mostMinorUnits) -> Int64? {
    let (least, most) = (
      DecimalFraction.text(range.lowerBound, decimals: decimals),
      DecimalFraction.text(range.upperBound, decimals: decimals)
    )
    return value(column, "a decimal from \(least) to \(most), with at most \(decimals) decimals") {
      Self.decimal($0, decimals).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  /// A million million yuan: sums of many stay far from the end of 64 bits.
  static let mostMinorUnits: Int64 = 100_000_000_000_000

  func day(_ column: String) -> CivilDay? {
    value(column, "a day, as 2026-11-24") { CivilDay(written: $0) }
  }

  func instant(_ column: String) -> Timestamp? {
    value(column, "an instant, as 2026-11-24T09:30:00+08:00") { Timestamp(written: $0) }
  }

  func flag(_ column: String) -> Bool? {
    value(column, "yes or no") { ["yes": true, "no": false][$0] }
  }

  func word<Word: RawRepresentable & CaseIterable>(_ column: String, _ allowed: [Word]? = nil) -> Word?
  where Word.RawValue == String {
    let words = allowed ?? Array(Word.allCases)
    let wanted = words.map(\.rawValue).joined(separator: ", ")
    return value(column, words.count == 1 ? wanted : "one of \(wanted)") { text in
      words.first { $0.rawValue == text }
    }
  }

  static func isDigits(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func decimal(_ text: String, _ decimals: Int) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ isDigits(String($0)) }) else { return nil }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    guard fraction.utf8.count <= decimals else { return nil }
    let digits = parts[0] + fraction + String(repeating: "0", count: decimals - fraction.utf8.count)
    return Int64(digits).map { isNegative ? -$0 : $0 }
  }
}
