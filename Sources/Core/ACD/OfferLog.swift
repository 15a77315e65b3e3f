/// Which agent each of the latest offers was made to, by number: those outstanding, and some that have ended since.
/// Whether one is outstanding is known by its agent. Apart from him, so that an offer is found that isn't his.
struct OfferLog: Sendable, Codable {
  struct Entry: Sendable, Codable {
    let number: Int64
    let agent: Int
  }

  /// Numbers rise.
  private var entries: [Entry] = []

  var count: Int { entries.count }

  func agent(of number: Int64) -> Int? {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].number == number ? entries[low].agent : nil
  }

  mutating func append(_ number: Int64, _ agent: Int) { entries.append(Entry(number: number, agent: agent)) }

  subscript(place: Int) -> Entry {
    get { entries[place] }
    set { entries[place] = newValue }
  }

  mutating func cut(to count: Int) { entries.removeLast(entries.count - count) }
}
