extension ServerLine {
  /// Bytes of a line before its LF.
  private static let limit = WireLimit.maximumLine - 1

  /// Appends the line with its LF, escaped, and never more than `WireLimit.maximumLine` bytes.
  ///
  /// A free text that would be too long is cut between two characters and ends with `…`. Where the fields alone are
  /// too long, the last of them and the text are left out, and `cut=<n>` says how many fields are missing.
  public func encode(into bytes: inout [UInt8]) {
    // One more, so that a line that fills it is known to be too long.
    LinePen.append(atMost: WireLimit.maximumLine + 1, to: &bytes) { write(with: &$0) }
  }

  /// The same for an event, of which no line need be made.
  public static func encode(number: Int64, subject: String, _ event: Event, into bytes: inout [UInt8]) {
    LinePen.append(atMost: WireLimit.maximumLine + 1, to: &bytes) {
      write(number: number, subject: subject, event, with: &$0)
      $0.write(UInt8(ascii: "\n"))
    }
  }

  /// The line with its LF.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    encode(into: &bytes)
    return bytes
  }

  private func write(with pen: inout LinePen) {
    switch self {
    case .ok(let tag, let fields, let text):
      pen.write("OK")
      Self.write(tag: tag, with: &pen)
      Self.write(fields, text, with: &pen)
    case .error(let tag, let error):
      pen.write("ERR")
      Self.write(tag: tag, with: &pen)
      Self.write(word: error.errorClass.rawValue, with: &pen)
      Self.write(word: error.symbol.rawValue, with: &pen)
      Self.write(error.fields, error.text, with: &pen)
    case .row(let tag, let word, let fields, let text):
      pen.write("-")
      Self.write(tag: tag, with: &pen)
      if let word, !word.isEmpty { Self.write(word: word, with: &pen) }
      Self.write(fields, text, with: &pen)
    case .event(let number, let subject, let event):
      Self.write(number: number, subject: subject, event, with: &pen)
    case .notice(let notice):
      pen.write("!")
      Self.write(word: notice.kind, with: &pen)
      Self.write(notice.fields, nil, with: &pen)
    }
    pen.write(UInt8(ascii: "\n"))
  }

  private static func write(number: Int64, subject: String, _ event: Event, with pen: inout LinePen) {
    pen.write("* ")
    pen.write(Int(number))
    write(word: subject.isEmpty ? "-" : subject, with: &pen)
    if let end = event.lineEnd, pen.count + end.bytes.count <= limit {
      end.bytes.withUnsafeBufferPointer { pen.copy($0) }
    } else {
      write(word: event.kind.isEmpty ? "-" : event.kind, with: &pen)
      write(event, with: &pen)
    }
  }

  private static func write(tag: String?, with pen: inout LinePen) {
    guard let tag else { return }
    pen.write(" @")
    pen.write(plain: tag.prefix(WireLimit.maximumTag))
  }

  static func write(word: String, with pen: inout LinePen) {
    pen.write(ASCII.space)
    if word.utf8.count <= WireLimit.maximumHeadWord {
      pen.write(word, as: .word)
    } else {
      pen.write(cut: word, as: .word, room: WireLimit.maximumHeadWord)
    }
  }

  /// Without a value made of each field; only a line that turns out too long is made again of them.
  private static func write(_ event: Event, with pen: inout LinePen) {
    let start = pen.count
    event.write(to: &pen)
    guard pen.count <= limit else {
      pen.goBack(to: start)
      return write(event.fields, event.text, with: &pen)
    }
    write(event.text, with: &pen)
  }

  private static func write(_ fields: [Field], _ text: String?, with pen: inout LinePen) {
    let start = pen.count
    for index in fields.indices {
      pen.write(fields[index])
      guard pen.count <= limit else {
        pen.goBack(to: start)
        return writeBeginning(of: fields, atMost: index, with: &pen)
      }
    }
    write(text, with: &pen)
  }

  private static func write(_ text: String?, with pen: inout LinePen) {
    guard let text else { return }
    let start = pen.count
    pen.write(" :")
    pen.write(text, as: .text)
    guard pen.count > limit else { return }
    pen.goBack(to: start)
    let room = limit - start - 2
    guard room >= LinePen.ellipsis.utf8.count else { return }
    pen.write(" :")
    pen.write(cut: text, as: .text, room: room)
  }

  /// As many of the fields as leave room for `cut=`.
  private static func writeBeginning(of fields: [Field], atMost count: Int, with pen: inout LinePen) {
    let start = pen.count
    for kept in stride(from: count, through: 0, by: -1) {
      for field in fields[..<kept] { pen.write(field) }
      pen.write(Field("cut", fields.count - kept))
      if pen.count <= limit { return }
      pen.goBack(to: start)
    }
  }
}
