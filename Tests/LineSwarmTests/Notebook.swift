import LineSwarm

/// A handler that writes down what comes.
final class Notebook: SwarmHandler {
  private(set) var lines: [Int: [String]] = [:]
  private(set) var ends: [Int: ConnectionEnd] = [:]
  private(set) var count = 0
  /// Called after each line.
  var onLine: ((_ line: String, _ connection: Int) -> Void)?

  func received(_ line: ArraySlice<UInt8>, on connection: Int) {
    let text = String(decoding: line, as: UTF8.self)
    lines[connection, default: []].append(text)
    count += 1
    onLine?(text, connection)
  }

  func ended(_ connection: Int, _ end: ConnectionEnd) { ends[connection] = end }
}

extension LineSwarm {
  /// Turns until the condition holds. The limit is for a broken swarm; no test waits for it.
  func turn(_ notebook: Notebook, until isDone: () -> Bool) throws {
    let limit = MonotonicInstant.now.after(seconds: 30)
    while !isDone(), MonotonicInstant.now < limit { try turn(until: limit, notebook) }
  }
}
