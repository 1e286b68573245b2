import EMGUnits
import Files

extension RecordingError: CustomStringConvertible {
  /// What is wrong and what to do, in a sentence or two. No `default`: a new error must be put into words here.
  public var description: String {
    switch self {
    // getting at the file
    case .missing(let path):
      "\(path): there is no such file."
    case .nulInPath(let path):
      "\(path.replacing("\0", with: "\\0")): a path cannot hold a NUL character."
    case .notPermitted(let path, .reading):
      "\(path): you are not permitted to read it. Give yourself access with: chmod u+r \(ShellWord(path))"
    case .notPermitted(let path, .writing):
      "\(path): you are not permitted to write there. Choose a folder of your own."
    case .folder(let path):
      "\(path): this is a folder. Give the path of a file."
    case .notAFile(let path, let kind):
      "\(path): this is \(kind). A recording must be a file."
    case .noSession(let path):
      "\(path): this is no session folder: it holds neither recording.wav nor recording.flac."
    case .twoRecordings(let path):
      "\(path): the folder holds recording.wav and recording.flac, and only one can belong to its tables. "
        + "Move the other one elsewhere."
    case .openFailed(let path, let reason):
      "\(path): cannot be opened: \(reason)."
    case .readFailed(let path, let frame, let reason):
      "\(path): reading failed after \(frame.frames): \(reason). Copy the file to another disk and try again."
    // what is in the file
    case .empty(let path):
      "\(path): the file is empty (0 bytes). Nothing was recorded."
    case .notSound(let path):
      "\(path): this is no recording that can be read, whatever its name says. \(Self.supported)"
    case .damaged(let path, let container):
      "\(path): it begins like a \(container) file, but its header is damaged or cut off, "
        + "or its samples are compressed in an unknown way. \(Self.supported)"
    case .noFrames(let path):
      "\(path): the file has a header but not a single whole frame. Nothing was recorded."
    case .unsupported(let path, let format):
      "\(path): \(format) is not supported. \(Self.supported) "
        + "Convert it with: sox \(ShellWord(path)) -e signed-integer -b 24 \(ShellWord(Self.converted(path)))"
    case .unitUnclear(let path, let peak, let likely, let factor, let scale):
      "\(path): its values reach \(peak.significant), and full scale is 1, so they seem to be \(likely). Say --unit \(likely.rawValue) to "
        + "read them as such (or \"unit\": \"\(likely.rawValue)\" in \(Sidecar.path(beside: path))); multiplied by \(factor.significant), they "
        + "would be right with --full-scale-mv \(scale.significant). If they are fractions of full scale all the same, say --unit full-scale."
    case .channelCount(let path, let given, let allowed):
      "\(path): \(given) channels; \(allowed.lowerBound) to \(allowed.upperBound) are allowed."
    case .sampleRate(let path, let given, let allowed):
      "\(path): \(given) sample rate; \(allowed.lowerBound) to \(allowed.upperBound) are allowed."
    case .foreign(let path, let words):
      "\(path): \(words)"
    // what is in the sidecar
    case .sidecarSyntax(let path, let place):
      "\(path): this is not valid JSON: \(place)."
    case .sidecarMap(let path, let error):
      "\(path): “map” cannot be used: \(error)"
    case .sidecarValue(let path, let key, let found, let expected):
      "\(path): “\(key)” is \(found). Expected: \(expected)."
    // making the file
    case .fractionalRate(let path, let given):
      "\(path): \(given) sample rate; a file holds whole numbers of hertz only."
    case .sampleKind(let path, let encoding, let asked, .reading):
      "\(path): holds \(encoding) samples, which would lose bits when read as \(asked)."
    case .sampleKind(let path, let encoding, let asked, .writing):
      "\(path): is written with \(encoding) samples, which do not hold \(asked) without loss."
    case .writeFailed(let path, let frame, let reason):
      "\(path): writing failed after \(frame.frames): \(reason)."
    case .beingWritten(let path):
      "\(path): a session is still recording into it. Wait until it has ended."
    case .closed(let path):
      "\(path): the recording is closed; nothing more can be written."
    case .missingFolder(let path):
      "\(path): its folder does not exist. Create it first."
    case .fileEnding(let path):
      "\(path): a recording is written as .wav or .flac. Give the name one of these endings."
    case .encoding(let path, let given, let container):
      "\(path): \(container) is not written with \(given) samples; "
        + "possible are \(container.writableEncodings.map(\.description).joined(separator: ", "))."
    case .cannotCreate(let path, let reason):
      "\(path): cannot be created: \(reason)."
    case .alreadyExists(let path):
      "\(path): the file exists already. Choose another name; --force would overwrite it."
    case .noRoom(let path, let needed, let free):
      "\(path): a repair makes a copy first, which takes \(needed.grouped) bytes, and the disk has \(free.grouped) left. Nothing "
        + "was changed, and the recording can be read as it is. Make room, or repair it on another disk."
    case .diskFull(let path, frame: 0):
      "\(path): the disk is full. Nothing was written."
    case .diskFull(let path, let frame):
      "\(path): the disk is full. Writing stopped after \(frame.frames); what is in the file can be read."
    }
  }

  private static let supported =
    "Supported are WAV, W64 and RF64 with 16-, 24- or 32-bit integer or 32- or 64-bit float samples, "
    + "FLAC with 16 or 24 bits, EDF and BDF, BIDS folders, and tables named .csv, .tsv or .txt."

  /// `run.aiff` → `run-24bit.wav`.
  private static func converted(_ path: String) -> String {
    FileName(path).withoutEnding + "-24bit.wav"
  }
}
