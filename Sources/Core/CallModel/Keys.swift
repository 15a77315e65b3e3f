/// One key of a telephone: the sixteen DTMF signals of ITU-T Q.23.
public struct Key: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The key's character in ASCII.
  public let ascii: UInt8

  public init?(ascii: UInt8) {
    guard
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ascii) || (UInt8(ascii: "A")...UInt8(ascii: "D")).contains(ascii)
        || ascii == UInt8(ascii: "*") || ascii == UInt8(ascii: "#")
    else { return nil }
    self.ascii = ascii
  }

  public init?(_ character: Character) {
    guard let ascii = character.asciiValue, let key = Key(ascii: ascii) else { return nil }
    self = key
  }

  public static let star = Key(ascii: UInt8(ascii: "*"))!
  public static let hash = Key(ascii: UInt8(ascii: "#"))!

  /// Some digit, nobody says which: what a journal keeps of a key that may be a password's. Never pressed.
  public static let hiddenDigit = Key(unchecked: UInt8(ascii: "?"))

  private init(unchecked ascii: UInt8) { self.ascii = ascii }

  /// 0 to 9, or `nil` for a key that is no digit. A hidden digit counts as 0: whoever takes its
  /// value asks the journal what it really was.
  public var digit: Int? {
    if self == .hiddenDigit { return 0 }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ascii) ? Int(ascii - UInt8(ascii: "0")) : nil
  }

  /// This key, or a hidden digit in its place.
  public var hidden: Key { digit == nil ? self : .hiddenDigit }

  public var character: Character { Character(UnicodeScalar(ascii)) }

  /// The order of a keypad read aloud: digits, letters, star, hash.
  private var rank: UInt8 {
    if self == .star { return 0xFE }
    return self == .hash ? 0xFF : ascii
  }

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }
}

extension Key: Codable {
  /// As its character's number in ASCII.
  public init(from decoder: any Decoder) throws {
    let ascii = try decoder.singleValueContainer().decode(UInt8.self)
    if ascii == Key.hiddenDigit.ascii {
      self = .hiddenDigit
      return
    }
    guard let key = Key(ascii: ascii) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "no key"))
    }
    self = key
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(ascii)
  }
}

/// Keypresses on their way to a call.
///
/// Nobody knows before the menu engine whether they belong to a password, so they print as nothing:
/// neither their text nor their number appears in a log, an error or a debugger's dump.
public struct Keys: Hashable, Sendable, RandomAccessCollection, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The last holder overwrites them when it lets go.
  private final class Held: @unchecked Sendable {
    // @unchecked: the keys are written in init and deinit only.
    let keys: UnsafeMutableBufferPointer<Key>

    init(_ source: some Collection<Key>) {
      keys = .allocate(capacity: source.count)
      _ = keys.initialize(from: source)
    }

    deinit {
      UnsafeMutableRawBufferPointer(keys).wipe()
      keys.deallocate()
    }
  }

  /// One key by itself stands here: most lines have no more, and one digit of a password is none.
  private enum Content {
    case one(Key)
    case others(Held)
  }

  private let content: Content

  public init(_ key: Key) { content = .one(key) }

  public init(_ keys: some Collection<Key>) {
    content = if keys.count == 1, let only = keys.first { .one(only) } else { .others(Held(keys)) }
  }

  /// `nil` where a character is not a key.
  public init?(_ text: some StringProtocol) {
    var keys: [Key] = []
    for byte in text.utf8 {
      guard let key = Key(ascii: byte) else { return nil }
      keys.append(key)
    }
    self.init(keys)
    keys.wipe()
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int {
    switch content {
    case .one: 1
    case .others(let held): held.keys.count
    }
  }

  public subscript(index: Int) -> Key {
    switch content {
    case .one(let key): return key
    case .others(let held):
      precondition(held.keys.indices.contains(index), "There is no such key.")
      return held.keys[index]
    }
  }

  public static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }
  public func hash(into hasher: inout Hasher) { for key in self { hasher.combine(key) } }

  public var description: String { "keys" }
  public var debugDescription: String { "keys" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// The keys of a password, apart from `Keys` and `String` so that the compiler keeps them out of every
/// prompt, log, event, journal, record and error: there is no way to print them. The bytes are
/// overwritten when the last holder lets go.
public final class Secret: @unchecked Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  // @unchecked: the bytes are written in init and deinit only.
  private let bytes: UnsafeMutableBufferPointer<UInt8>

  public init(_ source: some Collection<UInt8>) {
    bytes = .allocate(capacity: source.count)
    _ = bytes.initialize(from: source)
  }

  public convenience init(_ keys: [Key]) {
    var bytes = keys.map(\.ascii)
    self.init(bytes)
    bytes.wipe()
  }

  deinit {
    UnsafeMutableRawBufferPointer(bytes).wipe()
    bytes.deallocate()
  }

  /// The one way to the bytes, for comparing and hashing.
  public func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try body(UnsafeRawBufferPointer(bytes))
  }

  public var description: String { "secret" }
  public var debugDescription: String { "secret" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
