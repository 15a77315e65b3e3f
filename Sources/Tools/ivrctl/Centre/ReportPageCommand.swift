import ArgumentParser
import CallModel
import Foundation
import LineClient
import LineProtocol
import ServiceCentre
import Terminal
import SystemWords

/// A stretch of days that is over.
enum ReportPeriod: String, CaseIterable, ExpressibleByArgument {
  case day, week, month

  /// The last whole one before `today`, and the name of its file.
  func days(before today: CivilDay) -> (first: CivilDay, last: CivilDay, name: String) {
    let yesterday = today + -1
    switch self {
    case .day: return (yesterday, yesterday, yesterday.written)
    case .week:
      let monday = today + Int64(-6 - today.weekday)
      return (monday, monday + 6, "week-of-\(monday.written)")
    case .month:
      let (_, _, day) = today.components
      let last = today + Int64(-day)
      let first = last + Int64(1 - last.components.day)
      return (first, last, String(last.written.prefix(7)))
    }
  }

  /// Whether it ended yesterday.
  func isDue(on today: CivilDay) -> Bool { days(before: today).last == today + -1 }
}

extension CivilDay {
  /// The bank's today.
  static var today: CivilDay {
    CivilTime(Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))).day
  }

}

/// All reports of some days on one page.
struct WholePage {
  var first: CivilDay
  var last: CivilDay
  var language: Language

  func html(_ centre: CentreOptions) throws -> String {
    let client = try centre.daemon.connect(to: .operations)
    let fields: [(key: String, value: String?)] = [("from", first.written), ("to", last.written)]
    var progress = Progress(label: "reports")
    var sections: [ReportPage.Section] = []
    for (place, act) in ReportAct.allCases.enumerated() {
      guard let kind = ReportKind(rawValue: act.rawValue) else { continue }
      progress.show(Progress.bar(done: place, of: ReportAct.allCases.count))
      let reply = try centre.order(["report", act.rawValue], fields, over: client)
      if reply.end.kind == .error { progress.clear() }
      try reply.refuse(centre.output)
      sections.append(reply.section(kind))
    }
    progress.clear()
    let period = first == last ? first.written : "\(first.written) – \(last.written)"
    return ReportPage(language: language, period: period, sections: sections).html
  }
}

struct ReportPageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "All reports of a day, a week or a month on one page with charts.",
    discussion: """
      EXAMPLES
        ivrctl report page --period month --lang zh > month.html
        ivrctl report page --from 2026-11-01 --to 2026-11-15 > half.html

      \(Exit.help)
      """)

  @Option(help: "The last whole one; or give --from and --to.") var period: ReportPeriod = .day
  @OptionGroup var days: DaysOptions
  @OptionGroup var words: ReportLanguage
  @OptionGroup var centre: CentreOptions

  func run() throws {
    var (first, last, _) = period.days(before: .today)
    if let from = days.from { first = try Self.day(from) }
    if let to = days.to { last = try Self.day(to) } else if days.from != nil { last = max(first, .today) }
    let html = try WholePage(first: first, last: last, language: words.language).html(centre)
    centre.output.show([html])
  }

  private static func day(_ text: String) throws -> CivilDay {
    guard let day = CivilDay(written: text) else { throw ValidationError("\(text): a day is written as 2026-11-24") }
    return day
  }
}

struct ReportPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Writes the pages that are due: yesterday's, and the week's or month's after it.",
    discussion: """
      For the timer ivrd-report.timer, once a day. A page that is there already is written anew; nobody sees half of \
      one. The user that runs it must be of the staff, in a role that may see reports.

      EXAMPLES
        ivrctl report publish /var/lib/ivrd-report
        ivrctl report publish reports --lang en

      \(Exit.help)
      """)

  @Argument(help: "The folder.", completion: .directory) var directory: String
  @OptionGroup var words: ReportLanguage
  @OptionGroup var centre: CentreOptions

  func run() throws {
    let today = CivilDay.today
    for period in ReportPeriod.allCases where period.isDue(on: today) {
      let (first, last, name) = period.days(before: today)
      let html = try WholePage(first: first, last: last, language: words.language).html(centre)
      let path = "\(directory)/\(name).\(words.lang.rawValue).html"
      do {
        try Data(html.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        Exit.complain("\(path) can't be written: \(error.systemWords)")
        throw Exit.cannotWrite
      }
      centre.output.show([path])
    }
  }
}
