import CPlatform

/// The process at the other end of a Unix socket, as the kernel recorded it.
public enum PeerProcess {
  /// `nil` where it is not one of ours to see.
  public static func id(behind descriptor: Int32) -> Int32? {
    var peer = ivr_peer()
    guard ivr_peer_credentials(descriptor, &peer) == 0, peer.pid > 0 else { return nil }
    return peer.pid
  }
}
