import CallModel
import LineClient
import LineProtocol

/// A client with a session that outlives the daemon: it takes the session up again and demands every event once, in
/// order. What it had asked without an answer is its owner's to ask again.
final class ResumingClient {
  let name: String
  let path: String
  private var client: LineClient?
  private var session: String?
  private var lastEvent: Int64 = 0
  /// Requests without an answer, in order: what is to be done with each.
  private var waiting: [(ReceivedLine, [ReceivedLine]) -> Void] = []
  private var rows: [ReceivedLine] = []
  /// Takes each event.
  var onEvent: (ReceivedLine) -> Void = { _ in }
  private(set) var eventsTaken = 0
  private(set) var faults = FaultList()

  init(name: String, path: String) {
    self.name = name
    self.path = path
  }

  var isConnected: Bool { client != nil }

  /// Opens a connection to a daemon that is there, and takes the session up where it was.
  func connect() throws {
    client = try LineClient(path: path)
    let resume = session.map { " resume=\($0):\(lastEvent)" } ?? ""
    ask("HELLO lp=1 name=\(name)\(resume)") { [self] answer, _ in
      if answer.kind == .ok {
        session = answer["sid"]
      } else {
        faults.add("\(name): its session is gone: ERR \(answer.words.joined(separator: " "))")
      }
    }
    guard try settle() else { throw ToolFailure("\(name): the daemon ended by itself.") }
  }

  func ask(_ request: String, then take: @escaping (_ answer: ReceivedLine, _ rows: [ReceivedLine]) -> Void) {
    guard let client else { return }
    waiting.append(take)
    do throws(LineClientError) { try client.send(request) } catch { lose() }
  }

  /// Reads until everything is answered; false: the connection is lost.
  func settle() throws -> Bool {
    while !waiting.isEmpty {
      guard try takeLine(within: .seconds(60)) else { return false }
    }
    return client != nil
  }

  /// Reads one line; false: the connection is lost.
  func takeLine(within patience: Interval) throws -> Bool {
    guard let client else { return false }
    do throws(LineClientError) {
      guard let line = try client.nextLine(timeout: patience) else {
        lose()
        return false
      }
      take(line)
      return true
    } catch {
      if case .timedOut = error { throw ToolFailure("\(name): \(error)") }
      lose()
      return false
    }
  }

  private func lose() {
    client?.close()
    client = nil
    waiting = []
    rows = []
  }

  private func take(_ line: IncomingLine) {
    guard let received = line.received else { return faults.add("\(name): no line of lp/1: \(line.text)") }
    switch received.kind {
    case .row: rows.append(received)
    case .notice: break
    case .ok, .error:
      let rows = rows
      self.rows = []
      if waiting.isEmpty { return faults.add("\(name): an answer came that belongs to no request") }
      waiting.removeFirst()(received, rows)
    case .event:
      let number = received.number ?? 0
      if number != lastEvent + 1 { faults.add("\(name): event \(number) came after event \(lastEvent)") }
      lastEvent = number
      eventsTaken += 1
      onEvent(received)
    }
  }
}
