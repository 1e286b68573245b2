/// Why there is no LSL, or why a stream of it cannot be used.
public enum LabStreamError: Error, Sendable, Hashable {
  /// liblsl is not on this computer, or not where the user says.
  case noLibrary(asked: String?)
  /// It lacks a function.
  case oldLibrary(path: String, function: String)
  /// No stream has that name; the others that were found.
  case missing(name: String, found: [LabStreamInfo])
  /// More than one has it.
  case ambiguous(name: String, [LabStreamInfo])
  /// It sends text.
  case text(LabStreamInfo)
  /// Its samples are of a type that is not known here.
  case format(LabStreamInfo)
  /// It sends events, at no rate.
  case irregular(LabStreamInfo)
  /// Its rate is outside what is allowed.
  case rate(LabStreamInfo, allowed: ClosedRange<Double>)
  /// It has more channels than are allowed.
  case tooManyChannels(LabStreamInfo, allowed: Int)
  /// Floating-point samples without a unit.
  case noUnit(LabStreamInfo)
  /// Channels that are used are in different units.
  case mixedUnits(LabStreamInfo, [String])
  /// It is there, but sends nothing.
  case silent(LabStreamInfo)
  /// A stream of this program could not be made.
  case noOutlet(name: String, reason: String)
  /// It stopped while it was read.
  case stopped(name: String)
  /// It came back as something else.
  case changed(name: String, from: String, to: String)
}

extension LabStreamError: CustomStringConvertible {
  /// What, where, and what to do.
  public var description: String {
    switch self {
    case .noLibrary(let asked?):
      "\(LSLPlaces.variable)=\(asked) is not a liblsl that can be opened. Give the path of liblsl.so, or leave the variable away."
    case .noLibrary(nil):
      "LSL needs the library liblsl, which is not on this computer. It comes with `pip install pylsl` or `pip install "
        + "mne-lsl`, or as a package from github.com/sccn/liblsl; if it is in an unusual place, say where: "
        + "\(LSLPlaces.variable)=/path/to/liblsl.so."
    case .oldLibrary(let path, let function):
      "\(path) has no \(function): this liblsl is too old. Version 1.13 or later is needed."
    case .missing(let name, let found):
      "lsl:\(name): there is no LSL stream of that name. "
        + (found.isEmpty
          ? "No stream was found at all; is the sending program running, and does the firewall let LSL through (UDP 16571, TCP "
            + "16572–16604)?"
          : "Found: \(Self.list(found)).")
    case .ambiguous(let name, let streams):
      "lsl:\(name): \(streams.count) LSL streams have that name. Stop those that are not meant, or name one by its source id: "
        + streams.map {
          $0.sourceID.isEmpty ? "one from \($0.host) has none" : "lsl:\($0.sourceID) from \($0.host)"
        }.joined(separator: ", ") + "."
    case .text(let info):
      "lsl:\(info.name) sends text, not EMG. Choose the stream with the samples."
    case .format(let info): "lsl:\(info.name) sends samples of a type that GluteCue does not know."
    case .irregular(let info):
      "lsl:\(info.name) has no sample rate: it sends events, not EMG. Choose a stream with a regular rate."
    case .rate(let info, let allowed):
      "lsl:\(info.name) runs at \(LabStreamInfo.number(info.rate)) Hz; EMG needs "
        + "\(LabStreamInfo.number(allowed.lowerBound)) to \(LabStreamInfo.number(allowed.upperBound)) Hz."
    case .tooManyChannels(let info, let allowed):
      "lsl:\(info.name) has \(info.channelCount) channels; up to \(allowed) can be read. Send the channels with EMG in a stream of "
        + "their own."
    case .noUnit(let info):
      "lsl:\(info.name) does not say in which unit its samples are. Say it: --unit uv, --unit mv, --unit v, or --unit "
        + "full-scale for samples between -1 and 1."
    case .mixedUnits(let info, let units):
      "lsl:\(info.name) has channels in different units (\(units.joined(separator: ", "))). Say with --unit in which unit those "
        + "with EMG are, or send them in one."
    case .silent(let info):
      "lsl:\(info.name) is there, but has sent nothing for 5 s. Is the sending program recording?"
    case .noOutlet(let name, let reason):
      "The LSL stream “\(name)” could not be made\(reason.isEmpty ? "" : ": \(reason)")."
    case .stopped(let name):
      "lsl:\(name) has stopped. Start the sending program again."
    case .changed(let name, let from, let to):
      "lsl:\(name) came back with \(to) instead of \(from), so the session could not continue with it. Set the sender as it was, or "
        + "begin a new session."
    }
  }

  private static let mostListed = 6

  private static func list(_ streams: [LabStreamInfo]) -> String {
    let more = streams.count - mostListed
    return streams.prefix(mostListed).map(\.description).joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
  }
}
