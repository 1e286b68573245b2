import Biofeedback
import EMGUnits
import RealtimeSupport
extension BiofeedbackPipeline {
  @_noLocks mutating func pushGap(frames: Int) { push(.float(UnsafePointer(getNans())), offset: 0, frames: frames) }
}
@_semantics("no_performance_analysis") @inline(never) func getNans() -> UnsafeMutablePointer<Float> { nans }
nonisolated(unsafe) let nans: UnsafeMutablePointer<Float> = {
  let p = UnsafeMutablePointer<Float>.allocate(capacity: 4096 * 32); p.initialize(repeating: .nan, count: 4096 * 32);
  return p
}()
extension SessionFiles { func add(_ gap: FrameGap) throws(LiveSession.Failure) {} }
