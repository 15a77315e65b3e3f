import CallModel

/// Orders about customers' records. Names and numbers are masked but in `unmask`, which needs a reason and is traced.
extension CentreDesk {
  func perform<Book: CentreBook>(
    _ act: CustomerAct, _ paper: inout Paper, in book: inout Book
  ) throws -> CentreReply {
    switch act {
    case .show: try showCustomer(&paper, in: book)
    case .update: try updateCustomer(&paper, in: &book)
    case .consent: try noteConsent(&paper, in: &book)
    case .history: try customerHistory(&paper, in: book)
    case .unmask: try unmask(&paper, in: book)
    case .erase: try eraseCustomer(&paper, in: &book)
    case .retention: try retain(&paper, in: &book)
    }
  }

  private func showCustomer(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let file = try Self.file(&paper, in: book)
    try paper.reader.finish()
    let isWritten = try (book.document(file.number) as CustomerFile?) != nil
    var fields: [CentreOrder.Field] = [
      .init("id", file.id), .init("state", isWritten ? file.index.state : "nothing-written"),
      .init("name", file.name.map(ContactMask.name) ?? "-"),
      .init("phone", file.phone.map(ContactMask.number) ?? "-"), .init("language", file.language?.tag ?? "-"),
      .init("age-group", file.ageGroup?.rawValue ?? "-"), .init("preferred-agent", file.preferredAgent?.text ?? "-"),
    ]
    fields += ConsentPurpose.allCases.map { purpose in
      .init("consent-\(purpose.rawValue)", file.consents(to: purpose).map { $0 ? "yes" : "no" } ?? "not-asked")
    }
    return .done(rows: [CentreRow("customer", fields)], fields: [.init("id", file.id)])
  }

