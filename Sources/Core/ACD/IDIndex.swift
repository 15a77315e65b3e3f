import CallModel

/// From ids to small numbers: a dictionary for the path of every decision.
///
/// Open addressing with linear probing. The keys lie in the table itself as words, hashes are two multiplications,
/// and a removal closes its gap by what the table knows, while the standard dictionary hashes the text of each
/// neighbour anew. Order means nothing here, and nobody walks it.
struct IDIndex<Tag>: Sendable, Codable {
  struct Bucket: Sendable, Codable {
    var id = IDOrder()
    /// -1: empty.
    var number = -1
  }

  private var buckets = Array(repeating: Bucket(), count: 16)
  private(set) var count = 0

  private var mask: Int { buckets.count - 1 }

  subscript(id: Identifier<Tag>) -> Int? {
    guard let word = IDOrder(id.text), let place = place(of: word) else { return nil }
    return buckets[place].number
  }

  /// The id must not be here yet.
  mutating func insert(_ id: Identifier<Tag>, _ number: Int) {
    guard let word = IDOrder(id.text) else { preconditionFailure("An id is a word of the line protocol.") }
    if 2 * (count + 1) > buckets.count { grow() }
    count += 1
    put(Bucket(id: word, number: number))
  }

  mutating func remove(_ id: Identifier<Tag>) {
    guard let word = IDOrder(id.text), var gap = place(of: word) else { return }
    count -= 1
    // Whoever would no longer be found behind the gap moves into it.
    var place = (gap + 1) & mask
    while buckets[place].number >= 0 {
      let home = buckets[place].id.hash & mask
      if (place - home) & mask >= (place - gap) & mask {
        buckets[gap] = buckets[place]
        gap = place
      }
      place = (place + 1) & mask
    }
    buckets[gap] = Bucket()
  }

  private func place(of id: IDOrder) -> Int? {
    var place = id.hash & mask
    while buckets[place].number >= 0 {
      if buckets[place].id == id { return place }
      place = (place + 1) & mask
    }
    return nil
  }

  private mutating func put(_ bucket: Bucket) {
    var place = bucket.id.hash & mask
    while buckets[place].number >= 0 { place = (place + 1) & mask }
    buckets[place] = bucket
  }

  private mutating func grow() {
    let old = buckets
    buckets = Array(repeating: Bucket(), count: 2 * old.count)
    for bucket in old where bucket.number >= 0 { put(bucket) }
  }
}
