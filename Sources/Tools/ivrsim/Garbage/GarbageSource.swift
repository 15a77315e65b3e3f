import CallModel
import LineProtocol

/// Makes garbage from a seed: the same seed gives the same pieces in the same order, whatever the daemon does.
struct GarbageSource {
  /// Each sort of garbage, with its share.
  private enum Sort: CaseIterable {
    case randomBytes, noise, nul, badUTF8, longLine, hugeLine, edgeOfLength, blankLines, tooManyArguments, tags, badTags
    case outOfState, call, tornLine, sixteenBadLines, vanishing, halfClose

    var share: Int {
      switch self {
      case .randomBytes, .noise, .outOfState: 20
      case .nul, .badUTF8, .tooManyArguments, .tags, .badTags, .tornLine, .call: 8
      case .longLine, .edgeOfLength, .blankLines, .sixteenBadLines, .vanishing: 4
      case .halfClose: 2
      case .hugeLine: 1
      }
    }
  }

  /// A line of random bytes or noise has at most so many.
  private static let longestNoise = 300
  private static let hugeLine = 1 << 20
  private static let sorts = Sort.allCases.flatMap { Array(repeating: $0, count: $0.share) }

  let role: Role
  /// Makes the ids of calls differ from those of other connections.
  private let name: String
  private var random: SplitMix64
  private var callsMade = 0
  /// Lines since the last that was surely good: the daemon counts bad ones, and must not reach its limit by chance.
  private var badLines = 0

  init(role: Role, name: String, seed: UInt64) {
    self.role = role
    self.name = name
    random = SplitMix64(seed: seed)
  }

  /// A new connection begins.
  mutating func reconnect() { badLines = 0 }

  mutating func next() -> GarbagePiece {
    var piece = make(random.pick(Self.sorts))
    if piece.ending == .dismissal { return piece }
    if badLines + piece.answers.count >= WireLimit.badLinesInARow {
      piece.bytes = Array("PING\n".utf8) + piece.bytes
      piece.answers.insert(.ok, at: 0)
    }
    for answer in piece.answers { badLines = answer.kind == .ok ? 0 : badLines + 1 }
    return piece
  }

  /// How many pieces go in one write.
  mutating func batchSize() -> Int { random.next(in: 1...8) }

  private mutating func make(_ sort: Sort) -> GarbagePiece {
    switch sort {
    case .randomBytes: return lines("random bytes") { random in random.bytes(random.next(in: 1...Self.longestNoise)) }
    case .noise: return lines("noise", Self.noise)
    case .nul: return spoiltLine("a NUL", with: [0])
    case .badUTF8: return spoiltLine("invalid UTF-8", with: random.pick(Self.badSequences))
    case .longLine: return longLine(length: random.next(in: 4_097...20_000))
    case .hugeLine: return longLine(length: Self.hugeLine)
    case .edgeOfLength: return edgeOfLength()
    case .blankLines: return GarbagePiece("blank lines", Array("\n\r\n\n\r\n".utf8))
    case .tooManyArguments: return tooManyArguments()
    case .tags: return tags()
    case .badTags: return badTags()
    case .outOfState: return outOfState()
    case .call: return role == .gateway ? call() : outOfState()
    case .tornLine: return tornLine()
    case .sixteenBadLines: return sixteenBadLines()
    case .vanishing: return vanishing()
    case .halfClose: return GarbagePiece("a half close", Array("PING\nPING".utf8), [.ok, .ok], ending: .halfClose)
    }
  }

  // MARK: Bytes

