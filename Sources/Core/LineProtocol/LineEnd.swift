/// What follows the subject of an event's line, as it goes over the wire: kind, fields and text, without the LF.
///
/// Apart from the event, which is written again from its fields where this does not fit behind the line's beginning.
struct LineEnd: Sendable {
  let bytes: [UInt8]

  /// `nil` where the event would fill a line by itself, so that something of it must be left out.
  init?(of event: Event) {
    var bytes: [UInt8] = []
    LinePen.append(atMost: WireLimit.maximumLine, to: &bytes) { pen in
      ServerLine.write(word: event.kind, with: &pen)
      event.write(to: &pen)
      guard let text = event.text else { return }
      pen.write(" :")
      pen.write(text, as: .text)
    }
    guard bytes.count < WireLimit.maximumLine else { return nil }
    // Kept for as long as the menus are: no longer than it has to be.
    self.bytes = Array(bytes[...])
  }
}

extension Event {
  /// What is made already of its line.
  var lineEnd: LineEnd? {
    switch self {
    case .say(let say): say.lineEnd
    case .ask(let ask): ask.lineEnd
    case .stop, .noInput, .noMatch, .queue, .bridge, .hold, .unhold, .unbridge, .consult, .join, .unconsult, .complete,
      .supervise, .unsupervise, .supervising, .dial, .undial, .end, .offer, .dialling, .deadlineSoon, .withdrawn,
      .connected, .held, .unheld, .consulting, .ended, .wrapUp, .rest, .state, .monitor:
      nil
    }
  }
}
