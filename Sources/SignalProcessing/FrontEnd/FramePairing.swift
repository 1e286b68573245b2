import RealtimeSupport

extension IntegerWeighing {
  /// Puts frames 0 and 1, 2 and 3, … together: for each lane, its sample of the first and of the second.
  @_noLocks
  func pair(_ frames: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Int16>) {
    if gathered.count > 0 {
      gather(frames, count: count, into: target)
    } else if channelCount == 2 {
      pairTwo(UnsafeRawPointer(frames), samples: 2 * count, into: UnsafeMutableRawPointer(target))
    } else {
      zip(UnsafeRawPointer(frames), count: count, into: UnsafeMutableRawPointer(target))
    }
  }

  /// Two channels: four frames at a time.
  @_noLocks
  private func pairTwo(_ source: UnsafeRawPointer, samples: Int, into target: UnsafeMutableRawPointer) {
    var at = 0
    while at < 2 &* samples {
      let v = source.loadUnaligned(fromByteOffset: at, as: SIMD8<Int16>.self)
      let paired = SIMD8<Int16>(v[0], v[2], v[1], v[3], v[4], v[6], v[5], v[7])
      target.storeBytes(of: paired, toByteOffset: at, as: SIMD8<Int16>.self)
      at &+= 16
    }
  }

  /// 4, 8 or 16 channels: four of two frames at a time.
  @_noLocks
  private func zip(_ source: UnsafeRawPointer, count: Int, into target: UnsafeMutableRawPointer) {
    let width = 2 &* channelCount
    var first = source
    var pairs = target
    var frame = 0
    while frame < count {
      var at = 0
      while at < width {
        var paired = SIMD8<Int16>()
        paired.evenHalf = first.loadUnaligned(fromByteOffset: at, as: SIMD4<Int16>.self)
        paired.oddHalf = first.loadUnaligned(fromByteOffset: at &+ width, as: SIMD4<Int16>.self)
        pairs.storeBytes(of: paired, toByteOffset: 2 &* at, as: SIMD8<Int16>.self)
        at &+= 8
      }
      first += 2 &* width
      pairs += 2 &* width
      frame &+= 2
    }
  }

  /// Some of many channels, or a number that does not fit a vector.
  @_noLocks
  private func gather(_ frames: UnsafePointer<Int16>, count: Int, into target: UnsafeMutablePointer<Int16>) {
    var place = 0
    while place < gathered.count {
      var source = frames + gathered.pointer[place]
      var pair = target + 2 &* place
      var frame = 0
      while frame < count {
        pair[0] = source[0]
        pair[1] = source[channelCount]
        source += 2 &* channelCount
        pair += 2 &* lanes
        frame &+= 2
      }
      place &+= 1
    }
  }
}
