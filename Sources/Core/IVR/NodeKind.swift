public import CallModel

/// What a node does. Each case carries the rules of its kind.
public indirect enum NodeKind: Sendable {
  case menu(Menu)
  case digits(DigitsEntry)
  case amount(AmountEntry)
  case secret(SecretEntry)
  case confirm(Confirm)
  case say(next: Target)
  /// Tells what the centre has to tell today, each with the node's prompt, whose `{announcement:text}` it is.
  case announcements(next: Target)
  case action(Action)
  case choose(Choose)
  case branch(Branch)
  case queue(QueueEntry)
  case callback(Callback)
  case survey(Survey)
  case transfer(Transfer)
  case language(LanguageChoice)
  /// Walks a sub-tree; its `return` nodes lead to `then`.
  case call(subtree: NodeIndex, then: Target)
  case `return`
  case end(disposition: String)
}

/// Keys to targets.
public struct Menu: Sendable {
  /// In the keys' order. A choice may be longer than one key: the longest match wins.
  public var choices: [MenuChoice]
  public var exhausted: Target?

  public init(choices: [MenuChoice], exhausted: Target? = nil) {
    self.choices = choices
    self.exhausted = exhausted
  }
}

/// One choice of a menu.
public struct MenuChoice: Sendable {
  public var keys: [Key]
  public var target: Target
  /// Session values that the choice stands for: `loss` = `debit`.
  public var sets: [SessionAssignment]

  public init(keys: [Key], target: Target, sets: [SessionAssignment] = []) {
    self.keys = keys
    self.target = target
    self.sets = sets
  }
}

/// A constant that a choice puts into the session.
public struct SessionAssignment: Sendable, Equatable {
  public var name: String
  public var value: SessionValue
  public init(name: String, value: SessionValue) {
    self.name = name
    self.value = value
  }
}

/// A string of digits into a session value.
public struct DigitsEntry: Sendable {
  public enum Check: Sendable, Equatable {
    /// ISO/IEC 7812-1 annex B; only for strings of the length given, others pass.
    case luhn(lengths: ClosedRange<Int>)
    /// `YYYYMMDD`, a day of the calendar, at most so many days back, not in the future.
    case pastDate(days: Int)
    /// `MMDD`, the next such day from today, at most so many days ahead.
    case futureDate(days: Int)
  }

  public var into: String
  public var lengths: ClosedRange<Int>
  public var endKey: Key?
  /// On fields for ID numbers the star is the digit X.
  public var starIsX: Bool
  /// One character a digit: `d` is any digit, a digit is itself; `nil` takes everything.
  public var pattern: String?
  public var checks: [Check]
  public var ok: Target
  /// The end key pressed with no digit; `nil` makes that a no-match.
  public var empty: Target?
  public var exhausted: Target?

  public init(
    into: String, lengths: ClosedRange<Int>, endKey: Key? = .hash, starIsX: Bool = false, pattern: String? = nil,
    checks: [Check] = [], ok: Target, empty: Target? = nil, exhausted: Target? = nil
  ) {
    self.into = into
    self.lengths = lengths
    self.endKey = endKey
    self.starIsX = starIsX
    self.pattern = pattern
    self.checks = checks
    self.ok = ok
    self.empty = empty
    self.exhausted = exhausted
  }
}

/// An amount of money: `[0-9]{1,9}(\*[0-9]{0,2})?#`, the star being the decimal point.
public struct AmountEntry: Sendable {
  public var into: String
  /// In minor units; zero is never taken.
  public var maximum: Int64
  public var ok: Target
  public var exhausted: Target?

  public init(into: String, maximum: Int64 = 99_999_999_999, ok: Target, exhausted: Target? = nil) {
    self.into = into
    self.maximum = maximum
    self.ok = ok
    self.exhausted = exhausted
  }
}

/// A password, handed to the host and to nobody else.
public struct SecretEntry: Sendable {
  public var lengths: ClosedRange<Int>
  public var operation: HostOperation
  /// For each outcome of the operation; `.again` on `wrong` asks again until the attempts are used up.
  public var outcomes: [OutcomeEdge]
  public var exhausted: Target?

  public init(
    lengths: ClosedRange<Int> = 6...6, operation: HostOperation, outcomes: [OutcomeEdge], exhausted: Target? = nil
  ) {
    self.lengths = lengths
    self.operation = operation
    self.outcomes = outcomes
    self.exhausted = exhausted
  }
}

/// Where one outcome of an operation leads, and what is said on the way.
public struct OutcomeEdge: Sendable {
  public var outcome: HostOutcome
  public var prompt: PromptID?
  /// Said once for each item of the answered list, after `prompt`.
  public var each: PromptID?
  public var next: Target

  public init(outcome: HostOutcome, prompt: PromptID? = nil, each: PromptID? = nil, next: Target) {
    self.outcome = outcome
    self.prompt = prompt
    self.each = each
    self.next = next
  }
}

/// 1 is yes, 2 is change, star is cancel. Nothing is committed before yes.
public struct Confirm: Sendable {
  public var yes: Target
  public var change: Target?
  public var cancel: Target

  public init(yes: Target, change: Target? = nil, cancel: Target) {
    self.yes = yes
    self.change = change
    self.cancel = cancel
  }
}

