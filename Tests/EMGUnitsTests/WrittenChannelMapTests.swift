import EMGUnits
import Testing

@Suite struct WrittenChannelMapTests {
  private let names = ["R GMAX", "R BF", "L GMAX", "3", "BF, left"]

  private func resolved(_ text: String) throws -> String {
    try WrittenChannelMap(parsing: text).resolved(among: names, of: "run.edf").description
  }

  @Test func numbersStayWhatTheyWere() throws {
    let map = try WrittenChannelMap(parsing: " glute = 2 , hamstring=1")
    #expect(map.numbers == (try ChannelMap(parsing: "glute=2,hamstring=1")) && map.description == "glute=2,hamstring=1")
    #expect(
      try WrittenChannelMap(try ChannelMap(parsing: "glute=2")).resolved(among: [], of: "run.wav").description
        == "glute=2")
  }

  @Test(arguments: [
    ("glute=R GMAX,hamstring=R BF", "glute=1,hamstring=2"), ("glute=r gmax", "glute=1"), ("glute=l g", "glute=3"),
    ("glute=\"3\",hamstring=2", "glute=4,hamstring=2"), ("hamstring=\"BF, left\"", "hamstring=5"),
    ("glute=3", "glute=3"),
  ])
  func namesAreFound(text: String, numbers: String) throws {
    #expect(try resolved(text) == numbers)
    #expect(try resolved(WrittenChannelMap(parsing: text).description) == numbers)
  }

  @Test(arguments: [
    (
      "glute=GMAX",
      "run.edf: “GMAX” for glute could be 1 “R GMAX”, 3 “L GMAX”. Give more of the name, or the number."
    ),
    (
      "glute=R GMED",
      "run.edf: no channel is called “R GMED”. Did you mean R GMAX? Its channels: 1 “R GMAX”, 2 “R BF”, 3 “L GMAX”, 4 “3”, 5 "
        + "“BF, left”."
    ),
    ("glute=R GMAX,hamstring=1", "Channel 1 is given twice, as glute and as hamstring. Each channel carries one role."),
    ("glute=R GMAX,glute=2", "The role glute is given twice. Use left- and right- for two legs."),
    ("glute=", "“” for glute is neither a channel's number nor its name. Channels count from 1."),
    ("glute=\"\"", "“\"\"” for glute is neither a channel's number nor its name. Channels count from 1."),
    ("glute", "“glute” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2."),
    ("glute=0", "Channel 0 for glute is not a channel number: channels count from 1."),
  ])
  func refusesWithTheReason(text: String, message: String) {
    #expect(throws: ConfigurationError(message)) { try resolved(text) }
  }

  @Test func channelsWithoutNamesHaveNumbersOnly() {
    #expect(
      throws: ConfigurationError(
        "run.wav: its channels have no names, so “R BF” cannot be found. Give the number for hamstring, as in hamstring=1."
      )
    ) { try WrittenChannelMap(parsing: "hamstring=R BF").resolved(among: [], of: "run.wav") }
  }
}
