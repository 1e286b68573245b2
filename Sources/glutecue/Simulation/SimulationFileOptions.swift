import ArgumentParser
import EMGUnits
import Recording

/// Which files a simulation writes, and how.
struct SimulationFileOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The recording to write: .wav or .flac. Its folder must exist.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Also write every stride as it was made, as CSV.", valueName: "file"))
  var truth: String?

  @Flag(help: "Replace files that exist.")
  var force = false

  @Option(help: ArgumentHelp("Which channel carries what.", valueName: "role=channel,…"))
  var map = "glute=1,hamstring=2"

  @Option(help: ArgumentHelp("Frames per second, 500 to 192000.", valueName: "hz"))
  var sampleRate = 2000.0

  @Option(help: ArgumentHelp("Millivolts at the electrode that make a full-scale sample.", valueName: "mv"))
  var fullScaleMv = 5.0

  @Option(help: "How samples are stored. (default: int16, or int24 where 16 bits would be coarser than 1 µV)")
  var encoding: SampleEncoding?

  /// The files.
  var files: SimulationFiles { SimulationFiles(recording: output, truth: truth, overwrite: force) }
}
