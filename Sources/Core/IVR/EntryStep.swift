/// What one more key means to a string that is being keyed.
enum EntryStep: Sendable, Equatable {
  /// Wait for the next key.
  case more
  /// The string is whole: check it.
  case finished
  /// The star has thrown away what was keyed.
  case cleared
  /// The end key, with nothing before it.
  case empty
  /// No key of this string: a link, if nothing was keyed and there is one, else a wrong key.
  case foreign
}
