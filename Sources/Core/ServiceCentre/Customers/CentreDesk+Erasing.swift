import CallModel

/// A customer is forgotten [B12]: whatever names him goes, in every kind of paper; what counts him stays.
extension CentreDesk {
  /// Not while something is owed to him.
  func eraseCustomer<Book: CentreBook>(_ paper: inout Paper, in book: inout Book) throws -> CentreReply {
    var file = try Self.file(&paper, in: book)
    // Not the text: it stands in the trail, and would name the reason of somebody who wants to be forgotten.
    let ground: ErasureGround = try paper.reader.choice("ground")
    try paper.reader.finish()
    let traces = try CustomerTraces(of: file, in: book)
    guard !traces.isOwedSomething else { throw CentreRefusal.rule(.openMatter) }
    try traces.erase(in: &book)
    let calls = try book.eraseCalls(of: traces.customer)
    let words = try book.eraseWords(about: traces.subjects)
    (file.name, file.phone, file.language, file.ageGroup, file.preferredAgent) = (nil, nil, nil, nil, nil)
    file.consents = []
    file.erasedAt = paper.at
    paper.effects.append(.wish(CustomerWishes(customer: traces.customer)))
    try book.save(file)
    paper.entry.detail = "ground=\(ground.rawValue) calls=\(calls) words=\(words)"
    return .done(
      rows: [],
      fields: [
        .init("id", file.id), .init("calls", String(calls)), .init("papers", String(traces.papers)),
        .init("words", String(words)),
      ])
  }
}

/// Every paper that knows a customer, by his number, his telephones or his calls.
private struct CustomerTraces {
  let customer: CustomerNumber
  private let file: String
  private let phones: [String]
  private let complaints: [Complaint]
  private let tasks: [CareTask]
  private let cases: [ContactCase]
  private let entries: [OutboundEntry]
  private let blocked: [DoNotCall]
  private let callbacks: [CallbackTask]
  private let bookings: [RegisterPaper]

  init(of file: CustomerFile, in book: some CentreBook) throws {
    customer = CustomerNumber(file.number)
    self.file = file.id
    complaints = try book.complaints(ComplaintFilter(customer: customer, limit: .max))
    phones = ([file.phone] + complaints.map(\.complainant.phone)).compactMap { $0 }
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    let calls = try book.calls(of: customer, limit: .max)
    // A name of a call comes again in another life of the server.
    cases = try calls.flatMap { call in
      try (book.documents(DocumentFilter(parent: call.call.text)) as [ContactCase]).filter { $0.at >= call.startedAt }
    }
    let about = try (complaints.map(\.id) + calls.map(\.call.text)).flatMap {
      try book.documents(DocumentFilter(parent: $0)) as [CareTask]
    }
    let recoveries = try about.flatMap { try book.documents(DocumentFilter(parent: $0.id)) as [CareTask] }
    tasks = about + recoveries
    entries = try phones.flatMap { try book.documents(DocumentFilter(key: $0)) as [OutboundEntry] }
    blocked = try phones.flatMap { try book.documents(DocumentFilter(key: $0)) as [DoNotCall] }
    callbacks = try book.callbacks(of: customer, phones: phones)
    let booked: [RegisterPaper] = try book.documents(DocumentFilter(parent: RegisterKind.booking.rawValue))
    bookings = booked.filter { [phones] booking in
      booking["customer"] == String(file.number) || booking["phone"].map(phones.contains) ?? false
    }
  }

  var isOwedSomething: Bool {
    !complaints.allSatisfy(\.state.isOver) || !tasks.allSatisfy(\.isOver) || !entries.allSatisfy(\.state.isOver)
      || callbacks.contains { $0.state == .open }
  }

  var papers: Int {
    complaints.count + tasks.count + cases.count + entries.count + blocked.count + callbacks.count + bookings.count
  }

  /// Of the audit trail.
  var subjects: [String] {
    [file] + complaints.map(\.id) + tasks.map(\.id) + cases.map(\.id) + entries.map(\.id) + blocked.map(\.id)
      + bookings.map(\.id)
  }

  func erase(in book: inout some CentreBook) throws {
    for var complaint in complaints {
      (complaint.complainant.name, complaint.complainant.phone, complaint.matter) = (nil, nil, "")
      try book.save(complaint)
    }
    try book.forget(tasks)
    try book.forget(cases)
    try book.forget(entries)
    try book.forget(blocked)
    try book.forget(bookings)
    try book.eraseCallbacks(callbacks.map(\.number))
    // Orders that were given under a key are kept in their words.
    let kept: [KeptOrder] = try book.documents(DocumentFilter())
    for var order in kept where phones.contains(where: order.written.contains) {
      order.written = ""
      try book.save(order)
    }
  }
}

/// Why a customer's traces are erased: words of a closed set, because they stay in the trail.
public enum ErasureGround: String, CaseIterable, Sendable {
  case request, court
  case accountsClosed = "accounts-closed"
}
