import EMGUnits
import Testing

@Suite struct ChannelMapTests {
  @Test func readsWhatItPrints() throws {
    let text = "left-glute=1,left-hamstring=2,right-glute=4,right-contact=3,lower-back=9"
    #expect(try ChannelMap(parsing: text).description == text)
    #expect(try ChannelMap(parsing: " glute = 2 , hamstring=1").channel(of: ChannelRole(.muscle(.gluteusMaximus))) == 2)
  }

  @Test(arguments: [
    ("", "“” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2."),
    ("glute", "“glute” in the channel map is not ROLE=CHANNEL. Example: glute=1,hamstring=2."),
    (
      "glutes=1",
      "“glutes” is not a role. Did you mean glute? Roles: glute, hamstring, quadriceps, calf, lower-back, contact; "
        + "with left- or right- in front for two legs."
    ),
    ("glute=one", "“one” for glute is not a channel number. Channels count from 1."),
    ("glute=0", "Channel 0 for glute is not a channel number: channels count from 1."),
    (
      "glute=1,hamstring=1",
      "Channel 1 is given twice, as glute and as hamstring. Each channel carries one role."
    ),
    ("glute=1,glute=2", "The role glute is given twice. Use left- and right- for two legs."),
  ])
  func refusesWithTheReason(text: String, message: String) {
    #expect(throws: ConfigurationError(message)) { try ChannelMap(parsing: text) }
  }

  @Test func refusesAChannelThatIsNotThere() throws {
    let map = try ChannelMap(parsing: "glute=1,hamstring=3")
    let message = "The map puts hamstring on channel 3, but the input has channels 1 to 2."
    #expect(throws: ConfigurationError(message)) { try map.validated(channelCount: 2) }
    #expect(try map.validated(channelCount: 3) == map)
  }
}
