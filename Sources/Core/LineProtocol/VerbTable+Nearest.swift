extension VerbTable {
  /// The socket's verb that is nearest to a mistyped one: at most two slips away (one where the verb has fewer than
  /// four letters). Of several that are equally near the first of the table.
  static func nearest(to word: some Collection<UInt8>, role: Role) -> Verb? {
    guard word.count <= PackedName.maximumLength + 2 else { return nil }
    let typed = word.map(ASCII.uppercased)
    var best: (verb: Verb, distance: Int)?
    for entry in entries where entry.roles.contains(role) {
      let name = Array(entry.name.utf8)
      let distance = editDistance(typed, name)
      guard distance <= (name.count < 4 ? 1 : 2), distance < name.count else { continue }
      if best == nil || distance < best!.distance { best = (entry.verb, distance) }
    }
    return best?.verb
  }

  /// Slips between two words: a letter too many, too few, a wrong one, or two neighbours exchanged.
  /// Source: the "optimal string alignment" form of Damerau's distance (1964).
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
