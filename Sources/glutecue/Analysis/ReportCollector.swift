import Biofeedback
import EMGUnits
import Report
import SignalProcessing

/// Collects, while a recording is analysed, what its report needs.
struct ReportCollector {
  private var strides = ReportedStrides()
  private var gallery: StrideGallery

  /// Empty, for the channels of a map.
  init(map: ChannelMap) { gallery = StrideGallery(map: map) }

  /// Takes the next stride, while the chain still keeps its signal.
  mutating func add(_ stride: StrideRecord, _ chain: borrowing SignalChain) {
    strides.add(stride)
    gallery.add(stride, chain)
  }

  /// What was collected, with the summary of it.
  func session(_ summary: SessionSummary, recording: String) -> ReportedSession {
    ReportedSession(
      summary: summary, strides: strides, cues: [], gallery: gallery, date: summary.startWords,
      command: RepeatCommand.text(summary, recording: recording))
  }
}
