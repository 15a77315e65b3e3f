/// Writes RFC 4180 with lines ended by LF, each value as it is.
public struct CSVWriter {
  public private(set) var text: String

  public init(_ columns: [String]) { text = columns.joined(separator: ",") + "\n" }

  public mutating func append(_ values: [String]) {
    text += values.map(Self.cell).joined(separator: ",") + "\n"
  }

  /// In quotes where it has to be.
  public static func cell(_ value: String) -> String {
    guard value.utf8.contains(where: { ",\"\n\r".utf8.contains($0) }) else { return value }
    return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }
}
