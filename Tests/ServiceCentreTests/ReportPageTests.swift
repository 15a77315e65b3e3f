import CallModel
import ServiceCentre
import Testing

@Suite("Reports as pages")
struct ReportPageTests {
  private static func page(_ language: Language, _ rows: [[(key: String, value: String)]]) -> String {
    ReportPage(language: language, period: "2026-11", sections: [.init(kind: .serviceLevel, rows: rows)]).html
  }

  @Test("Labels are in the language asked for, figures as they were given")
  func labels() {
    let rows = [[(key: "queue", value: "general"), (key: "sl-offered", value: "81.13")]]
    let chinese = Self.page(.chinese, rows)
    #expect(chinese.contains("<h2>各队列服务水平</h2>"))
    #expect(chinese.contains("<th>队列</th><th>服务水平</th>"))
    #expect(chinese.contains("<td>general</td><td>81.13</td>"))
    #expect(Self.page(.english, rows).contains("<th>queue</th><th>sl-offered</th>"))
  }

  @Test("Figures stand to the right, words and days to the left")
  func columns() {
    let rows = ["-3", "-", "19"].map { left in
      [
        (key: "what", value: "task"), (key: "id", value: "TK1"), (key: "due", value: "2026-11-28"),
        (key: "days-left", value: left),
      ]
    }
    let page = ReportPage(language: .english, period: "x", sections: [.init(kind: .attention, rows: rows)]).html
    #expect(page.contains("<td>task</td><td class=\"w\">TK1</td><td class=\"w\">2026-11-28</td><td>-3</td>"))
    #expect(page.contains("<th class=\"w\">id</th>"))
  }

