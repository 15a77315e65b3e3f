import LineProtocol
import Testing

@testable import ivrsim

@Suite struct GarbageSourceTests {
  private static let many = 1_500

  private func pieces(_ role: Role, seed: UInt64, count: Int = many) -> [GarbagePiece] {
    var source = GarbageSource(role: role, name: "g", seed: seed)
    return (0..<count).map { _ in
      let piece = source.next()
      if piece.ending != .none { source.reconnect() }
      return piece
    }
  }

  /// The stream of one connection's life after the other, decoded as the daemon does it.
  private func lines(of piece: GarbagePiece) -> [DecodedLine] {
    var decoder = LineDecoder()
    var lines: [DecodedLine] = []
    // Slices are made arrays: they must outlive the piece.
    decoder.feed(piece.bytes) { lines.append($0) }
    decoder.feed(piece.rest) { lines.append($0) }
    if piece.ending == .halfClose { decoder.finish { lines.append($0) } }
    return lines
  }

  @Test func theSameSeedGivesTheSamePieces() {
    let first = pieces(.gateway, seed: 5, count: 300)
    let second = pieces(.gateway, seed: 5, count: 300)
    #expect(first.map(\.bytes) == second.map(\.bytes))
    #expect(first.map(\.answers) == second.map(\.answers))
    #expect(first.map(\.bytes) != pieces(.gateway, seed: 6, count: 300).map(\.bytes))
  }

  /// The sender's idea of the protocol and the daemon's parser, each written on its own, must agree.
  @Test(arguments: Role.allCases)
  func theParserAgreesWithWhatIsExpected(role: Role) {
    for piece in pieces(role, seed: 1) where piece.ending != .vanish {
      let answered = lines(of: piece).compactMap { RequestParser.parse($0, role: role) }
      let surplus = piece.ending == .dismissal ? 2 : 0
      #expect(answered.count == piece.answers.count + surplus, "\(piece.name)")
      for (line, answer) in zip(answered, piece.answers) {
        #expect(line.tag == answer.tag, "\(piece.name)")
        switch line.content {
        case .malformed(let error):
          #expect(answer.kind != .ok, "\(piece.name)")
          if let symbol = answer.symbol { #expect(error.symbol == symbol, "\(piece.name)") }
          if let field = answer.field { #expect(error.fields.value(of: field.key) == field.value, "\(piece.name)") }
        case .request: break
        }
      }
    }
  }

  /// A daemon in use must survive: nothing stops it, moves its time or changes its settings.
  @Test(arguments: Role.allCases)
  func nothingDangerousIsEverSent(role: Role) {
    let dangerous: Set<Verb> = [.stop, .drain, .reload, .backup, .centre, .unlock, .tick, .agent, .login]
    for piece in pieces(role, seed: 2) {
      for line in lines(of: piece) {
        guard case .request(let request)? = RequestParser.parse(line, role: role)?.content else { continue }
        guard dangerous.contains(request.verb) else { continue }
        #expect(piece.name.hasSuffix("LOGIN nosuch password=wrong") || piece.name.hasSuffix("AGENT nosuch READY"))
      }
    }
  }

  @Test(arguments: Role.allCases)
  func onlyADismissalReachesTheLimitOfBadLines(role: Role) {
    var source = GarbageSource(role: role, name: "g", seed: 3)
    var inARow = 0
    var dismissals = 0
    for _ in 0..<Self.many {
      let piece = source.next()
      for answer in piece.answers {
        inARow = answer.kind == .ok ? 0 : inARow + 1
        if piece.ending != .dismissal { #expect(inARow < WireLimit.badLinesInARow) }
      }
      if piece.ending == .dismissal {
        #expect(inARow == WireLimit.badLinesInARow)
        dismissals += 1
      }
      if piece.ending != .none {
        inARow = 0
        source.reconnect()
      }
    }
    #expect(dismissals > 0)
  }

  @Test func everySortComes() {
    let names = Set(pieces(.gateway, seed: 4).map { $0.name.prefix { $0 != ":" && !$0.isNumber } })
    let expected: [Substring] = [
      "random bytes", "noise", "a NUL", "invalid UTF-", "a line of ", "lines at the limit", "blank lines",
      "too many arguments", "a tag", "a bad tag", "out of state", "a call in disorder", "a torn line",
      "sixteen bad lines", "a sudden close", "a half close",
    ]
    for name in expected { #expect(names.contains(name), "\(name)") }
    let longest = pieces(.gateway, seed: 4).map(\.bytes.count).max() ?? 0
    #expect(longest >= 1 << 20)
  }
}
