import EMGUnits
import Files

/// Where the values of another program's recording come from: one kind of file.
///
/// Values are in the unit of their channel. What the file lacks in the middle comes as zeros and is among `gaps`, so that the
/// clock goes on. Memory is bounded, whatever the length.
package protocol ForeignSource: AnyObject {
  /// The file with the values.
  var path: String { get }
  /// What it is and what was seen in it: `EDF+`, `table with semicolons`.
  var kind: String { get }
  /// In the order of the file; what holds time, text or annotations is no channel.
  var channels: [ForeignChannel] { get set }
  /// When the first frame came; nil where the file does not say.
  var start: Moment? { get }
  /// What recorded it; nil where the file does not say.
  var device: String? { get }
  /// What was marked, in order of time.
  var marks: [ForeignMark] { get }
  /// How long a gap is known to be apart from what is missing between records, in seconds: what its program noted.
  var notedGaps: [(seconds: Double, duration: Double)] { get }
  /// What the user should know, in whole sentences.
  var remarks: [String] { get }

  /// Goes to the first frame, from now on with so many frames a second: the rate of one of the channels.
  ///
  /// - Returns: frames there are, gaps included, and the gaps.
  func begin(rate: Double, channels: [Int]) throws(ForeignError) -> (frameCount: Int, gaps: [FrameGap])

  /// The next frames, interleaved; 0 at the end. Channels of another rate hold each value until the next.
  func read(into samples: UnsafeMutableBufferPointer<Float>, frames: Int) throws(ForeignError) -> Int

  /// Goes to a frame.
  func seek(to frame: Int) throws(ForeignError)
}
