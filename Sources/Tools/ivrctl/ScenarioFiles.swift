import ArgumentParser
import Foundation

/// The `.call` scripts that a command line means.
enum ScenarioFiles {
  enum Problem: Error, CustomStringConvertible {
    case missing(String)
    case noScripts([String])

    var description: String {
      switch self {
      case .missing(let path): "there is no file or directory \(path)"
      case .noScripts(let places): "there are no .call scripts in \(places.joined(separator: ", "))"
      }
    }
  }

  /// Files as they are named, directories as the scripts below them, by name.
  static func find(_ places: [String]) throws(Problem) -> [String] {
    var files: [String] = []
    for place in places {
      var isDirectory: ObjCBool = false
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isDirectory) else { throw .missing(place) }
      files += isDirectory.boolValue ? scripts(below: place) : [place]
    }
    guard !files.isEmpty else { throw .noScripts(places) }
    return files
  }

  /// Those named, else those that are with the menus; says what is missing. A directory of menus may be named instead
  /// of scripts: it is the menus then.
  static func chosen(_ named: [String], on menus: inout MenuOptions) throws(ExitCode) -> [String] {
    var named = named
    if let place = named.firstIndex(where: MenuOptions.areMenus) {
      guard menus.menus == nil else {
        Exit.complain("\(named[place]) is a directory of menus, and --menus names another; name the menus once")
        throw Exit.usage
      }
      menus.menus = named.remove(at: place)
    }
    do throws(Problem) {
      return try find(named.isEmpty ? [menus.scenarios] : named)
    } catch {
      Exit.complain(error.description)
      throw Exit.noInput
    }
  }

  private static func scripts(below directory: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
    let base = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
    return names.filter { $0.hasSuffix(".call") }.sorted().map { "\(base)/\($0)" }
  }
}
