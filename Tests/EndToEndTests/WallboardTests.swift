import Foundation
import Testing

/// What the running daemon tells over HTTP. Its pages are lines, so the line client reads them.
@Suite(.serialized) struct WallboardEndToEndTests {
  private func page(_ path: String, of daemon: RunningDaemon) throws -> [String] {
    let peer = try daemon.connect("metrics")
    try peer.say("GET \(path) HTTP/1.1\r", "Host: ivrd\r", "Connection: close\r", "\r")
    while try peer.line() != nil {}
    return peer.heard
  }

  @Test func keysCallsAndRefusalsAreCounted() throws {
    let daemon = try RunningDaemon()
    let caller = try daemon.connect("gw")
    try caller.say("CALL from=13800138000")
    try caller.until("ASK node=language")
    try caller.say("2", "KEY c99 1")
    try caller.until("ERR gone unknown-call")
    let figures = try page("/metrics", of: daemon)
    #expect(figures.first == "HTTP/1.1 200 OK")
    for line in [
      "ivrd_calls 1", "ivrd_calls_started_total 1", "ivrd_keys_total 1", "ivrd_open 1", "ivrd_connections 1",
      #"ivrd_refusals_total{class="gone",symbol="unknown-call"} 1"#, #"ivrd_agents{state="logged-out"} 10"#,
      #"ivrd_queue_waiting{queue="general"} 0"#,
    ] {
      #expect(figures.contains(line))
    }
    #expect(figures.contains { $0.hasPrefix("ivrd_step_seconds_count ") && !$0.hasSuffix(" 0") })
    #expect(daemon.stop() == 0)
  }

  /// The table in ARCHITECTURE.md has every figure with its words, and no other.
  @Test func theDocumentNamesEveryFigure() throws {
    let daemon = try RunningDaemon()
    let told = try page("/metrics", of: daemon).filter { $0.hasPrefix("# HELP ") }.map { line in
      let words = line.dropFirst(7).split(separator: " ", maxSplits: 1)
      return "| `\(words[0])` | \(words[1]) |"
    }
    let document = try String(contentsOf: RunningDaemon.root.appendingPathComponent("ARCHITECTURE.md"), encoding: .utf8)
    let table = document.split(separator: "\n").filter { $0.hasPrefix("| `ivrd_") || $0.hasPrefix("| `process_") }
    #expect(table.map(String.init) == told)
  }

  @Test func aDrainingDaemonIsWellAndNotReady() throws {
    let daemon = try RunningDaemon()
    #expect(try page("/readyz", of: daemon).last == "ready")
    let caller = try daemon.connect("gw")
    try caller.say("CALL")
    try caller.until("ASK")
    let supervisor = try daemon.connect("ops")
    try supervisor.say("DRAIN by=600")
    try supervisor.until("OK")
    let readiness = try page("/readyz", of: daemon)
    #expect(readiness.first == "HTTP/1.1 503 Service Unavailable")
    #expect(readiness.last == "draining: no new calls are taken")
    #expect(try page("/healthz", of: daemon).last == "well")
  }
}
