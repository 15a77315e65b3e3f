import CallModel

extension VerbTable {
  /// The socket's verb that is nearest to a mistyped one: at most two slips away (one where the verb has fewer than
  /// four letters). Of several that are equally near the first of the table.
  static func nearest(to word: some Collection<UInt8>, role: Role) -> Verb? {
    guard word.count <= PackedName.maximumLength + 2 else { return nil }
    let typed = word.map(ASCII.uppercased)
    var best: (verb: Verb, distance: Int)?
    for entry in entries where entry.roles.contains(role) {
      let name = Array(entry.name.utf8)
      let most = name.count < 4 ? 1 : 2
      guard abs(name.count - typed.count) <= most else { continue }
      let distance = EditDistance.between(typed, name)
      guard distance <= most, distance < name.count else { continue }
      if best == nil || distance < best!.distance { best = (entry.verb, distance) }
    }
    return best?.verb
  }
}
