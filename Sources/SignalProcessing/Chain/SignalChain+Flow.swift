import EMGUnits
import RealtimeSupport

extension SignalChain {
  /// Takes a stretch of the front end. Call `advance` until it returns false before the next `push`.
  @_noLocks
  public mutating func push(_ block: borrowing CoreBlock, _ stretch: CoreStretch) {
    if pendingStart + pendingCount + stretch.count > pending.capacity { compact() }
    let fits = pendingStart + pendingCount + stretch.count <= pending.capacity
    precondition(fits)
    let rows = CoreRows(block)
    var row = 0
    while row < rowCount {
      let from = row * rows.length
      let to = row * pending.capacity + pendingStart + pendingCount
      (pending.samples.pointer + to).copy(from: rows.samples + from, count: stretch.count)
      (pending.power.pointer + to).copy(from: rows.power + from, count: stretch.count)
      (pending.marks.pointer + to).copy(from: rows.marks + from, count: stretch.count)
      row += 1
    }
    pendingCount += stretch.count
  }

  /// What is pushed from here on is silence: it is not counted in the statistics.
  @_noLocks
  public mutating func markEnd() { realEnd = position + pendingCount }

  /// Carries one hop through the chain; false when there is not enough input for it.
  @_noLocks
  public mutating func advance() -> Bool {
    guard pendingCount >= hop + mainsLookAhead else { return false }
    let seen = position + hop + mainsLookAhead
    noteMissing()
    var row = 0
    while row < rowCount {
      process(row, newlySeen: seen - mainsSeen)
      row += 1
    }
    mainsSeen = seen
    position += hop
    pendingStart += hop
    pendingCount -= hop
    return true
  }

  @_noLocks
  private mutating func process(_ row: Int, newlySeen: Int) {
    let samples = pending.samples.pointer + row * pending.capacity + pendingStart
    let power = pending.power.pointer + row * pending.capacity + pendingStart
    let rowMarks = pending.marks.pointer + row * pending.capacity + pendingStart
    let real = max(0, min(hop, realEnd - position))
    keepMarks(row, rowMarks)
    statistics[row].addRaw(samples, power: power, marks: rowMarks, count: real)
    raw[row].append(samples, count: hop)
    if isUnfiltered[row] {
      measurement[row].append(samples, count: hop)
      return
    }
    if removesMains {
      let length = max(0, min(newlySeen, realEnd - mainsSeen))
      let fresh = hop + mainsLookAhead - newlySeen
      detectors[row].process(samples + fresh, marks: rowMarks + fresh, length: length, notch: &notches[row])
      // in a long gap the notches have come to rest, and would only count down to the smallest numbers there are
      if Double(missingRun) < Self.notchSettlingSeconds * coreRate.value { notches[row].process(samples, length: hop) }
    }
    let before = envelope[row].end
    if minimumPhase.count == 0 {
      filter.process(samples, row: row, measurement: &measurement[row], tracking: &measurement[row])
    } else {
      filter.process(samples, row: row, measurement: &measurement[row], tracking: &minimumPhase[row])
    }
    let end = measurement[row].end
    addBand(row, at: end - hop, count: real)
    if minimumPhase.count == 0 {
      meters[row].process(measurement[row].block(at: end - hop, count: hop), count: hop, into: &envelope[row])
    } else {
      meters[row].process(minimumPhase[row].block(at: end - hop, count: hop), count: hop, into: &envelope[row])
    }
    addEnvelope(row, from: before)
  }

  @_noLocks
  private func keepMarks(_ row: Int, _ source: UnsafePointer<UInt8>) {
    var i = 0
    while i < hop {
      markNumbers.pointer[i] = Float(source[i])
      i += 1
    }
    marks[row].append(markNumbers.pointer, count: hop)
  }

  /// Moves what has not been carried through to the front of each row.
  @_noLocks
  private mutating func compact() {
    var row = 0
    while row < rowCount {
      let samples = pending.samples.pointer + row * pending.capacity
      let power = pending.power.pointer + row * pending.capacity
      let rowMarks = pending.marks.pointer + row * pending.capacity
      samples.copy(from: samples + pendingStart, count: pendingCount)
      power.copy(from: power + pendingStart, count: pendingCount)
      rowMarks.copy(from: rowMarks + pendingStart, count: pendingCount)
      row += 1
    }
    pendingStart = 0
  }
}