  @Test("It needs nothing else: no script, no picture or style from elsewhere")
  func selfContained() {
    let page = Self.page(.english, [[(key: "queue", value: "a"), (key: "sl-offered", value: "1.00")]])
    for word in ["<script", "src=", "http", "@import", "url("] { #expect(!page.contains(word), "\(word)") }
  }

  @Test("What stands in the records can't become markup")
  func escaping() {
    let page = Self.page(.english, [[(key: "queue", value: "<b>&\"x"), (key: "sl-offered", value: "1.00")]])
    #expect(!page.contains("<b>"))
    #expect(page.contains("&lt;b&gt;&amp;&quot;x"))
  }

  @Test("Of counts the largest fills the chart, and of more rows than fit the largest are drawn")
  func counts() {
    let rows = (1...31).map { [(key: "node", value: "n\($0)"), (key: "calls", value: "\($0)")] }
    let page = ReportPage(language: .english, period: "x", sections: [.init(kind: .ivr, rows: rows)]).html
    #expect(page.components(of: "<rect") == 30)
    #expect(page.components(of: "width=\"420\" height=\"18\"") == 1)
    #expect(!page.contains(">n1</text>") && page.contains(">n2</text>"))
  }

  @Test("A share fills the chart at 100 %, whatever the others are, and there is room for the longest label")
  func bars() {
    let label = String(repeating: "信用卡", count: 10)
    let page = Self.page(
      .chinese,
      [
        [(key: "queue", value: label), (key: "sl-offered", value: "50.00")],
        [(key: "queue", value: "b"), (key: "sl-offered", value: "25.00")],
        [(key: "queue", value: "c"), (key: "sl-offered", value: "-")],
      ])
    #expect(page.contains("width=\"210\" height=\"18\""))
    #expect(page.contains("width=\"105\" height=\"18\""))
    #expect(page.contains("<text x=\"\(30 * 14 + 6)\""))
    #expect(page.components(of: "<rect") == 2)
  }

  @Test("A chart of many rows says how many it shows, and a formula names its column as the table does")
  func manyRows() {
    let rows = (1...31).map { [(key: "queue", value: "q\($0)"), (key: "sl-offered", value: "1.00")] }
    #expect(Self.page(.english, rows).contains(">sl-offered (the largest 30 of 31)</text>"))
    #expect(Self.page(.chinese, rows).contains("（最多的 30 项，共 31 项）</text>"))
    #expect(!Self.page(.english, Array(rows.prefix(30))).contains("the largest"))
    #expect(Self.page(.chinese, rows).contains("<li>服务水平 = T内接通 / (接通+放弃)</li>"))
  }

  @Test("Without rows it says so, and draws nothing")
  func nothing() {
    #expect(Self.page(.english, []).contains("Nothing in these days."))
    #expect(!Self.page(.chinese, []).contains("<svg"))
  }

  @Test("Words of closed sets are Chinese in a Chinese page, ids and names stand as they are")
  func words() {
    var sets: [(column: String, words: [String])] = [
      ("state", CallbackTask.State.allCases.map(\.rawValue)), ("purpose", TaskPurpose.allCases.map(\.rawValue)),
      ("state", OutboundProject.State.allCases.map(\.rawValue)),
      ("value", ComplaintState.allCases.map(\.rawValue) + ComplaintChannel.allCases.map(\.rawValue)),
      ("value", ComplaintBusiness.allCases.map(\.rawValue) + ComplaintCause.allCases.map(\.rawValue)),
      ("value", ComplaintOutcome.allCases.map(\.rawValue)),
      ("disposition", ["agent", "abandoned", "self-service", "blocked", "callback", "unserved", "transferred", "all"]),
    ]
    let rows = ComplaintStatistics(of: [], at: .epoch).rows
    sets += [("by", rows.map(\.of)), ("value", rows.map(\.value))]
    for (column, words) in sets {
      for word in words {
        #expect(ReportWords.word(word, in: column, .chinese) != word, "\(column) \(word)")
        #expect(ReportWords.word(word, in: column, .english) == word)
      }
    }
    #expect(ReportWords.word("all", in: "queue", .chinese) == "合计")
    #expect(ReportWords.word("loan", in: "queue", .chinese) == "loan")
    #expect(ReportWords.word("loan", in: "title", .chinese) == "loan")
  }

  @Test("Each report says in both languages how its figures come about")
  func everyFormula() {
    for kind in ReportKind.allCases {
      #expect(!kind.formulas(.english).isEmpty)
      #expect(kind.formulas(.english).count == kind.formulas(.chinese).count, "\(kind.rawValue)")
    }
  }

  @Test("Each column of each report has a Chinese name")
  func everyColumn() throws {
    var fixture = CentreFixture()
    fixture.book.records = [
      CallRecord(
        call: CallID("c1"), epoch: 1, gateway: "g", callingNumber: nil, calledNumber: nil, language: nil,
        customer: nil, verification: .none, startedAt: fixture.now, endedAt: fixture.now, cause: "x",
        disposition: "agent", menuVersion: "v", path: [NodeID("main")], operations: [],
        queueVisits: [
          QueueVisitRecord(
            queue: QueueID("q"), enteredAt: fixture.now, leftAt: fixture.now, result: "answered",
            agent: AgentID("1001"))
        ])
    ]
    fixture.book.visits = fixture.book.records[0].queueVisits
    fixture.book.surveys = [
      SurveyAnswerRecord(
        call: CallID("c1"), epoch: 1, node: NodeID("s"), agent: AgentID("1001"), queue: nil, answer: "solved",
        at: fixture.now)
    ]
    fixture.book.promised = [
      CallbackTask(
        number: 1_001, phone: "13800138000", queue: nil, call: CallID("c1"), customer: nil, registeredAt: fixture.now,
        dueAt: fixture.now, maximumAttempts: 3)
    ]
    let booking = "booking open branch=a day=2026-12-01 time=09:30 business=loan phone=13800138000"
    #expect(try fixture.order(booking, by: "1001").isDone)
    #expect(try fixture.order("qa draw week=2026-11-02 seed=1", by: "2101").isDone)
    #expect(
      try fixture.order("outbound propose title=x queue=q fields=a to=2026-11-30 :say", by: "5001").isDone)
    _ = try fixture.complaint()
    #expect(try fixture.order("certificate add agent=1001 skill=cards expires=2026-11-30", by: "6001").isDone)
    for act in ReportAct.allCases where act != .calls && act != .details {
      for row in try fixture.order("report \(act.rawValue)", by: "2101").rows {
        for field in row.fields where field.key != "id" {
          #expect(ReportLabels.label(field.key, .chinese) != field.key, "\(act.rawValue) \(field.key)")
        }
      }
    }
  }
}

extension String {
  fileprivate func components(of part: String) -> Int {
    var count = 0
    var rest = self[...]
    while let range = rest.firstRange(of: part) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
