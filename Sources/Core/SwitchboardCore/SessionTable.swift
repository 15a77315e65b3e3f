import CallModel
import LineProtocol

/// All sessions, found by number, by connection and by name.
struct SessionTable: Sendable, Codable {
  @KeyOrdered private var sessions: [SessionNumber: Session] = [:]
  @KeyOrdered private var byConnection: [ConnectionID: SessionNumber] = [:]
  /// A name is one session's on each socket.
  @KeyOrdered private var byName: [String: SessionNumber] = [:]
  /// In the order of opening, for notices to all; a closed one leaves by its place.
  private(set) var ordered: [SessionNumber] = []
  @KeyOrdered private var places: [SessionNumber: Int] = [:]
  private var lastNumber: Int64 = 0

  var count: Int { ordered.count }

  func number(of connection: ConnectionID) -> SessionNumber? { byConnection[connection] }
  func number(named name: String, role: Role) -> SessionNumber? { byName[Self.key(name, role)] }
  private static func key(_ name: String, _ role: Role) -> String { "\(role.socketName)/\(name)" }
  func exists(_ number: SessionNumber) -> Bool { sessions[number] != nil }

  subscript(number: SessionNumber) -> Session {
    _read {
      yield sessions[number]!
    }
    _modify {
      yield &sessions[number]!
    }
  }

  mutating func open(_ connection: ConnectionID, role: Role, peer: Peer) -> SessionNumber {
    lastNumber += 1
    let number = SessionNumber(lastNumber)
    sessions[number] = Session(number: number, role: role, peer: peer, connection: connection)
    byConnection[connection] = number
    places[number] = ordered.count
    ordered.append(number)
    return number
  }

  mutating func name(_ number: SessionNumber, _ name: String) {
    sessions[number]!.name = name
    byName[Self.key(name, sessions[number]!.role)] = number
  }

  /// The connection is gone; the session stays until it is removed.
  mutating func detach(_ number: SessionNumber) {
    if let connection = sessions[number]!.connection { byConnection[connection] = nil }
    sessions[number]!.connection = nil
  }

  /// Moves a lost session onto the connection of another session, which ceases to be.
  mutating func attach(_ number: SessionNumber, to connection: ConnectionID, replacing temporary: SessionNumber) {
    detach(temporary)
    remove(temporary)
    byConnection[connection] = number
    sessions[number]!.connection = connection
  }

  mutating func remove(_ number: SessionNumber) {
    guard let session = sessions.removeValue(forKey: number) else { return }
    if let connection = session.connection { byConnection[connection] = nil }
    if let name = session.name { byName[Self.key(name, session.role)] = nil }
    let place = places.removeValue(forKey: number)!
    let last = ordered.removeLast()
    guard last != number else { return }
    ordered[place] = last
    places[last] = place
  }
}
