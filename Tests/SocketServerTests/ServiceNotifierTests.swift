import CallModel
import Foundation
import SocketServer
import Testing

@testable import struct SocketServer.ServiceNotifier

/// The messages to systemd, over real datagram sockets.
@Suite
struct ServiceNotifierTests {
  /// A stand-in for systemd's end.
  private struct Manager {
    let address: String
    let descriptor: Int32

    init(abstract: Bool = false) throws {
      let name = "ivr-notify-" + UUID().uuidString.prefix(8)
      address = abstract ? "@" + name : FileManager.default.temporaryDirectory.appendingPathComponent(name).path
      descriptor = try boundSocket(address, type: SOCK_DGRAM)
    }

    func end() {
      close(descriptor)
      if !address.hasPrefix("@") { unlink(address) }
    }
  }

  @Test(arguments: [false, true])
  func eachMessageIsOneDatagram(abstract: Bool) throws {
    let manager = try Manager(abstract: abstract)
    defer { manager.end() }
    let notifier = ServiceNotifier(address: manager.address)
    #expect(notifier.ready())
    #expect(try receive(manager.descriptor).text == "READY=1")
    #expect(notifier.stopping())
    #expect(try receive(manager.descriptor).text == "STOPPING=1")
    #expect(notifier.watchdog())
    #expect(try receive(manager.descriptor).text == "WATCHDOG=1")
    #expect(notifier.status("12 calls,\n3 queues"))
    #expect(try receive(manager.descriptor).text == "STATUS=12 calls, 3 queues")
  }

  @Test func aReloadSaysWhenItBegan() throws {
    let manager = try Manager()
    defer { manager.end() }
    let before = ServiceNotifier.monotonicMicroseconds()
    #expect(ServiceNotifier(address: manager.address).reloading())
    let after = ServiceNotifier.monotonicMicroseconds()
    let lines = try receive(manager.descriptor).text.split(separator: "\n")
    #expect(lines.first == "RELOADING=1")
    let said = try #require(lines.last?.split(separator: "=").last.flatMap { Int64($0) })
    #expect(lines.last == "MONOTONIC_USEC=\(said)")
    #expect((before...after).contains(said))
  }

  @Test func descriptorsCanBeStored() throws {
    let manager = try Manager()
    defer { manager.end() }
    #expect(ServiceNotifier(address: manager.address).store(manager.descriptor, name: "gw-7"))
    let (text, descriptors) = try receive(manager.descriptor)
    defer { descriptors.forEach { close($0) } }
    #expect(text == "FDSTORE=1\nFDNAME=gw-7")
    #expect(descriptors.map(inode) == [inode(of: manager.descriptor)])
  }

  @Test func descriptorsAreLetGoByName() throws {
    let manager = try Manager()
    defer { manager.end() }
    #expect(ServiceNotifier(address: manager.address).forget(name: "gw-7"))
    #expect(try receive(manager.descriptor).text == "FDSTOREREMOVE=1\nFDNAME=gw-7")
  }

  @Test func aBarrierIsPassedWhenTheManagerClosesIt() async throws {
    let manager = try Manager()
    defer { manager.end() }
    let notifier = ServiceNotifier(address: manager.address)
    async let isPassed = notifier.barrier(patience: .seconds(50))
    let (text, descriptors) = try receive(manager.descriptor)
    #expect(text == "BARRIER=1" && descriptors.count == 1)
    descriptors.forEach { close($0) }
    #expect(await isPassed)
    // One that is not closed is not passed.
    #expect(!notifier.barrier(patience: .milliseconds(1)))
  }

  @Test func withoutAManagerNothingIsSaid() {
    let notifier = ServiceNotifier(address: nil)
    #expect(notifier.barrier() && notifier.forget(name: "x"))
    #expect(notifier.ready() && notifier.stopping() && notifier.reloading() && notifier.status("x"))
  }

  @Test func aManagerThatHasGoneIsNoCrash() throws {
    let manager = try Manager()
    manager.end()
    #expect(!ServiceNotifier(address: manager.address).ready())
  }

  @Test func theWatchdogIsFedTwiceAsOftenAsItAsks() {
    func interval(_ variables: [String: String]) -> Interval? {
      ServiceNotifier.watchdogInterval(processID: 42) { variables[$0] }
    }
    #expect(interval([:]) == nil)
    #expect(interval(["WATCHDOG_USEC": "3000000"]) == .milliseconds(1_500))
    #expect(interval(["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "42"]) == .milliseconds(1_500))
    #expect(interval(["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "43"]) == nil)
    #expect(interval(["WATCHDOG_USEC": "soon"]) == nil)
  }
}
