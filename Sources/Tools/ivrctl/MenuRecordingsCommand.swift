import ArgumentParser
import CallModel
import IVR
import Settings
import Terminal

struct MenuRecordingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recordings", abstract: "Every recording that a gateway without a voice needs.",
    discussion: """
      A line each: language, name and words, with tabs between them. The names are those of pieces= in SAY lines; \
      first the words of numbers, amounts and dates, then the prompts'. What only a voice can say, like names, has \
      none. scripts/render-prompts.sh makes WAV files of them.

      EXAMPLES
        ivrctl menu recordings
        ivrctl menu recordings --lang en | cut -f 2,3
        ivrctl menu recordings --json | jq '.recordings | length'

      \(Exit.help)
      """)

  @Option(help: ArgumentHelp("Only this language: else all of the menus.", valueName: "tag"))
  var lang: String?

  @OptionGroup var menus: MenuPlace
  @OptionGroup var output: OutputOptions

  func run() throws {
    let tree = try menus.load().tree
    let languages = try lang.map { [try MenuOptions.language($0, of: tree)] } ?? tree.languages
    let recordings = languages.flatMap { language in
      tree.prompts.recordings(in: language).map { (language: language.tag, recording: $0) }
    }
    if output.json {
      let list = recordings.map { entry in
        JSONValue.object([
          .init("lang", .string(entry.language)), .init("name", .string(entry.recording.name)),
          .init("text", .string(entry.recording.text)),
        ])
      }
      output.show(.object([.init("recordings", .array(list))]))
    } else {
      output.show(recordings.map { "\($0.language)\t\($0.recording.name)\t\($0.recording.text)" })
    }
  }
}
