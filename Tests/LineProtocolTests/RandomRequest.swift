import CallModel
import LineProtocol

/// Requests of random content, for properties of the writer and the parser.
enum RandomRequest {
  typealias Maker = @Sendable (inout SplitMix64) -> Request

  static func make(using generator: inout SplitMix64) -> (Request, Role) {
    let role = Role.allCases.randomElement(using: &generator)!
    return (makers(of: role).randomElement(using: &generator)!(&generator), role)
  }

  private static func makers(of role: Role) -> [Maker] {
    switch role {
    case .gateway: gateway
    case .desk: desk
    case .operations: operations
    }
  }

  private static let gateway: [Maker] = [
    { generator in
      .call(
        .init(
          call: optional(&generator, call), from: optional(&generator, word), to: optional(&generator, word),
          language: optional(&generator, word).map(Language.init)))
    },
    { generator in
      .key(
        .init(
          call: call(&generator), keys: keys(&generator), number: optional(&generator, number),
          time: optional(&generator, number).map { .milliseconds($0) }, source: optional(&generator, word)))
    },
    { .keys(keys(&$0)) },
    { .hangUp(call: optional(&$0, call), cause: optional(&$0, word)) },
    { .unreachable(call: call(&$0), reason: word(&$0)) },
    { generator in
      .hello(
        .init(
          name: generator.clientWord(), resume: .init(session: generator.clientWord(), event: number(&generator)),
          playback: .allCases.randomElement(using: &generator)!, bridge: .allCases.randomElement(using: &generator)!))
    },
    { .played(call: call(&$0), event: number(&$0)) },
    { .acknowledge(event: number(&$0)) },
    { generator in
      let fields = (0..<Int.random(in: 0...4, using: &generator)).map { index in
        Field("k\(index)", generator.text(maximum: 20))
      }
      return .expect(
        .init(
          kind: Event.gatewayKinds.randomElement(using: &generator)!, call: optional(&generator, call), fields: fields,
          skip: generator.chance(percent: 50)))
    },
  ]

  private static let desk: [Maker] = [
    { .login(.init(agent: AgentID(word(&$0)), password: Secret(Array(word(&$0).utf8)))) },
    { .notReady(reason: word(&$0)) },
    { .decline(offer: OfferID(word(&$0)), reason: optional(&$0, word)) },
    { .transfer(call: call(&$0), to: .queue(QueueID($0.clientWord()))) },
    { .wrap(call: call(&$0), code: word(&$0), note: optional(&$0, word)) },
    { generator in
      .deferQuestion(
        .init(
          call: call(&generator), phone: word(&generator), consent: generator.chance(percent: 50),
          question: word(&generator)))
    },
    { generator in
      .registerCase(
        .init(
          call: call(&generator), kind: .allCases.randomElement(using: &generator)!,
          urgency: .allCases.randomElement(using: &generator)!, fields: [Field("a", generator.text(maximum: 9))],
          note: optional(&generator, word)))
    },
    { generator in
      .payee(
        .init(
          call: call(&generator),
          payee: NewPayee(
            customer: CustomerNumber(number(&generator)), name: word(&generator), account: String(number(&generator)),
            bank: optional(&generator, word)),
          isVerified: generator.chance(percent: 50)))
    },
  ]

  private static let operations: [Maker] = [
    { .why(id: word(&$0)) },
    { .backup(path: "/" + word(&$0)) },
    { .order(agent: AgentID(word(&$0)), .notReady(reason: optional(&$0, word))) },
    { .drain(by: .seconds(number(&$0) % (WireLimit.maximumDrain + 1))) },
    { .calls(.init(state: .live, limit: Int.random(in: 1...100, using: &$0))) },
    { .show(id: word(&$0)) },
    { .unlock(.customer(CustomerNumber(number(&$0)))) },
    { .unlock(.card(String(number(&$0)))) },
    { generator in
      .centre(
        .init(
          words: [word(&generator), word(&generator)], fields: [Field("a", generator.text(maximum: 9))],
          text: optional(&generator, word)))
    },
  ]

  /// 1 to 64 bytes of anything but NUL.
  private static func word(_ generator: inout SplitMix64) -> String {
    generator.clientWord(maximum: 4) + generator.text(maximum: 14)
  }

  private static func call(_ generator: inout SplitMix64) -> CallID { CallID(generator.clientWord()) }

  private static func number(_ generator: inout SplitMix64) -> Int64 {
    Int64.random(in: 1...WireLimit.maximumNumber, using: &generator)
  }

  private static func optional<Value>(
    _ generator: inout SplitMix64, _ make: (inout SplitMix64) -> Value
  ) -> Value? {
    generator.chance(percent: 50) ? make(&generator) : nil
  }

  private static func keys(_ generator: inout SplitMix64) -> Keys {
    let all = Array("0123456789ABCD*#")
    let count = Int.random(in: 1...20, using: &generator)
    return Keys(String((0..<count).map { _ in all.randomElement(using: &generator)! }))!
  }
}