/// An operation of the host.
public struct Action: Sendable {
  public var operation: HostOperation
  /// It is asked only when the caller has heard everything that was said before, not when it was only sent.
  public var waitsForHearing: Bool
  public var outcomes: [OutcomeEdge]

  public init(operation: HostOperation, waitsForHearing: Bool = false, outcomes: [OutcomeEdge]) {
    self.operation = operation
    self.waitsForHearing = waitsForHearing
    self.outcomes = outcomes
  }
}

/// One item of a list that an operation answers; all its values go into the session.
public struct Choose: Sendable {
  public static let pageSize = 5

  public var operation: HostOperation
  /// Said for each item on the page, with the item's values and `{key:number}`.
  public var item: PromptID
  /// Brings the next page, after the last the first.
  public var moreKey: Key
  /// Where the list has one item, take it and ask nothing.
  public var takesOnlyItem: Bool
  public var ok: Target
  public var none: Target
  public var exhausted: Target?

  public init(
    operation: HostOperation, item: PromptID, moreKey: Key = Key("6")!, takesOnlyItem: Bool = false, ok: Target,
    none: Target, exhausted: Target? = nil
  ) {
    self.operation = operation
    self.item = item
    self.moreKey = moreKey
    self.takesOnlyItem = takesOnlyItem
    self.ok = ok
    self.none = none
    self.exhausted = exhausted
  }
}

/// The first condition that holds.
public struct Branch: Sendable {
  public struct Arm: Sendable {
    public var condition: Condition
    public var target: Target
    public init(condition: Condition, target: Target) {
      self.condition = condition
      self.target = target
    }
  }

  public enum Condition: Sendable {
    case verified(VerificationLevel)
    case tier(CustomerTier)
    case language(Language)
    case knownCaller
    /// A session value has exactly this text (digits and words alike).
    case value(name: String, equals: String)
    case open(OpeningHours)
  }

  public var arms: [Arm]
  public var otherwise: Target

  public init(arms: [Arm], otherwise: Target) {
    self.arms = arms
    self.otherwise = otherwise
  }
}

/// Waiting for an agent.
public struct QueueEntry: Sendable {
  /// A menu offered while waiting; the place in the queue is kept meanwhile.
  public struct Options: Sendable {
    public var node: NodeIndex
    /// First offered when the estimated wait is over this, or unknown for so long.
    public var whenWaitOver: Interval
    /// Then each so long.
    public var every: Interval

    public init(node: NodeIndex, whenWaitOver: Interval, every: Interval) {
      self.node = node
      self.whenWaitOver = whenWaitOver
      self.every = every
    }
  }

  /// Sentences against silence, said in turn.
  public struct Comfort: Sendable {
    /// At least one.
    public var prompts: [PromptID]
    /// So long after anything else was said.
    public var every: Interval

    public init(prompts: [PromptID], every: Interval) {
      self.prompts = prompts
      self.every = every
    }
  }

  public var queue: QueueID
  public var options: Options?
  public var comfort: Comfort?
  /// Said when an agent has answered, before the legs are bridged; `{agent:digits}`.
  public var connectPrompt: PromptID?
  /// After the agent has ended, while the caller is still there.
  public var after: Target
  public var closed: Target
  /// Full, nobody logged in, or the longest wait is over.
  public var overflow: Target

  public init(
    queue: QueueID, options: Options? = nil, comfort: Comfort? = nil, connectPrompt: PromptID? = nil, after: Target,
    closed: Target, overflow: Target
  ) {
    self.queue = queue
    self.options = options
    self.comfort = comfort
    self.connectPrompt = connectPrompt
    self.after = after
    self.closed = closed
    self.overflow = overflow
  }
}

/// Registers a callback to the number in `phone` (the calling number where none was keyed) and leaves the
/// queue, if the caller is in one.
public struct Callback: Sendable {
  public var queue: QueueID
  /// Said when it is registered; `{id:digits}`, `{due:instant}`.
  public var prompt: PromptID
  public var next: Target
  public var unavailable: Target

  public init(queue: QueueID, prompt: PromptID, next: Target, unavailable: Target) {
    self.queue = queue
    self.prompt = prompt
    self.next = next
    self.unavailable = unavailable
  }
}

/// One question answered by key and recorded. Silence or another key skips it.
public struct Survey: Sendable {
  public struct Answer: Sendable {
    public var key: Key
    public var answer: String
    public var target: Target
    public init(key: Key, answer: String, target: Target) {
      self.key = key
      self.answer = answer
      self.target = target
    }
  }

  public var answers: [Answer]
  public var skip: Target

  public init(answers: [Answer], skip: Target) {
    self.answers = answers
    self.skip = skip
  }
}

/// Hands the caller to an address outside the centre (a branch, another number).
public struct Transfer: Sendable {
  public var address: String
  public var unreachable: Target

  public init(address: String, unreachable: Target) {
    self.address = address
    self.unreachable = unreachable
  }
}

/// A menu whose choices are languages.
public struct LanguageChoice: Sendable {
  public struct Choice: Sendable {
    public var key: Key
    public var language: Language
    public init(key: Key, language: Language) {
      self.key = key
      self.language = language
    }
  }

  public var choices: [Choice]
  /// Taken when the caller stays silent through the attempts.
  public var silent: Language
  public var next: Target

  public init(choices: [Choice], silent: Language, next: Target) {
    self.choices = choices
    self.silent = silent
    self.next = next
  }
}
