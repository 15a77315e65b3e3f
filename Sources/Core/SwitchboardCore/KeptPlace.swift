import ACD
import CallModel

/// The place of a caller whom his queue could not keep and wants to call back (`overflow: callback`). He is in the
/// menus, where his number is found or asked for; when the callback is registered, it takes this place. Apart from
/// the call's session, because few calls ever have one.
struct KeptPlace: Sendable, Codable {
  var queue: QueueID
  var place: OutboundWork.Place
}
