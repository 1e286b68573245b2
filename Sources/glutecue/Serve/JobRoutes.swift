import CalibrationProtocol
import EMGUnits
import Foundation
import LiveSession
import PhoneServer

/// Check, calibration, session and sounds: everything with a sound card.
struct JobRoutes {
  private static let wordLength = 60

  let house: ServeHouse

  var routes: [Route] {
    let desk = house.desk
    return [
      Route("POST", "/api/check") { call in
        struct Wish: Decodable { let squeeze: Bool? }
        let wish = try call.body(Wish.self)
        let check = PhoneCheck(house: house, withSqueeze: wish.squeeze ?? false)
        return try Answer(desk.begin(.check, isOnMainThread: true) { try check.run($0) })
      },
      Route("POST", "/api/calibration") { call in
        struct Wish: Decodable { let fresh: Bool? }
        let wish = try call.body(Wish.self)
        let calibration = PhoneCalibration(house: house, isFresh: wish.fresh ?? false)
        return try Answer(desk.begin(.calibration, isOnMainThread: true) { try calibration.run($0) })
      },
      Route("POST", "/api/calibration/key") { call in
        struct Wish: Decodable { let key: String }
        let wish = try call.body(Wish.self)
        guard let key = Self.keys[wish.key] else { throw CallError(422, "key is go, skip, redo or leave.") }
        let job = try desk.running(.calibration)
        // who leaves has not failed
        if key == .leave { job.stop.set() }
        job.keys.press(key)
        return .done
      },
      Route("POST", "/api/run") { call in
        let run = PhoneRun(house: house, wish: try call.body(PhoneRun.Wish.self))
        let command = try run.command()
        do {
          return try Answer(desk.begin(.run, isOnMainThread: true) { try run.run($0, command) })
        } catch {
          run.giveUp(command)
          throw error
        }
      },
      Route("POST", "/api/run/mark") { call in
        struct Wish: Decodable {
          let word: String?
          let seconds: Double?
        }
        let wish = try call.body(Wish.self)
        let word = (wish.word ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard word.count <= Self.wordLength else {
          throw CallError(422, "The note of a mark may have \(Self.wordLength) characters.")
        }
        try desk.running(.run).mark(MarkWish(word: word.isEmpty ? "mark" : word, seconds: wish.seconds))
        return .done
      },
      Route("POST", "/api/job/stop") { _ in
        let job = try desk.running()
        job.stop.set()
        job.keys.press(.leave)
        guard let status = desk.status else { return .done }
        return try Answer(status)
      },
      Route("GET", "/api/sounds", for: .paired) { _ in
        struct Sound: Encodable { let kind, name, meaning: String }
        let sounds = CueKind.allCases.map { kind in
          let caption = SoundCaption(kind: kind)
          return Sound(kind: kind.rawValue, name: caption.likeness, meaning: caption.advice)
        }
        return try Answer(["sounds": sounds])
      },
      Route("POST", "/api/sounds") { call in
        struct Wish: Decodable {
          let kind: String
          let volume: Int?
        }
        let wish = try call.body(Wish.self)
        guard let kind = CueKind(rawValue: wish.kind) else {
          throw CallError(422, "“\(wish.kind)” is not a sound; see GET /api/sounds.")
        }
        let tone = try house.tone(volume: wish.volume)
        return try Answer(
          desk.begin(.sound, isOnMainThread: true) { job in
            guard let tone else { throw CallError(422, "No headphones are chosen. Choose them in the settings.") }
            try SoundTrial.play(kind, on: tone) { job.stop.isSet }
          })
      },
    ]
  }

  private static let keys: [String: WizardKey] = ["go": .go, "skip": .skip, "redo": .redo, "leave": .leave]
}
