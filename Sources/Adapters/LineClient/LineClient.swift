public import CallModel
import Glibc
import LineProtocol

/// A blocking client of one socket, for `ivrctl`, tests and bench tools: no event loop, no threads.
///
/// Used by one thread at a time. Lines of the server are kept in order until they are asked for; while it waits to
/// send, it goes on reading, so that two full directions can't wait for each other.
public final class LineClient {
  /// Bytes of a path that the kernel takes (`sun_path`), its terminating zero left out.
  public static let maximumPath = 107
  /// How long an answer may take where nothing else is said.
  public static let defaultTimeout = Interval.seconds(10)

  public let path: String
  /// To be polled for reading beside other descriptors; then `receiveAvailable`.
  public let descriptor: Int32
  /// Takes events and notices that come while `request` waits; without it they are kept for `nextLine`.
  public var onAside: ((IncomingLine) -> Void)?

  private var decoder = LineDecoder()
  private var lines: [IncomingLine] = []
  /// Those before it were taken.
  private var firstLine = 0
  private var room = [UInt8](repeating: 0, count: 16_384)
  private var isAtEnd = false
  private var isOpen = true
  private var bye: String?

  public init(path: String) throws(LineClientError) {
    self.path = path
    guard path.utf8.count <= Self.maximumPath else { throw .pathTooLong(path: path, limit: Self.maximumPath) }
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .failed(path: path, operation: "open a socket for", errno: errno) }
    guard Self.connect(descriptor, to: path) == 0 else {
      let problem = errno
      Glibc.close(descriptor)
      isOpen = false
      throw Self.connectError(problem, path: path)
    }
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }

  deinit { close() }

  /// Also done when the client is let go.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    Glibc.close(descriptor)
  }

  /// Tells the server that nothing more will be said; its lines still come.
  public func halfClose() {
    guard isOpen else { return }
    Glibc.shutdown(descriptor, Int32(SHUT_WR))
  }

  // MARK: Sending

  /// Sends a line; the LF is put behind it.
  public func send(_ line: String) throws(LineClientError) { try send(Array(line.utf8) + [UInt8(ascii: "\n")]) }

  /// Sends bytes as they are: whole lines with their LFs, or pieces of one.
  public func send(_ bytes: [UInt8]) throws(LineClientError) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { all in
        Glibc.send(descriptor, all.baseAddress! + sent, all.count - sent, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 {
        sent += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN: if try wait(for: POLLIN | POLLOUT, until: nil) & Int16(POLLIN) != 0 { try receiveAvailable() }
      case EPIPE, ECONNRESET:
        // What it said last explains why.
        try receiveAvailable()
        throw .closed(path: path, bye: bye)
      case let problem: throw .failed(path: path, operation: "send to", errno: problem)
      }
    }
  }

  /// Sends a line and waits for its answer. No other answer may be outstanding: they come in order.
  public func request(
    _ line: String, timeout: Interval = LineClient.defaultTimeout
  ) throws(LineClientError) -> Reply {
    try send(line)
    return try reply(timeout: timeout)
  }

  /// The answer to the request that was sent first and has none yet. Events and notices before it go to `onAside`.
  public func reply(timeout: Interval = LineClient.defaultTimeout) throws(LineClientError) -> Reply {
    let deadline = Self.now() + timeout
    var rows: [IncomingLine] = []
    var aside: [IncomingLine] = []
    defer { putBack(aside) }
    while true {
      guard let line = try nextLine(until: deadline, timeout: timeout) else { throw .closed(path: path, bye: bye) }
      switch line.received?.kind {
      case .row: rows.append(line)
      case .ok, .error: return Reply(rows: rows, end: line)
      case .event, .notice, nil: if let onAside { onAside(line) } else { aside.append(line) }
      }
    }
  }

  // MARK: Receiving

  /// The next line, waited for; `nil` at the end of the connection.
  /// - Parameter timeout: `nil` waits for ever.
  public func nextLine(timeout: Interval? = LineClient.defaultTimeout) throws(LineClientError) -> IncomingLine? {
    try nextLine(until: timeout.map { Self.now() + $0 }, timeout: timeout ?? .zero)
  }

  /// A line that has been received already.
  public func takeLine() -> IncomingLine? {
    guard firstLine < lines.count else { return nil }
    defer { firstLine += 1 }
    return lines[firstLine]
  }

  /// Reads what is there, without waiting. False at the end of the connection (lines may still be there to take).
  @discardableResult
  public func receiveAvailable() throws(LineClientError) -> Bool {
    while !isAtEnd {
      let count = room.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress!, $0.count, 0) }
      if count > 0 {
        forgetTaken()
        room.withUnsafeBytes { room in decoder.feed(UnsafeRawBufferPointer(rebasing: room[..<count])) { keep($0) } }
        if count < room.count { return true }
      } else if count == 0 {
        isAtEnd = true
      } else {
        switch errno {
        case EINTR: continue
        case EAGAIN: return true
        // The server closed while something was still on its way to it.
        case ECONNRESET: isAtEnd = true
        case let problem: throw .failed(path: path, operation: "receive from", errno: problem)
        }
      }
    }
    return false
  }

  private func nextLine(until deadline: Timestamp?, timeout: Interval) throws(LineClientError) -> IncomingLine? {
    while true {
      if let line = takeLine() { return line }
      guard try receiveAvailable() else { return takeLine() }
      if firstLine < lines.count { continue }
      guard try wait(for: POLLIN, until: deadline) != 0 else { throw .timedOut(path: path, after: timeout) }
    }
  }

  private func keep(_ decoded: DecodedLine) {
    guard case .line(let bytes) = decoded else {
      return lines.append(IncomingLine(text: "", received: nil))
    }
    let received = ServerLineReader.read(bytes)
    if let received, received.kind == .notice, received.word == "BYE" { bye = received["reason"] }
    lines.append(IncomingLine(text: String(decoding: bytes, as: UTF8.self), received: received))
  }

  private func putBack(_ aside: [IncomingLine]) {
    guard !aside.isEmpty else { return }
    forgetTaken()
    lines.insert(contentsOf: aside, at: 0)
  }

  private func forgetTaken() {
    lines.removeFirst(firstLine)
    firstLine = 0
  }

  // MARK: The system

  /// What is possible, or 0 at the deadline.
  private func wait(for events: Int32, until deadline: Timestamp?) throws(LineClientError) -> Int16 {
    while true {
      var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      // Rounded up, so that the deadline has passed when the wait ends.
      let left = deadline.map { max(0, ($0 - Self.now()).microseconds + 999) / 1_000 }
      let count = poll(&entry, 1, left.map { Int32(min($0, Int64(Int32.max))) } ?? -1)
      if count > 0 { return entry.revents }
      if count == 0 { return 0 }
      guard errno == EINTR else { throw .failed(path: path, operation: "wait for", errno: errno) }
    }
  }

  private static func now() -> Timestamp {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Timestamp(microseconds: Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1_000)
  }
}
