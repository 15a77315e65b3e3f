public import CallModel
public import LineProtocol
import NIOCore

/// A connection on its way from a process to the next: what the one had of the conversation besides the socket.
public struct HandedConnection: Sendable, Equatable {
  public var id: ConnectionID
  public var role: Role
  /// Said to the peer, and not taken by the kernel yet; it may begin in the middle of a line.
  public var unsent: [UInt8]
  /// Read from the peer and not worked off, perhaps with half a line at its end. May hold keys of a password.
  public var unread: [UInt8]
  /// The peer is in the middle of a line that was refused for its length.
  public var isDiscardingLine: Bool

  public init(id: ConnectionID, role: Role, unsent: [UInt8], unread: [UInt8], isDiscardingLine: Bool) {
    self.id = id
    self.role = role
    self.unsent = unsent
    self.unread = unread
    self.isDiscardingLine = isDiscardingLine
  }
}

/// The end of what was written on a connection. NIO tells how many bytes the kernel has not taken, and not which: they
/// are the last ones.
struct WrittenTail {
  /// From so many bytes on it is worth asking NIO what may be forgotten.
  static let enough = 2_048

  /// Of the process before, and not written in this one yet.
  var inherited: [UInt8] = []
  private var buffers: [ByteBuffer] = []
  private var count = 0

  /// True where there is enough that some may be forgotten.
  mutating func append(_ buffer: ByteBuffer) -> Bool {
    buffers.append(buffer)
    count += buffer.readableBytes
    return count >= Self.enough
  }

  /// Forgets what the kernel has taken.
  mutating func forget(allBut waiting: Int) {
    var place = 0
    while place < buffers.count, count - buffers[place].readableBytes >= waiting {
      count -= buffers[place].readableBytes
      place += 1
    }
    buffers.removeFirst(place)
    guard let first = buffers.first, count > waiting else { return }
    buffers[0] = first.getSlice(
      at: first.readerIndex + count - waiting, length: first.readableBytes - (count - waiting))!
    count = waiting
  }

  var bytes: [UInt8] { inherited + buffers.flatMap { Array($0.readableBytesView) } }
}
