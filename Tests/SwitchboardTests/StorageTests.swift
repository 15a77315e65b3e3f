import CallModel
import IVR
import LineProtocol
import SwitchboardCore
import Testing

/// A disk that is full: nothing new is begun, what goes on goes on.
@Suite struct StorageTests {
  @Test func newCallsAreRefusedAndCallsInMenusGoOn() {
    let tester = SwitchboardTester()
    let gateway = tester.connect(1)
    #expect(tester.say(gateway, "CALL call=a").first == "OK call=a")
    tester.feed(.storage(isShort: true))
    #expect(tester.say(gateway, "CALL call=b") == ["ERR retry storage after=1000"])
    #expect(tester.say(gateway, "KEY a 2 n=1").first == "OK")
    let operations = tester.connect(2, .operations)
    #expect(tester.say(operations, "STATUS", role: .operations).first?.contains("state=no-storage") == true)
    tester.feed(.storage(isShort: false))
    #expect(tester.say(gateway, "CALL call=b").first == "OK call=b")
  }

  @Test func nothingIsAskedOfTheHostThatChangesItsBooks() {
    for (operation, asked) in [(HostOperation.lookUpCaller, [HostOperation.lookUpCaller]), (.transfer, [])] {
      let tester = SwitchboardTester(settings: TestTree.settings(asking: operation))
      let gateway = tester.connect(1)
      tester.say(gateway, "CALL call=a")
      tester.feed(.storage(isShort: true))
      let heard = tester.say(gateway, "KEY a 4 n=1")
      #expect(tester.hostRequests.map(\.operation) == asked)
      // As when the host itself is not available.
      #expect(heard.contains { $0.contains("END cause=menu-ended") } == asked.isEmpty)
    }
  }

  /// The daemon looks at the disk itself when it starts.
  @Test func aNewLifeBeginsWithRoom() {
    let tester = SwitchboardTester(isDurable: true)
    tester.feed(.storage(isShort: true))
    tester.feed(.restarted(Restart(server: "ivrd/test", epoch: 8)))
    #expect(!tester.switchboard.figures.isStorageShort)
  }
}
