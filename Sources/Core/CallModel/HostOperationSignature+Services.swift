/// What everybody may hear, and the centre's tasks.
extension HostOperationSignature {
  static let interestRates = Self(
    outcomes: [.ok], outputs: ["demand", "one-year", "three-years", "lpr"])
  static let exchangeRate = Self(
    inputs: ["currency"], outcomes: [.ok, .none], outputs: ["currency-name", "bid", "ask"])
  static let convertCurrency = Self(
    inputs: ["currency", "foreign-amount"], outcomes: [.ok, .none],
    outputs: ["currency-name", "yuan-received", "yuan-paid"])
  static let findBranch = Self(
    inputs: ["post-code"], optionalInputs: ["language"], outcomes: [.ok, .none],
    itemOutputs: ["branch", "name", "address", "hours"])

  static let checkBranch = Self(
    inputs: ["branch"], optionalInputs: ["language"], outcomes: [.ok, .none], outputs: ["branch-name"])
  static let checkVisit = Self(
    inputs: ["branch", "date", "half"], optionalInputs: ["language"], outcomes: [.ok, .full, .refused],
    outputs: ["branch-name", "half-name", "reason"])
  static let bookVisit = Self(
    inputs: ["branch", "date", "half"], isKept: true, outcomes: [.ok, .full, .refused], outputs: ["id", "reason"])

  static let registerCallback = Self(
    inputs: ["phone"], optionalInputs: ["queue"], isKept: true, isForCentre: true, outcomes: [.ok],
    outputs: ["id", "due"])

  static let complaintProgress = Self(
    inputs: ["complaint"], isForCentre: true, outcomes: [.ok, .none, .over],
    outputs: ["id", "state", "department", "date"])
  static let withdrawComplaint = Self(
    inputs: ["complaint"], isKept: true, isForCentre: true, outcomes: [.ok, .none, .over], outputs: ["id", "state"])
  static let recordMessage = Self(isKept: true, isForCentre: true, outcomes: [.ok], outputs: ["id"])
}
