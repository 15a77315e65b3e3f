import CallModel
import Foundation
import Glibc
import LineProtocol
import Logging
import SocketServer
import SwitchboardCore
import Testing

@testable import Daemon

/// What a process leaves to the next, through a file in memory.
@Suite struct HandoverTests {
  private let handover = Handover(
    last: 4_711,
    connections: [
      HandedConnection(
        id: ConnectionID(3), role: .gateway, unsent: Array("* 9 c1 S".utf8), unread: Array("KEY c1 13".utf8),
        isDiscardingLine: false),
      HandedConnection(id: ConnectionID(9), role: .operations, unsent: [], unread: [], isDiscardingLine: true),
    ], unwritten: [1, 2, 3])

  @Test func itComesBackAsItWas() throws {
    let file = try handover.makeFile()
    defer { close(file) }
    let again = try Handover(file: file)
    #expect(again.last == handover.last && again.unwritten == handover.unwritten)
    #expect(again.connections == handover.connections)
  }

  @Test func whatIsCutShortOrOfAnotherKindIsRefused() {
    let bytes = handover.bytes
    for length in bytes.indices { #expect(throws: CodingFault.self) { try Handover(from: Array(bytes[..<length])) } }
    #expect(throws: CodingFault.self) { try Handover(from: Array("no handover".utf8)) }
  }

  @Test func aFileThatNobodyUnderstandsIsLetGo() throws {
    var ends: [Int32] = [-1, -1]
    try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
    defer { close(ends[1]) }
    let inheritance = Inheritance(
      [
        .init(name: Handover.name, descriptor: open("/dev/null", O_RDONLY)),
        .init(name: "connection-1", descriptor: ends[0]),
      ],
      Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    #expect(inheritance.firstNewConnection == ConnectionID(1))
    inheritance.settle(ServiceNotifier(address: nil))
    // Its peer sees the end, and comes back by itself.
    var byte: UInt8 = 0
    #expect(recv(ends[1], &byte, 1, 0) == 0)
  }
}
