/// What reads input from outside, one reader a case. Errors are as good as success: only crashes count.
enum FuzzTarget: String, CaseIterable {
  /// Any container, read to its end.
  case recording
  /// EDF, BDF, with annotations.
  case edf
  /// A table of numbers.
  case samples
  /// `NAME.json` beside a recording, and the marks beside it.
  case sidecar
  /// `settings.yaml`.
  case settings
  /// `profile.json`.
  case profile
  /// A calibration's protocol.
  case `protocol`
  /// A programme of training.
  case programme
  /// When the trials of a calibration happened.
  case timeline
  /// Summary, strides and cues of a session, and the page made of them.
  case tables
  /// The same with a recording, exported.
  case export
  /// A session folder that is mended.
  case repair
  /// A recording that is mended alone.
  case mending
  /// An exported history, merged into an empty one and shown.
  case archive
  /// What a browser sends to the live page.
  case request
  /// What it sends once live data flow.
  case websocket

  /// Lets the reader have an input.
  func run(_ input: [UInt8]) {
    switch self {
    case .recording: RecordingTarget.run(input)
    case .edf: ForeignTarget.run(input, named: "run.edf")
    case .samples: ForeignTarget.run(input, named: "run.csv")
    case .sidecar: TextTargets.sidecar(input)
    case .settings: TextTargets.settings(input)
    case .profile: TextTargets.profile(input)
    case .protocol: TextTargets.plan(input)
    case .programme: TextTargets.programme(input)
    case .timeline: TextTargets.timeline(input)
    case .tables: SessionTargets.tables(input)
    case .export: SessionTargets.export(input)
    case .repair: SessionTargets.repair(input)
    case .mending: MendingTarget.run(input)
    case .archive: ArchiveTarget.run(input)
    case .request: DashboardTargets.request(input)
    case .websocket: DashboardTargets.frames(input)
    }
  }
}