  private func updateCustomer<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    var file = try Self.file(&paper, in: book)
    file.name = try paper.reader.optional("name") ?? file.name
    file.phone = try paper.reader.optionalPhone("phone") ?? file.phone
    file.language = try paper.reader.optionalLanguage("language") ?? file.language
    file.ageGroup = try paper.reader.optionalChoice("age-group") ?? file.ageGroup
    let preferred: AgentID? = try paper.reader.optionalID("preferred-agent")
    try paper.reader.finish()
    guard file.erasedAt == nil else { throw CentreRefusal.wrongState(want: "kept", have: "erased") }
    if let preferred { file.preferredAgent = preferred == CustomerFile.nobody ? nil : preferred }
    try book.save(file)
    paper.effects.append(.wish(CustomerWishes(file)))
    paper.entry.detail = paper.order.fields.map(\.key).filter { $0 != "as" }.sorted().joined(separator: ",")
    return .done(rows: [], fields: [.init("id", file.id)])
  }

  private func noteConsent<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    var file = try Self.file(&paper, in: book)
    let purpose: ConsentPurpose = try paper.reader.choice("purpose")
    let isGiven = try paper.reader.flag("given")
    paper.entry.text = try paper.reader.optionalText()
    try paper.reader.finish()
    guard file.erasedAt == nil else { throw CentreRefusal.wrongState(want: "kept", have: "erased") }
    file.consents.append(.init(purpose: purpose, isGiven: isGiven, at: paper.at, by: paper.actor.id))
    try book.save(file)
    paper.entry.detail = "purpose=\(purpose.rawValue) given=\(isGiven ? "yes" : "no")"
    return .done(rows: [], fields: [.init("id", file.id)])
  }

  /// Every contact in every channel, the newest first.
  private func customerHistory(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    let file = try Self.file(&paper, in: book)
    let limit = Int(try paper.reader.optionalInteger("limit", in: 1...Int64(ComplaintFilter.mostRows)) ?? 100)
    try paper.reader.finish()
    let customer = CustomerNumber(file.number)
    var events = try Self.contacts(of: customer, limit: limit, in: book)
    if let phone = file.phone { events += try Self.contacts(from: phone, of: customer, limit: limit, in: book) }
    // Several of one instant stand in the order of their ids.
    events.sort { $0.at != $1.at ? $0.at > $1.at : $0.id < $1.id }
    let rows = events.prefix(limit).map { event in
      CentreRow(
        "contact",
        [
          .init("at", event.at.written), .init("channel", event.channel), .init("id", event.id),
          .init("what", event.what),
        ])
    }
    return .done(rows: rows, fields: [.init("id", file.id), .init("rows", String(rows.count))])
  }

  private typealias Contact = (at: Timestamp, channel: String, id: String, what: String)

  /// What bears his number as the bank's customer.
  private static func contacts(
    of customer: CustomerNumber, limit: Int, in book: some CentreBook
  ) throws -> [Contact] {
    var events: [Contact] = []
    for call in try book.calls(of: customer, limit: limit) {
      events.append((call.startedAt, "hotline", call.call.text, call.disposition))
      let cases: [ContactCase] = try book.documents(DocumentFilter(parent: call.call.text))
      events += cases.filter { $0.at >= call.startedAt }.map { ($0.at, "desk", $0.id, $0.wish.rawValue) }
    }
    for complaint in try book.complaints(ComplaintFilter(customer: customer, limit: limit)) {
      events.append(
        (complaint.receivedAt, complaint.channel.rawValue, complaint.id, "complaint \(complaint.state.rawValue)"))
    }
    return events
  }

  /// What is known by the telephone in his file: calls of projects, callbacks, visits of branches.
  private static func contacts(
    from phone: String, of customer: CustomerNumber, limit: Int, in book: some CentreBook
  ) throws -> [Contact] {
    let entries: [OutboundEntry] = try book.documents(DocumentFilter(key: phone))
    var events: [Contact] = entries.flatMap { entry in
      entry.attempts.map { ($0.at, "outbound", entry.id, $0.result.rawValue) }
    }
    events += try book.callbacks(of: customer, phones: [phone]).map {
      ($0.registeredAt, "callback", $0.id, "callback \($0.state.rawValue)")
    }
    events += try book.keyedVisits(from: phone, limit: limit).map { ($0.at, "keys", $0.branch, "visit booked") }
    return events
  }

  /// A customer's name and number, or the numbers of a call.
  private func unmask(_ paper: inout Paper, in book: some CentreBook) throws -> CentreReply {
    if let call: CallID = try paper.reader.optionalID("call") {
      paper.entry.text = try paper.reader.requiredText()
      try paper.reader.finish()
      guard let record = try book.call(call) else { throw CentreRefusal.unknown(id: call.text) }
      paper.entry.subject = call.text
      let fields: [CentreOrder.Field] = [
        .init("call", call.text), .init("from", record.callingNumber ?? "unknown"),
        .init("customer", record.customer.map { String($0.number) } ?? "unknown"),
      ]
      return .done(rows: [CentreRow("numbers", fields)], fields: [.init("call", call.text)])
    }
    let file = try Self.file(&paper, in: book)
    paper.entry.text = try paper.reader.requiredText()
    try paper.reader.finish()
    let fields: [CentreOrder.Field] = [
      .init("id", file.id), .init("name", file.name ?? "unknown"), .init("phone", file.phone ?? "unknown"),
    ]
    return .done(rows: [CentreRow("numbers", fields)], fields: [.init("id", file.id)])
  }

  /// Erases what is older than it may be kept; without `apply=yes` it only counts.
  private func retain<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    let apply = try paper.reader.optionalFlag("apply") ?? false
    try paper.reader.finish()
    let since = paper.at - .day * Retention.callDays
    let counts = try book.retain(callsSince: since, wordsSince: paper.at - .day * Retention.wordDays, apply: apply)
    let papers =
      try book.retain(CareTask.self, since: since, apply: apply)
      + book.retain(ContactCase.self, since: since, apply: apply)
      + book.retain(OutboundEntry.self, since: since, apply: apply)
      + book.retain(RegisterPaper.self, since: since, apply: apply)
    let fields: [CentreOrder.Field] = [
      .init("calls", String(counts.calls)), .init("notes", String(counts.notes)),
      .init("callbacks", String(counts.callbacks)), .init("papers", String(papers)),
      .init("words", String(counts.words)),
    ]
    paper.entry.detail =
      "apply=\(apply ? "yes" : "no") " + fields.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    return .done(rows: [], fields: [.init("applied", apply ? "yes" : "no")] + fields)
  }

  /// The file of the customer whom the next word names, a new one where nothing was written yet.
  static func file(_ paper: inout Paper, in book: some CentreBook) throws -> CustomerFile {
    let word = try paper.reader.word("customer")
    guard let number = Int64(word) ?? DocumentKind.customerFile.number(of: word), number > 0 else {
      throw CentreRefusal.bad("customer", "It is the customer's number.")
    }
    let kept: CustomerFile? = try book.document(number)
    let file = kept ?? CustomerFile(number: CustomerNumber(number), at: paper.at)
    paper.entry.subject = file.id
    return file
  }
}
