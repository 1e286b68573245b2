import EMGUnits
import RealtimeSupport

/// Frames that the device lost. In the front end each channel goes on at its latest value, so that neither a constant part nor a
/// slow swing makes a step; every core sample that a lost frame has a part in is marked `missing`.
extension SignalChain {
  /// Notches ring on for this long: e^−π a second, to 10⁻⁷ of the hum.
  static var notchSettlingSeconds: Double { @_noLocks get { 5 } }
  /// The number of input frames that must arrive before the next hop can be computed.
  public var inputFramesForNextHop: Int {
    @_noLocks get { ((position + hop + mainsLookAhead) * factors.sinc - 1) * factors.averaging + 1 }
  }

  /// Whether lost frames show in the signal between two instants of input time, as far as it has been computed.
  @_noLocks
  public func touchesGap(from: Double, to: Double) -> Bool {
    endOfGap(from: from, to: to) != nil
  }

  /// The input time from which on lost frames no longer show in the signal between two instants; nil when none do.
  @_noLocks
  public func endOfGap(from: Double, to: Double) -> Double? {
    guard latestMissing >= 0 else { return nil }
    let hum = removesMains && hasHum ? Double(tuning.gapHum) : 0
    let last = markIndex(at: to + Double(tuning.gapEdge))
    let first = markIndex(at: from - max(Double(tuning.gapEdge), hum))
    guard latestMissing >= first else { return nil }
    let missing = missing(first, last)
    guard let latest = missing.latest else { return nil }
    let isLong = Double(missing.count) > Double(tuning.gapHumAbove) * coreRate.value
    let end = Double(latest + 1) / coreRate.value - delays.mark
    let clean = end + (isLong ? max(Double(tuning.gapEdge), hum) : Double(tuning.gapEdge))
    return clean > from ? clean : nil
  }

  /// How many seconds between two instants of input time are lost, as far as they have been computed.
  @_noLocks
  public func lostSeconds(from: Double, to: Double) -> Double {
    Double(missing(markIndex(at: from), markIndex(at: to)).count) / coreRate.value
  }

  /// Whether an envelope frame averages over samples that lost frames have a part in.
  @_noLocks
  public func isMissing(envelopeFrame frame: Int) -> Bool {
    guard latestMissing >= 0 else { return false }
    let centre = time(ofFrame: Double(frame))
    let first = markIndex(at: centre - Double(tuning.gapEdge))
    guard latestMissing >= first else { return false }
    return missing(first, markIndex(at: centre + Double(tuning.gapEdge))).count > 0
  }

  /// Whether a place in `marks`, and in `raw`, is missing.
  @_noLocks
  public func isMissing(mark index: Int) -> Bool {
    guard index <= latestMissing, index >= max(0, marks[0].start) else { return false }
    return UInt8(marks[0].sample(at: index)) & SampleMark.missing.rawValue != 0
  }

  /// A notch is in use on a channel.
  private var hasHum: Bool {
    @_noLocks get {
      var row = 0
      while row < rowCount {
        if detectors[row].nominal > 0 { return true }
        row += 1
      }
      return false
    }
  }

  /// How many places in `marks` from `first` up to `last` are missing, and the last of them.
  @_noLocks
  private func missing(_ first: Int, _ last: Int) -> (count: Int, latest: Int?) {
    let from = max(first, max(0, marks[0].start))
    let to = min(min(last, marks[0].end), latestMissing + 1)
    guard from < to else { return (0, nil) }
    let values = marks[0].block(at: from, count: to - from)
    var count = 0
    var latest: Int?
    var i = 0
    while i < to - from {
      if UInt8(values[i]) & SampleMark.missing.rawValue != 0 {
        count += 1
        latest = from + i
      }
      i += 1
    }
    return (count, latest)
  }

  /// Notes what of the next hop is missing; a lost frame is lost on every channel.
  @_noLocks
  mutating func noteMissing() {
    let hopMarks = UnsafePointer(pending.marks.pointer + pendingStart)
    guard SampleMark.any(hopMarks, count: hop) & SampleMark.missing.rawValue != 0 else {
      missingRun = 0
      return
    }
    var count = 0
    var i = 0
    while i < hop {
      if hopMarks[i] & SampleMark.missing.rawValue != 0 {
        count &+= 1
        latestMissing = position &+ i
      }
      i &+= 1
    }
    missingRun = count == hop ? missingRun + hop : 0
  }

  /// Counts the envelope frames from `first` on, but for those that average over lost frames.
  @_noLocks
  func addEnvelope(_ row: Int, from first: Int) {
    var frame = first
    let end = realEnd == .max ? envelope[row].end : min(envelope[row].end, (realEnd + envelopeHop - 1) / envelopeHop)
    guard frame < end else { return }
    let powers = envelope[row].block(at: frame, count: end - frame)
    let mayMiss = latestMissing >= markIndex(at: time(ofFrame: Double(first)) - Double(tuning.gapEdge))
    while frame < end {
      if !mayMiss || !isMissing(envelopeFrame: frame) { statistics[row].addEnvelope(powers[frame - first]) }
      frame += 1
    }
  }

  /// Counts the band-passed samples from `start` on, but for those that stand where frames were lost.
  @_noLocks
  func addBand(_ row: Int, at start: Int, count: Int) {
    let values = measurement[row].block(at: start, count: count)
    let lead = (measurementDelay - delays.mark) * coreRate.value
    let first = start - Int(lead)
    if latestMissing < first {
      statistics[row].addBand(values, count: count)
      return
    }
    var i = 0
    while i < count {
      if !isMissing(mark: first + i) { statistics[row].addBand(values + i, count: 1) }
      i += 1
    }
  }
}
