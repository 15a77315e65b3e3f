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

/// What was left to NIO to write, because the kernel had no room for it. NIO tells how many bytes still wait, and not
/// which: they are the last ones.
struct WrittenTail {
  /// Of the process before, and not written in this one yet.
  var inherited: [UInt8] = []
  private var buffers: [ByteBuffer] = []
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ buffer: ByteBuffer) {
    buffers.append(buffer)
    count += buffer.readableBytes
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
