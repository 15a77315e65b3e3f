/// One host link in front of two: the bank's operations go to the bank, the centre's to the task book.
///
/// Each of the two gets its share of a batch in one piece, so that each commits once; the answers come back in
/// the batch's order.
public final class HostRouter: HostLink {
  private let bank: any HostLink
  private let centre: any HostLink

  public init(bank: any HostLink, centre: any HostLink) {
    self.bank = bank
    self.centre = centre
  }

  public func perform(_ requests: [HostRequest]) -> [HostReply] {
    let forBank = requests.filter { !$0.operation.isForCentre }
    let forCentre = requests.filter(\.operation.isForCentre)
    guard !forBank.isEmpty else { return centre.perform(forCentre) }
    guard !forCentre.isEmpty else { return bank.perform(forBank) }
    var bankReplies = bank.perform(forBank)[...]
    var centreReplies = centre.perform(forCentre)[...]
    return requests.map { $0.operation.isForCentre ? centreReplies.removeFirst() : bankReplies.removeFirst() }
  }
}
