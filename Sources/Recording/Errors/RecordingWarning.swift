import Files

/// Something about a recording or its sidecar that the user should know, and that stops nothing.
/// `path` is the path as the user gave it.
public enum RecordingWarning: Sendable, Hashable {
  /// The header declares more frames than the file holds: it was cut off, or its writer counted wrong.
  case framesMissing(path: String, declared: Int, held: Int)
  /// The header declares more bytes than the file holds, but every frame it declares is there.
  case bytesMissing(path: String, declared: Int, held: Int, frames: Int)
  /// The header gives no length, because its writer was stopped before it could.
  case lengthNeverWritten(path: String, frames: Int)
  /// The header declares fewer frames than follow it: it is older than the end of the recording, or its 32 bits were too few.
  case moreFrames(path: String, declared: Int, held: Int)
  /// Behind the samples stand zeros that the header does not count; they are taken for padding.
  case zerosBehind(path: String, bytes: Int, frames: Int)
  /// Integer samples that use the lower bits of their bytes only, though the header says otherwise.
  case rightJustified(path: String, bits: Int, of: Int)
  /// A unit was named, but integers are fractions of full scale.
  case unitOfIntegers(path: String, SampleUnit, SampleEncoding)
  /// The full scale, in millivolts, that values in volts were divided by, as none was given or they go beyond it.
  case fullScaleChosen(path: String, given: Double?, peak: Double, chosen: Double)
  /// The samples end or are damaged in the middle; `frames` were read before. Known only once reading gets there.
  case endedEarly(path: String, declared: Int, frames: Int)
  /// 64-bit floats, read as 32-bit floats.
  case rounded(path: String)
  /// What was seen in a recording of another program; a whole sentence.
  case foreign(path: String, words: String)
  /// A unit was named, but the recording says what its values are.
  case unitKnown(path: String, SampleUnit)
  /// Keys of a sidecar that mean nothing here.
  case unknownKeys(path: String, keys: [String], known: [String])
  /// A time in a sidecar that no calendar or clock has, such as a 30th of February.
  case impossibleTime(path: String, text: String)
}

extension RecordingWarning: CustomStringConvertible {
  /// One or two sentences.
  public var description: String {
    switch self {
    case .framesMissing(let path, let declared, let held):
      "\(path): the header declares \(declared.frames) but the file holds \(held.grouped); read to the last whole frame."
    case .bytesMissing(let path, let declared, let held, let frames):
      "\(path): the header declares \(declared.grouped) bytes but the file holds \(held.grouped); "
        + "read to the last whole frame, \(frames.frames)."
    case .lengthNeverWritten(let path, let frames):
      "\(path): the header gives no length, as when a recorder is switched off in the middle; "
        + "read to the last whole frame, \(frames.frames)."
    case .moreFrames(let path, let declared, let held):
      "\(path): the header declares \(declared.frames) but \(held.grouped) are there, as when a recorder is switched off in "
        + "the middle or passes 4 GiB; read to the last whole frame."
    case .zerosBehind(let path, let bytes, let frames):
      "\(path): behind the \(frames.frames) that the header declares stand \(bytes.grouped) bytes of zeros; they are taken for "
        + "padding and not read."
    case .rightJustified(let path, let bits, let width):
      "\(path): the samples use the lower \(bits) of their \(width) bits only, as arecord -f S24_LE leaves them, so they are read as "
        + "\(bits)-bit samples. If the recording really is that quiet, say --unit full-scale."
    case .unitOfIntegers(let path, let unit, let encoding):
      "\(path): the unit \(unit.rawValue) is ignored: its \(encoding) samples are fractions of full scale."
    case .fullScaleChosen(let path, let given, let peak, let chosen):
      "\(path): its values reach \(peak.significant) mV"
        + (given.map { ", more than the full scale of \($0.significant) mV" } ?? "")
        + ", so full scale was taken to be "
        + "\(chosen.significant) mV."
    case .endedEarly(let path, let declared, let frames):
      "\(path): of \(declared.frames), only the first \(frames.grouped) can be read; the file is damaged after that."
    case .rounded(let path):
      "\(path): its 64-bit samples are rounded to 32-bit floats."
    case .foreign(let path, let words):
      "\(path): \(words)"
    case .unitKnown(let path, let unit):
      "\(path): the unit \(unit.rawValue) is ignored: the file says in which unit its values are."
    case .impossibleTime(let path, let text):
      "\(path): “started” is “\(text)”, a time that does not exist; the time of the file is taken instead. Correct it if you "
        + "know when the recording began."
    case .unknownKeys(let path, let keys, let known):
      "\(path): unknown \(keys.count == 1 ? "key" : "keys") \(keys.map { "“\($0)”" }.joined(separator: ", ")) ignored. "
        + "Known are \(known.joined(separator: ", "))."
    }
  }
}
