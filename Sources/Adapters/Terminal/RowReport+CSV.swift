import CallModel
import LineProtocol

extension RowReport {
  /// RFC 4180, a line each: a heading and the rows. Where rows are of several kinds, the first kind's.
  public var commaSeparated: [String] {
    guard let table = firstTable else { return [] }
    return ([table.columns.map(\.title)] + table.rows).map { $0.map(Self.cell).joined(separator: ",") }
  }

  /// A value that a spreadsheet would take for a formula gets an apostrophe.
  private static func cell(_ value: String) -> String {
    let isFormula = value.utf8.first.map { "=+@".utf8.contains($0) || $0 == UInt8(ascii: "-") && value.utf8.count > 1 }
    let safe = isFormula == true && Int64(value) == nil ? "'" + value : value
    return CSVWriter.cell(safe)
  }
}
