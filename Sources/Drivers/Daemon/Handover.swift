import CPlatform
import CallModel
import Glibc
import LineProtocol
import SocketServer
import SwitchboardCore

/// What a process leaves to the next besides the sockets: conversations in the middle of a line, keys that no disk may
/// have. A file in memory without a name, which the service manager keeps with the sockets.
struct Handover {
  /// The turn after which it was made: it belongs to this very state.
  var last: Int64
  var connections: [HandedConnection]
  /// `Switchboard.unwritten`.
  var unwritten: [UInt8]

  /// What its descriptor is called in the store, and those of the connections.
  static let name = "handover"
  static func name(of connection: ConnectionID) -> String { "connection-\(connection.number)" }
  /// Where the service manager doesn't say how many descriptors it keeps: as `FileDescriptorStoreMax=` of the unit.
  static let mostDescriptors = 4_096
  private static let magic = "ivrd-handover-1"

  init(last: Int64, connections: [HandedConnection], unwritten: [UInt8]) {
    self.last = last
    self.connections = connections
    self.unwritten = unwritten
  }

  init(from bytes: [UInt8]) throws(CodingFault) {
    var reader = ByteReader(bytes)
    guard try reader.text() == Self.magic else { throw .badValue(at: 0, "not what a process of this kind hands over") }
    last = try reader.signed()
    connections = try reader.list { reader throws(CodingFault) in
      HandedConnection(
        id: ConnectionID(try reader.signed()), role: try reader.word(), unsent: Array(try reader.slice()),
        unread: Array(try reader.slice()), isDiscardingLine: try reader.bool())
    }
    unwritten = Array(try reader.slice())
  }

  /// To be overwritten after use.
  var bytes: [UInt8] {
    var writer = ByteWriter()
    // All the room at once: an array that grows leaves its beginning behind in memory.
    writer.bytes.reserveCapacity(
      connections.reduce(64 + unwritten.count) { $0 + 64 + $1.unsent.count + $1.unread.count })
    writer.text(Self.magic)
    writer.signed(last)
    writer.list(connections) { writer, connection in
      writer.signed(connection.id.number)
      writer.text(connection.role.rawValue)
      writer.slice(connection.unsent)
      writer.slice(connection.unread)
      writer.bool(connection.isDiscardingLine)
    }
    writer.slice(unwritten)
    return writer.bytes
  }

  /// A descriptor of a file in memory that has it.
  func makeFile() throws(DaemonFailure) -> Int32 {
    var descriptor: Int32 = -1
    let failure = ivr_memory_file("ivrd-handover", &descriptor)
    guard failure == 0 else {
      throw .cannotUse("no file in memory can be made: \(String(cString: strerror(failure)))")
    }
    var bytes = bytes
    defer { bytes.wipe() }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        let problem = errno
        close(descriptor)
        throw .cannotUse("a file in memory can't be written: \(String(cString: strerror(problem)))")
      }
      written += count
    }
    return descriptor
  }

  init(file descriptor: Int32) throws {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw DaemonFailure.cannotUse("what was handed over can't be read") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    defer { bytes.wipe() }
    // Its offset is where the writer left it.
    let count = pread(descriptor, &bytes, bytes.count, 0)
    guard count == bytes.count else { throw DaemonFailure.cannotUse("what was handed over can't be read whole") }
    try self.init(from: bytes)
  }
}
