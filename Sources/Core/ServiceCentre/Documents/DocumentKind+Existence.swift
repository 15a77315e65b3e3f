import CallModel

extension DocumentKind {
  /// Whether there is a paper of this kind with that id.
  func has(_ id: String, in book: some CentreBook) throws -> Bool {
    guard let number = number(of: id) else { return false }
    func isKept<Document: CentreDocument>(_: Document.Type) throws -> Bool {
      let document: Document? = try book.document(number)
      return document != nil
    }
    return switch self {
    case .outboundProject: try isKept(OutboundProject.self)
    case .outboundEntry: try isKept(OutboundEntry.self)
    case .outboundList: try isKept(OutboundList.self)
    case .doNotCall: try isKept(DoNotCall.self)
    case .careTask: try isKept(CareTask.self)
    case .contactCase: try isKept(ContactCase.self)
    case .keptOrder: try isKept(KeptOrder.self)
    case .customerFile: try isKept(CustomerFile.self)
    case .qualityReview: try isKept(QualityReview.self)
    case .register: try isKept(RegisterPaper.self)
    }
  }
}
