/// How far a mistyped word is from one that exists, for "did you mean".
public enum EditDistance {
  /// Slips between two words: a letter too many, too few, a wrong one, or two neighbours exchanged.
  /// Source: the "optimal string alignment" form of Damerau's distance (1964). O(a x b): callers bound both.
  public static func between(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var slips = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { slips = min(slips, beforeLast[j - 1] + 1) }
        row.append(slips)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
