import CallModel

/// No cipher: keys with their order turned round and a letter of its own at the end.
struct ToySeal: KeySeal {
  var letter = UInt8(ascii: "k")

  func seal(_ keys: Keys) -> [UInt8]? { keys.reversed().map { $0.ascii ^ 0x55 } + [letter] }

  func open(_ sealed: [UInt8]) -> Keys? {
    guard sealed.last == letter else { return nil }
    return Keys(sealed.dropLast().reversed().compactMap { Key(ascii: $0 ^ 0x55) })
  }
}
