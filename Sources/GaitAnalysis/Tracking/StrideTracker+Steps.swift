import RealtimeSupport

/// What happens when a rhythm is found, a contact is decided, or the rhythm is lost.
extension StrideTracker {
  /// Builds the first template from the strides that the search found, and starts to pursue.
  @_noLocks
  mutating func lock(onto rhythm: RhythmSearch.Rhythm) {
    periodFrames = rhythm.periodFrames
    usable = rhythm.usable
    offset = 0
    logs.setFloors(rhythm.floors.0, rhythm.floors.1)
    hasSeedFloors = false
    template.clear()
    // three rounds: average, then shift each stride to the average and average again
    var round = 0
    var first = rhythm.contactCount
    var last = 0
    while round < 3 {
      var i = 0
      var learned = 0
      while i < rhythm.contactCount {
        let whole =
          search.contacts[i] + 0.5 * periodFrames < Double(logs.end) && search.contacts[i] > Double(logs.start)
        if whole {
          if round > 0 {
            let better = bestPlace(near: search.contacts[i])
            search.contacts[i] = better
          }
          first = min(first, i)
          last = max(last, i)
          learned += 1
        }
        i += 1
      }
      guard learned > 0 else {
        state = .searching(nextAttempt: logs.end + searchEvery)
        return
      }
      relearn(first: first, last: last)
      round += 1
    }
    if last > first { periodFrames = (search.contacts[last] - search.contacts[first]) / Double(last - first) }
    // the aligned strides are sharper than the cycles that the search placed contact by
    if lookAhead == .causal { reviseOffset(limit: 1, near: nil) }
    begin(first: search.contacts[first], last: search.contacts[last])
  }

  /// The template becomes the mean of the strides found.
  @_noLocks
  private mutating func relearn(first: Int, last: Int) {
    template.clear()
    var i = first
    while i <= last {
      let rate = 1 / Float(template.learned + 1)
      template.learn(logs, row: 0, contact: search.contacts[i], periodFrames: periodFrames, rate: rate)
      template.learn(logs, row: 1, contact: search.contacts[i], periodFrames: periodFrames, rate: rate)
      template.count()
      i += 1
    }
  }

  /// Best fit within ± 90 ms, judged on the whole stride.
  @_noLocks
  private mutating func bestPlace(near contact: Double) -> Double {
    let frames = Int(0.09 / frameSeconds)
    var pursuit = Pursuit(after: contact, predicted: contact, reach: Double(frames), misses: 0)
    while pursuit.candidate <= pursuit.last {
      pursuit.add(
        template.cost(logs, contact: pursuit.candidate, periodFrames: periodFrames, ahead: 0.5, usable: usable))
    }
    return pursuit.refined ?? contact
  }

  @_noLocks
  private mutating func begin(first: Double, last: Double) {
    startsRun = true
    inferredLately = 0
    isInterrupted = false
    switch lookAhead {
    case .full:
      let start = max(first, latest + 0.6 * periodFrames)
      state = .learning(pursuit(after: start - periodFrames, misses: 0), first: start)
    case .causal:
      track(after: last)
    }
  }

  /// Pursues the first contact after `last` that can still be told in time.
  @_noLocks
  mutating func track(after last: Double) {
    var next = last + periodFrames
    while next + ahead * periodFrames < Double(logs.end) - 0.02 / frameSeconds { next += periodFrames }
    state = .tracking(pursuit(after: next - periodFrames, misses: 0))
  }

  @_noLocks
  func pursuit(after contact: Double, misses: Int) -> Pursuit {
    Pursuit(after: contact, predicted: contact + periodFrames, reach: reach * periodFrames, misses: misses)
  }

  /// Judges a decided contact: how alike the stride around it is, and whether the muscles are quiet.
  @_noLocks
  func judge(_ contact: Double) -> (likeness: Float, level: Float) {
    var likeness: Float = 0
    var level: Float = 0
    var row = 0
    while row < StrideTemplate.rows {
      if row == 0 ? usable.0 : usable.1 {
        let here = template.likeness(logs, row: row, contact: contact, periodFrames: periodFrames, ahead: ahead)
        likeness = max(likeness, here.correlation)
        level = max(level, here.level)
      }
      row += 1
    }
    return (likeness, level)
  }

  /// Learns from the stride around `contact`, each muscle only if it looks like itself.
  @_noLocks
  private mutating func learn(_ contact: Double) {
    let rate = max(1 / Float(template.learned + 1), 0.1)
    var row = 0
    while row < StrideTemplate.rows {
      let likeness = template.likeness(logs, row: row, contact: contact, periodFrames: periodFrames, ahead: 0.5)
      if likeness.correlation > leastLikeness {
        template.learn(logs, row: row, contact: contact, periodFrames: periodFrames, rate: rate)
      }
      row += 1
    }
    template.count()
  }

  /// A contact is decided while a look-ahead tracker still learns.
  @_noLocks
  mutating func learnOn(_ pursuit: Pursuit, first: Double) {
    let place = pursuit.refined ?? pursuit.predicted
    let verdict = judge(place)
    let recognised = verdict.likeness >= leastLikeness && verdict.level >= leastLevel
    if recognised {
      follow(place, after: pursuit.previous)
      learn(place)
    }
    let gone = verdict.level < leastLevel || (!recognised && pursuit.misses >= patience)
    if gone || template.learned >= lessons {
      reviseOffset(limit: 1, near: nil)
      state = .tracking(self.pursuit(after: earliest(before: first) - periodFrames, misses: 0))
    } else {
      let misses = recognised ? 0 : pursuit.misses + 1
      state = .learning(self.pursuit(after: recognised ? place : pursuit.predicted, misses: misses), first: first)
    }
  }

