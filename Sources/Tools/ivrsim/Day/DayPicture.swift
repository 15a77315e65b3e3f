import CallModel
import Simulation
import Terminal

/// A simulated day as a picture: three panels over the hours, calls and what became of them, waits, agents.
struct DayPicture {
  private static let width = 960.0
  private static let panel = 170.0
  private static let gap = 62.0
  private static let left = 64.0
  private static let top = 74.0
  private static let plot = 830.0
  private static let ink = "#1f2933"
  private static let pale = "#d5dbe1"
  private static let blue = "#2f6fb0"
  private static let red = "#c8503c"
  private static let green = "#3c8a5f"

  let scenario: DayScenario
  let figures: DayFigures

  private var slots: [DayFigures.Slot] { figures.slots }
  private var column: Double { Self.plot / Double(slots.count) }

  var svg: String {
    let height = Self.top + 3 * (Self.panel + Self.gap)
    let title =
      "\(scenario.name), seed \(scenario.seed): \(Quantity.count(figures.calls, "call")), "
      + "\(Quantity.count(figures.agents.count, "agent"))"
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Self.number(Self.width)) \(Self.number(height))\" "
        + "font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\" fill=\"\(Self.ink)\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      Self.text(Self.left, 30, title, size: 17),
    ]
    parts += calls(at: Self.top)
    parts += waits(at: Self.top + Self.panel + Self.gap)
    parts += agents(at: Self.top + 2 * (Self.panel + Self.gap))
    return (parts + ["</svg>"]).joined(separator: "\n") + "\n"
  }

  // MARK: - Panels

  private func calls(at y: Double) -> [String] {
    let most = Self.roundedUp(Double(slots.map(\.calls).max() ?? 1))
    return heading(
      y, "calls in half an hour", [("all", Self.pale), ("to agents", Self.blue), ("hung up waiting", Self.red)])
      + frame(y, most, "") + bars(y, most, Self.pale) { Double($0.calls) }
      + bars(y, most, Self.blue) { Double($0.offered) } + bars(y, most, Self.red) { Double($0.abandoned) }
  }

  private func waits(at y: Double) -> [String] {
    let most = Self.roundedUp(slots.compactMap(\.meanWaitSeconds).max() ?? 1)
    return heading(y, "mean wait of the answered, in seconds, by the half hour of entering the queue", [])
      + frame(y, most, " s") + line(y, most, Self.blue) { $0.meanWaitSeconds }
  }

  private func agents(at y: Double) -> [String] {
    let most = Self.roundedUp(slots.map(\.staffed).max() ?? 1)
    return heading(
      y, "agents who were there, and how busy", [("agents", Self.pale), ("occupancy (right)", Self.green)])
      + frame(y, most, "") + bars(y, most, Self.pale) { $0.staffed }
      + line(y, 1, Self.green) { $0.occupancy }
      + (0...4).map { step in
        Self.text(Self.left + Self.plot + 6, Self.y(y, Double(step) / 4) + 4, "\(step * 25) %", fill: Self.green)
      }
  }

  // MARK: - Parts of a panel

  private func heading(_ y: Double, _ title: String, _ legend: [(String, String)]) -> [String] {
    var parts = [Self.text(Self.left, y - 14, title, size: 13)]
    var x = Self.left + Self.plot
    for (name, colour) in legend.reversed() {
      x -= Double(name.count) * 6.6 + 26
      parts.append(
        "<rect x=\"\(Self.number(x))\" y=\"\(Self.number(y - 23))\" width=\"11\" height=\"11\" fill=\"\(colour)\"/>")
      parts.append(Self.text(x + 15, y - 13.5, name))
    }
    return parts
  }

  private func frame(_ y: Double, _ most: Double, _ unit: String) -> [String] {
    (0...4).flatMap { step -> [String] in
      let height = Self.y(y, Double(step) / 4)
      let value = most * Double(step) / 4
      let label = Quantity.decimal(value, places: most < 8 ? 1 : 0) + unit
      return [
        "<line x1=\"\(Self.number(Self.left))\" x2=\"\(Self.number(Self.left + Self.plot))\" y1=\"\(Self.number(height))\" "
          + "y2=\"\(Self.number(height))\" stroke=\"\(step == 0 ? Self.ink : "#eceff2")\"/>",
        Self.text(Self.left - 8, height + 4, label, anchor: "end"),
      ]
    } + hours(y)
  }

  private func hours(_ y: Double) -> [String] {
    stride(from: 0, through: 24, by: 2).map { hour in
      Self.text(Self.left + Double(hour * 2) * column, y + Self.panel + 17, "\(hour):00", anchor: "middle")
    }
  }

  private func bars(_ y: Double, _ most: Double, _ colour: String, _ value: (DayFigures.Slot) -> Double) -> [String] {
    slots.enumerated().compactMap { index, slot in
      let height = value(slot) / most * Self.panel
      guard height > 0 else { return nil }
      return
        "<rect x=\"\(Self.number(Self.left + Double(index) * column + 1))\" y=\"\(Self.number(y + Self.panel - height))\" "
        + "width=\"\(Self.number(column - 2))\" height=\"\(Self.number(height))\" fill=\"\(colour)\"/>"
    }
  }

  /// Broken where there is nothing to show; a single value is a point.
  private func line(_ y: Double, _ most: Double, _ colour: String, _ value: (DayFigures.Slot) -> Double?) -> [String] {
    var runs: [[String]] = [[]]
    for (index, slot) in slots.enumerated() {
      guard let value = value(slot) else {
        runs.append([])
        continue
      }
      let x = Self.left + (Double(index) + 0.5) * column
      runs[runs.count - 1].append("\(Self.number(x)),\(Self.number(Self.y(y, value / most)))")
    }
    return runs.filter { !$0.isEmpty }.map { points in
      "<polyline points=\"\(points.joined(separator: " "))\" fill=\"none\" stroke=\"\(colour)\" stroke-width=\"2.5\" "
        + "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"
    }
  }

  // MARK: - Numbers and words

  private static func y(_ top: Double, _ share: Double) -> Double { top + panel * (1 - share) }

  private static func number(_ value: Double) -> String { Quantity.decimal(value, places: 1).filter { $0 != "," } }

  private static func text(
    _ x: Double, _ y: Double, _ words: String, size: Int = 12, anchor: String = "start", fill: String = ink
  ) -> String {
    "<text x=\"\(number(x))\" y=\"\(number(y))\" font-size=\"\(size)\" text-anchor=\"\(anchor)\" fill=\"\(fill)\">"
      + "\(XMLText.escaped(words))</text>"
  }

  /// The next of 1, 2, 4, 6, 8 with zeros, so that a quarter of it is a number to read.
  private static func roundedUp(_ value: Double) -> Double {
    var scale = 1.0
    while scale * 10 < value { scale *= 10 }
    return ([1, 2, 4, 6, 8, 10].first { $0 * scale >= value } ?? 10) * scale
  }
}
