import Testing

@testable import ivrsim

@Suite struct CallNamesTests {
  @Test(arguments: [0, 7, 10, 123_456])
  func anIndexComesBack(index: Int) {
    let id = CallNames("walk", process: 4711).id(index)
    #expect(CallNames.index(of: Array(id.utf8)[...]) == index)
  }

  @Test(arguments: ["", "c", "walk.", "c99999999999999999999"])
  func whatEndsInNoIndexHasNone(id: String) {
    #expect(CallNames.index(of: Array(id.utf8)[...]) == nil)
  }

  @Test func twoRunsDoNotMeet() {
    #expect(CallNames("walk", process: 1).id(0) != CallNames("walk", process: 2).id(0))
  }
}

@Suite struct KeyPlanTests {
  @Test func aKeyIsBareWhereTheConnectionHasOneCall() {
    let plan = KeyPlan(connections: 3, callsPerConnection: 1)
    #expect(plan.calls == 3)
    #expect(plan.connection(of: 2) == 2)
    #expect(plan.key("9", of: 2) == Array("9\n".utf8))
  }

  @Test func aKeyNamesItsCallWhereThereAreSeveral() {
    let plan = KeyPlan(connections: 3, callsPerConnection: 4)
    #expect(plan.calls == 12)
    #expect(plan.connection(of: 11) == 2)
    #expect(String(decoding: plan.key("9", of: 11), as: UTF8.self) == "KEY \(plan.names.id(11)) 9\n")
    // The echo server gets lines of the same length.
    #expect(plan.withoutCalls.calls == 3)
    #expect(plan.withoutCalls.key("9", of: 1) == plan.key("9", of: 1))
  }
}
