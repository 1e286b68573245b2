import Glibc

/// liblsl, opened at run time: the functions that are used here, by their names in its C header (`lsl_c.h`).
///
/// It is no package of Debian's, so nothing here may need it to be built or started. What cannot fail by the contract of a
/// function is not checked; everything else is checked where it is called (`LabStreamInlet`, `LabStreamOutlet`).
final class LSLLibrary: Sendable {
  typealias Info = OpaquePointer
  typealias Element = OpaquePointer
  typealias Pull =
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Double>?, UInt, UInt, Double,
      UnsafeMutablePointer<Int32>?
    ) -> UInt

  let localClock: @convention(c) () -> Double
  let lastError: @convention(c) () -> UnsafePointer<CChar>?
  let resolveAll: @convention(c) (UnsafeMutablePointer<Info?>?, UInt32, Double) -> Int32
  let createInfo:
    @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?, Int32, Double, Int32, UnsafePointer<CChar>?) -> Info?
  let destroyInfo: @convention(c) (Info?) -> Void
  let name: @convention(c) (Info?) -> UnsafePointer<CChar>?
  let type: @convention(c) (Info?) -> UnsafePointer<CChar>?
  let sourceID: @convention(c) (Info?) -> UnsafePointer<CChar>?
  let uid: @convention(c) (Info?) -> UnsafePointer<CChar>?
  let hostName: @convention(c) (Info?) -> UnsafePointer<CChar>?
  let channelCount: @convention(c) (Info?) -> Int32
  let channelFormat: @convention(c) (Info?) -> Int32
  let nominalRate: @convention(c) (Info?) -> Double
  let description: @convention(c) (Info?) -> Element?
  let child: @convention(c) (Element?, UnsafePointer<CChar>?) -> Element?
  let nextSibling: @convention(c) (Element?, UnsafePointer<CChar>?) -> Element?
  let isEmpty: @convention(c) (Element?) -> Int32
  let childValue: @convention(c) (Element?, UnsafePointer<CChar>?) -> UnsafePointer<CChar>?
  let appendChild: @convention(c) (Element?, UnsafePointer<CChar>?) -> Element?
  let appendChildValue: @convention(c) (Element?, UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Element?
  let createInlet: @convention(c) (Info?, Int32, Int32, Int32) -> OpaquePointer?
  let destroyInlet: @convention(c) (OpaquePointer?) -> Void
  let fullInfo: @convention(c) (OpaquePointer?, Double, UnsafeMutablePointer<Int32>?) -> Info?
  let openStream: @convention(c) (OpaquePointer?, Double, UnsafeMutablePointer<Int32>?) -> Void
  let setPostprocessing: @convention(c) (OpaquePointer?, UInt32) -> Int32
  let pullChunk: Pull
  let createOutlet: @convention(c) (Info?, Int32, Int32) -> OpaquePointer?
  let destroyOutlet: @convention(c) (OpaquePointer?) -> Void
  let pushFloats: @convention(c) (OpaquePointer?, UnsafePointer<Float>?, Double) -> Int32
  let pushDoubles: @convention(c) (OpaquePointer?, UnsafePointer<Double>?, Double) -> Int32
  let pushStrings: @convention(c) (OpaquePointer?, UnsafePointer<UnsafePointer<CChar>?>?, Double) -> Int32

  /// Opens it.
  ///
  /// - Throws: `.noLibrary` where there is none, `.oldLibrary` where it lacks a function.
  init(_ places: LSLPlaces = LSLPlaces()) throws(LabStreamError) {
    guard let (handle, path) = places.open() else { throw .noLibrary(asked: places.asked) }
    let symbols = Symbols(handle: handle, path: path)
    localClock = try symbols["lsl_local_clock"]
    lastError = try symbols["lsl_last_error"]
    resolveAll = try symbols["lsl_resolve_all"]
    createInfo = try symbols["lsl_create_streaminfo"]
    destroyInfo = try symbols["lsl_destroy_streaminfo"]
    name = try symbols["lsl_get_name"]
    type = try symbols["lsl_get_type"]
    sourceID = try symbols["lsl_get_source_id"]
    uid = try symbols["lsl_get_uid"]
    hostName = try symbols["lsl_get_hostname"]
    channelCount = try symbols["lsl_get_channel_count"]
    channelFormat = try symbols["lsl_get_channel_format"]
    nominalRate = try symbols["lsl_get_nominal_srate"]
    description = try symbols["lsl_get_desc"]
    child = try symbols["lsl_child"]
    nextSibling = try symbols["lsl_next_sibling_n"]
    isEmpty = try symbols["lsl_empty"]
    childValue = try symbols["lsl_child_value_n"]
    appendChild = try symbols["lsl_append_child"]
    appendChildValue = try symbols["lsl_append_child_value"]
    createInlet = try symbols["lsl_create_inlet"]
    destroyInlet = try symbols["lsl_destroy_inlet"]
    fullInfo = try symbols["lsl_get_fullinfo"]
    openStream = try symbols["lsl_open_stream"]
    setPostprocessing = try symbols["lsl_set_postprocessing"]
    pullChunk = try symbols["lsl_pull_chunk_f"]
    createOutlet = try symbols["lsl_create_outlet"]
    destroyOutlet = try symbols["lsl_destroy_outlet"]
    pushFloats = try symbols["lsl_push_sample_ft"]
    pushDoubles = try symbols["lsl_push_sample_dt"]
    pushStrings = try symbols["lsl_push_sample_strt"]
    if places.hasNoConfiguration { symbols.quieten() }
  }

  /// Text of the library's own memory.
  func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}

/// The functions of an opened library. It is never closed: threads of its own run in it.
private struct Symbols {
  let handle: UnsafeMutableRawPointer
  let path: String

  /// The function, as what it is assigned to.
  subscript<Function>(_ name: String) -> Function {
    get throws(LabStreamError) {
      guard let symbol = dlsym(handle, name) else { throw .oldLibrary(path: path, function: name) }
      return unsafeBitCast(symbol, to: Function.self)
    }
  }

  /// Keeps the library from printing: what goes wrong comes back as a code and gets words of our own. Versions before 1.16.3
  /// lack the function; they print a line or two.
  func quieten() {
    typealias Configure = @convention(c) (UnsafePointer<CChar>?) -> Void
    guard let symbol = dlsym(handle, "lsl_set_config_content") else { return }
    unsafeBitCast(symbol, to: Configure.self)("[log]\nlevel = -3\n")
  }
}
