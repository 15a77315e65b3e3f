import CallModel
import LineProtocol
import LineSwarm

/// The two loads: keys in a menu, and whole calls. Callers give no number, so that nothing is known of them.
extension CoreBench {
  /// The loop of `ivrsim bench keys`: callers who have chosen English and have the main menu said again and again.
  mutating func keys(_ count: Int, calls: Int, _ progress: (Int) -> Void) -> Result {
    let connections = (1...calls).map { ConnectionID(Int64($0)) }
    for connection in connections {
      open(connection, .gateway)
      feed(Array("CALL\n2\n".utf8), connection, .gateway)
    }
    let batch = Array(String(repeating: "9\n", count: Self.batch).utf8)
    return measure("keys", count, Self.batch, progress) { bench, round in
      bench.feed(batch, connections[round % connections.count], .gateway)
    }
  }

  /// Calls that go straight to an agent: CALL, two keys, an offer, ACCEPT, END, WRAP; a line each, as they would come.
  mutating func wholeCalls(_ count: Int, agents: Int, _ progress: (Int) -> Void) -> Result {
    let gateway = ConnectionID(1)
    open(gateway, .gateway)
    for number in 0..<agents {
      let desk = Self.desk(of: number)
      open(desk, .desk)
      feed(Array("LOGIN \(Self.agent(number)) password=any\n".utf8), desk, .desk)
      feed(Array("READY\n".utf8), desk, .desk)
    }
    return measure("calls", count, 1, progress) { bench, round in bench.wholeCall("b\(round)", through: gateway) }
  }

  private static func desk(of agent: Int) -> ConnectionID { ConnectionID(Int64(agent + 2)) }

  private mutating func wholeCall(_ call: String, through gateway: ConnectionID) {
    var offered: (offer: String, desk: ConnectionID)?
    let note: (ConnectionID, ArraySlice<UInt8>) -> Void = { desk, lines in
      guard desk != gateway else { return }
      // `* <number> <offer> OFFER ...`; a reader of whole lines would cost as much as what is measured.
      for line in lines.split(separator: UInt8(ascii: "\n")) {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
        guard words.count > 3, words[3].elementsEqual("OFFER".utf8) else { continue }
        offered = (String(decoding: words[2], as: UTF8.self), desk)
      }
    }
    feed(Array("CALL call=\(call)\n".utf8), gateway, .gateway, note)
    feed(Array("KEY \(call) 2\n".utf8), gateway, .gateway, note)
    feed(Array("KEY \(call) 0\n".utf8), gateway, .gateway, note)
    guard let (offer, desk) = offered else {
      preconditionFailure("Nobody was offered \(call), which is not measured.")
    }
    feed(Array("ACCEPT \(offer)\n".utf8), desk, .desk)
    feed(Array("END \(call)\n".utf8), desk, .desk)
    feed(Array("WRAP \(call) code=enquiry\n".utf8), desk, .desk)
  }

  private mutating func measure(
    _ name: String, _ count: Int, _ step: Int, _ progress: (Int) -> Void, _ round: (inout CoreBench, Int) -> Void
  ) -> Result {
    var result = Result(name: name)
    let sent = bytesOut
    let began = ProcessorTime.now
    var rounds = 0
    while result.count < count {
      round(&self, rounds)
      rounds += 1
      result.count += step
      if rounds % 1_000 == 0 { progress(result.count) }
    }
    result.nanoseconds = ProcessorTime.now - began
    result.bytesOut = bytesOut - sent
    return result
  }
}
