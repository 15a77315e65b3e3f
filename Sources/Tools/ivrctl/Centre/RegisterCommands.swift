import ArgumentParser
import ServiceCentre
import Terminal

/// The centre's registers, one command for each: their actions and fields are those of the register's own table, so
/// that a register that is added there needs a name here and nothing else.
protocol NamedRegister {
  static var kind: RegisterKind { get }
  static var abstract: String { get }
  static var example: String { get }
}

struct RegisterCommand<Register: NamedRegister>: ParsableCommand {
  static var configuration: CommandConfiguration {
    let name = Register.kind.rawValue
    let fields = Register.kind.fields.map { $0.isRequired ? "\($0.key)=" : "[\($0.key)=]" }.joined(separator: " ")
    let steps = Register.kind.steps.map { step in
      let what = step.from.isEmpty ? fields : "RG1001"
      return "  \(name) \(step.action) \(what)\n    for \(step.roles.map(\.rawValue).joined(separator: ", "))"
        + (step.byOther ? "; not by who made it" : "") + (step.text == .required ? "; needs --text" : "")
    }
    return CommandConfiguration(
      commandName: name, abstract: Register.abstract,
      discussion: """
        \(steps.joined(separator: "\n"))
          \(name) list [state=]

        EXAMPLES
          \(Register.example)
          ivrctl \(name) list

        \(Exit.help)
        """)
  }

  @Argument(help: "What to do.") var action: String
  @Argument(help: ArgumentHelp("The paper's id, or what stands in it.", valueName: "id|field=value"))
  var words: [String] = []
  @Option(help: "In words: what, or why.") var text: String?
  @OptionGroup var centre: CentreOptions

  func run() throws {
    var ids: [String] = []
    var fields: [(key: String, value: String?)] = []
    for word in words {
      guard let equals = word.firstIndex(of: "=") else {
        ids.append(word)
        continue
      }
      fields.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
    }
    let reply = try centre.order([Register.kind.rawValue, action] + ids, fields, text: text)
    if action == "list" { return try reply.showList(centre.output, ifEmpty: "nothing") }
    try reply.showState(centre.output)
  }
}

enum BookingRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.booking, "Visits of branches that customers have booked.")
  static let example =
    "ivrctl booking open branch=haidian day=2026-12-01 time=09:30 \\\n    business=loan phone=13800138000"
}
enum AnnouncementRegister: NamedRegister {
  static let (kind, abstract) = (
    RegisterKind.announce,
    "What callers are told in some days, before the menu: approved, in its language or, without one, to all."
  )
  static let example = "ivrctl announce propose from=2026-12-24 to=2026-12-26 \\\n    --text \"Closed on the 25th\""
}
enum ChangeRegister: NamedRegister {
  static let (kind, abstract) = (
    RegisterKind.change,
    "Requests to change the menus: a node marked as proposed is live from the RELOAD after its request is approved."
  )
  static let example = "ivrctl change request node=rates --text \"Say the new rate\""
}
enum MeritRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.merit, "Good deeds that count in the appraisal.")
  static let example = "ivrctl merit propose agent=1002 points=2 --text \"Stopped a fraud\""
}
enum CertificateRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.certificate, "Agents' certificates, with their expiry.")
  static let example = "ivrctl certificate add agent=1002 skill=cards expires=2027-06-30"
}
enum CourseRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.course, "Training courses of agents.")
  static let example = "ivrctl course enrol agent=1002 skill=cards level=3"
}
enum ShiftRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.shift, "When agents are to be there.")
  static let example = "ivrctl shift plan agent=1002 day=2026-12-01 begins=09:00 ends=17:30"
}
enum GroupRegister: NamedRegister {
  static let (kind, abstract) = (
    RegisterKind.group, "Groups of branches and projects, checked each time they are listed."
  )
  static let example = "ivrctl group form name=haidian head=2001 specialists=1001,1002"
}
enum ImprovementRegister: NamedRegister {
  static let (kind, abstract) = (
    RegisterKind.improvement, "What is to become better after complaints, whose, and when."
  )
  static let example = "ivrctl improvement open about=CP1001 owner=2001 due=2026-12-15 \\\n    --text \"Ask first\""
}
enum BulletinRegister: NamedRegister {
  static let (kind, abstract) = (RegisterKind.bulletin, "What units are told of complaints about them.")
  static let example =
    "ivrctl bulletin publish unit=cards about=CP1001 \\\n    --text \"Two complaints about attitude\""
}
