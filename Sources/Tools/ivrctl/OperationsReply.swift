import ArgumentParser
import CallModel
import LineClient
import LineProtocol
import Terminal

/// One question to ops.sock and its answer, shown as the options say.
struct OperationsReply {
  let rows: [ReceivedLine]
  let end: ReceivedLine

  private init(rows: [ReceivedLine], end: ReceivedLine) {
    self.rows = rows
    self.end = end
  }

  init(
    to request: Request, from address: DaemonAddress, timeout: Interval = LineClient.defaultTimeout
  ) throws {
    try self.init(to: request, over: address.connect(to: .operations), timeout: timeout)
  }

  init(to request: Request, over client: LineClient, timeout: Interval = LineClient.defaultTimeout) throws {
    let bytes = try Self.bytes(of: request)
    let reply = try Exit.reaching { () throws(LineClientError) in
      try client.send(bytes)
      return try client.reply(timeout: timeout)
    }
    rows = reply.rows.compactMap(\.received)
    guard let end = reply.end.received else { preconditionFailure("A reply ends with OK or ERR.") }
    self.end = end
  }

  /// A request whose words can't be said on the wire is bad usage.
  static func bytes(of request: Request) throws -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(WireError) {
      try ClientRequestWriter.append(request, to: &bytes)
    } catch {
      throw ValidationError("An argument can't be used: \(error.text ?? error.symbol.meaning)")
    }
    return bytes
  }

  /// Rows as a table, or as an array of objects.
  func showList(_ output: OutputOptions, ifEmpty sentence: String) throws {
    try refuse(output)
    let report = RowReport(rows)
    if output.json { return output.show(.array(report.json(namingRows: false))) }
    output.show(report.isEmpty ? [TerminalDevice.output.style.dim(sentence)] : report.lines(.list))
  }

  /// Figures as a table that is whole on every terminal, or as an array of objects.
  func showFigures(_ output: OutputOptions, ifEmpty sentence: String) throws {
    try refuse(output)
    let report = RowReport(rows)
    if output.json { return output.show(.array(report.json(namingRows: false))) }
    output.show(report.isEmpty ? [TerminalDevice.output.style.dim(sentence)] : report.lines(.figures))
  }

  /// Only the rows whose field has this value; all where none is wanted.
  func only(_ key: String, _ value: String?) -> OperationsReply {
    guard let value else { return self }
    return OperationsReply(rows: rows.filter { $0[key] == value }, end: end)
  }

  /// The rows but those whose field has this value.
  func without(_ key: String, _ value: String) -> OperationsReply {
    OperationsReply(rows: rows.filter { $0[key] != value }, end: end)
  }

  /// One row as one object.
  func showOne(_ output: OutputOptions) throws {
    try refuse(output)
    let report = RowReport(rows)
    if output.json { return output.show(report.json(namingRows: false).first ?? .object([])) }
    output.show(report.lines(.detail))
  }

  /// Rows of several kinds: each object names its kind.
  func showDetails(_ output: OutputOptions) throws {
    try refuse(output)
    let report = RowReport(rows)
    if output.json { return output.show(.array(report.json(namingRows: true))) }
    output.show(report.lines(.detail))
  }

  /// What was done, in a sentence or as the reply's fields.
  func showDone(_ output: OutputOptions, _ sentence: String) throws {
    try refuse(output)
    if output.json { return output.show(JSONValue(reply: end)) }
    output.show([sentence])
  }

  /// A refusal with its rows ends the command.
  func refuse(_ output: OutputOptions) throws(ExitCode) {
    guard end.kind == .error else { return }
    let report = RowReport(rows)
    if output.json {
      output.show(JSONValue(reply: end, rows: report.json(namingRows: false)))
    } else {
      output.show(rows.compactMap(\.text).map(DisplayText.printable))
      Exit.complain(end.refusal)
    }
    throw Exit.refused
  }
}

extension RowReport {
  /// Fitted to the terminal that standard output is, if it is one.
  func lines(_ layout: Layout) -> [String] {
    lines(layout, width: TerminalDevice.output.width, style: TerminalDevice.output.style)
  }
}
