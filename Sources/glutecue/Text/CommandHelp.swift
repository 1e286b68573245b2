extension LiveCommand {
  /// Behind the abstract of `glutecue live`.
  static let help = """
    Takes the EMG from a sound card or an LSL stream, or plays a recording as if it came from the electrodes now; plays the tones on \
    headphones, or writes them to a file that is as long as the input and runs on its clock. Without --tone the tones of \
    a session on a sound card go to ALSA's default device; a recording is played mute, and live says so. The first ten good \
    strides are the reference; cues follow. A fault of the signal has its own sound, so silence never means that \
    something is broken.

    Everything is kept in a folder: recording.wav (raw input) with recording.json, strides.csv, cues.csv, \
    summary.json, settings.yaml, and at the end report.html, a page with charts. Replaying the recording with \
    --config settings.yaml gives the same strides and cues, byte for byte. With a sound card and no --output the folder is named by date and time, below \
    ~/.local/share/glutecue/sessions. When the disk is full the files are closed cleanly and the feedback continues. \
    After an empty battery, `glutecue repair` repairs the session. The session is added to the history \
    (`glutecue history`), unless --no-history.

    EXAMPLES
      A run, with the card and headphones that `glutecue setup` chose; on a sound card two squeezes and two curls, guided by
      tones, come first if the electrodes are not those of the profile (--no-squeeze starts at once):
        glutecue live --profile calibration/profile.json
      Without setup: glute on the left line input, hamstring on the right, tones to the headphones:
        glutecue live --input alsa:hw:1 --map glute=1,hamstring=2 --tone alsa:default
      Watch a recording as it would have been on the run:
        glutecue live Samples/glute-stops.wav --tone tone.wav
      Watched by a coach on a phone in the same network, who also starts it:
        glutecue live --profile calibration/profile.json --dashboard 0.0.0.0:8080 --wait
      45 minutes, with the sounds once beforehand, louder, everything kept in the folder monday:
        glutecue live --duration 2700 --test-tone --volume 70 --output monday
      A recording as fast as the computer can, with everything kept in the folder session:
        glutecue live run.wav --tone tone.wav --pace none --output session
      A cue at most every 15 s, and none for weakness:
        glutecue live --cue-policy limit --cue-limit-seconds 15 --cue-weak false
      From the amplifier's own program over LSL, where the stream says what its channels are:
        glutecue live --input lsl:EMG --map glute=1,hamstring=2
      With strides and cues to another program, over OSC and as LSL streams (docs/streams.md):
        glutecue live --osc 9000 --lsl
      A session that takes half the space:
        glutecue live run.wav --output session --recording-format flac

    Settings come from files too: `glutecue config` shows them, `glutecue config --write FILE` makes such a file.
    Ctrl-C or `q` ends the session with its summary. The space bar, `m` or the signal SIGUSR1 marks a moment. A lost connection \
    (SIGHUP) does not end a session. Neither the input nor its sidecar is ever overwritten, --force or not.

    EXIT CODES
      0 done, also after Ctrl-C; 3 a channel that is needed cannot be used; 4 no strides found; 64 wrong options, or
      something that the sound card cannot do; 65 not a usable recording or stream; 66 no such file, device or stream; 68 no
      computer of the name in --osc; 69 no liblsl for LSL; 73 output exists or cannot be made; 74 reading or writing failed, the
      device is in use, or a stream stopped for good; 77 not permitted.
    """
}

