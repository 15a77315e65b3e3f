import CallModel

/// From ids to small numbers, close together and each given once at a time: a dictionary for the path of every decision.
///
/// Open addressing with linear probing. A bucket is a hash and a number, eight bytes, so that the table of 100,000
/// calls stays in the processor's cache; the ids lie beside it as words. A removal closes its gap by the hashes in the
/// table, while the standard dictionary hashes the text of each neighbour anew. Order means nothing here, and nobody
/// walks it.
struct IDIndex<Tag>: Sendable, Codable {
  struct Bucket: Sendable, Codable {
    var hash: UInt32 = 0
    /// -1: empty.
    var number: Int32 = -1
  }

  private var buckets = Array(repeating: Bucket(), count: 16)
  /// By number.
  private var ids: [IDOrder] = []
  private(set) var count = 0

  private var mask: Int { buckets.count - 1 }

  subscript(id: Identifier<Tag>) -> Int? {
    guard let word = IDOrder(id.text), let place = place(of: word) else { return nil }
    return Int(buckets[place].number)
  }

  /// The id must not be here yet, nor the number.
  mutating func insert(_ id: Identifier<Tag>, _ number: Int) {
    guard let word = IDOrder(id.text) else { preconditionFailure("An id is a word of the line protocol.") }
    if 2 * (count + 1) > buckets.count { grow() }
    count += 1
    while ids.count <= number { ids.append(IDOrder()) }
    ids[number] = word
    put(Bucket(hash: word.hash, number: Int32(number)))
  }

  /// The id that has this number, which must be here.
  mutating func remove(number: Int) {
    guard var gap = place(of: ids[number]) else { preconditionFailure("Only an id that is here can be taken out.") }
    count -= 1
    ids[number] = IDOrder()
    // Whoever would no longer be found behind the gap moves into it.
    var place = (gap + 1) & mask
    while buckets[place].number >= 0 {
      let home = Int(buckets[place].hash) & mask
      if (place - home) & mask >= (place - gap) & mask {
        buckets[gap] = buckets[place]
        gap = place
      }
      place = (place + 1) & mask
    }
    buckets[gap] = Bucket()
  }

  private func place(of id: IDOrder) -> Int? {
    let hash = id.hash
    var place = Int(hash) & mask
    while buckets[place].number >= 0 {
      if buckets[place].hash == hash, ids[Int(buckets[place].number)] == id { return place }
      place = (place + 1) & mask
    }
    return nil
  }

  private mutating func put(_ bucket: Bucket) {
    var place = Int(bucket.hash) & mask
    while buckets[place].number >= 0 { place = (place + 1) & mask }
    buckets[place] = bucket
  }

  private mutating func grow() {
    let old = buckets
    buckets = Array(repeating: Bucket(), count: 2 * old.count)
    for bucket in old where bucket.number >= 0 { put(bucket) }
  }
}
