public import CallModel

/// The reports whose figures count something else than calls, and which columns can be taken apart into what they count.
/// A column's name is the figure's.
public enum DetailedReport: String, CaseIterable, Sendable {
  case surveys, promises, callbacks, tasks
}

/// Of `report surveys`.
public enum SurveyFigure: String, CaseIterable, Sendable {
  case answers, solved, unsolved

  /// Of which words it is made.
  public var words: [String] {
    switch self {
    case .answers: SurveyWords.satisfaction.map(\.word)
    case .solved: [SurveyWords.solved]
    case .unsolved: [SurveyWords.unsolved]
    }
  }
}

/// Of `report promises`.
public enum PromiseFigure: String, CaseIterable, Sendable { case told, longer, answered, kept, abandoned, left, open }

/// Of `report callbacks`.
public enum CallbackFigure: String, CaseIterable, Sendable {
  case callbacks
  case inTime = "in-time"
}

/// Of `report tasks`.
public enum TaskFigure: String, CaseIterable, Sendable {
  case tasks, done
  case inTime = "in-time"
  case open, overdue

  public func takes(_ task: CareTask, at now: Timestamp) -> Bool {
    switch self {
    case .tasks: true
    case .done: task.state == .completed
    case .inTime: task.wasInTime
    case .open: !task.isOver
    case .overdue: task.isOverdue(at: now)
    }
  }
}

/// One time that a caller was told how long he will wait, and what the wait came to; no score: he still waits.
public struct ToldWait: Sendable, Equatable {
  public var told: PromiseRecord
  public var score: PromiseScoreRecord?

  public init(_ told: PromiseRecord, _ score: PromiseScoreRecord? = nil) {
    self.told = told
    self.score = score
  }
}

/// What a figure is made of is looked for in these days and for whom it is given, the newest first.
public struct DetailFilter<Figure: Sendable>: Sendable {
  public var figure: Figure
  public var range: Range<Timestamp>
  public var limit: Int

  public init(_ figure: Figure, in range: Range<Timestamp>, limit: Int) {
    self.figure = figure
    self.range = range
    self.limit = limit
  }
}
