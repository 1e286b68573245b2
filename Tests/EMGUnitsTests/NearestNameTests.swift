import EMGUnits
import Testing

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("live", "live", 0), ("lvie", "live", 1), ("liv", "live", 1), ("lives", "live", 1), ("love", "live", 1),
    ("", "live", 4), ("lsl:", "lls:", 1), ("abcd", "badc", 2),
  ])
  func countsSlips(given: String, meant: String, slips: Int) {
    #expect(NearestName.distance(given, meant) == slips && NearestName.distance(meant, given) == slips)
  }

  @Test func asksOnlyWhereMoreIsRightThanWrong() {
    let names = NearestName(among: ["check", "live", "log"])
    #expect(names.question("chekc") == " Did you mean check?")
    #expect(names.question("lgo") == " Did you mean log?")
    #expect(names.question("dance") == "" && names.question("") == "" && names.name("x") == nil)
  }
}
