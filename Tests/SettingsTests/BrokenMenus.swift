import Testing

/// The small menus with one thing changed, and everything that a load then says.
struct BrokenMenus: CustomTestStringConvertible, Sendable {
  var name: String
  var path: String
  var find: String
  var replacement: String
  /// In the order of the report.
  var problems: [String]

  init(_ name: String, in path: String, replacing find: String, by replacement: String, says problems: [String]) {
    self.name = name
    self.path = path
    self.find = find
    self.replacement = replacement
    self.problems = problems
  }

  var testDescription: String { name }

  /// What a load says of them.
  var found: [String] { SmallMenus.problems(SmallMenus.files(path, find, replacement)) }

  func check() { #expect(found == problems) }
}
