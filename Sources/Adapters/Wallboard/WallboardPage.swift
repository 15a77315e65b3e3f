/// What can be asked for.
public enum WallboardPath: String, CaseIterable, Sendable {
  /// Figures in Prometheus' text format.
  case metrics = "/metrics"
  /// 200 while the core answers.
  case health = "/healthz"
  /// 200 while new calls are taken.
  case readiness = "/readyz"
}

/// An answer: a status, and a body with its type.
public struct WallboardPage: Hashable, Sendable {
  public var status: Int
  public var contentType: String
  public var body: String

  public init(status: Int, contentType: String, body: String) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }

  public static func text(_ status: Int, _ sentence: String) -> WallboardPage {
    WallboardPage(status: status, contentType: "text/plain; charset=utf-8", body: sentence + "\n")
  }

  /// Prometheus' text exposition format, version 0.0.4.
  public static func metrics(_ text: PrometheusText) -> WallboardPage {
    WallboardPage(status: 200, contentType: "text/plain; version=0.0.4; charset=utf-8", body: text.body)
  }
}
