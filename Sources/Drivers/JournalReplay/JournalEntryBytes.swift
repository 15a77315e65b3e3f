public import CallModel
public import SwitchboardCore

/// What the daemon puts into a journal: a group of turns, or a snapshot, each with a digest of all effects so far.
public enum JournalEntryBytes {
  /// `digest` is of all effects up to the end of turn `through`, the last of the group or one before.
  public static func group(digest: UInt64, through: Int64, turns: [UInt8]) -> [UInt8] {
    fixed(digest) + fixed(UInt64(bitPattern: through)) + turns
  }

  /// `seal` lets it keep what calls have ahead.
  public static func snapshot(
    digest: UInt64, of switchboard: Switchboard, seal: (any KeySeal)? = nil
  ) throws -> [UInt8] {
    let userInfo = seal.map { [CodingUserInfoKey.keySeal: $0] } ?? [:]
    return try fixed(digest) + fixed(UInt64(Switchboard.stateVersion))
      + StateEncoder.bytes(of: switchboard, userInfo: userInfo)
  }

  private static func fixed(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> UInt64(8 * $0)) }
  }

  static func number(_ bytes: [UInt8], at place: Int) throws(CodingFault) -> UInt64 {
    guard place + 8 <= bytes.count else { throw .cutShort(at: place) }
    return (0..<8).reduce(0) { $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1) }
  }

  /// A snapshot's digest and state.
  public static func state(
    _ bytes: [UInt8], userInfo: [CodingUserInfoKey: Any]
  ) throws -> (digest: UInt64, switchboard: Switchboard) {
    try checkVersion(of: bytes)
    let state = Array(bytes[16...])
    return (try number(bytes, at: 0), try StateDecoder.value(Switchboard.self, from: state, userInfo: userInfo))
  }

  /// Throws where a snapshot's state is another version's.
  public static func checkVersion(of bytes: [UInt8]) throws {
    let version = try number(bytes, at: 8)
    guard version == UInt64(Switchboard.stateVersion) else {
      throw ReplayFault.otherState(found: version, known: Switchboard.stateVersion)
    }
  }

  /// Calls `take` with each turn of a group, and gives the digest that stands there and the turn that it is after.
  @discardableResult
  public static func forEachTurn(
    in bytes: [UInt8], _ range: Range<Int>, settings: SwitchboardSettings.Source, _ take: (Turn) throws -> Void
  ) throws -> (digest: UInt64, through: Int64) {
    guard range.count >= 16 else { throw CodingFault.cutShort(at: range.lowerBound) }
    var reader = ByteReader(bytes, in: (range.lowerBound + 16)..<range.upperBound)
    var base = Timestamp.epoch
    while !reader.isAtEnd {
      let turn = try Turn(from: &reader, after: base, settings: settings)
      base = turn.at
      try take(turn)
    }
    let through = Int64(bitPattern: try number(bytes, at: range.lowerBound + 8))
    return (try number(bytes, at: range.lowerBound), through)
  }
}
