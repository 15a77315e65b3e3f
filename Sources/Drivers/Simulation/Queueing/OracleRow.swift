/// A model with the figures that theory has for it.
public struct OracleRow: Hashable, Sendable {
  public enum Scope: Hashable, Sendable {
    case all
    case callerClass(Int)
    case pool(Int)
  }

  public struct Figure: Hashable, Sendable {
    public var measure: QueueingMeasure
    public var scope: Scope
    public var exact: Double

    public init(measure: QueueingMeasure, scope: Scope, exact: Double) {
      self.measure = measure
      self.scope = scope
      self.exact = exact
    }
  }

  public var id: String
  public var title: String
  public var model: QueueingModel
  public var exact: [Figure]

  public init(id: String, title: String, model: QueueingModel, exact: [Figure]) {
    self.id = id
    self.title = title
    self.model = model
    self.exact = exact
  }

  /// `meanWaitSeconds of class 2`.
  public func name(of figure: Figure) -> String {
    switch figure.scope {
    case .all: figure.measure.rawValue
    case .callerClass(let index): "\(figure.measure.rawValue) of class \(model.classes[index].name)"
    case .pool(let index): "\(figure.measure.rawValue) of pool \(model.pools[index].name)"
    }
  }

  func value(of figure: Figure, in tally: QueueingTally) -> Double? {
    switch figure.scope {
    case .all: figure.measure == .occupancy ? tally.occupancy : figure.measure.value(of: tally.all)
    case .callerClass(let index): figure.measure.value(of: tally.classes[index])
    case .pool(let index): figure.measure == .occupancy ? tally.occupancy(ofPool: index) : nil
    }
  }
}
