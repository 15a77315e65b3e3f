import CallModel
import Foundation
import Settings
import Testing

/// The menus that are shipped with the product.
enum ShippedMenus {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("menus").path
}

@Suite struct ShippedMenusTests {
  @Test func loadWithoutErrorOrWarning() throws {
    let loaded = try MenuLoader.load(directory: ShippedMenus.directory)
    #expect(loaded.warnings.map(\.description) == [])
  }
}
