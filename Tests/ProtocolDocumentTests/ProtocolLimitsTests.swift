import CallModel
import IVR
import LineProtocol
import SocketServer
import SwitchboardCore
import Testing

@testable import Daemon

/// The document's table of limits, row for row from the constants.
@Suite struct ProtocolLimitsTests {
  private static func number(_ value: some BinaryInteger) -> String {
    let digits = String(value)
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    return grouped
  }

  private static func seconds(_ interval: Interval) -> String { "\(number(interval.seconds)) s" }
  private static func milliseconds(_ interval: Interval) -> String { "\(number(interval.milliseconds)) ms" }

  private static var rows: [[String]] {
    let (core, sockets) = (Limits(), ConnectionLimits())
    return [
      ["bytes of a line, with its LF", number(WireLimit.maximumLine)],
      ["characters of a tag, a call id, a session's name", number(WireLimit.maximumTag)],
      [
        "bytes of the values, pieces and text of a `SAY`, escaped; beyond, the pieces are left out",
        number(WireLimit.maximumSpoken),
      ],
      ["bytes of a word of the client's own (`from=`, `reason=`, `code=`), unescaped", number(WireLimit.maximumWord)],
      ["the largest number in a request", number(WireLimit.maximumNumber)],
      ["unusable lines in a row; then `! BYE reason=protocol`", number(core.badLinesInARow)],
      ["connections; one more gets `! BYE reason=overload`", number(sockets.maximumConnections)],
      ["requests unanswered; then the connection is not read until half are done", number(sockets.unansweredLines)],
      ["bytes that wait for the peer; then it is not read until half are gone", number(sockets.outboundSoftLimit)],
      ["bytes that wait for the peer; then `! BYE reason=slow`", number(sockets.outboundHardLimit)],
      ["time for the peer to take the last lines", seconds(sockets.closingGrace)],
      ["live calls; then `retry too-many-calls`", number(core.calls)],
      [
        "time from one turn of the connections to the next; then new calls get `retry overload`",
        milliseconds(LoadGauge.longTurn),
      ],
      [
        "time that a line waits behind others of its connection; then new calls get `retry overload`",
        seconds(LoadGauge.longWait),
      ],
      ["records that wait for the disk; then new calls get `retry overload`", number(LoadGauge.tooManyRecords)],
      ["`after=` of `retry`", milliseconds(core.retryAfter)],
      ["linger: how long a named session waits for its connection", seconds(core.linger)],
      ["events kept of a named session", number(core.backlog)],
      ["keys of a call that are kept ahead", number(DialogueLimits.typeAhead)],
      ["prompts of a call that may be unheard at once", number(core.unheardPrompts)],
      ["a prompt that is not reported counts as heard after", seconds(DialogueLimits.playback)],
      ["the bank is slow (`one-moment` is said) after", seconds(DialogueLimits.hostIsSlow)],
      ["the bank counts as down after", seconds(DialogueLimits.hostIsDown)],
      ["a transaction password counts for (`verified=2`)", seconds(DialogueLimits.transactionLevel)],
      ["rows of a listing", number(core.listedRows)],
      ["classes of one `WATCH`", number(WireLimit.maximumClasses)],
      ["words of one `CENTRE`", number(WireLimit.maximumCentreWords)],
      ["`DRAIN by=`", seconds(.seconds(WireLimit.maximumDrain))],
      ["`TICK`", milliseconds(core.longestTick)],
      ["events kept for `EXPECT`", number(core.eventsKeptForExpect)],
    ]
  }

  @Test func limits() throws {
    #expect(try ProtocolDocument.shared.get().table("limits").rows == Self.rows)
  }

  /// Some bounds stand in two places, for the parser and for the core.
  @Test func parserAndCoreAgree() {
    let core = Limits()
    #expect(core.badLinesInARow == WireLimit.badLinesInARow)
    #expect(core.longestTick.milliseconds == WireLimit.maximumTick)
    #expect(Int64(core.listedRows) == WireLimit.maximumRows)
  }
}
