import CallModel

/// All live calls, each in a slot for life, so that timers and sessions refer to it by a small integer; and by id.
struct CallTable: Sendable, Codable {
  private var slab = Slab<CallSession>()
  @KeyOrdered private var byID: [CallID: CallSlot] = [:]

  var count: Int { byID.count }

  /// By slot; `nil` where it is free.
  var slots: [CallSession?] { slab.elements }

  func slot(of id: CallID) -> CallSlot? { byID[id] }

  /// The call in a slot that is known to be taken.
  subscript(slot: CallSlot) -> CallSession {
    _read {
      yield slab[slot.index]
    }
    _modify {
      yield &slab[slot.index]
    }
  }

  func isLive(_ slot: CallSlot) -> Bool { slab.isTaken(slot.index) }

  mutating func insert(_ call: CallSession) -> CallSlot {
    precondition(byID[call.id] == nil, "two live calls with one id")
    let slot = CallSlot(slab.insert(call))
    byID[call.id] = slot
    return slot
  }

  mutating func remove(_ slot: CallSlot) -> CallSession {
    let call = slab.remove(slot.index)
    byID[call.id] = nil
    return call
  }
}

/// A call's place in the table, for as long as it lives.
struct CallSlot: Hashable, Sendable, Codable {
  let index: Int
  init(_ index: Int) { self.index = index }
}
