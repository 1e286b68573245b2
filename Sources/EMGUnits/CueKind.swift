/// What the runner is told. Raw values are the words in the `kind` column of `cues.csv`.
public enum CueKind: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// The glute did not fire in this stride.
  case silent
  /// The glute fires, but over the last strides clearly less than its reference.
  case weak
  /// The glute fires again after `silent` or `weak`.
  case recovered
  /// The signal itself failed (electrode off, cable out, device gone): no verdict until it is back.
  case fault
  /// The glute has fired in several strides in a row (policy `reward`).
  case reward
  /// The glute works, but the stride missed the runner's aim.
  case below
  /// All is well: strides are found and judged. A sound only, without a line in `cues.csv`.
  case heartbeat

  /// Whether it is kept in `cues.csv` and counted in `summary.json`.
  public var isRecorded: Bool { self != .heartbeat }
}
