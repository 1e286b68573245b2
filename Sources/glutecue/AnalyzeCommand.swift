import ArgumentParser
import EMGUnits
import OfflineAnalysis
import Report

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "analyze", abstract: "Find and measure every stride of a recording.")
  @Argument var recording: String
  @Option var map: String?
  @Option var fullScaleMv: Double?
  @Option var output: String?
  @Flag var force = false
  func run() throws {
    let analysis = try OfflineAnalysis(.init(path: recording, map: map.map { try ChannelMap(parsing: $0) }, fullScaleMillivolts: fullScaleMv, software: "glutecue 0.1.0"))
    let folder = try output.map { try OutputFolder(path: $0, names: ["strides.csv", "summary.json"], overwrites: force) }
    let table = try folder?.table("strides.csv", header: StrideTable.header)
    var lines = StrideTable(scale: analysis.scale)
    let summary = try analysis.run { (s) throws(OutputError) in try table?.write(lines.line(s)) }
    try table?.close()
    try folder?.write("summary.json", try summary.json())
    print(summary.strideCount, "strides")
    for w in summary.warnings { print(w) }
  }
}
