import CallModel
import LineProtocol

/// Requests of random content, for properties of the writer and the parser.
enum RandomRequest {
  static func make(using generator: inout SeededGenerator) -> (Request, Role) {
    switch Int.random(in: 0..<3, using: &generator) {
    case 0: (gateway(&generator), .gateway)
    case 1: (desk(&generator), .desk)
    default: (operations(&generator), .operations)
    }
  }

  private static func gateway(_ generator: inout SeededGenerator) -> Request {
    let call = CallID(generator.clientWord())
    let number = Int64.random(in: 1...WireLimit.maximumNumber, using: &generator)
    switch Int.random(in: 0..<9, using: &generator) {
    case 0:
      return .call(
        .init(
          call: generator.chance(50) ? call : nil, from: optionalWord(&generator), to: optionalWord(&generator),
          language: optionalWord(&generator).map(Language.init)))
    case 1:
      return .key(
        .init(
          call: call, keys: keys(&generator), number: generator.chance(50) ? number : nil,
          time: generator.chance(50) ? .milliseconds(number) : nil, duration: nil, source: optionalWord(&generator)))
    case 2: return .keys(keys(&generator))
    case 3: return .hangUp(call: generator.chance(50) ? call : nil, cause: optionalWord(&generator))
    case 4: return .unreachable(call: call, reason: word(&generator))
    case 5:
      return .hello(
        .init(
          name: generator.clientWord(), resume: .init(session: generator.clientWord(), event: number - 1),
          playback: .allCases.randomElement(using: &generator)!, bridge: .allCases.randomElement(using: &generator)!))
    case 6: return .played(call: call, event: number)
    case 7: return .acknowledge(event: number)
    default:
      let fields = (0..<Int.random(in: 0...4, using: &generator)).map { index in
        Field("k\(index)", generator.text(maximum: 20))
      }
      return .expect(
        .init(
          kind: Event.gatewayKinds.randomElement(using: &generator)!, call: generator.chance(50) ? call : nil,
          fields: fields, skip: generator.chance(50)))
    }
  }

  private static func desk(_ generator: inout SeededGenerator) -> Request {
    let call = CallID(generator.clientWord())
    switch Int.random(in: 0..<7, using: &generator) {
    case 0:
      let password = Secret(Array(word(&generator).utf8))
      return .login(.init(agent: AgentID(word(&generator)), password: password))
    case 1: return .notReady(reason: word(&generator))
    case 2: return .decline(offer: OfferID(word(&generator)), reason: optionalWord(&generator))
    case 3: return .transfer(call: call, to: .queue(QueueID(generator.clientWord())))
    case 4: return .wrap(call: call, code: word(&generator), note: optionalWord(&generator))
    case 5:
      return .deferQuestion(
        .init(call: call, phone: word(&generator), consent: generator.chance(50), question: word(&generator)))
    default:
      return .registerCase(
        .init(
          call: call, kind: .allCases.randomElement(using: &generator)!,
          urgency: .allCases.randomElement(using: &generator)!, fields: [Field("a", generator.text(maximum: 9))],
          note: optionalWord(&generator)))
    }
  }

  private static func operations(_ generator: inout SeededGenerator) -> Request {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: return .why(id: word(&generator))
    case 1: return .backup(path: "/" + word(&generator))
    case 2: return .order(agent: AgentID(word(&generator)), .notReady(reason: optionalWord(&generator)))
    case 3: return .drain(by: .seconds(Int64.random(in: 0...WireLimit.maximumDrain, using: &generator)))
    case 4: return .calls(.init(state: .live, limit: Int.random(in: 1...100, using: &generator)))
    default: return .show(id: word(&generator))
    }
  }

  /// 1 to 64 bytes of anything but NUL.
  private static func word(_ generator: inout SeededGenerator) -> String {
    generator.clientWord(maximum: 4) + generator.text(maximum: 14)
  }

  private static func optionalWord(_ generator: inout SeededGenerator) -> String? {
    generator.chance(50) ? word(&generator) : nil
  }

  private static func keys(_ generator: inout SeededGenerator) -> Keys {
    let all = Array("0123456789ABCD*#")
    let count = Int.random(in: 1...20, using: &generator)
    return Keys(String((0..<count).map { _ in all.randomElement(using: &generator)! }))!
  }
}
