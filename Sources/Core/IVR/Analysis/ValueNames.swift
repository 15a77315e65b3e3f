import CallModel

/// A set of the names in `ValueNames`.
struct NameSet: Hashable {
  private var bits: UInt128 = 0

  static let all = NameSet(bits: .max)

  init() {}
  private init(bits: UInt128) { self.bits = bits }

  var isEmpty: Bool { bits == 0 }
  func contains(_ place: Int) -> Bool { bits & (1 << UInt128(place)) != 0 }
  mutating func insert(_ place: Int) { bits |= 1 << UInt128(place) }
  func union(_ other: NameSet) -> NameSet { NameSet(bits: bits | other.bits) }
  func intersection(_ other: NameSet) -> NameSet { NameSet(bits: bits & other.bits) }
  func subtracting(_ other: NameSet) -> NameSet { NameSet(bits: bits & ~other.bits) }
}

/// The names of session values that operations read and prompts speak, numbered in the order of the tree.
struct ValueNames {
  /// As many as a `NameSet` has room for; whether further ones are collected is not followed.
  static let most = 128

  private(set) var names: [String] = []
  private var places: [String: Int] = [:]
  /// There were more.
  private(set) var isFull = false

  init(_ tree: MenuTree) {
    for node in tree.nodes {
      switch node.kind {
      case .digits(let entry): add([entry.into])
      case .amount(let entry): add([entry.into])
      case .menu(let menu): add(menu.choices.flatMap { $0.sets.map(\.name) })
      case .secret(let entry): add(entry.operation)
      case .action(let action): add(action.operation)
      case .choose(let choose): add(choose.operation)
      case .callback: add(.registerCallback)
      case .confirm, .say, .announcements, .branch, .queue, .survey, .transfer, .language, .call, .return, .end: break
      }
    }
  }

  private mutating func add(_ operation: HostOperation) {
    let signature = operation.signature
    add(signature.inputs + signature.outputs + signature.itemOutputs)
  }

  private mutating func add(_ some: [String]) {
    for name in some where places[name] == nil {
      guard names.count < Self.most else { return isFull = true }
      places[name] = names.count
      names.append(name)
    }
  }

  subscript(name: String) -> Int? { places[name] }

  func set(in values: SessionValues) -> NameSet {
    var set = NameSet()
    guard !values.isEmpty else { return set }
    for (place, name) in names.enumerated() where values[name] != nil { set.insert(place) }
    return set
  }

  /// An entry that was passed over takes back what was keyed there before.
  func cleared(by ways: [MenuWay], _ tree: MenuTree) -> NameSet {
    var set = NameSet()
    for way in ways where way.exit == .empty {
      if case .digits(let entry) = tree.kind(way.node), let place = places[entry.into] { set.insert(place) }
    }
    return set
  }
}
