import Glibc

/// What has come in on a descriptor and was not used yet. A password can be the first line of what is commands
/// afterwards, so both take from one buffer.
public final class InputBuffer {
  /// Bytes of a line; what is longer is no line that anyone meant.
  public static let longestLine = 4_096

  public let descriptor: Int32
  public private(set) var isAtEnd = false
  private var bytes: [UInt8] = []

  public init(descriptor: Int32) { self.descriptor = descriptor }

  deinit { wipe(&bytes) }

  /// Reads once; waits where nothing is there. False at the end of the input.
  @discardableResult
  public func receive() -> Bool {
    var room = [UInt8](repeating: 0, count: Self.longestLine)
    defer { wipe(&room) }
    while !isAtEnd {
      let count = room.withUnsafeMutableBytes { read(descriptor, $0.baseAddress!, $0.count) }
      if count > 0 {
        var longer: [UInt8] = []
        longer.reserveCapacity(bytes.count + count)
        longer += bytes
        longer += room[..<count]
        wipe(&bytes)
        bytes = longer
        return true
      }
      if count < 0, errno == EINTR { continue }
      isAtEnd = true
    }
    return false
  }

  /// Everything that is there.
  public func takeAll() -> [UInt8] {
    defer { wipe(&bytes) }
    return bytes
  }

  /// The next whole line without its end; at the end of the input also what came after the last one.
  public func takeLine() -> [UInt8]? {
    let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    guard let end = end ?? (isAtEnd && !bytes.isEmpty ? bytes.endIndex : nil) else { return nil }
    var line = Array(bytes[..<end])
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    var rest = Array(bytes[min(end + 1, bytes.count)...])
    swap(&bytes, &rest)
    wipe(&rest)
    return line
  }

  private func wipe(_ bytes: inout [UInt8]) {
    for index in bytes.indices { bytes[index] = 0 }
    bytes.removeAll()
  }
}
