import CPlatform
import Foundation
import SocketServer
import Testing

/// The small C target, against the kernel.
@Suite struct CPlatformTests {
  private func pair(_ type: __socket_type = SOCK_STREAM) throws -> (Int32, Int32) {
    var both: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(type.rawValue), 0, &both) == 0)
    return (both[0], both[1])
  }

  @Test func peersAreKnown() throws {
    let (one, other) = try pair()
    defer { [one, other].forEach { close($0) } }
    var peer = ivr_peer()
    #expect(ivr_peer_credentials(one, &peer) == 0)
    #expect(peer.uid == getuid() && peer.gid == getgid() && peer.pid == getpid())
    #expect(ivr_peer_credentials(-1, &peer) == EBADF)
  }

  @Test func descriptorsTravelWithBytes() throws {
    let (one, other) = try pair()
    let (carried, kept) = try pair()
    defer { [one, other, carried, kept].forEach { close($0) } }
    let sent = [carried, kept]
    #expect(ivr_send(one, nil, Array("x=1".utf8), 3, sent, sent.count) == 0)
    let (text, descriptors) = try receive(other)
    defer { descriptors.forEach { close($0) } }
    #expect(text == "x=1")
    #expect(descriptors.map(inode) == [inode(of: carried), inode(of: kept)])
    #expect(Set(descriptors).isDisjoint(with: sent))
    for descriptor in descriptors { #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0) }
  }

  @Test func descriptorsWithoutRoomAreClosedAndSaid() throws {
    let (one, other) = try pair()
    defer { [one, other].forEach { close($0) } }
    #expect(ivr_send(one, nil, [1], 1, [one, other, one], 3) == 0)
    var byte: UInt8 = 0
    var size = 1
    var descriptors: [Int32] = [-1]
    var count = 1
    #expect(ivr_receive(other, &byte, &size, &descriptors, &count) == EMSGSIZE)
    #expect(count == 1 && inode(of: descriptors[0]) == inode(of: one))
    close(descriptors[0])
    let tooMany = [Int32](repeating: one, count: Int(IVR_MAX_DESCRIPTORS) + 1)
    #expect(ivr_send(one, nil, [1], 1, tooMany, tooMany.count) == EMSGSIZE)
  }

  @Test func abstractNamesHaveNoFile() throws {
    let name = "@ivr-test-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    let listener = try boundSocket(name, type: SOCK_DGRAM)
    defer { close(listener) }
    let sender = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(sender) }
    #expect(ivr_send(sender, name, Array("hello".utf8), 5, nil, 0) == 0)
    #expect(try receive(listener).text == "hello")
    #expect(!FileManager.default.fileExists(atPath: name))
  }

  @Test func impossibleAddressesAreRefused() throws {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    #expect(ivr_bind(descriptor, "") == EINVAL)
    #expect(ivr_bind(descriptor, "/" + String(repeating: "x", count: 107)) == ENAMETOOLONG)
    #expect(ivr_connect(descriptor, "/no/such/socket") == ENOENT)
    #expect(ivr_send(descriptor, "/no/such/socket", [1], 1, nil, 0) == ENOENT)
  }

  @Test func coreDumpsCanBeForbidden() async {
    // In a process of its own: it can't be undone.
    await #expect(processExitsWith: .success) {
      guard ProcessHardening.forbidCoreDumps(), !ProcessHardening.mayDumpCore else { exit(1) }
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit)
      exit(limit.rlim_cur == 0 && limit.rlim_max == 0 ? 0 : 2)
    }
  }

  @Test func theDescriptorLimitRisesAsFarAsItMay() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit(rlim_cur: 64, rlim_max: 512)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      guard ProcessHardening.raiseDescriptorLimit(to: 32) == 64 else { exit(1) }
      guard ProcessHardening.raiseDescriptorLimit(to: 256) == 256 else { exit(2) }
      exit(ProcessHardening.raiseDescriptorLimit(to: 100_000) == 512 ? 0 : 3)
    }
  }
}
