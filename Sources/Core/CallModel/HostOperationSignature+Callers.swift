/// Who is calling.
extension HostOperationSignature {
  static let lookUpCaller = Self(outcomes: [.vip, .elder, .normal, .blocked])
  static let verifyQueryPassword = Self(
    inputs: ["card"], takesSecret: true, outcomes: [.ok, .wrong, .unset, .locked], outputs: ["last4"])
  static let verifyTransactionPassword = Self(
    level: .query, takesSecret: true, outcomes: [.ok, .wrong, .unset, .locked])

  /// The old one has been verified in this call already.
  static let checkNewPassword = Self(level: .query, takesSecret: true, outcomes: [.ok, .weak])
  static let changeQueryPassword = Self(level: .query, takesSecret: true, outcomes: [.ok, .different])
  static let checkFirstPassword = Self(
    inputs: ["card", "id6"], takesSecret: true, outcomes: [.ok, .weak, .mismatch])
  static let setFirstPassword = Self(
    inputs: ["card", "id6"], takesSecret: true, outcomes: [.ok, .different, .mismatch], outputs: ["last4"])

  static let reportLoss = Self(
    inputs: ["id6"], optionalInputs: ["card"], isKept: true, outcomes: [.ok, .mismatch], outputs: ["last4", "until"])
  static let reportCreditCardLoss = Self(
    inputs: ["id6"], optionalInputs: ["card"], isKept: true, outcomes: [.ok, .mismatch], outputs: ["last4"])
  static let freezeChannels = Self(
    inputs: ["id6"], optionalInputs: ["card"], isKept: true, outcomes: [.ok, .mismatch])
}
