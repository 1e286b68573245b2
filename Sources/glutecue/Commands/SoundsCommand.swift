import ArgumentParser
import EMGUnits
import Recording
import SessionResults
import ToneSynthesis

/// `glutecue sounds`: every sound with what it means.
struct SoundsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sounds",
    abstract: "Learn the sounds: what each one means and what to do.",
    discussion: """
      Describes each sound: what it is like, what it means and what to do. With --tone it also writes the sounds one after \
      another to a WAV, with a second of silence between them, and lists when each begins. Listen to it with the \
      headphones and at the volume of your runs.

      EXAMPLES
        All sounds in a file to listen to:
          glutecue sounds --tone sounds.wav
        Only the two that need an answer at once:
          glutecue sounds --tone sounds.wav --only silent,fault
      """)

  @Option(
    help: ArgumentHelp("Where the sounds go: a WAV to write, or none.", valueName: "file|none"),
    completion: .words(["none", "sounds.wav"])) var tone = "none"
  @Option(help: ArgumentHelp("Frames per second of the WAV, 8000 to 192000.", valueName: "hz"))
  var rate = 48_000.0
  @Option(name: .customLong("sample-rate"), help: .hidden) var formerRate: Double?
  @Option(
    help: ArgumentHelp(
      "Only these sounds, in this order: \(CueKind.allCases.map(\.rawValue).joined(separator: ",")).",
      valueName: "sound,…"), completion: .list(CueKind.allCases.map(\.rawValue)))
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
    try sampler.write(to: path, sampleRate: Hertz(formerRate ?? rate), overwrite: force)
    for entry in sampler.entries { print("\(entry.clock)  \(SoundCaption(kind: entry.kind).text)") }
  }

  private func chosen() throws(ConfigurationError) -> [CueKind] {
    guard let only else { return CueKind.allCases }
    let text = OptionText("--only", only, example: "silent,fault")
    var kinds: [CueKind] = []
    for item in text.items {
      guard let kind = CueKind(rawValue: item) else {
        let names = CueKind.allCases.map(\.rawValue).joined(separator: ", ")
        let question = NearestName(among: CueKind.allCases.map(\.rawValue)).question(item)
        throw text.refused("“\(item)” is not a sound.\(question) Sounds: \(names).")
      }
      kinds.append(kind)
    }
    return kinds
  }
}

/// What a runner should know about a sound: what it is like, what it means, what to do.
struct SoundCaption {
  /// The sound.
  let kind: CueKind

  /// `silent: one clear beep. Your glute was silent in this stride: squeeze at the next push-off.`
  var text: String { "\(kind.rawValue): \(likeness). \(advice)" }

  /// How it sounds.
  var likeness: String {
    switch kind {
    case .silent: "one clear beep"
    case .weak: "two soft low beeps"
    case .recovered: "two notes going up"
    case .fault: "three low buzzes"
    case .reward: "three soft notes going up"
    case .below: "one short soft note"
    case .heartbeat: "one very soft tick"
    }
  }

  /// What it means and what to do.
  var advice: String {
    switch kind {
    case .silent: "Your glute was silent in this stride: squeeze at the next push-off."
    case .weak:
      "Your glute has worked clearly less than usual for several strides: push off more from the hip, or ease the pace."
    case .recovered: "Your glute fires again: keep going like this."
    case .fault: "The signal is gone, so your strides cannot be judged: check electrodes and cable."
    case .reward: "Five good strides in a row: your glute fired, or met your aim. Keep going like this."
    case .below: "Your glute works, but this stride missed your aim: push off a little more from the hip."
    case .heartbeat: "Everything works: your strides are found and judged. Nothing to do."
    }
  }
}

/// Sounds one after another, each after a second of silence, for a WAV to learn them by.
struct SoundSampler {
  /// One sound of it.
  struct Entry {
    /// Which sound.
    let kind: CueKind
    /// When it begins, in tenths of a second.
    let tenths: Int

    /// `0:01.0`
    var clock: String { SummaryText.clock(Double(tenths) / 10) }
  }

  /// The silence before each sound and after the last; each starts on the next tenth of a second, as its caption says.
  private static let pauseSeconds = 1.0

  /// The sounds and when they begin.
  let entries: [Entry]
  /// From the first pause to the last.
  let durationSeconds: Double

  /// Puts the sounds in a row.
  init(_ kinds: [CueKind]) {
    var seconds = Self.pauseSeconds
    entries = kinds.map { kind in
      let tenths = Int(bounded: (10 * seconds).rounded(.up))
      seconds = Double(tenths) / 10 + CueSound(kind).durationSeconds + Self.pauseSeconds
      return Entry(kind: kind, tenths: tenths)
    }
    durationSeconds = seconds
  }

  /// All samples, mono.
  func samples(at sampleRate: Hertz) throws(ConfigurationError) -> [Int16] {
    var renderer = try ToneRenderer(sampleRate: sampleRate)
    var samples = [Float](repeating: 0, count: Int(bounded: (durationSeconds * sampleRate.value).rounded(.up)))
    samples.withUnsafeMutableBufferPointer { whole in
      var done = 0
      for entry in entries {
        let start = Int(bounded: (Double(entry.tenths) / 10 * sampleRate.value).rounded())
        renderer.render(into: UnsafeMutableBufferPointer(rebasing: whole[done..<start]))
        renderer.start(entry.kind, atOffset: 0)
        done = start
      }
      renderer.render(into: UnsafeMutableBufferPointer(rebasing: whole[done...]))
    }
    return samples.map { Int16(clamping: Int(bounded: ($0 * 32_767).rounded())) }
  }

  /// Writes them.
  func write(to path: String, sampleRate: Hertz, overwrite: Bool) throws {
    let samples = try samples(at: sampleRate)
    let writer = try RecordingWriter(
      path: path, sampleRate: sampleRate, channelCount: 1, encoding: .int16, overwrite: overwrite)
    try samples.withUnsafeBufferPointer { (buffer) throws(RecordingError) in try writer.write(buffer) }
    try writer.close()
  }
}
