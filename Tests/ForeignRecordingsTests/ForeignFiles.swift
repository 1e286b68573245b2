import EMGUnits
import Foundation
import ForeignRecordings
import TestSupport

/// The bytes of an EDF or BDF file, after the specifications, with any mistake in them.
struct EDFBytes {
  struct Signal {
    var label: String
    var dimension = "uV"
    var physical = ("-5000", "5000")
    var digital = ("-32768", "32767")
    var samplesPerRecord: Int
    /// One list of integers a record.
    var records: [[Int]] = []
    /// Instead of integers: the bytes of each record.
    var annotations: [[UInt8]]?
  }

  var version = "0"
  var isBDF = false
  var reserved = ""
  var recording = ""
  var date = "01.02.24"
  var time = "10.20.30"
  var recordCount: String?
  var seconds = "1"
  var signalCount: String?
  var signals: [Signal]

  init(_ signals: [Signal]) { self.signals = signals }

  /// A muscle whose samples count up from `first`.
  static func muscle(_ label: String, rate: Int = 1000, records: Int = 2, first: Int = 0) -> Signal {
    Signal(
      label: label, samplesPerRecord: rate,
      records: (0..<records).map { record in (0..<rate).map { first + record * rate + $0 } })
  }

  /// The annotation signal; one list of time-stamped texts a record.
  static func annotations(_ lists: [String], bytes: Int = 120) -> Signal {
    var signal = Signal(label: "EDF Annotations", dimension: "", physical: ("-1", "1"), samplesPerRecord: bytes / 2)
    signal.annotations = lists.map { text in
      let list = Array(text.utf8)
      return list + [UInt8](repeating: 0, count: bytes - list.count)
    }
    return signal
  }

  var bytes: [UInt8] {
    let field = { (text: String, width: Int) in
      Array(text.utf8.prefix(width)) + [UInt8](repeating: 0x20, count: max(0, width - text.utf8.count))
    }
    let records = signals.map { $0.annotations?.count ?? $0.records.count }.max() ?? 0
    var head = isBDF ? [0xFF] + Array("BIOSEMI".utf8) : field(version, 8)
    head += field("X X X X", 80) + field(recording, 80) + field(date, 8) + field(time, 8)
    head += field("\(256 * (signals.count + 1))", 8) + field(reserved, 44) + field(recordCount ?? "\(records)", 8)
    head += field(seconds, 8) + field(signalCount ?? "\(signals.count)", 4)
    let columns: [((Signal) -> String, Int)] = [
      ({ $0.label }, 16), ({ _ in "" }, 80), ({ $0.dimension }, 8), ({ $0.physical.0 }, 8), ({ $0.physical.1 }, 8),
      ({ $0.digital.0 }, 8), ({ $0.digital.1 }, 8), ({ _ in "" }, 80), ({ "\($0.samplesPerRecord)" }, 8),
      ({ _ in "" }, 32),
    ]
    for (text, width) in columns { for signal in signals { head += field(text(signal), width) } }
    for record in 0..<records {
      for signal in signals {
        if let annotations = signal.annotations {
          head += annotations[record]
        } else {
          for value in signal.records[record] {
            let bits = UInt32(bitPattern: Int32(value))
            head += [UInt8(truncatingIfNeeded: bits), UInt8(truncatingIfNeeded: bits >> 8)]
            if isBDF { head.append(UInt8(truncatingIfNeeded: bits >> 16)) }
          }
        }
      }
    }
    return head
  }
}

extension ForeignRecording {
  /// Opens what must be one.
  static func opened(_ path: String, rate: Double? = nil) throws -> ForeignRecording {
    guard let recording = try ForeignRecording.open(path, rate: rate) else { throw NotForeign() }
    return recording
  }

  struct NotForeign: Error {}

  /// Adopts a map and scales voltages to full scale at `fullScale` millivolts.
  func take(_ map: String, unit: GivenUnit? = nil, fullScale: Double = 1) throws -> Extent {
    let map = try WrittenChannelMap(parsing: map).resolved(among: names, of: path)
    let extent = try adopt(map, unit: unit)
    scale(map, unit: unit, fullScaleMillivolts: extent.millivolts == nil ? nil : fullScale)
    return extent
  }

  /// Every frame from here on, read in blocks of odd sizes.
  func all(block: Int = 377) throws -> [[Float]] {
    var frames: [[Float]] = []
    var buffer = [Float](repeating: 0, count: block * channelCount)
    while true {
      let got = try buffer.withUnsafeMutableBufferPointer { try read(into: $0) }
      if got == 0 { return frames }
      for frame in 0..<got { frames.append(Array(buffer[frame * channelCount..<(frame + 1) * channelCount])) }
    }
  }
}

/// What a file that cannot be used says.
func refusal(_ path: String, map: String = "glute=1", rate: Double? = nil, unit: ForeignRecording.GivenUnit? = nil)
  -> String?
{
  do {
    _ = try ForeignRecording.opened(path, rate: rate).take(map, unit: unit)
    return nil
  } catch let error as ForeignError {
    switch error {
    case .refused(_, let words): return words
    case .syntax(_, let place): return "syntax: \(place)"
    case .file(_, let error): return "file: \(error.reason)"
    }
  } catch { return "\(error)" }
}
