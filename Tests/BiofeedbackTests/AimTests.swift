import Biofeedback
import EMGUnits
import Testing

/// Aims as people write them.
@Suite struct AimTests {
  @Test(arguments: [
    ("maximum:15%", Aim.maximum(0.15)), ("share:45%", .share(0.45)), ("other-leg:80%", .otherLeg(0.8)),
    ("drill:50%", .drill(0.5)), ("maximum:12.5", .maximum(0.125)), ("grow", .grow),
  ])
  func everyKindIsReadAndWritten(text: String, aim: Aim) throws {
    #expect(try Aim.parsing(text) == aim)
    #expect(try Aim.parsing(aim.description) == aim)
  }

  @Test func noneIsNoAim() throws { #expect(try Aim.parsing("none") == nil) }

  @Test(arguments: [
    ("", "“” is not an aim."), ("maxim:15%", "“maxim:15%” is not an aim."),
    ("maximum", "The aim maximum has no number."),
    ("maximum:", "The aim maximum has no number."), ("maximum:0%", "The aim maximum has “0%”."),
    ("maximum:151%", "a percentage from 1% to 150%"), ("share:100%", "a percentage from 1% to 95%"),
    ("other-leg:nan", "The aim other-leg has “nan”."), ("drill:-5%", "The aim drill has “-5%”."),
    ("drill:1e2", "The aim drill has “1e2”."), ("grow:5%", "The aim grow finds its level by itself"),
  ])
  func whatCannotBeReadIsToldWithWhatCould(text: String, words: String) {
    let error = #expect(throws: ConfigurationError.self) { try Aim.parsing(text) }
    #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
  }
}