  /// Walks back from the first contact known as long as there are strides.
  @_noLocks
  private mutating func earliest(before first: Double) -> Double {
    var contact = first
    while true {
      var back = Pursuit(after: contact, predicted: contact - periodFrames, reach: reach * periodFrames, misses: 0)
      guard Double(back.candidate) > max(Double(logs.start), latest + 0.6 * periodFrames) else { return contact }
      while back.candidate <= back.last {
        back.add(template.cost(logs, contact: back.candidate, periodFrames: periodFrames, ahead: 0.5, usable: usable))
      }
      guard let place = back.refined else { return contact }
      let verdict = judge(place)
      guard verdict.likeness >= leastLikeness, verdict.level >= leastLevel else { return contact }
      contact = place
    }
  }

  /// A contact is decided: report it, infer it, or give the rhythm up.
  @_noLocks
  mutating func settle(_ pursuit: Pursuit) {
    let lost = lostShare(around: pursuit.predicted)
    if lost > mostLost { return coast(pursuit) }
    let place = pursuit.refined ?? pursuit.predicted
    let verdict = judge(place)
    let strayed = strayed(place, from: pursuit.predicted)
    let hasStrayed = strayed > mostStrayed
    if verdict.likeness >= leastLikeness && verdict.level >= leastLevel && !hasStrayed {
      follow(place, after: pursuit.previous)
      let isWhole =
        logs.lostShare(from: pursuit.previous - periodFrames / 2, to: pursuit.previous + periodFrames / 2) == 0
      if template.learned > 0 && !startsRun && isWhole { learn(pursuit.previous) }
      if template.learned.isMultiple(of: 4) {
        reviseOffset(limit: template.learned <= lessons ? firstRevision : laterRevision, near: offset)
      }
      inferredLately = max(0, inferredLately + Double(pursuit.misses) - 0.25)
      let trusted: Float = strayed > trustedStrayed ? 0.5 : 1
      report(place, confidence: min(trusted, verdict.likeness))
      state = .tracking(self.pursuit(after: place, misses: 0))
    } else if lost > harmlessLost || hasStrayed {
      coast(pursuit)
    } else if verdict.level < leastLevel || pursuit.misses >= patience
      || inferredLately + Double(pursuit.misses) >= mostInferred
    {
      giveUp()
    } else {
      state = .tracking(self.pursuit(after: pursuit.predicted, misses: pursuit.misses + 1))
    }
  }

  /// The rhythm is lost: the search begins again.
  @_noLocks
  mutating func giveUp() {
    enqueue(.lost, at: queued)
    queued += 1
    startsRun = true
    isInterrupted = isInterruption
    state = .searching(nextAttempt: logs.end + searchEvery)
  }

  /// Tells a contact, after those that had to be inferred since the last one.
  @_noLocks
  private mutating func report(_ place: Double, confidence: Float) {
    let frame = place + offset * periodFrames
    if !startsRun {
      let missing = Int((frame - latest) / periodFrames + 0.5) - 1
      var i = 1
      while i <= missing && i <= patience {
        let between = latest + (frame - latest) * Double(i) / Double(missing + 1)
        enqueue(
          .contact(
            Contact(frame: between, periodFrames: periodFrames, confidence: 0, isInferred: true), startsRun: false),
          at: queued)
        queued += 1
        i += 1
      }
    }
    let contact = Contact(frame: frame, periodFrames: periodFrames, confidence: confidence, isInferred: false)
    enqueue(.contact(contact, startsRun: startsRun), at: queued)
    queued += 1
    startsRun = false
    latest = frame
  }

  /// The stride time follows the intervals, by a quarter of the difference and at most a tenth of itself.
  @_noLocks
  private mutating func follow(_ contact: Double, after previous: Double) {
    let difference = max(-0.1 * periodFrames, min(0.1 * periodFrames, contact - previous - periodFrames))
    let followed = periodFrames + 0.25 * difference
    let seconds = followed * frameSeconds
    if seconds > PeriodEstimator.shortest && seconds < PeriodEstimator.longest { periodFrames = followed }
  }

  /// Where the anchor puts contact in the template now; the offset moves there by at most `limit` strides.
  @_noLocks
  private mutating func reviseOffset(limit: Double, near known: Double?) {
    amplitudeCycle(row: 0, into: cycles[0].pointer)
    amplitudeCycle(row: 1, into: cycles[1].pointer)
    let weights: (Float, Float) = (usable.0 ? 1 : 0, usable.1 ? 1 : 0)
    let fit = anchor.fit(
      glute: cycles[0].pointer, hamstring: cycles[1].pointer, weights: weights,
      periodSeconds: periodFrames * frameSeconds,
      near: known)
    offset += max(-limit, min(limit, fit.phase - offset))
  }

  /// The template's amplitude over the stride, at the points of the grid.
  @_noLocks
  func amplitudeCycle(row: Int, into target: UnsafeMutablePointer<Float>) {
    let source = template.values.pointer + row * StridePhase.count
    var i = 0
    while i < StridePhase.count {
      target[i] = realtimeExp(source[i])
      i += 1
    }
  }
}
