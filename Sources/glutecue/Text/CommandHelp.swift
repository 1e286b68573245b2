extension LiveCommand {
  /// Behind the abstract of `glutecue live`.
  static let help = """
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
    """
}

extension AnalyzeCommand {
  /// Behind the abstract of `glutecue analyze`.
  static let help = """
    Finds the strides from the EMG alone, measures glute and hamstring in each, and tells in which strides the glute \
    was silent. Reads WAV (16, 24, 32 bit, float), W64, RF64 and FLAC with 1 to 16 channels at 500 Hz to 192 kHz; \
    EDF, EDF+, BDF and BDF+; BIDS folders; and tables (.csv, .tsv, .txt) as Delsys, Noraxon, OpenBCI and BITalino programs \
    export them, whose units and rates it sees, or asks for (--unit, --rate). What the channels carry comes from --map, from the sidecar NAME.json beside NAME.wav or from a settings file; \
    `glutecue config` shows the settings.

    With --output the results are written to a folder: strides.csv, one line a stride, summary.json, and report.html, \
    a page with charts for people.

    Several recordings, or a folder with all recordings below it, are analysed side by side, one on each processor; \
    the result is one table. With --output each recording gets a folder of its own in there, and recordings.csv holds \
    the table. A recording that cannot be used stops nothing: the command goes on, names it at the end, and ends with \
    the exit code of the first such one.

    EXAMPLES
      A recording with a sidecar:
        glutecue analyze run.wav
      Glute on channel 1, hamstring on channel 2, 5 mV full scale, results in the folder run:
        glutecue analyze run.wav --map glute=1,hamstring=2 --full-scale-mv 5 --output run
      A laboratory's file, its channels by name:
        glutecue analyze run.edf --map "glute=R GMAX,hamstring=R BF"
      A table without a time column:
        glutecue analyze run.csv --map glute=1,hamstring=2 --rate 2000 --unit mv
      Against the profile of a calibration, with the muscles' levels in percent of their maxima:
        glutecue analyze run.wav --profile calibration/profile.json
      Both legs, for a program to read:
        glutecue analyze run.flac --format json \\
          --map left-glute=1,left-hamstring=2,right-glute=3,right-hamstring=4
      Every recording of a month:
        glutecue analyze ~/.local/share/glutecue/sessions --output month
      The same, everybody by their own profile, profiles/NAME/profile.json:
        glutecue analyze ~/.local/share/glutecue/sessions --output month --profile-dir profiles

    EXIT CODES
      0 done; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options; 65 not a usable
      recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing failed; 77 not permitted.
    """
}

extension TrainCommand {
  /// Behind the abstract of `glutecue train`.
  static let help = """
    A programme says how long each session is, what strides are to reach, and how much of it is heard; at its end come runs \
    without feedback, which show what stays. The one that comes with GluteCue has eight sessions in about two weeks, the \
    feedback withdrawn over the last four, and tests after 1, 4 and 12 weeks; a physiotherapist can write another \
    (Calibration/README.md explains the file). Where you stand is known from the history: no number has to be remembered. \
    Everything else is as with `live`, the fifteen seconds of squeezes at the start included, and every option of it can be \
    given; what is given wins over the programme.

    EXAMPLES
      Once, before the first session:
        glutecue calibrate --input alsa:hw:1 --map glute=1,hamstring=2
      The session that is next, whichever it is:
        glutecue train --input alsa:hw:1 --profile calibration/profile.json
      What is done, and what is next:
        glutecue train --status --profile calibration/profile.json
      What would be run now, without running it:
        glutecue train --dry-run --profile calibration/profile.json
      The third session again, and from there on as before:
        glutecue train --session 3 --input alsa:hw:1 --profile calibration/profile.json
      A programme of one's own, for a client:
        glutecue train --programme hip.yaml --person P07 --input alsa:hw:1 --profile P07/profile.json

    EXIT CODES
      As those of `live`; 64 also when a test without feedback is not due yet, or the programme is complete.
    """
}

extension CalibrateCommand {
  /// Behind the abstract of `glutecue calibrate`.
  static let help = """
    Goes through the steps of a protocol: quiet standing, a squeeze test, maximal contractions of glute and hamstring, a \
    posture comparison, hip extensions and a minute of easy running. Tones say when to contract, so that hands and \
    eyes are free: three short ones, a long high one (contract), a falling pair (let go). A trial that was clipped, \
    noisy, too short or of the wrong muscle is repeated, and so is a step whose trials disagree.

    On a terminal every step waits for a key: Enter begins, s skips, r redoes the step before, q stops. Elsewhere the \
    steps follow each other. What is done is kept in DIR/progress.json after every step; the same command goes on with \
    it, also after Ctrl-C or when the computer was switched off. At the end DIR/profile.json holds the result, for \
    `live --profile` and `analyze --profile`.

    --quick takes fifteen seconds: two glute squeezes and two heel curls, by tones. Electrodes are put on anew every day, and \
    take the same muscle up by 20 to 40 % more or less; the squeezes tell how much today, prove both electrodes, find \
    exchanged channels, and scale the profile: it gets a section “today”, and all that the calibration found stays as it \
    is. `live` does this by itself on a sound card. Without a profile it proves the electrodes, and says what it cannot.

    EXAMPLES
      A simulated calibration, to see how it goes:
        glutecue simulate --calibration --output me.wav
        glutecue calibrate --input wav:me.wav --pace none --output calibration
      On a sound card, with the tones in the headphones:
        glutecue calibrate --input alsa:hw:1 --tone alsa:default --map glute=1,hamstring=2
      With the tones in a file, and another protocol:
        glutecue calibrate --input wav:me.wav --tone wav:tones.wav --protocol my.yaml
      Electrodes put on anew, before a run on another day:
        glutecue calibrate --quick --input alsa:hw:1 --tone alsa:default --profile calibration/profile.json
      Then run with it:
        glutecue live --input wav:run.wav --profile calibration/profile.json

    EXIT CODES
      0 done, and every step worked; 3 done or given up, but a step did not work (the reasons are told); 64 wrong options \
      or protocol; 65 not a usable recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing \
      failed; 77 not permitted; 130 stopped by q or Ctrl-C, to be gone on with.
    """
}
