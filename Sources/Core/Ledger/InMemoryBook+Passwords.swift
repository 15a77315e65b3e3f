public import CallModel

// MARK: - Passwords, locks, loss reports, messages, answers

extension InMemoryBook {
  public func password(_ kind: PasswordKind, of customer: CustomerNumber) -> StoredPassword? {
    passwords[PasswordKey(customer: customer, kind: kind)]
  }

  public func attempts(of subject: PasswordSubject) -> PasswordAttempts? { attempts[subject] }

  public func failedLookUps(from phone: String, after instant: Timestamp) -> Int {
    failedLookUps[phone, default: []].count { $0 > instant }
  }

  public mutating func setPassword(_ password: StoredPassword, _ kind: PasswordKind, of customer: CustomerNumber) {
    passwords[PasswordKey(customer: customer, kind: kind)] = password
  }

  public mutating func setAttempts(_ attempts: PasswordAttempts, of subject: PasswordSubject) {
    if self.attempts[subject] == nil { attemptSubjects.append(subject) }
    self.attempts[subject] = attempts
  }

  public mutating func noteFailedLookUp(from phone: String, at instant: Timestamp, forgetting: Timestamp) {
    failedLookUps[phone, default: []].removeAll { $0 <= forgetting }
    failedLookUps[phone, default: []].append(instant)
    if failedDays[phone] == nil { failedPhones.append(phone) }
    let day = CivilTime(instant).day
    var days = failedDays[phone, default: []]
    if let place = days.firstIndex(where: { $0.day == day }) {
      days[place].failures += 1
    } else {
      days.append((day, 1))
    }
    failedDays[phone] = days
  }

  public func lossReportEnd(of card: String) -> Timestamp? { lossReportEnds[card] }
  public func keptAnswer(to key: String) -> KeptAnswer? { keptAnswers[key] }

  public mutating func reportLoss(of card: String, at instant: Timestamp, until: Timestamp) {
    lossReportEnds[card] = until
  }

  public mutating func send(_ message: OutboxMessage) {
    if customers[message.customer] != nil { outbox.append(message) }
  }

  public mutating func keep(_ answer: KeptAnswer, to key: String, at instant: Timestamp) {
    precondition(keptAnswers[key] == nil, "An idempotency key is used once.")
    keptAnswers[key] = answer
  }

  public func newPassword(_ kind: PasswordKind, of customer: CustomerNumber) -> StoredPassword? {
    newPasswords[PasswordKey(customer: customer, kind: kind)]
  }

  public mutating func setNewPassword(
    _ password: StoredPassword?, _ kind: PasswordKind, of customer: CustomerNumber
  ) {
    newPasswords[PasswordKey(customer: customer, kind: kind)] = password
  }

  public func guessers(since day: CivilDay, days: Int) -> [SlowGuess] {
    failedPhones.compactMap { phone in
      let failures = failedDays[phone, default: []].filter { $0.day >= day }.map(\.failures)
      guard failures.count >= days else { return nil }
      return SlowGuess(subject: .phone(phone), days: failures.count, failures: failures.reduce(0, +))
    }.sorted(by: SlowGuess.precedes)
  }

  public func guessed(days: Int) -> [SlowGuess] {
    attemptSubjects.compactMap { subject in
      // What counts together what the numbers have counted already is not told twice.
      if case .holder = subject { return nil }
      guard let attempts = attempts[subject], attempts.wrongDays >= days else { return nil }
      return SlowGuess(
        subject: .password(subject.text), days: attempts.wrongDays, failures: attempts.wrongSinceSuccess)
    }.sorted(by: SlowGuess.precedes)
  }

  public func messagesSent(_ kind: OutboxMessage.Kind, to customer: CustomerNumber, after instant: Timestamp) -> Int {
    outbox.count { $0.kind == kind && $0.customer == customer && $0.at > instant }
  }

  public func untoldResults(of customer: CustomerNumber, limit: Int) -> [UntoldResult] {
    Array(untold.lazy.filter { $0.customer == customer }.prefix(limit))
  }

  public mutating func add(_ result: UntoldResult) -> Int64 {
    lastUntold += 1
    untold.append(result)
    untold[untold.count - 1].number = lastUntold
    return lastUntold
  }

  public mutating func forgetUntoldResults(of customer: CustomerNumber, through number: Int64) {
    untold.removeAll { $0.customer == customer && $0.number <= number }
  }
}
