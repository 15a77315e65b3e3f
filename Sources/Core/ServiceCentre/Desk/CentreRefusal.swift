import CallModel

/// Why an order to the centre's desk was not carried out. Nothing has changed then.
public enum CentreRefusal: Error, Hashable, Sendable {
  case unknownOrder
  case missing(String)
  /// The sentence says what is allowed.
  case bad(String, String)
  case unknown(id: String)
  /// Both in words: the states that would do, and the state that is.
  case wrongState(want: String, have: String)
  /// He has none of the roles that may do it; these may.
  case role(mayDo: [StaffRole])
  case rule(CentreRule)
  /// Of a list, by its lines: nothing of it was taken.
  case faults([ListFault])
}

extension CentreRefusal {
  /// What to say of an id that nothing has, by the letters with which it begins: where to look for the right one.
  public static func hint(for id: String) -> String {
    let letters = String(id.prefix { $0.isLetter })
    if letters == Complaint.idPrefix { return "there is no complaint \(id): see ivrctl complaint list" }
    return switch DocumentKind(rawValue: letters) {
    case .outboundProject: "there is no project \(id): see ivrctl outbound list"
    case .outboundEntry: "no project has a customer \(id): see ivrctl outbound show and the project"
    case .careTask: "there is no task \(id): see ivrctl callback list, ivrctl followup list"
    case .qualityReview: "there is no review \(id): see ivrctl qa list"
    case .register: "there is no paper \(id) of this kind: list shows those that there are"
    case .outboundList, .doNotCall, .contactCase, .keptOrder, .customerFile, nil:
      "nothing has the id \(id); of the staff see ivrctl staff list, of calls ivrctl calls --ended"
    }
  }

  /// Whoever tries what his roles forbid is remembered.
  public var isForWantOfARole: Bool { if case .role = self { true } else { false } }
}

/// A rule of the house that forbids something: its name is stable, its article says where it is written.
public enum CentreRule: String, CaseIterable, Sendable {
  case role
  case staffUnknown = "staff-unknown"
  case staffAmbiguous = "staff-ambiguous"
  case firstOfStaff = "first-of-staff"
  case oneUserOneMember = "one-user-one-member"
  case conflictOfInterest = "conflict-of-interest"
  case handlerOnly = "handler-only"
  case higherApprover = "higher-approver"
  case twoExtensions = "two-extensions"
  case inTime = "in-time"
  case liability
  case otherDecider = "other-decider"
  case oneReview = "one-review"
  case reviewWindow = "review-window"
  case notTheHandler = "not-the-handler"
  case notTheProposer = "not-the-proposer"
  case ownUnit = "own-unit"
  case listWanted = "list-wanted"
  case windowPassed = "window-passed"
  case requiredFields = "required-fields"
  case answersWanted = "answers-wanted"
  case noFourthDial = "no-fourth-dial"
  case consentNeeded = "consent-needed"
  case keyUsed = "key-used"
  case openMatter = "open-matter"
  case notTheAuthor = "not-the-author"
  case groupShape = "group-shape"
  case notOwnCalls = "not-own-calls"
  case ownAppeal = "own-appeal"
  case appealWindow = "appeal-window"
  case otherReviewer = "other-reviewer"
  case announcementsFull = "announcements-full"

  /// Of the bank's regulations for the centre; `nil` where the rule is the software's own.
  public var article: String? {
    switch self {
    case .role: "H5"
    case .staffUnknown, .staffAmbiguous, .firstOfStaff, .oneUserOneMember, .keyUsed: nil
    case .consentNeeded: "H7.1.1"
    case .openMatter: "B12"
    case .notTheAuthor: "H5"
    case .groupShape: "C12"
    case .notOwnCalls, .ownAppeal, .appealWindow, .otherReviewer: "B11"
    case .conflictOfInterest, .handlerOnly, .higherApprover, .twoExtensions, .inTime, .otherDecider, .oneReview,
      .reviewWindow:
      "H6"
    case .liability: "G11"
    case .announcementsFull: "D3"
    case .notTheHandler: "C8"
    case .notTheProposer, .ownUnit, .listWanted, .windowPassed, .requiredFields, .answersWanted, .noFourthDial: "H7.1.2"
    }
  }

  public var sentence: String {
    switch self {
    case .role: "it takes a role that you don't have"
    case .staffUnknown:
      "no member of the staff gives orders as this user of the system; hr registers who does, and the first is: "
        + "ivrctl staff add 6001 --name Liu --unit hr --roles hr --user $(id -u)"
    case .staffAmbiguous: "several members of the staff give orders as this user: say which with --as"
    case .firstOfStaff: "the first member of the staff must have the role hr and your own user of the system"
    case .oneUserOneMember: "another member of the staff gives orders as that user of the system"
    case .conflictOfInterest: "a complaint is not handled by the person or the unit complained of"
    case .handlerOnly: "only the handler whom the complaints office has assigned, or that office, may do that"
    case .higherApprover:
      "the first extension needs the complaints office, the second the centre's head; never the handler"
    case .twoExtensions: "a complaint is extended twice at most: to 30 and to 60 days"
    case .inTime: "a deadline is extended before it has passed"
    case .liability:
      "what is upheld, wholly or in part, names who is liable (or nobody, with a reason); what is unfounded, nobody"
    case .otherDecider: "a review is not handled or decided by who handled or decided before"
    case .oneReview: "a complaint is reviewed once"
    case .reviewWindow: "a review is asked for within 30 days of the notice"
    case .notTheHandler: "the follow-up is not made by who handled the complaint"
    case .notTheProposer: "who proposed a project, or handed it in, does not decide about it"
    case .ownUnit: "a department hands in, fills and acknowledges its own projects only"
    case .listWanted: "a project is handed in with the list of whom to call: outbound load"
    case .windowPassed: "the project's window has passed: propose it anew"
    case .requiredFields:
      "what the project requires to be asked must be written down: in outbound show it is marked with !"
    case .answersWanted: "what was said by everybody who was reached must be written down first"
    case .noFourthDial: "nobody is dialled a fourth time"
    case .consentNeeded: "a question is deferred only with the caller's consent: consent=yes"
    case .openMatter: "something is still owed to the customer: end it first"
    case .notTheAuthor: "who proposed it does not decide about it"
    case .groupShape:
      "a group has one head and one or two specialists, and at least one of them with a valid certificate"
    case .notOwnCalls: "nobody scores his own calls"
    case .ownAppeal: "the agent whose call it is appeals"
    case .appealWindow: "an appeal comes within 7 days of the score"
    case .otherReviewer: "an appeal is decided by somebody else than who scored"
    case .announcementsFull:
      "callers would be told more than \(Announcement.mostAtOnce) things in some of these days: withdraw one first"
    case .keyUsed: "that key was used for another order"
    }
  }
}
