import Glibc
import LineProtocol

/// Many line connections on one thread: what a load generator speaks with.
///
/// Apart from the client of tools, which has one connection and waits. Nothing here waits but `turn`: what is sent
/// is gathered and written once a turn, and what comes is cut into lines and handed on. Connections are numbered
/// from 0; the number of one that has ended is given again in a later turn.
public final class LineSwarm {
  private let poller: Poller
  private var connections: [SwarmConnection?] = []
  /// Numbers to give again, and those that will be when this turn has ended: events of the old one may be waiting.
  private var free: [Int] = []
  private var freed: [Int] = []
  /// Connections with something to write.
  private var writers: [Int] = []
  private var room = [UInt8](repeating: 0, count: 64 * 1_024)

  public init() throws(SwarmError) { poller = try Poller() }

  /// Connections that are open.
  public private(set) var openCount = 0

  /// Lets this process have as many descriptors as it may.
  public static func raiseDescriptorLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Opens a connection; a `path` that begins with `@` is an abstract one. Waits at most 5 s for a full listener.
  public func connect(to path: String) throws(SwarmError) -> Int {
    let connection = try SwarmConnection(path: path)
    let number = free.popLast() ?? connections.count
    try poller.add(connection.descriptor, token: number)
    if number == connections.count { connections.append(connection) } else { connections[number] = connection }
    openCount += 1
    return number
  }

  /// Gathers bytes for the connection; they go at the end of this turn, or at the beginning of the next.
  public func send(_ bytes: some Collection<UInt8>, on number: Int) {
    guard let connection = open(number) else { return }
    connection.append(bytes)
    list(connection, number)
  }

  /// No more will be sent: the other end learns it after the last byte.
  public func finishSending(on number: Int) {
    guard let connection = open(number) else { return }
    connection.finishes = true
    list(connection, number)
  }

  /// Closes at once, as a crash would: what has not been written is thrown away.
  public func close(_ number: Int) {
    guard let connection = open(number) else { return }
    connection.close()
    connections[number] = nil
    freed.append(number)
    openCount -= 1
  }

  /// Bytes that wait to be written, or that the kernel has not taken.
  public func unsentBytes(on number: Int) -> Int { open(number)?.unsent ?? 0 }

  /// The process at the other end; `nil` where it is not one of ours to see.
  public func peerProcess(of number: Int) -> Int32? {
    open(number).flatMap { PeerProcess.id(behind: $0.descriptor) }
  }

  /// One round: writes what is waiting, waits for the kernel until `limit` (`nil`: for ever), hands on what came,
  /// and writes what that has caused.
  public func turn(until limit: MonotonicInstant?, _ handler: some SwarmHandler) throws(SwarmError) {
    try flush()
    free += freed
    freed.removeAll(keepingCapacity: true)
    let count = try poller.wait(until: limit)
    for place in 0..<count {
      let ready = poller.readiness(place)
      if ready.isWritable, let connection = open(ready.token) { list(connection, ready.token) }
      if ready.isReadable { read(ready.token, handler) }
    }
    try flush()
  }

  private func open(_ number: Int) -> SwarmConnection? { connections[number] }

  private func list(_ connection: SwarmConnection, _ number: Int) {
    guard !connection.isListed else { return }
    connection.isListed = true
    writers.append(number)
  }

  private func flush() throws(SwarmError) {
    for number in writers {
      guard let connection = open(number), connection.isListed else { continue }
      connection.isListed = false
      let isDone = connection.write()
      guard connection.waitsForRoom == isDone else { continue }
      connection.waitsForRoom = !isDone
      try poller.change(connection.descriptor, token: number, wantsToWrite: !isDone)
    }
    writers.removeAll(keepingCapacity: true)
  }

  /// One read a round, so that no connection starves another.
  private func read(_ number: Int, _ handler: some SwarmHandler) {
    guard let connection = open(number) else { return }
    let count = room.withUnsafeMutableBytes { recv(connection.descriptor, $0.baseAddress, $0.count, 0) }
    if count < 0, errno == EAGAIN || errno == EINTR { return }
    guard count > 0 else { return end(number, .closedByPeer, handler) }
    var isBroken = false
    let bytes = Array(room[..<count])
    connection.decoder.feed(bytes) { decoded in
      guard connection.isOpen, !isBroken else { return }
      switch decoded {
      case .line(let line): handler.received(line, on: number)
      case .tooLong, .badEncoding: isBroken = true
      }
    }
    if isBroken { end(number, .brokenLine, handler) }
  }

  private func end(_ number: Int, _ end: ConnectionEnd, _ handler: some SwarmHandler) {
    close(number)
    handler.ended(number, end)
  }
}
