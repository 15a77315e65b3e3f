import CallModel
import Crypto
import Foundation
import Logging
import Testing

@testable import Daemon

/// Keys typed ahead are sealed with a key that no disk has.
@Suite struct MemoryKeySealTests {
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test func whatIsSealedIsOpenedByTheSameKeyOnly() throws {
    let seal = MemoryKeySeal(key: SymmetricKey(size: .bits256))
    let keys = Keys("12*34#")!
    let sealed = try #require(seal.seal(keys))
    #expect(seal.open(sealed) == keys)
    #expect(!String(decoding: sealed, as: UTF8.self).contains("12*34"))
    #expect(MemoryKeySeal(key: SymmetricKey(size: .bits256)).open(sealed) == nil)
    for place in sealed.indices {
      var changed = sealed
      changed[place] ^= 1
      #expect(seal.open(changed) == nil)
    }
  }

  @Test func theKeyOutlivesTheProcessWhereTheDirectoryIsInMemory() throws {
    let path = "/dev/shm/ivrd-seal-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let first = try #require(MemoryKeySeal(directory: path, quiet))
    let sealed = try #require(first.seal(Keys("7")!))
    #expect(MemoryKeySeal(directory: path, quiet)?.open(sealed) == Keys("7"))
    let mode = try FileManager.default.attributesOfItem(atPath: path + "/seal")[.posixPermissions] as? Int
    #expect(mode == 0o600)
  }

  @Test func onADiskThereIsNoKey() throws {
    let path = FileManager.default.currentDirectoryPath + "/.seal-\(UUID().uuidString.prefix(8))"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(MemoryKeySeal(directory: path, quiet) == nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }
}
