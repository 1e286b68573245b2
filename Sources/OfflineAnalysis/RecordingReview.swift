import Biofeedback
import EMGUnits
import Recording
import SessionResults
import SignalProcessing

/// A second look at a session's recording, for the pictures of strides that are known already: the signal chain alone.
public struct RecordingReview {
  private let reader: RecordingReader
  private let map: ChannelMap
  private let band: FrequencyBand
  private let mains: MainsSetting

  /// Opens the recording, to be filtered as the session was.
  ///
  /// - Throws: also when the recording cannot be the session's: another rate, fewer channels.
  public init(path: String, of summary: SessionSummary) throws(OfflineAnalysis.Failure) {
    let input = summary.input
    let map: ChannelMap
    do {
      reader = try RecordingReader(path: path, rate: summary.settings.rateHz.map { Hertz($0) })
    } catch { throw .recording(error) }
    do { map = try ChannelMap(parsing: summary.settings.map) } catch { throw .configuration(error) }
    do {
      try reader.readAgain(
        map, unit: summary.settings.unit.flatMap(SampleUnit.init), fullScaleMillivolts: summary.settings.fullScaleMv)
    } catch { throw .recording(error) }
    guard reader.sampleRate.value == input.sampleRateHz, reader.channelCount == input.channelCount else {
      throw .configuration(
        ConfigurationError(
          "\(path) is not the recording of this session: it has \(reader.channelCount) channels at "
            + "\(Int(bounded: reader.sampleRate.value)) Hz, the session \(input.channelCount) at \(Int(bounded: input.sampleRateHz)) Hz."
        )
      )
    }
    do { self.map = try map.validated(channelCount: reader.channelCount) } catch { throw .configuration(error) }
    let corners = summary.settings.bandHz
    band =
      corners.count == 2 ? FrequencyBand(low: Hertz(corners[0]), high: Hertz(corners[1])) : .surfaceEMG
    mains = MainsSetting(name: summary.settings.mains) ?? .automatic
  }

  /// Where the recording comes from, as its sidecar and its file say, and how long it is.
  public var origin: (origin: RecordingOrigin, frameCount: Int) {
    let sidecar = try? reader.sidecar()
    let seconds = Double(reader.frameCount) / reader.sampleRate.value
    return (
      RecordingOrigin(recording: reader.path, frameCount: reader.frameCount, seconds: seconds, sidecar: sidecar),
      reader.frameCount
    )
  }

  /// Pictures of the strides, which come in order of time; `onProgress` gets the share done, once a block, and can end it by
  /// an error.
  public func gallery(
    of strides: [StrideRecord], onProgress: (Double) throws -> Void = { _ in }
  ) throws -> StrideGallery {
    var frontEnd = try frontEnd()
    var chain = try chain()
    var gallery = StrideGallery(map: map)
    var rest = strides[...]
    let feed = RecordingFeed(reader)
    var frames = 0
    while let block = try next(feed) {
      var offset = 0
      while offset < block.frames {
        let count = min(FrontEnd.maximumFrames, block.frames - offset)
        let stretch = frontEnd.process(block.samples, offset: offset, frames: count)
        chain.push(frontEnd.block, stretch)
        Self.show(&rest, in: &gallery, &chain)
        offset += count
      }
      frames += block.frames
      try onProgress(min(1, Double(frames) / Double(max(reader.frameCount, 1))))
    }
    finish(&rest, in: &gallery, &chain, &frontEnd)
    return gallery
  }

  private func frontEnd() throws(OfflineAnalysis.Failure) -> FrontEnd {
    do { return try FrontEnd(chainSettings) } catch { throw .configuration(error) }
  }

  private func chain() throws(OfflineAnalysis.Failure) -> SignalChain {
    do { return try SignalChain(chainSettings) } catch { throw .configuration(error) }
  }

  private var chainSettings: SignalChain.Settings {
    SignalChain.Settings(
      inputRate: reader.sampleRate, channelCount: reader.channelCount, channels: map.entries.map { $0.channel - 1 },
      unfilteredRows: map.entries.indices.filter { map.entries[$0].role.signal == .contact }, band: band,
      mains: mains.hertzToLookFor, mode: .offline)
  }

  private func next(_ feed: RecordingFeed) throws(OfflineAnalysis.Failure) -> (samples: RawSamples, frames: Int)? {
    do { return try feed.next() } catch { throw .recording(error) }
  }

  /// Carries on what has been pushed, and shows every stride whose end has come through.
  private static func show(
    _ rest: inout ArraySlice<StrideRecord>, in gallery: inout StrideGallery, _ chain: inout SignalChain
  ) {
    while chain.advance() {
      while let stride = rest.first, chain.frame(at: stride.end) < Double(newestFrame(chain)) {
        gallery.add(stride, chain)
        rest.removeFirst()
      }
    }
  }

  /// The envelope frame that every muscle has; contact channels have none.
  private static func newestFrame(_ chain: borrowing SignalChain) -> Int {
    var newest = 0
    for row in 0..<chain.rowCount { newest = max(newest, chain.envelope[row].end) }
    return newest
  }

  /// Pushes silence until the end of the recording has come through.
  private func finish(
    _ rest: inout ArraySlice<StrideRecord>, in gallery: inout StrideGallery, _ chain: inout SignalChain,
    _ frontEnd: inout FrontEnd
  ) {
    chain.markEnd()
    var left = Int(bounded: (chain.settlingSeconds + 1) * reader.sampleRate.value)
    while left > 0 {
      let count = min(left, FrontEnd.maximumFrames)
      let stretch = frontEnd.processSilence(frames: count)
      chain.push(frontEnd.block, stretch)
      Self.show(&rest, in: &gallery, &chain)
      left -= count
    }
  }
}
