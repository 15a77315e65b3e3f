import CPlatform
import Foundation

struct SystemFailure: Error { var errno: Int32 }

func check(_ errno: Int32) throws {
  if errno != 0 { throw SystemFailure(errno: errno) }
}

/// A Unix stream socket that has a name and does not listen.
func boundSocket(_ path: String, type: __socket_type = SOCK_STREAM) throws -> Int32 {
  let descriptor = socket(AF_UNIX, Int32(type.rawValue), 0)
  try check(ivr_bind(descriptor, path))
  return descriptor
}

/// The next message of a datagram socket, and the descriptors that came with it.
func receive(_ descriptor: Int32, room: Int = 4) throws -> (text: String, descriptors: [Int32]) {
  var bytes = [UInt8](repeating: 0, count: 4_096)
  var descriptors = [Int32](repeating: -1, count: room)
  var size = bytes.count
  var count = room
  try check(ivr_receive(descriptor, &bytes, &size, &descriptors, &count))
  return (String(decoding: bytes[..<size], as: UTF8.self), Array(descriptors[..<count]))
}

func inode(of descriptor: Int32) -> UInt {
  var status = stat()
  return fstat(descriptor, &status) == 0 ? UInt(status.st_ino) : 0
}

func isOpen(_ descriptor: Int32) -> Bool { fcntl(descriptor, F_GETFD) >= 0 }
