// swift-tools-version: 6.1
import PackageDescription

/// Debug builds see a module as a whole too: what is called on the real-time path must be seen to be accepted there.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .unsafeFlags(["-wmo", "-disable-batch-mode", "-num-threads", "2"], .when(configuration: .debug)),
]

/// Swift's own libraries go into the programs, so that these run without the toolchain, from the objects that the tests link too.
/// Objects compiled for the dynamic libraries do not name what the static ones need. No test may depend on a target with these
/// settings: they would go to the link of all tests, and bring a second runtime. lld is twice as fast here as gold.
let selfContained: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib", "-use-ld=lld"]),
  .linkedLibrary("CoreFoundation"), .linkedLibrary("_FoundationICU"), .linkedLibrary("_FoundationCShims"),
  .linkedLibrary("_FoundationCollections"), .linkedLibrary("swiftSynchronization"),
]

/// A layer of the product. `dependencies` may only name layers above it in this file: arrows point down.
func layer(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// Of modules in which nothing is computed, and of most tests: optimised, they take three times as long to compile and run no faster.
let plain = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Tests that compute for long by themselves.
let computing = ["Biofeedback", "SignalProcessing", "Simulation", "ToneSynthesis"]

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: exclude,
    swiftSettings: computing.contains(name) ? strict : plain)
}

