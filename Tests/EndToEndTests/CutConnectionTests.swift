import CallModel
import Foundation
import LineClient
import Testing

/// A conversation is cut after each of its bytes in turn, and taken up again: whatever was lost on the way, the caller's
/// walk is the same as without a cut.
@Suite struct CutConnectionTests {
  /// What a gateway says, with ids of one length, so that every cut is at the same place.
  private struct Script {
    let number: Int
    var call: String { "cut" + String(1_000 + number) }
    var hello: String { "HELLO lp=1 name=gw" + String(1_000 + number) }
    var requests: [String] {
      [
        "CALL call=\(call) from=13900000004", "KEY \(call) 9 n=1", "KEY \(call) 2 n=2", "KEY \(call) 62220 n=3",
        "HANGUP \(call) cause=caller",
      ]
    }
    var bytes: [UInt8] { Array(([hello] + requests).map { $0 + "\n" }.joined().utf8) }
  }

  /// Every event of the call, and what its record says.
  private struct Walk: Equatable {
    var events: [String] = []
    var record: [String] = []
  }

  /// Says everything up to the cut without waiting for anything but the session's name, and is gone. The whole is said
  /// where there is no cut.
  private func begin(_ script: Script, cutAt cut: Int, _ daemon: RunningDaemon) throws -> Substring? {
    let first = try daemon.connect("gw")
    try first.line()
    let helloSize = script.hello.utf8.count + 1
    try first.client.send(Array(script.bytes[..<min(cut, helloSize)]))
    var session: Substring?
    if cut >= helloSize {
      session = try first.until("OK sid=").split(separator: " ").first { $0.hasPrefix("sid=") }?.dropFirst(4)
      // The bank says who calls in its own time: keys that come after it are the same walk every time.
      let callSize = helloSize + script.requests[0].utf8.count + 1
      try first.client.send(Array(script.bytes[helloSize..<min(cut, callSize)]))
      if cut > callSize {
        try first.until(" ASK ")
        try first.client.send(Array(script.bytes[callSize..<cut]))
      }
    }
    first.client.close()
    return session
  }

  /// Takes the session up, says again what may have been lost, and gives what was heard from the first event on.
  private func goOn(_ script: Script, _ session: Substring?, _ daemon: RunningDaemon) throws -> [String] {
    let second = try takeUp("\(script.hello)\(session.map { " resume=\($0):0" } ?? "")", daemon)
    try second.say("@s SYNC")
    try second.until("OK @s")
    func events() -> [String] { second.heard.filter { $0.hasPrefix("* ") && $0.contains(" \(script.call) ") } }
    func hasEnded() -> Bool { events().contains { $0.contains(" END ") } }
    for request in script.requests where !hasEnded() {
      // Whose call was heard of need not come in again; it may be there and not heard of.
      if request.hasPrefix("CALL"), !events().isEmpty { continue }
      try second.say("@r \(request)")
      let answer = try second.until(" @r")
      let isThere = request.hasPrefix("CALL") && answer.hasPrefix("ERR @r conflict call-exists")
      #expect(answer.hasPrefix("OK @r") || isThere, "\(request): \(answer)")
      if request.hasPrefix("CALL"), !events().contains(where: { $0.contains(" ASK ") }) { try second.until(" ASK ") }
    }
    if !hasEnded() { try second.until(" END ") }
    try second.say("QUIT")
    return events().map { $0.replacingOccurrences(of: script.call, with: "cut") }
  }

  private func takeUp(_ hello: String, _ daemon: RunningDaemon) throws -> Peer {
    var answer = ""
    // The daemon may not have noticed the end of the first connection yet.
    for _ in 1...1_000 {
      let peer = try daemon.connect("gw")
      try peer.say("@h \(hello)")
      answer = try peer.until(" @h")
      if answer.hasPrefix("OK") { return peer }
      if !answer.contains("session-in-use") { break }
    }
    throw RunningDaemon.DidNotStart(description: "\(hello): \(answer)")
  }

  private func walk(_ number: Int, cutAt cut: Int, _ daemon: RunningDaemon, _ operations: Peer) throws -> Walk {
    let script = Script(number: number)
    let session = try begin(script, cutAt: cut, daemon)
    var walk = Walk(events: try goOn(script, session, daemon))
    try operations.say("@c SHOW \(script.call)")
    while let line = try operations.line(), line.hasPrefix("- @c") {
      let changing = ["call=", "started=", "length=", "gateway=", "at="]
      let fields = line.split(separator: " ").filter { field in !changing.contains { field.hasPrefix($0) } }
      walk.record.append(fields.joined(separator: " "))
    }
    return walk
  }

  @Test func whereverItIsCutTheWalkIsTheSame() throws {
    let daemon = try RunningDaemon()
    let operations = try daemon.connect("ops")
    try operations.line()
    let size = Script(number: 0).bytes.count
    let whole = try walk(0, cutAt: size, daemon, operations)
    #expect(whole.events.count >= 5 && whole.events.last?.contains(" END ") == true)
    #expect(whole.record.first?.contains("cause=") == true)
    for cut in 1..<size {
      let other = try walk(cut, cutAt: cut, daemon, operations)
      #expect(other == whole, "cut after byte \(cut)")
    }
    // No half of a line has made a call of its own.
    try operations.say("@q CALLS")
    #expect(try operations.until("OK @q") == "OK @q calls=0 total=0")
  }
}
