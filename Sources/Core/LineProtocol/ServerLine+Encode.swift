extension ServerLine {
  /// Bytes of a line before its LF.
  private static let limit = WireLimit.maximumLine - 1

  /// Appends the line with its LF, escaped, and never more than `WireLimit.maximumLine` bytes.
  ///
  /// A free text that would be too long is cut between two characters and ends with `…`. Where the fields alone are
  /// too long, the last of them and the text are left out, and `cut=<n>` says how many fields are missing.
  public func encode(into bytes: inout [UInt8]) {
    let start = bytes.count
    switch self {
    case .ok(let tag, let fields, let text):
      bytes += "OK".utf8
      Self.append(tag: tag, to: &bytes)
      Self.append(fields, text, from: start, to: &bytes)
    case .error(let tag, let error):
      bytes += "ERR".utf8
      Self.append(tag: tag, to: &bytes)
      Self.append(word: error.errorClass.rawValue, to: &bytes)
      Self.append(word: error.symbol.rawValue, to: &bytes)
      Self.append(error.fields, error.text, from: start, to: &bytes)
    case .row(let tag, let word, let fields, let text):
      bytes += "-".utf8
      Self.append(tag: tag, to: &bytes)
      if let word, !word.isEmpty { Self.append(word: word, to: &bytes) }
      Self.append(fields, text, from: start, to: &bytes)
    case .event(let number, let subject, let event):
      bytes += "* ".utf8
      bytes += String(number).utf8
      Self.append(word: subject.isEmpty ? "-" : subject, to: &bytes)
      Self.append(word: event.kind.isEmpty ? "-" : event.kind, to: &bytes)
      Self.append(event.fields, event.text, from: start, to: &bytes)
    case .notice(let notice):
      bytes += "!".utf8
      Self.append(word: notice.kind, to: &bytes)
      Self.append(notice.fields, nil, from: start, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The line with its LF.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }

  private static func append(tag: String?, to bytes: inout [UInt8]) {
    guard let tag else { return }
    bytes += " @".utf8
    bytes += tag.utf8.prefix(WireLimit.maximumTag)
  }

  private static func append(word: String, to bytes: inout [UInt8]) {
    bytes.append(ASCII.space)
    if word.utf8.count <= WireLimit.maximumHeadWord {
      LineWriter.append(word, as: .word, to: &bytes)
    } else {
      LineWriter.appendCut(word, as: .word, room: WireLimit.maximumHeadWord, to: &bytes)
    }
  }

  private static func append(_ fields: [Field], _ text: String?, from start: Int, to bytes: inout [UInt8]) {
    let end = start + limit
    let fieldsStart = bytes.count
    for index in fields.indices {
      LineWriter.append(fields[index], to: &bytes)
      guard bytes.count <= end else {
        bytes.removeSubrange(fieldsStart...)
        return appendBeginning(of: fields, atMost: index, before: end, to: &bytes)
      }
    }
    guard let text else { return }
    let textStart = bytes.count
    bytes += " :".utf8
    LineWriter.append(text, as: .text, to: &bytes)
    guard bytes.count > end else { return }
    bytes.removeSubrange(textStart...)
    let room = end - textStart - 2
    guard room >= LineWriter.ellipsis.utf8.count else { return }
    bytes += " :".utf8
    LineWriter.appendCut(text, as: .text, room: room, to: &bytes)
  }

  /// As many of the fields as leave room for `cut=`.
  private static func appendBeginning(
    of fields: [Field], atMost count: Int, before end: Int, to bytes: inout [UInt8]
  ) {
    let start = bytes.count
    for kept in stride(from: count, through: 0, by: -1) {
      for field in fields[..<kept] { LineWriter.append(field, to: &bytes) }
      LineWriter.append(Field("cut", fields.count - kept), to: &bytes)
      if bytes.count <= end { return }
      bytes.removeSubrange(start...)
    }
  }
}
