/// Decides, when the glute's window of a stride has closed, whether the glute fired.
///
/// Two measurements must agree before a stride counts as silent: the glute's activation lies below `silentBelow`, and its
/// ratio to the hamstring below `silentRatioBelow`. Slowing down lowers both muscles and leaves the ratio alone.
/// In steady healthy running the activation of single strides scatters by 18–22 % with a lowest stride at 0.58 of the
/// median, while a glute at 0.3 reaches 0.37 at most: the threshold lies at the geometric middle.
struct FiringMonitor: Sendable, BitwiseCopyable {
  /// Glute activation below which a stride may be silent.
  static var silentBelow: Float { @_noLocks get { 0.45 } }
  /// A hamstring below this does not work either: that is no stride to judge the glute by.
  static var hamstringWorksAbove: Float { @_noLocks get { 0.15 } }
  /// Ratio to the hamstring below which a stride may be silent.
  static var silentRatioBelow: Float { @_noLocks get { 0.7 } }

  /// `hamstring` is nil when it cannot be used; then the glute alone decides.
  @_noLocks
  func verdict(glute: Float, hamstring: Float?) -> Verdict {
    guard glute < Self.silentBelow else { return .firing }
    if let hamstring, hamstring < Self.hamstringWorksAbove { return .unusable }
    if let hamstring, glute >= Self.silentRatioBelow * hamstring { return .firing }
    return .silent
  }
}