let package = Package(
  name: "GluteCue",
  products: [
    .executable(name: "glutecue", targets: ["glutecue"]),
    // For `make install`: manual pages from the program's own help.
    .executable(name: "glutecue-manual", targets: ["glutecue-manual"]),
    // For tests only: a sound card that does not exist. libasound finds the library by this name.
    .library(name: "asound_module_pcm_emgsim", type: .dynamic, targets: ["EMGSim"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CSndFile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CALSA", pkgConfig: "alsa", providers: [.apt(["libasound2-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CLiblo", pkgConfig: "liblo", providers: [.apt(["liblo-dev"])]),
    .systemLibrary(name: "CEDF", providers: [.apt(["libedf-dev"])]),
    .target(name: "HeapCounter", path: "Tests/HeapCounter"),
    .target(
      name: "EMGSim", dependencies: ["CALSA"], path: "Tests/EMGSim", exclude: ["README.md", "asound.conf"],
      cSettings: [.define("PIC")]),
    tests("EMGSim", ["CALSA", "EMGUnits", "TestSupport"]),
    .target(
      name: "TestSupport", dependencies: ["HeapCounter", "CLiblo", "EMGUnits"], path: "Tests/TestSupport",
      swiftSettings: strict),
    layer("EMGUnits"),
    tests("EMGUnits", ["EMGUnits"]),
    layer("RealtimeSupport", ["EMGUnits"]),
    tests("RealtimeSupport", ["RealtimeSupport", "TestSupport"]),
    layer("SignalProcessing", ["CFFTW", "RealtimeSupport", "EMGUnits"]),
    tests(
      "SignalProcessing", ["SignalProcessing", "RealtimeSupport", "Recording", "EMGUnits", "TestSupport"],
      exclude: ["Fixtures"]),
    layer("GaitAnalysis", ["SignalProcessing", "RealtimeSupport", "EMGUnits"]),
    tests("GaitAnalysis", ["GaitAnalysis", "SignalProcessing", "EMGUnits", "TestSupport"]),
    layer("Biofeedback", ["GaitAnalysis", "SignalProcessing", "RealtimeSupport", "EMGUnits"]),
    tests(
      "Biofeedback",
      ["Biofeedback", "GaitAnalysis", "Recording", "Simulation", "SignalProcessing", "EMGUnits", "TestSupport"]),
    layer("ToneSynthesis", ["RealtimeSupport", "EMGUnits"]),
    tests("ToneSynthesis", ["ToneSynthesis", "EMGUnits", "TestSupport"]),
    layer("SoundCard", ["CALSA", "RealtimeSupport", "EMGUnits"]),
    tests("SoundCard", ["SoundCard", "RealtimeSupport", "EMGUnits", "TestSupport"]),
    // liblsl is opened at run time: no library to link
    layer("LabStreams", ["RealtimeSupport", "EMGUnits"]),
    tests("LabStreams", ["LabStreams", "EMGUnits", "TestSupport"]),
    layer("Simulation", ["EMGUnits"]),
    tests("Simulation", ["Simulation", "EMGUnits"]),
    layer(
      "CalibrationProtocol", ["Biofeedback", "GaitAnalysis", "SignalProcessing", "RealtimeSupport", "EMGUnits"]),
    tests(
      "CalibrationProtocol",
      [
        "CalibrationProtocol", "ConfigurationFiles", "Rehearsal", "Simulation", "Biofeedback", "GaitAnalysis",
        "SignalProcessing", "Recording", "EMGUnits", "TestSupport",
      ]),
    layer("Rehearsal", ["CalibrationProtocol", "Simulation", "EMGUnits"]),
    layer("Files", [.product(name: "SystemPackage", package: "swift-system")]),
    tests("Files", ["Files", "Recording"]),
    layer("ForeignRecordings", ["Files", "EMGUnits"]),
    tests("ForeignRecordings", ["ForeignRecordings", "Files", "EMGUnits", "TestSupport"]),
    layer("Recording", ["CSndFile", "ForeignRecordings", "Files", "EMGUnits"]),
    tests("Recording", ["Recording", "Files", "EMGUnits", "TestSupport"]),
    layer(
      "ConfigurationFiles",
      [
        "CalibrationProtocol", "Biofeedback", "GaitAnalysis", "Recording", "Files", "EMGUnits",
        .product(name: "Yams", package: "Yams"),
      ]),
    layer(
      "SessionResults", ["Files", "Recording", "Biofeedback", "GaitAnalysis", "SignalProcessing", "EMGUnits"]),
    tests(
      "SessionResults", ["SessionResults", "Recording", "Biofeedback", "EMGUnits", "TestSupport"],
      exclude: ["Fixtures"]),
    layer(
      "OfflineAnalysis",
      ["Biofeedback", "Recording", "SessionResults", "Files", "SignalProcessing", "RealtimeSupport", "EMGUnits"]),
    tests(
      "OfflineAnalysis",
      ["OfflineAnalysis", "SessionResults", "Biofeedback", "Recording", "Simulation", "EMGUnits", "TestSupport"]),
    layer(
      "LiveSession",
      [
        "LabStreams", "Biofeedback", "Recording", "SessionResults", "Files", "SoundCard", "ToneSynthesis",
        "SignalProcessing", "RealtimeSupport", "EMGUnits", .product(name: "Histogram", package: "hdrhistogram-swift"),
      ]),
    tests(
      "LiveSession",
      [
        "LiveSession", "SoundCard", "Recording", "Biofeedback", "Simulation", "RealtimeSupport", "EMGUnits",
        "TestSupport",
      ]),
    .target(name: "PageFiles"),
    .target(
      name: "WebPages",
      dependencies: [
        "PageFiles", "SessionResults", "Files", "Biofeedback", "GaitAnalysis", "EMGUnits",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Resources"], swiftSettings: strict),
    tests("WebPages", ["WebPages", "SessionResults", "Biofeedback", "EMGUnits", "TestSupport"]),
    .target(
      name: "LiveDisplay",
      dependencies: [
        "PageFiles", "WebPages", "LiveSession", "SessionResults", "Biofeedback", "RealtimeSupport", "EMGUnits",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOWebSocket", package: "swift-nio"),
      ],
      exclude: ["Page"], swiftSettings: strict),
    tests(
      "LiveDisplay", ["LiveDisplay", "LiveSession", "SessionResults", "Biofeedback", "EMGUnits", "TestSupport"]),
    layer(
      "Streams",
      [
        "CLiblo", "LabStreams", "LiveDisplay", "LiveSession", "SessionResults", "Biofeedback", "RealtimeSupport",
        "EMGUnits",
      ]),
    tests(
      "Streams",
      ["Streams", "LiveSession", "SessionResults", "Biofeedback", "RealtimeSupport", "EMGUnits", "TestSupport"]),
    .target(
      name: "PhoneServer",
      dependencies: [
        "CQREncode", "PageFiles", "WebPages", "LiveDisplay", "LiveSession", "EMGUnits",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["App", "API"], swiftSettings: plain),
    tests("PhoneServer", ["PhoneServer", "LiveDisplay", "TestSupport"]),
    layer(
      "History",
      [
        "WebPages", "SessionResults", "Files", "Recording", "EMGUnits", .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    tests(
      "History",
      ["History", "SessionResults", "Files", "Recording", "TestSupport", .product(name: "GRDB", package: "GRDB.swift")]),
    layer("Interchange", ["CEDF", "Files", "SessionResults", "Biofeedback", "Recording", "EMGUnits"]),
    tests("Interchange", ["Interchange", "SessionResults", "Recording", "EMGUnits", "TestSupport"]),
    layer("CommandReference"),
    .executableTarget(
      name: "glutecue",
      dependencies: [
        "Streams", "LabStreams", "PhoneServer", "LiveDisplay", "LiveSession", "OfflineAnalysis", "WebPages", "History",
        "Interchange", "CommandReference", "SessionResults",
        "ConfigurationFiles", "CalibrationProtocol", "Rehearsal", "Simulation", "Recording", "Files", "SoundCard",
        "ToneSynthesis", "Biofeedback", "GaitAnalysis", "SignalProcessing", "RealtimeSupport", "EMGUnits",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: plain, linkerSettings: selfContained),
    .executableTarget(
      name: "glutecue-manual", dependencies: ["CommandReference"], swiftSettings: plain, linkerSettings: selfContained),
    // these start glutecue as a process
    tests(
      "Command",
      [
        "WebPages", "LiveSession", "SessionResults", "Biofeedback", "ConfigurationFiles", "Simulation",
        "Recording", "Files", "ToneSynthesis", "EMGUnits", "TestSupport",
      ]),
  ],
  swiftLanguageModes: [.v6]
)

// `serve --tls`: BoringSSL is two minutes of building on two cores, so it is there for those who ask.
if Context.environment["GLUTECUE_TLS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"))
  for target in package.targets where target.name == "LiveDisplay" {
    target.dependencies.append(.product(name: "NIOSSL", package: "swift-nio-ssl"))
    target.swiftSettings = strict + [.define("GLUTECUE_TLS")]
  }
}

// `make fuzz` only: libFuzzer brings its own `main`, which no other program here may meet.
if Context.environment["GLUTECUE_FUZZ"] != nil {
  package.products.append(.executable(name: "glutecue-fuzz", targets: ["glutecue-fuzz"]))
  package.targets.append(
    .executableTarget(
      name: "glutecue-fuzz",
      dependencies: [
        "LiveDisplay", "LiveSession", "WebPages", "SessionResults", "ConfigurationFiles", "Biofeedback", "Recording",
        "EMGUnits", "History", "Interchange", "Files",
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
      ],
      path: "Fuzz/Targets", swiftSettings: strict))
  for target in package.targets where target.swiftSettings != nil {
    // what debug builds check is checked here too; and the door is tried from within
    let more = target.name == "LiveDisplay" ? ["-enable-testing"] : []
    target.swiftSettings = strict + [.unsafeFlags(["-assert-config", "Debug"] + more)]
  }
}

// `scripts/sanitize.sh` only: the tests that it runs, and what they need; the rest would double the time to build.
if let wanted = Context.environment["GLUTECUE_TESTS"] {
  var names: Set<String> = []
  // tests find the virtual sound card beside them
  var more = Set(["EMGSim"] + wanted.split(separator: "|").map(String.init))
  while !more.isSubset(of: names) {
    names.formUnion(more)
    for target in package.targets where more.contains(target.name) {
      for case .byNameItem(let name, _) in target.dependencies { more.insert(name) }
    }
  }
  package.targets.removeAll { !names.contains($0.name) }
  package.products.removeAll { $0.name != "asound_module_pcm_emgsim" }
}

// The thread sanitizer only. The compiler (Swift 6.3) takes `values[i] += x` with a stored `let` that is not copyable for an
// access to the value instead of to its address, and crashes. The core, which knows one thread, is left out: of two sanitizers
// the last counts, and this one changes no code.
if Context.environment["GLUTECUE_THREADS"] != nil {
  let core = ["ToneSynthesis", "SignalProcessing", "GaitAnalysis", "Biofeedback"]
  for target in package.targets where core.contains(target.name) {
    target.swiftSettings = strict + [.unsafeFlags(["-Xfrontend", "-sanitize=scudo"])]
  }
}
