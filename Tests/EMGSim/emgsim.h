// A sound card that does not exist: an ALSA I/O plugin that libasound loads for `type emgsim`. What captures from it
// gets the frames of a raw file at the pace of a device clock; what plays into it fills another raw file. Faults come at
// given times or when a file appears. README.md lists the fields and what each fault looks like from outside.
#pragma once

#include <alsa/asoundlib.h>
#include <alsa/pcm_external.h>
#include <stdbool.h>
#include <stddef.h>

// A fault at a time after the first start, in seconds of the device's own clock.
enum fault_kind { FAULT_XRUN, FAULT_STALL, FAULT_SUSPEND, FAULT_UNPLUG };
struct fault {
  double at, duration;
  enum fault_kind kind;
};
enum { MAX_FAULTS = 64 };

// What stays true while a program closes and opens the device: one for each name and direction, for the life of the
// process. A recording goes on while nobody listens, and a fault that has happened does not happen again.
struct past {
  struct past *next;
  char *name;
  snd_pcm_stream_t stream;
  bool has_started;
  double epoch;        // device time of the first start
  double absent_until; // device time at which a plug that a script pulled is back
  bool is_over[MAX_FAULTS];
};

// The fields of the configuration, apart from those that only describe what the device can do.
struct fields {
  const char *infile, *outfile, *log;
  const char *unplug, *unplug_capture, *unplug_playback, *busy;
  const char *faults, *playback_faults;
  const char *rate, *channels, *format;
  double ppm, lie, speed;
  long grain;
};

// An open device.
struct sim {
  snd_pcm_ioplug_t io;
  struct past *past;
  char *unplug, *unplug_one_way; // files that pull the plug while they exist, or null
  struct fault faults[MAX_FAULTS];
  int fault_count;
  int timer, output, log; // descriptors, -1 for none
  unsigned char *input;   // mapped; null gives silence
  size_t input_bytes;
  size_t frame_bytes;
  double clock_factor; // of the rate as set: clock error and lie
  double speed;        // device seconds in one second
  double rate;         // frames in one device second
  long grain_field;
  snd_pcm_uframes_t grain;       // step of the position, in frames
  snd_pcm_uframes_t avail_min;   // frames that wake a program up
  snd_pcm_uframes_t first_frame; // of the recording, at the latest start
  snd_pcm_uframes_t position;    // frames since then; never falls back
  snd_pcm_uframes_t played;      // frames in the output file
  double start;                  // device time at which position was 0
  double stalled_until, suspended_until;
  bool is_stalled, is_unplugged;
};

// clock.c
double emgsim_now(const struct sim *sim);
snd_pcm_uframes_t emgsim_advance(struct sim *sim, double now);
void emgsim_wake_when_ready(struct sim *sim, snd_pcm_uframes_t written_or_read, double at_least_seconds);
void emgsim_wake_now(struct sim *sim);
void emgsim_sleep_until(const struct sim *sim, double device_time);

// faults.c
void emgsim_read_faults(struct sim *sim, const char *script);
void emgsim_apply_faults(struct sim *sim, double now);
struct past *emgsim_past(const char *name, snd_pcm_stream_t stream);
bool emgsim_is_there(const char *path);

// log.c
void emgsim_log(const struct sim *sim, const char *event, snd_pcm_uframes_t frame);

// device.c
extern const snd_pcm_ioplug_callback_t emgsim_callbacks;
void emgsim_free(struct sim *sim);

static inline bool emgsim_is_capture(const struct sim *sim) { return sim->io.stream == SND_PCM_STREAM_CAPTURE; }
