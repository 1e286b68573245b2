// What happened when, for tests that count gaps: one line an event, "DIRECTION EVENT FRAME SECONDS".
//
// FRAME of `capture start` is the frame of the input file that the next read begins with, as if the file had been played
// from the first start on without a pause. In other capture lines it is how far the device had come. In playback lines it
// is how many frames the output file holds. SECONDS are those of CLOCK_MONOTONIC.

#include "emgsim.h"

#include <stdio.h>
#include <unistd.h>

void emgsim_log(const struct sim *sim, const char *event, snd_pcm_uframes_t frame) {
  if (sim->log < 0) return;
  char line[96];
  const char *direction = emgsim_is_capture(sim) ? "capture" : "playback";
  int length = snprintf(line, sizeof line, "%s %s %lu %.6f\n", direction, event, frame, emgsim_now(sim) / sim->speed);
  // A log that cannot be written shows as missing lines in the test that reads it.
  if (length > 0 && write(sim->log, line, (size_t)length) < 0) return;
}