extension AnalyzeCommand {
  /// Behind the abstract of `glutecue analyze`.
  static let help = """
    Finds the strides from the EMG alone, measures glute and hamstring in each, and lists the strides in which the glute \
    was silent. Reads WAV (16, 24, 32 bit, float), W64, RF64 and FLAC with 1 to 16 channels at 500 Hz to 192 kHz; \
    EDF, EDF+, BDF and BDF+; BIDS folders; and tables (.csv, .tsv, .txt) from Delsys, Noraxon, OpenBCI and BITalino programs. \
    If a table does not say its units or rate, --unit and --rate do. \
    What the channels carry comes from --map, from the sidecar NAME.json beside NAME.wav or from a settings file; \
    `glutecue config` shows the settings.

    With --output the results are written to a folder: strides.csv, one line a stride, summary.json, and report.html, \
    a page with charts.

    Several recordings, or a folder with all recordings below it, are analysed side by side, one on each processor; \
    the result is one table. With --output each recording gets its own folder in it, and recordings.csv holds \
    the table. A recording that cannot be used stops nothing: the command continues, names it at the end, and ends with \
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
    A programme says how long each session is, what strides should reach, and how much of it you hear; at its end come runs \
    without feedback, which show what stays. The one that comes with GluteCue has eight sessions in about two weeks, the \
    feedback withdrawn over the last four, and tests after 1, 4 and 12 weeks; a physiotherapist can write another \
    (Calibration/README.md explains the file). The history shows where you are in it: you need not remember a number. \
    Everything else is as with `live`, including the fifteen seconds of squeezes at the start. You can give every option of \
    `live`; it overrides the programme.

    EXAMPLES
      Once, before the first session:
        glutecue calibrate
      The next session, whichever it is:
        glutecue train --profile calibration/profile.json
      What is done, and what is next:
        glutecue train --status --profile calibration/profile.json
      What would run now, without running it:
        glutecue train --dry-run --profile calibration/profile.json
      The third session again, then onwards as before:
        glutecue train --session 3 --profile calibration/profile.json
      Your own programme, for a client:
        glutecue train --programme hip.yaml --person P07 --profile P07/profile.json

    EXIT CODES
      As those of `live`; 64 also when a test without feedback is not due yet, or the programme is complete.
    """
}

extension CalibrateCommand {
  /// Behind the abstract of `glutecue calibrate`.
  static let help = """
    Goes through the steps of a protocol: quiet standing, a squeeze test, maximal contractions of glute and hamstring, a \
    posture comparison, hip extensions and a minute of easy running. Tones say when to contract, so that hands and \
    eyes are free: three short ones, a long high one (contract), a falling pair (let go). Bad trials are \
    repeated automatically: clipped, noisy, too short, the wrong muscle, or trials that disagree.

    On a terminal every step waits for a key: Enter begins, s skips, r repeats the previous step, q saves and quits. Elsewhere the \
    steps follow each other. What is done is kept in DIR/progress.json after every step; the same command continues from \
    it, also after Ctrl-C or when the computer was switched off. At the end DIR/profile.json holds the result, for \
    `live --profile` and `analyze --profile`.

    --quick takes fifteen seconds: two glute squeezes and two heel curls, by tones. Electrodes are applied again every \
    day and then pick up the same muscle 20 to 40 % stronger or weaker; the squeezes show how much today, prove both \
    electrodes, find swapped channels, and scale the profile: it gets a section “today”; everything that the calibration \
    found stays. `live` does this by itself on a sound card. Without a profile it proves the electrodes, but says nothing \
    about the level.

    EXAMPLES
      A simulated calibration, to see how it goes:
        glutecue simulate --calibration --output me.wav
        glutecue calibrate me.wav --pace none --output calibration
      With the card and headphones that `glutecue setup` chose:
        glutecue calibrate
      Without setup:
        glutecue calibrate --input alsa:hw:1 --map glute=1,hamstring=2 --tone alsa:default
      With the tones in a file, and another protocol:
        glutecue calibrate me.wav --tone tones.wav --protocol my.yaml
      New electrodes, before a run on another day:
        glutecue calibrate --quick --profile calibration/profile.json
      Then run with it:
        glutecue live run.wav --profile calibration/profile.json

    EXIT CODES
      0 done, and every step worked; 3 done or given up, but a step did not work (with the reasons); 64 wrong options \
      or protocol; 65 not a usable recording; 66 no such file; 73 output exists or cannot be made; 74 reading or writing \
      failed; 77 not permitted; 130 stopped by q or Ctrl-C; the same command continues.
    """
}
