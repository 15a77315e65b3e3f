import CallModel

/// All live calls. A slab with a free list: a call keeps its slot for life, so timers and sessions refer
/// to it by a small integer, and listings run in slot order, the same in every process.
struct CallTable: Sendable, Codable {
  private(set) var slots: [CallSession?] = []
  private var free: [CallSlot] = []
  @KeyOrdered private var byID: [CallID: CallSlot] = [:]

  var count: Int { byID.count }

  func slot(of id: CallID) -> CallSlot? { byID[id] }

  /// The call in a slot that is known to be taken. `get` and not `_read`: without optimization the compiler (6.3) reads
  /// parts of a large value that was yielded after the yield's own copy has been freed.
  subscript(slot: CallSlot) -> CallSession {
    get { slots[slot.index]! }
    _modify {
      yield &slots[slot.index]!
    }
  }

  func isLive(_ slot: CallSlot) -> Bool { slots[slot.index] != nil }

  mutating func insert(_ call: CallSession) -> CallSlot {
    precondition(byID[call.id] == nil, "two live calls with one id")
    let slot: CallSlot
    if let reused = free.popLast() {
      slot = reused
      slots[slot.index] = call
    } else {
      slot = CallSlot(slots.count)
      slots.append(call)
    }
    byID[call.id] = slot
    return slot
  }

  mutating func remove(_ slot: CallSlot) -> CallSession {
    guard let call = slots[slot.index] else { preconditionFailure("a call was removed twice") }
    slots[slot.index] = nil
    byID[call.id] = nil
    free.append(slot)
    return call
  }
}

/// A call's place in the table, for as long as it lives.
struct CallSlot: Hashable, Sendable, Codable {
  let index: Int
  init(_ index: Int) { self.index = index }
}
