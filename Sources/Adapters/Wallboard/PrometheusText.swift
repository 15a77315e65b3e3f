/// Figures as text: the exposition format 0.0.4 of Prometheus
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
///
/// Figures are read when somebody asks and not kept beside their source, so a client library with registered
/// counters would have nothing to do here.
public struct PrometheusText: Hashable, Sendable {
  public enum Kind: String, Sendable { case counter, gauge, histogram }

  /// One value with the labels that tell it from others of its name.
  public struct Sample: Hashable, Sendable {
    public var labels: [(name: String, value: String)]
    public var value: Double

    public init(_ value: Double, _ labels: (name: String, value: String)...) {
      self.value = value
      self.labels = labels
    }

    public init(_ value: Int, _ labels: (name: String, value: String)...) {
      self.value = Double(value)
      self.labels = labels
    }

    public static func == (a: Sample, b: Sample) -> Bool {
      a.value == b.value && a.labels.elementsEqual(b.labels, by: ==)
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(value)
      for label in labels { hasher.combine(label.name + "=" + label.value) }
    }
  }

  public private(set) var body = ""

  public init() {}

  /// - Parameters:
  ///   - name: in base units, with `_total` at the end of a counter's.
  ///   - help: one sentence.
  public mutating func add(_ kind: Kind, _ name: String, _ help: String, _ samples: [Sample]) {
    head(kind, name, help)
    for sample in samples { line(name, sample.labels, sample.value) }
  }

  public mutating func add(_ kind: Kind, _ name: String, _ help: String, _ value: Int) {
    add(kind, name, help, [Sample(value)])
  }

  /// - Parameters:
  ///   - counts: so many observations at or below each bound that are above the bound before; the last is of those
  ///     above every bound, so there is one more than bounds.
  ///   - sum: of all observations, in the unit of the bounds.
  public mutating func addHistogram(_ name: String, _ help: String, bounds: [Double], counts: [Int], sum: Double) {
    precondition(counts.count == bounds.count + 1, "A histogram has one count more than bounds.")
    head(.histogram, name, help)
    var total = 0
    for (index, count) in counts.enumerated() {
      total += count
      let bound = index < bounds.count ? Self.number(bounds[index]) : "+Inf"
      line(name + "_bucket", [("le", bound)], Double(total))
    }
    line(name + "_sum", [], sum)
    line(name + "_count", [], Double(total))
  }

  private mutating func head(_ kind: Kind, _ name: String, _ help: String) {
    body += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  private mutating func line(_ name: String, _ labels: [(name: String, value: String)], _ value: Double) {
    body += name
    if !labels.isEmpty {
      body += "{" + labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",") + "}"
    }
    body += " \(Self.number(value))\n"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case let other: escaped.unicodeScalars.append(other)
      }
    }
    return escaped
  }

  /// Whole numbers without a point: they are what most figures are.
  private static func number(_ value: Double) -> String {
    if let whole = Int64(exactly: value) { return String(whole) }
    return String(value)
  }
}
