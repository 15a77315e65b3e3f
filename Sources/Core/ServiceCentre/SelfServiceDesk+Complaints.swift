public import CallModel

/// Complaints and messages by keys: only who complained hears of a complaint, or withdraws it.
extension SelfServiceDesk {
  static let complaintsOffice = PromptID("term.complaints-office")
  static func term(_ state: ComplaintState) -> PromptID { PromptID("term.complaint-\(state.rawValue)") }

  /// Every term that its answers name, for a check of the prompts.
  public static let terms = [complaintsOffice] + ComplaintState.allCases.map(term)

  func tellProgress<Book: TaskBook>(
    _ request: HostRequest, in book: Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    guard let number = request.word("complaint") else { return SelfServiceAnswer(request, .noComplaintNumber) }
    guard let (complaint, progress) = try complaint(number, of: request, in: book) else {
      return SelfServiceAnswer(reply: request.reply(.none))
    }
    var values = values(of: complaint)
    guard let due = progress.dueDay else { return SelfServiceAnswer(reply: request.reply(.over, values: values)) }
    values["department"] = complaint.handler.map { .text($0.unit.text) } ?? .term(Self.complaintsOffice)
    values["date"] = .date(due)
    return SelfServiceAnswer(reply: request.reply(.ok, values: values))
  }

  /// It ends the day on which the caller withdraws it [H6]; the trail says that it was he.
  func withdrawComplaint<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    guard let number = request.word("complaint") else { return SelfServiceAnswer(request, .noComplaintNumber) }
    guard var (complaint, _) = try complaint(number, of: request, in: book) else {
      return SelfServiceAnswer(reply: request.reply(.none))
    }
    do throws(CentreRefusal) {
      try complaint.withdraw(at: request.at)
    } catch {
      return SelfServiceAnswer(reply: request.reply(.over, values: values(of: complaint)))
    }
    try book.save(complaint)
    try note("complaint withdraw", complaint.id, request, in: &book)
    return SelfServiceAnswer(reply: request.reply(.ok, values: values(of: complaint)))
  }

  /// A suggestion or praise that the caller has spoken: the gateway keeps the sound, the register of contacts says in
  /// which call it is.
  func recordMessage<Book: TaskBook>(
    _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) -> SelfServiceAnswer {
    var message = ContactCase(
      call: request.call, agent: Self.itself, wish: .suggestion, urgency: ContactKind.suggestion.urgency,
      reason: "message", at: request.at)
    message.number = try book.add(message)
    try note("case register", message.id, request, in: &book)
    return SelfServiceAnswer(reply: request.reply(.ok, values: ["id": .digits(String(message.number))]))
  }

  /// The caller's own complaint of that number.
  private func complaint<Book: TaskBook>(
    _ number: String, of request: HostRequest, in book: Book
  ) throws(Book.Failure) -> (Complaint, ComplaintProgress)? {
    guard let number = Int64(number), let complaint = try book.complaint(number),
      let progress = ComplaintProgress(
        complaint, customer: request.customer, callingNumber: request.callingNumber)
    else { return nil }
    return (complaint, progress)
  }

  private func values(of complaint: Complaint) -> SessionValues {
    [
      "id": .digits(String(complaint.number)),
      "state": .term(Self.term(complaint.state)),
    ]
  }

  private func note<Book: TaskBook>(
    _ act: String, _ subject: String, _ request: HostRequest, in book: inout Book
  ) throws(Book.Failure) {
    try book.append(
      TrailEntry(
        at: request.at, userID: TrailEntry.noUser, actor: Self.itself, act: act, subject: subject,
        detail: "call=\(request.call)"))
  }
}
