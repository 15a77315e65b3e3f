public import CallModel

/// What stands in a backup: lines of words, so that people can read it and `sha256sum` can check it.
public struct BackupManifest: Equatable, Sendable {
  static let format = "ivrd-backup 1"

  /// What the files are a copy of.
  public struct Head: Equatable, Sendable {
    /// `ivrd/<version>` that made it.
    public var server: String
    /// The last turn of the journal in it.
    public var position: Int64
    public var at: Timestamp
    /// The version of the menus in force.
    public var menus: String

    public init(server: String, position: Int64, at: Timestamp, menus: String) {
      self.server = server
      self.position = position
      self.at = at
      self.menus = menus
    }
  }

  public struct Entry: Equatable, Sendable {
    /// Below the folder.
    public var name: String
    public var size: Int64
    /// SHA-256, in hexadecimal digits.
    public var sum: String
  }

  public var head: Head
  public var entries: [Entry]

  init(head: Head, entries: [Entry]) {
    self.head = head
    self.entries = entries
  }

  var text: String {
    var lines = [
      Self.format, "server \(head.server)", "position \(head.position)", "at \(head.at.microseconds)",
      "menus \(head.menus)",
    ]
    lines += entries.map { "file \($0.sum) \($0.size) \($0.name)" }
    return lines.map { $0 + "\n" }.joined()
  }

  init(text: String, path: String) throws(BackupFault) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines[0] == Self.format else {
      guard lines[0].hasPrefix("ivrd-backup ") else { throw .badManifest(path: path, line: 1) }
      throw .otherVersion(path: path, found: String(lines[0]))
    }
    func value(_ index: Int, _ word: String) throws(BackupFault) -> String {
      guard index < lines.count, lines[index].hasPrefix(word + " ") else {
        throw .badManifest(path: path, line: index + 1)
      }
      return String(lines[index].dropFirst(word.count + 1))
    }
    func number(_ index: Int, _ word: String) throws(BackupFault) -> Int64 {
      guard let number = Int64(try value(index, word)) else { throw .badManifest(path: path, line: index + 1) }
      return number
    }
    head = Head(
      server: try value(1, "server"), position: try number(2, "position"),
      at: Timestamp(microseconds: try number(3, "at")), menus: try value(4, "menus"))
    entries = []
    // A manifest ends with a line's end: what was cut off shows.
    guard lines.last == "" else { throw .badManifest(path: path, line: lines.count) }
    for index in 5..<max(5, lines.count - 1) {
      let words = lines[index].split(separator: " ", maxSplits: 3)
      guard words.count == 4, words[0] == "file", let size = Int64(words[2]), Self.isBelow(words[3]) else {
        throw .badManifest(path: path, line: index + 1)
      }
      entries.append(Entry(name: String(words[3]), size: size, sum: String(words[1])))
    }
  }

  /// A name that leads out of the folder is nobody's backup.
  private static func isBelow(_ name: Substring) -> Bool {
    !name.hasPrefix("/")
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "" }
  }
}
