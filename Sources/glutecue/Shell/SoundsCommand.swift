import ArgumentParser
import EMGUnits
import Report

/// `glutecue sounds`: every sound with what it means.
struct SoundsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sounds",
    abstract: "Learn the sounds: what each one means and what to do.",
    discussion: """
      Tells of each sound what it is like, what it means and what to do. With --tone it also writes the sounds one after \
      another to a WAV, with a second of silence between them, and tells at which time each begins. Listen to it with the \
      headphones and at the volume that you will run with.

      EXAMPLES
        All sounds in a file to listen to:
          glutecue sounds --tone wav:sounds.wav
        Only the two that ask for something at once:
          glutecue sounds --tone wav:sounds.wav --only silent,fault
      """)

  @Option(help: ArgumentHelp("Where the sounds go: wav:FILE, or none.", valueName: "wav:file|none")) var tone = "none"
  @Option(help: ArgumentHelp("Frames per second of the WAV, 8000 to 192000.", valueName: "hz"))
  var sampleRate = 48_000.0
  @Option(
    help: ArgumentHelp(
      "Only these sounds, in this order: \(CueKind.allCases.map(\.rawValue).joined(separator: ",")).",
      valueName: "sound,…"))
  var only: String?
  @Flag(help: "Overwrite a file that exists.") var force = false

  func run() throws {
    let kinds = try chosen()
    guard tone != "none" else {
      for kind in kinds { print(SoundCaption(kind: kind).text) }
      return
    }
    let path = try Endpoint.file("--tone", tone)
    try OutputCheck.check([path], inputs: [], overwrites: force)
    let sampler = SoundSampler(kinds)
    try sampler.write(to: path, sampleRate: Hertz(sampleRate), overwrite: force)
    for entry in sampler.entries { print("\(entry.clock)  \(SoundCaption(kind: entry.kind).text)") }
  }

  private func chosen() throws(ConfigurationError) -> [CueKind] {
    guard let only else { return CueKind.allCases }
    let text = OptionText("--only", only, example: "silent,fault")
    var kinds: [CueKind] = []
    for item in text.items {
      guard let kind = CueKind(rawValue: item) else {
        let names = CueKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw text.refused("“\(item)” is not a sound. Sounds: \(names).")
      }
      kinds.append(kind)
    }
    return kinds
  }
}
