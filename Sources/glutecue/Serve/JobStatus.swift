/// Where a job is, as pages read it.
struct JobStatus: Encodable, Sendable {
  enum Kind: String, Encodable, Sendable {
    case check, calibration, run, report, export, repair, sound
  }

  enum State: String, Encodable, Sendable {
    case running, done, failed, cancelled
  }

  /// Why it failed, in the words of the command line.
  struct Failure: Encodable, Sendable {
    let message: String
    let status: Int
  }

  /// One channel of a check or a calibration.
  struct Channel: Encodable, Sendable {
    var channel: Int
    var role: String
    var level: Double
    var levelUv: Double?
    var restUv: Double?
    var peakUv: Double?
    var verdict: String?
    var words: String?
  }

  /// A step of a calibration.
  struct Step: Encodable, Sendable {
    var id: String
    var title: String
    var kind: String
    var state: String
  }

  /// What the person is to do now.
  struct Guide: Encodable, Sendable {
    enum Phase: String, Encodable, Sendable {
      case offer, prepare, hold, rest, finished
      case gaveUp = "gave_up"
    }

    struct Condition: Encodable, Sendable {
      let name: String
      let instruction: String
    }

    var phase = Phase.offer
    var step = 0
    var title = ""
    var instruction = ""
    var conditions: [Condition] = []
    var condition: String?
    var trial: Int?
    var trials: Int?
    var secondsLeft: Double?
    var drawing = ""
    var refusals: [String] = []
    var measured: String?
    var canRedo = false
  }

  /// A session.
  struct Run: Encodable, Sendable {
    enum Phase: String, Encodable, Sendable {
      case squeezes, running, ending, ended
    }

    var phase: Phase
    var session: String?
    var summary: [String] = []
  }

  /// What has been made.
  struct Result: Encodable, Sendable {
    let session: String
    let file: String
  }

  let number: Int
  let kind: Kind
  /// Counts changes: an answer may come after a message that was sent later.
  var revision = 0
  var state = State.running
  /// The session that a report or an export is of.
  var session: String?
  var progress: Double?
  var words: [String] = []
  var error: Failure?
  var seconds: Double?
  var channels: [Channel]?
  var guide: Guide?
  var steps: [Step]?
  var run: Run?
  var result: Result?

  init(number: Int, kind: Kind) {
    self.number = number
    self.kind = kind
  }
}
