/// The calls of `bench keys`, the line that is a key of each, and the way to the menu where the keys are pressed.
struct KeyPlan {
  /// The menu's nodes and keys, in one place for when the tree changes.
  static let languageNode = "language"
  static let languageKey = "2"
  static let menuNode = "main"
  /// Says the menu again: a prompt and a question for each key, for as long as one likes.
  static let repeatKey = "9"

  let connections: Int
  let callsPerConnection: Int
  /// Each key names its call, as it must where a connection has several; else a line is the key alone.
  let namesCalls: Bool
  let names = CallNames("keys")

  init(connections: Int, callsPerConnection: Int) {
    self.init(connections, callsPerConnection, namesCalls: callsPerConnection > 1)
  }

  private init(_ connections: Int, _ callsPerConnection: Int, namesCalls: Bool) {
    self.connections = connections
    self.callsPerConnection = callsPerConnection
    self.namesCalls = namesCalls
  }

  /// For a server that knows no calls: one on each connection, and the same lines.
  var withoutCalls: KeyPlan { KeyPlan(connections, 1, namesCalls: namesCalls) }

  var calls: Int { connections * callsPerConnection }

  func connection(of call: Int) -> Int { call / callsPerConnection }

  func opening(of call: Int) -> [UInt8] { Array("CALL call=\(names.id(call))\n".utf8) }

  func hangingUp(_ call: Int) -> [UInt8] { Array("HANGUP \(names.id(call))\n".utf8) }

  func key(_ key: String, of call: Int) -> [UInt8] {
    Array((namesCalls ? "KEY \(names.id(call)) \(key)\n" : "\(key)\n").utf8)
  }
}
