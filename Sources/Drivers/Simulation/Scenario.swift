public import CallModel
public import LineProtocol

/// A `.call` script: wire words with times, spoken by named peers, and the answers that they must get.
///
/// ```
/// # A caller hears the main menu in English.
/// CALL from=13800138000
/// EXPECT SAY prompt=welcome
/// EXPECT ASK node=language
/// 2
/// EXPECT SAY prompt=main lang=en
/// +4.9s 3              the key comes 4.9 s later; one that comes at a timer's instant wins over it
/// desk> READY
/// < ERR deny not-logged-in
/// desk> PING
/// < * OFFER call=c1    an event that this peer has heard since it last spoke
/// host> balance unavailable      the bank's next answer to this operation; see `HostAnswer`
/// ```
/// A line is `[+<time> | @<time>] [<peer>>] <wire line>`. Peers whose names begin with `gw`, `desk` or `ops` speak
/// on that socket; without a name it is `gw`. Each line must be answered `OK`, unless a `<` line follows that
/// says what must come instead, or as well: a row that must be there, or fields of the `OK`.
public struct Scenario: Sendable {
  public struct Step: Sendable {
    public var position: SourcePosition
    public var time: Time?
    public var peer: String
    public var role: Role
    public var line: String
    public var replies: [ExpectedReply]
    /// Nobody speaks here: the host is told what to answer next.
    public var hostAnswer: HostAnswer?
  }

  public enum Time: Sendable, Equatable {
    /// After the step before.
    case after(Interval)
    /// After the scenario's start.
    case at(Interval)
  }

  /// `< OK dup=1`, `< ERR deny wrong-socket`, `< - call state=menu`: words and fields that a line has.
  public struct ExpectedReply: Sendable {
    public var position: SourcePosition
    public var text: String
  }

  public var name: String
  public var steps: [Step]

  /// Everything that is wrong with a script.
  public struct Problems: Error, Sendable { public var problems: [SettingsProblem] }

  public init(name: String, text: String) throws(Problems) {
    self.name = name
    var steps: [Step] = []
    var problems: [SettingsProblem] = []
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let position = SourcePosition(file: name, line: index + 1, column: 1)
      var words = ScenarioLine(raw)
      guard !words.isEmpty else { continue }
      if words.takes(prefix: "<") {
        if steps.isEmpty {
          problems.append(SettingsProblem(at: position, "there is no line before this that could be answered"))
        } else {
          steps[steps.count - 1].replies.append(ExpectedReply(position: position, text: words.rest))
        }
        continue
      }
      do throws(SettingsProblem.Sentence) {
        let time = try words.takeTime()
        if words.takes(prefix: "host>") {
          let answer = try words.hostAnswer()
          steps.append(
            Step(
              position: position, time: time, peer: "host", role: .operations, line: words.rest, replies: [],
              hostAnswer: answer))
          continue
        }
        let (peer, role) = try words.takePeer()
        steps.append(Step(position: position, time: time, peer: peer, role: role, line: words.rest, replies: []))
      } catch { problems.append(SettingsProblem(at: position, error.text)) }
    }
    guard problems.isEmpty else { throw Problems(problems: problems) }
    self.steps = steps
  }
}

/// One line of a script while it is taken apart.
private struct ScenarioLine {
  private var text: Substring

  init(_ raw: Substring) {
    let line = raw.last == "\r" ? raw.dropLast() : raw
    text = line.drop { $0 == " " || $0 == "\t" }
    // `#` alone is a key: a comment needs a space after it, or to be longer than any line of keys.
    if text.first == "#", Keys(Self.trimmed(text)) == nil { text = "" }
  }

  var isEmpty: Bool { rest.isEmpty }
  var rest: String { String(Self.trimmed(text)) }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
    return text
  }

  mutating func takes(prefix: String) -> Bool {
    guard text.hasPrefix(prefix) else { return false }
    text = text.dropFirst(prefix.count).drop { $0 == " " }
    return true
  }

  mutating func takeTime() throws(SettingsProblem.Sentence) -> Scenario.Time? {
    guard let sign = text.first, sign == "+" || sign == "@" else { return nil }
    let word = text.dropFirst().prefix { $0 != " " }
    guard let interval = Interval(scenarioWord: word) else {
      throw SettingsProblem.Sentence(text: "a time is a number and ms, s, m or h, like +1.5s; this is \(sign)\(word)")
    }
    text = text.dropFirst(word.count + 1).drop { $0 == " " }
    return sign == "+" ? .after(interval) : .at(interval)
  }

  func hostAnswer() throws(SettingsProblem.Sentence) -> HostAnswer {
    do throws(HostAnswer.Problem) {
      return try HostAnswer(words: rest.split(separator: " "))
    } catch { throw SettingsProblem.Sentence(text: error.text) }
  }

  mutating func takePeer() throws(SettingsProblem.Sentence) -> (String, Role) {
    let word = text.prefix { $0 != " " }
    guard word.last == ">" else { return ("gw", .gateway) }
    let peer = String(word.dropLast())
    guard let role = Role.allCases.first(where: { peer.hasPrefix($0.socketName) }) else {
      throw SettingsProblem.Sentence(text: "a peer's name begins with gw, desk or ops, or is host; this is \(peer)")
    }
    text = text.dropFirst(word.count).drop { $0 == " " }
    return (peer, role)
  }
}

extension SettingsProblem {
  /// A problem's sentence before its position is known.
  fileprivate struct Sentence: Error { var text: String }
}

extension Interval {
  /// `250ms`, `1.5s`, `2m`, `1h`.
  fileprivate init?(scenarioWord word: Substring) {
    let number = word.prefix { $0.isNumber || $0 == "." }
    let scales: [(unit: String, microseconds: Int64)] = [
      ("ms", 1_000), ("s", 1_000_000), ("m", 60_000_000), ("h", 3_600_000_000),
    ]
    let unit = word.dropFirst(number.count)
    guard let scale = scales.first(where: { $0.unit == unit })?.microseconds else { return nil }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = Int64(parts[0]), parts.count <= 2 else { return nil }
    var total = whole * scale
    if parts.count == 2 {
      guard let fraction = Int64(parts[1]), parts[1].count <= 6 else { return nil }
      var divisor: Int64 = 1
      for _ in parts[1] { divisor *= 10 }
      total += fraction * scale / divisor
    }
    self.init(microseconds: total)
  }
}
