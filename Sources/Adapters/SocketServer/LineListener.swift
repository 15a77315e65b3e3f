import NIOCore

/// One listening socket: its channel, and its file where the server made one.
struct LineListener: Sendable {
  var channel: any Channel
  /// `nil`: the descriptor was passed to the daemon, and its file is not ours.
  var file: SocketFile?
}
