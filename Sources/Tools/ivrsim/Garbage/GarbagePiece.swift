import LineProtocol

/// Something to throw at the daemon, with the answers that it must give.
struct GarbagePiece {
  /// What happens to the connection after the piece.
  enum Ending: Equatable {
    case none
    /// We close it without a word, and without reading what comes.
    case vanish
    /// We send the end of the stream; the daemon works off what came before, and closes.
    case halfClose
    /// So many bad lines in a row that the daemon closes it.
    case dismissal

    /// The reason that the daemon's BYE must give.
    var byeReason: ByeReason? {
      switch self {
      case .none, .vanish: nil
      case .halfClose: .finished
      case .dismissal: .protocol
      }
    }
  }

  /// For people: which sort of garbage it was.
  var name: String
  var bytes: [UInt8]
  /// Bytes that follow in a later write: the line was torn.
  var rest: [UInt8] = []
  /// One for each complete line that is not empty, in order.
  var answers: [ExpectedAnswer] = []
  var ending = Ending.none

  init(
    _ name: String, _ bytes: [UInt8], rest: [UInt8] = [], _ answers: [ExpectedAnswer] = [], ending: Ending = .none
  ) {
    self.name = name
    self.bytes = bytes
    self.rest = rest
    self.answers = answers
    self.ending = ending
  }

  /// A line, its LF left out.
  init(_ name: String, _ line: String, _ answer: ExpectedAnswer) {
    self.init(name, Array("\(line)\n".utf8), [answer])
  }
}

/// The answer that a line must get. What is `nil` does not matter.
struct ExpectedAnswer: Equatable {
  enum Kind: Equatable {
    case ok
    case error
    /// Either: the state of the call decides, and the sender does not know it.
    case either
  }

  var kind: Kind
  var errorClass: ErrorClass?
  var symbol: ErrorSymbol?
  var field: Field?
  var tag: String?

  static let ok = ExpectedAnswer(kind: .ok)
  static let either = ExpectedAnswer(kind: .either)
  static let error = ExpectedAnswer(kind: .error)

  static func error(_ symbol: ErrorSymbol, _ field: Field? = nil) -> ExpectedAnswer {
    ExpectedAnswer(kind: .error, errorClass: symbol.errorClass, symbol: symbol, field: field)
  }

  func tagged(_ tag: String) -> ExpectedAnswer {
    var tagged = self
    tagged.tag = tag
    return tagged
  }

  func allows(_ line: ReceivedLine) -> Bool {
    switch kind {
    case .ok: guard line.kind == .ok else { return false }
    case .error: guard line.kind == .error else { return false }
    case .either: guard line.endsReply else { return false }
    }
    if let errorClass, line.errorClass != errorClass { return false }
    if let symbol, line.errorSymbol != symbol { return false }
    if let field, line[field.key] != field.value { return false }
    return line.tag == tag
  }

  var description: String {
    let words =
      switch kind {
      case .ok: "OK"
      case .error: "ERR"
      case .either: "OK or ERR"
      }
    let details = [errorClass?.rawValue, symbol?.rawValue, field.map { "\($0.key)=\($0.value)" }].compactMap { $0 }
    return ([words] + (tag.map { ["@\($0)"] } ?? []) + details).joined(separator: " ")
  }
}
