import ArgumentParser

/// `glutecue live`: strides and cues as they happen.
struct LiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "live",
    abstract: "Beep in the very stride in which the glute stops firing.",
    discussion: """
      Takes the EMG from a sound card, or plays a recording as if it came from the electrodes now; plays the tones on \
      headphones, or writes them to a file that is as long as the input and runs on its clock. Without --tone the tones of \
      a session on a sound card go to ALSA's default device; a recording is played mute, and that is told. The first ten good strides \
      are the reference; cues come after. A fault of the signal has a sound of its own, so silence never means that \
      something is broken.

      Everything is kept in a folder: recording.wav (raw input) with recording.json, strides.csv, cues.csv, \
      summary.json, settings.yaml, and at the end report.html, a page with charts for people. Replaying the recording with --config settings.yaml gives the same strides and cues, byte for \
      byte. With a sound card and no --output the folder is named by date and time, below \
      ~/.local/share/glutecue/sessions. When the disk is full the files end in good order and the feedback goes on; a \
      session that was cut off, as by an empty battery, is mended by `glutecue repair`. The session is added to the history \
      (`glutecue history`), unless --no-history.

      EXAMPLES
        What sound cards are there:
          glutecue devices
        A run: glute on the left line input, hamstring on the right, tones to the headphones:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2
        The same for 45 minutes, with the sounds once beforehand, louder, everything kept in the folder monday:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2 \\
            --duration 2700 --test-tone --volume 70 --output monday
        Watch a recording as it would have been on the run:
          glutecue live --input wav:Samples/glute-stops.wav --tone wav:tone.wav
        The same as fast as the computer can, with everything kept in the folder session:
          glutecue live --input wav:run.wav --tone wav:tone.wav --pace none --output session
        With a profile; on a sound card two squeezes and two curls, by tones, come first where its electrodes are not those
        of the profile any more (--no-squeeze to begin at once):
          glutecue live --input alsa:hw:1 --tone alsa:default --profile calibration/profile.json
        Watched by a coach on a phone in the same network, who also starts it:
          glutecue live --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2 \\
            --dashboard 0.0.0.0:8080 --wait
        A cue at most every 15 s, and no word of weakness:
          glutecue live --input wav:run.wav --tone wav:tone.wav --cue-policy limit \\
            --cue-limit-seconds 15 --cue-weak false
        A session that needs half the room:
          glutecue live --input wav:run.wav --output session --recording flac

      Settings come from files too: `glutecue config` shows them, `glutecue config --write FILE` makes such a file.
      Ctrl-C or `q` ends the session with its summary. The space bar, `m` or the signal SIGUSR1 marks a moment. A lost connection \
      (SIGHUP) does not end a session. Neither the input nor its sidecar is ever overwritten, --force or not.

      EXIT CODES
        0 done, also after Ctrl-C; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options, or
        something that the sound card cannot do; 65 not a usable recording; 66 no such file or device; 73 output exists or
        cannot be made; 74 reading or writing failed, or the device is in use; 77 not permitted.
      """)

  @Option(help: ArgumentHelp("Where the EMG comes from: alsa:DEVICE or wav:FILE.", valueName: "alsa:device|wav:file"))
  var input: String
  @OptionGroup var options: LiveOptions

  func run() throws { try LiveRun(input: input, options: options).run() }
}
