import CallModel
import LineProtocol

/// All sessions, found by number, by connection and by name. A slab with a free list, as `CallTable` is: a number
/// knows its slot, so that finding its session looks nothing up.
///
/// One generic slab for both was tried: its accessors copied the whole call at every read, and a key took twice as long.
struct SessionTable: Sendable, Codable {
  private var slots: [Session?] = []
  private var free: [Int] = []
  @KeyOrdered private var byConnection: [ConnectionID: SessionNumber] = [:]
  /// A name is one session's on each socket.
  @KeyOrdered private var byName: [String: SessionNumber] = [:]
  /// In the order of opening, for notices to all; a closed one leaves by its place.
  private(set) var ordered: [SessionNumber] = []
  /// By slot: the session's place in `ordered`.
  private var places: [Int] = []
  private var lastNumber: Int64 = 0

  var count: Int { ordered.count }

  func number(of connection: ConnectionID) -> SessionNumber? { byConnection[connection] }
  func number(named name: String, role: Role) -> SessionNumber? { byName[Self.key(name, role)] }
  private static func key(_ name: String, _ role: Role) -> String { "\(role.socketName)/\(name)" }
  func exists(_ number: SessionNumber) -> Bool { slots[number.slot]?.number == number }

  /// The session of a number that is known to exist. Why `get`: see `CallTable`.
  subscript(number: SessionNumber) -> Session {
    get { slots[number.slot]! }
    _modify {
      yield &slots[number.slot]!
    }
  }

  mutating func open(_ connection: ConnectionID, role: Role, peer: Peer) -> SessionNumber {
    lastNumber += 1
    let slot: Int
    if let reused = free.popLast() {
      slot = reused
    } else {
      slot = slots.count
      slots.append(nil)
      places.append(0)
    }
    let number = SessionNumber(lastNumber, slot: slot)
    slots[slot] = Session(number: number, role: role, peer: peer, connection: connection)
    byConnection[connection] = number
    places[slot] = ordered.count
    ordered.append(number)
    return number
  }

  mutating func name(_ number: SessionNumber, _ name: String) {
    self[number].name = name
    byName[Self.key(name, self[number].role)] = number
  }

  /// The connection is gone; the session stays until it is removed.
  mutating func detach(_ number: SessionNumber) {
    if let connection = self[number].connection { byConnection[connection] = nil }
    self[number].connection = nil
  }

  /// Moves a lost session onto the connection of another session, which ceases to be.
  mutating func attach(_ number: SessionNumber, to connection: ConnectionID, replacing temporary: SessionNumber) {
    detach(temporary)
    remove(temporary)
    byConnection[connection] = number
    self[number].connection = connection
  }

  mutating func remove(_ number: SessionNumber) {
    guard exists(number), let session = slots[number.slot] else { return }
    slots[number.slot] = nil
    free.append(number.slot)
    if let connection = session.connection { byConnection[connection] = nil }
    if let name = session.name { byName[Self.key(name, session.role)] = nil }
    let place = places[number.slot]
    let last = ordered.removeLast()
    guard last != number else { return }
    ordered[place] = last
    places[last.slot] = place
  }
}

/// Counts sessions in the order of their opening; never reused, unlike its place in the table.
struct SessionNumber: Hashable, Comparable, Sendable, Codable {
  let value: Int64
  let slot: Int

  init(_ value: Int64, slot: Int) {
    self.value = value
    self.slot = slot
  }

  static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
