/// The answer to an operation that changed something, kept under the request's idempotency key, so that the
/// same request asked again (after a crash, by a retry) is answered and not done twice. Shared by the bank
/// and the centre's task book.
public struct KeptAnswer: Hashable, Sendable, Codable {
  /// What was asked: `HostRequest.body`.
  public var body: String
  public var outcome: HostOutcome
  public var values: SessionValues

  public init(body: String, outcome: HostOutcome, values: SessionValues = [:]) {
    self.body = body
    self.outcome = outcome
    self.values = values
  }
}

extension HostRequest {
  /// What is asked, in one line, the same for the same wish: operation, customer, calling number and the
  /// arguments that the operation reads, in its signature's order. The instant, the request's number and the
  /// secret are no part of it.
  public var body: String {
    let signature = operation.signature
    var parts = [operation.rawValue]
    if let customer { parts.append("customer=\(customer.number)") }
    if let callingNumber { parts.append("from=\(callingNumber)") }
    for name in signature.inputs + signature.optionalInputs {
      guard let value = arguments[name] else { continue }
      parts.append("\(name)=\(value.canonicalText)")
    }
    return parts.joined(separator: "|")
  }

  /// An answer to this request.
  public func reply(
    _ outcome: HostOutcome, values: SessionValues = [:], items: [SessionValues] = [], customer: CustomerFacts? = nil
  ) -> HostReply {
    HostReply(id: id, call: call, outcome: outcome, values: values, items: items, customer: customer)
  }
}

extension SessionValue {
  /// The value as text with its type before it, so that different values never look the same.
  fileprivate var canonicalText: String {
    switch self {
    case .text(let text): "text:\(text)"
    case .digits(let digits): "digits:\(digits)"
    case .number(let number): "number:\(number)"
    case .money(let money): "money:\(money.minorUnits)\(money.currency.code)"
    case .date(let day): "date:\(day.number)"
    case .instant(let instant): "instant:\(instant.microseconds)"
    case .interval(let interval): "interval:\(interval.microseconds)"
    case .term(let term): "term:\(term)"
    }
  }
}
