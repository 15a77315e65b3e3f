import CallModel
import LineProtocol
import Testing

@testable import SocketServer

/// However much comes at once, the core answers a part before it gets the next.
struct LinesTogetherTests {
  private func lines(_ count: Int) -> ConnectionInput {
    .lines(ConnectionID(1), Array(repeating: ClientLine(content: .request(.ping)), count: count))
  }

  private let most = LineServer.linesTogether

  @Test func aPartEndsWithTheReadThatFillsIt() {
    #expect(LineServer.countTogether([lines(most - 1), lines(1), lines(1)]) == 2)
    #expect(LineServer.countTogether([lines(most), lines(1)]) == 1)
    #expect(LineServer.countTogether([lines(most - 1), lines(most), lines(1)]) == 2)
  }

  @Test func whatIsNoLineFillsNothing() {
    let endings = [ConnectionInput](repeating: .halfClosed(ConnectionID(1)), count: 2 * most)
    #expect(LineServer.countTogether(endings[...]) == 2 * most)
    #expect(LineServer.countTogether([lines(most - 1), .closed(ConnectionID(1)), lines(1), lines(1)]) == 3)
  }
}
