import Foundation
import LabStreams
import TestSupport
import Testing

/// Where liblsl is looked for.
@Suite struct LSLPlacesTests {
  @Test func whereTheUserSaysOnlyThatIsTried() {
    let places = LSLPlaces { ["GLUTECUE_LSL": "/nowhere/liblsl.so"][$0] }
    #expect(places.candidates == ["/nowhere/liblsl.so"] && places.open() == nil)
    #expect(throws: LabStreamError.noLibrary(asked: "/nowhere/liblsl.so")) { try LabStreams(places) }
  }

  @Test func theSystemGoesBeforeWheels() throws {
    let folder = try TemporaryFolder()
    let library = "lib/python3.11/site-packages/pylsl/lib/liblsl.so.2"
    let other = "lib/python3.11/site-packages/mne_lsl/lsl/lib/liblsl.so.1.17.7"
    for name in [library, other] {
      let parent = URL(filePath: folder[name]).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      _ = try folder.file(name, "")
    }
    let found = LSLPlaces { ["VIRTUAL_ENV": folder.path, "GLUTECUE_LSL": ""][$0] }.candidates
    #expect(found.prefix(4) == ["liblsl.so.2", "liblsl.so", folder[library], folder[other]])
  }

  @Test func whatIsNoLibraryIsNone() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("liblsl.so", "no library")
    #expect(throws: LabStreamError.noLibrary(asked: path)) {
      try LabStreams(LSLPlaces { $0 == "GLUTECUE_LSL" ? path : nil })
    }
  }

  /// A library of another kind, which every program here has.
  @Test func aLibraryWithoutTheFunctionsIsTooOld() {
    let places = LSLPlaces { $0 == "GLUTECUE_LSL" ? "libm.so.6" : nil }
    #expect(throws: LabStreamError.oldLibrary(path: "libm.so.6", function: "lsl_local_clock")) {
      try LabStreams(places)
    }
  }
}
