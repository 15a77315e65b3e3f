import CallModel
import IVR
import LineProtocol
import SwitchboardCore
import Testing

/// Keys that were acknowledged and that nothing had used yet outlive the process, where somebody can seal them.
@Suite struct KeysAheadTests {
  private static func userInfo(_ seal: (any KeySeal)?) -> [CodingUserInfoKey: Any] {
    var info: [CodingUserInfoKey: Any] = TestTree.source
    info[.keySeal] = seal
    return info
  }

  /// A call whose host is asked, with `3` (the end) typed ahead.
  private func asking() -> SwitchboardTester {
    let tester = SwitchboardTester(isDurable: true)
    tester.switchboard.beginRecording(seal: ToySeal())
    let gateway = tester.connect(1)
    tester.host = { _ in nil }
    tester.say(gateway, "HELLO lp=1 name=gw1", "CALL call=a", "KEY a 4 n=1", "KEY a 3 n=2")
    return tester
  }

  /// What becomes of the call in the next life, when the host answers.
  private func goOn(_ switchboard: inout Switchboard) -> Bool {
    var effects: [Effect] = []
    switchboard.step(
      .restarted(Restart(server: "ivrd/test", epoch: 8, knowsUnusedKeys: switchboard.knowsUnusedKeys)),
      at: switchboard.now, into: &effects)
    let asked = effects.compactMap { effect in
      if case .askHost(let request) = effect { request.id } else { nil }
    }
    for id in asked {
      let reply = HostReply(id: id, call: CallID("a"), outcome: .normal)
      switchboard.step(.hostReplied(reply), at: switchboard.now, into: &effects)
    }
    return switchboard.liveCalls == 0
  }

  @Test func theyAreInASnapshotSealed() throws {
    let state = asking().switchboard
    let bytes = try StateEncoder.bytes(of: state, userInfo: [.keySeal: ToySeal()])
    for (seal, ends) in [(ToySeal(), true), (ToySeal(letter: 0), false), (nil, false)] as [(ToySeal?, Bool)] {
      var again = try StateDecoder.value(Switchboard.self, from: bytes, userInfo: Self.userInfo(seal))
      #expect(goOn(&again) == ends)
    }
    // Who can't seal writes nothing of them.
    var again = try StateDecoder.value(
      Switchboard.self, from: StateEncoder.bytes(of: state), userInfo: Self.userInfo(ToySeal()))
    #expect(!goOn(&again))
  }

  @Test func theyAreInTheTurnsSealed() throws {
    let tester = asking()
    let start = try StateEncoder.bytes(of: SwitchboardTester(isDurable: true).switchboard)
    let bytes = try RecordingTests.bytes(of: tester.switchboard.recordedTurns)
    for (seal, ends) in [(ToySeal(), true), (ToySeal(letter: 0), false), (nil, false)] as [(ToySeal?, Bool)] {
      var again = try StateDecoder.value(Switchboard.self, from: start, userInfo: Self.userInfo(nil))
      var reader = ByteReader(bytes)
      var base = Timestamp.epoch
      var effects: [Effect] = []
      while !reader.isAtEnd {
        let turn = try Turn(from: &reader, after: base) { TestTree.settings(version: $0) }
        base = turn.at
        #expect(again.replay(turn, seal: seal, into: &effects))
      }
      again.beginNoting()
      #expect(goOn(&again) == ends)
    }
  }
}
