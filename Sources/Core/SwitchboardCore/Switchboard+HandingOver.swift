public import CallModel
import IVR

/// A process that ends in order hands its connections and its memory to the next one: callers notice nothing.
extension Switchboard {
  /// Nobody waits for an answer from outside: a good moment to hand over.
  public var isAtRest: Bool { questions.isEmpty && calls.slots.allSatisfy { $0?.hostRequest == nil } }

  /// No call has keys of which only their number is known, as after a crash where nothing could be sealed.
  public var knowsUnusedKeys: Bool { calls.slots.allSatisfy { $0?.dialogue.knowsUnusedKeys ?? true } }

  /// Connections with a request that only this process can answer.
  public var connectionsWithOpenRequests: [ConnectionID] {
    sessions.ordered.compactMap { sessions[$0].waitingFor == nil ? nil : sessions[$0].connection }
  }

  /// What only memory may have, for `takeUnwritten` of the next process. To be overwritten after use: it holds keys of
  /// passwords.
  public func unwritten() -> [UInt8] {
    let held = calls.slots.indices.compactMap { slot in
      calls.slots[slot]?.dialogue.unwrittenKeys.map { (slot: slot, keys: $0) }
    }
    var writer = ByteWriter()
    // All the room at once: an array that grows leaves its beginning behind in memory.
    writer.bytes.reserveCapacity(held.reduce(16) { $0 + $1.keys.mostBytes })
    writer.list(held) { writer, entry in
      writer.count(entry.slot)
      writer.optional(entry.keys.secret) { writer, secret in
        secret.withUnsafeBytes { keyed in
          writer.count(keyed.count)
          writer.bytes.append(contentsOf: keyed)
        }
      }
      writer.count(entry.keys.unused.count)
      for key in entry.keys.unused { writer.byte(key.ascii) }
    }
    return writer.bytes
  }

  /// Throws where these bytes are not what was written of this very state.
  public mutating func takeUnwritten(_ bytes: [UInt8]) throws(CodingFault) {
    var reader = ByteReader(bytes)
    for _ in 0..<(try reader.count()) {
      let slot = Int(truncatingIfNeeded: try reader.unsigned())
      let secret = try reader.optional { reader throws(CodingFault) in Secret(try reader.slice()) }
      let unused = try reader.list { reader throws(CodingFault) in try Turn.key(from: &reader) }
      guard calls.slots.indices.contains(slot), calls.slots[slot] != nil else {
        throw .badValue(at: reader.position, "keys of a call that isn't there")
      }
      calls[CallSlot(slot)].dialogue.reveal(UnwrittenKeys(secret: secret, unused: Keys(unused)))
    }
  }
}

extension UnwrittenKeys {
  /// Of what `unwritten` writes for a call.
  fileprivate var mostBytes: Int { 32 + unused.count + (secret?.withUnsafeBytes { $0.count } ?? 0) }
}