  /// Lines of any bytes, of which none can be a request: one that begins like a word gets something before it.
  private mutating func lines(_ name: String, _ make: (inout SplitMix64) -> [UInt8]) -> GarbagePiece {
    var bytes = make(&random)
    bytes.append(UInt8(ascii: "\n"))
    let lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).prefix(8)
    let harmless = lines.flatMap { Self.harmless($0) + [UInt8(ascii: "\n")] }
    return GarbagePiece(name, harmless, LineOracle.answers(to: harmless))
  }

  private static func harmless(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = line.first, LineOracle.isText(line), first < 0x80, first != UInt8(ascii: "\r") || line.count > 1
    else { return Array(line) }
    return [UInt8(ascii: "~")] + line
  }

  /// Text of all sorts of characters.
  private static func noise(_ random: inout SplitMix64) -> [UInt8] {
    let ranges: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0x01...0x1F, 0x7F...0x9F, 0xA0...0x7FF, 0x4E00...0x9FFF, 0x1F600...0x1F64F,
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<random.next(in: 1...Self.longestNoise / 4) {
      let range = random.pick(ranges)
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { text.append(scalar) }
    }
    return Array(String(text).utf8)
  }

  /// Ill-formed in different ways: a lone continuation, an overlong form, a surrogate, one beyond the last scalar,
  /// and a beginning without its end.
  private static let badSequences: [[UInt8]] = [
    [0x80], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE4, 0xBD], [0xFF],
  ]

  private mutating func spoiltLine(_ name: String, with bytes: [UInt8]) -> GarbagePiece {
    let before = "PING \(random.word())=\(random.word())"
    let line = Array(before.utf8) + bytes + Array("\(random.word())\n".utf8)
    return GarbagePiece(name, line, [.error(.encoding, Field("at", before.utf8.count))])
  }

  /// `length` counts the LF.
  private mutating func longLine(length: Int) -> GarbagePiece {
    let filler = random.pick([UInt8(ascii: "x"), 0, 0xFF, UInt8(ascii: " "), UInt8(ascii: "9")])
    let line = [UInt8](repeating: filler, count: length - 1) + [UInt8(ascii: "\n")]
    return GarbagePiece("a line of \(length) bytes", line, [.tooLong])
  }

  /// Exactly as long as a line may be, and one byte longer.
  private func edgeOfLength() -> GarbagePiece {
    let start = "PING pad="
    let room = WireLimit.maximumLine - start.utf8.count - 1
    let lines = start + String(repeating: "x", count: room) + "\n" + start + String(repeating: "x", count: room + 1)
    return GarbagePiece("lines at the limit", Array("\(lines)\n".utf8), [.ok, .tooLong])
  }

  private mutating func tornLine() -> GarbagePiece {
    let line = Array("PING torn=\(random.word())\r\n".utf8)
    let cut = random.next(in: 1...line.count - 1)
    return GarbagePiece("a torn line", Array(line[..<cut]), rest: Array(line[cut...]), [.ok])
  }

  // MARK: Words

  private mutating func tooManyArguments() -> GarbagePiece {
    let count = random.chance(percent: 20) ? 2_000 : random.next(in: 1...30)
    let verb = random.pick(role == .operations ? ["PING", "STATUS", "QUEUES"] : ["PING", "ping", "Sync"])
    let line = verb + String(repeating: " a", count: count)
    return GarbagePiece("too many arguments", line, .error(.extraArgument))
  }

  private mutating func tags() -> GarbagePiece {
    let tag = random.word(32)
    if random.chance(percent: 50) { return GarbagePiece("a tag", "@\(tag) PING", ExpectedAnswer.ok.tagged(tag)) }
    return GarbagePiece("a tag", "@\(tag) NOSUCHVERB x", ExpectedAnswer.error(.unknownVerb).tagged(tag))
  }

  private mutating func badTags() -> GarbagePiece {
    let tag = random.pick(["", "a/b", "a%20b", "中", String(repeating: "t", count: 33), "@"])
    return GarbagePiece("a bad tag", "@\(tag) PING", .error(.badTag))
  }

  private mutating func outOfState() -> GarbagePiece {
    let (line, answer) = random.pick(Self.requests(for: role))
    return GarbagePiece("out of state: \(line)", line, answer)
  }

  /// A call of its own, some keys and other things in disorder, and its end.
  private mutating func call() -> GarbagePiece {
    callsMade += 1
    let id = "\(name).\(callsMade)"
    let keys = (0..<random.next(in: 1...12)).map { _ in random.pick(Array("0123456789ABCD*#")) }
    let text = """
      CALL call=\(id) from=1390000\(random.next(in: 1_000...9_999))
      CALL call=\(id)
      KEY \(id) \(String(keys))
      KEY \(id) 5 n=999
      PLAYED \(id) 1
      HANGUP \(id)
      HANGUP \(id)

      """
    return GarbagePiece(
      "a call in disorder", Array(text.utf8),
      [.ok, .error(.callExists), .either, .error, .either, .either, .error])
  }

  private func sixteenBadLines() -> GarbagePiece {
    let bad: [(bytes: [UInt8], answer: ExpectedAnswer)] = [
      (Array("NOSUCHVERB\n".utf8), .error(.unknownVerb)), ([0xFF, 0x0A], .error(.encoding)),
      (Array("@/ PING\n".utf8), .error(.badTag)),
      ([UInt8](repeating: UInt8(ascii: "y"), count: 5_000) + [0x0A], .tooLong),
    ]
    var piece = GarbagePiece("sixteen bad lines", Array("PING\n".utf8), [.ok], ending: .dismissal)
    for index in 0..<WireLimit.badLinesInARow {
      piece.bytes += bad[index % bad.count].bytes
      piece.answers.append(bad[index % bad.count].answer)
    }
    // What comes after the last of them is not answered any more.
    piece.bytes += Array("PING\nPING\nhalf a line".utf8)
    return piece
  }

  private mutating func vanishing() -> GarbagePiece {
    callsMade += 1
    let scenes = [
      "", "PING", String(repeating: "PING\n", count: 200),
      role == .gateway ? "CALL call=\(name).\(callsMade)\nKEY \(name).\(callsMade) 2\n" : "HELP\nHELP\n",
    ]
    return GarbagePiece("a sudden close", Array(random.pick(scenes).utf8), ending: .vanish)
  }
}
