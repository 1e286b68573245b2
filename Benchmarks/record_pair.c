// Records two ALSA devices at once and says when: record_pair SECONDS DEVICE FILE DEVICE FILE
//
// Each file gets raw S32 stereo frames at 48 kHz. For each device it prints its name and the time (CLOCK_MONOTONIC, in
// seconds) at which its first frame was there to read, as the earliest of all periods tells it: late wake-ups do not count.
#include <alsa/asoundlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { RATE = 48000, PERIOD = 240, BUFFER_US = 500000 };

struct recorder {
  const char *device;
  snd_pcm_t *pcm;
  FILE *file;
  long frames;
  double first; // when frame 0 was there
};

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void check(const char *device, const char *call, int result) {
  if (result >= 0) return;
  fprintf(stderr, "record_pair: %s: %s: %s\n", device, call, snd_strerror(result));
  exit(74);
}

static struct recorder begin(const char *device, const char *path) {
  struct recorder it = {.device = device, .file = fopen(path, "wb"), .first = 1e300};
  if (!it.file) {
    perror(path);
    exit(73);
  }
  check(device, "open", snd_pcm_open(&it.pcm, device, SND_PCM_STREAM_CAPTURE, SND_PCM_NONBLOCK));
  snd_pcm_hw_params_t *params;
  snd_pcm_hw_params_alloca(&params);
  snd_pcm_uframes_t period = PERIOD;
  unsigned buffer = BUFFER_US;
  check(device, "any", snd_pcm_hw_params_any(it.pcm, params));
  check(device, "access", snd_pcm_hw_params_set_access(it.pcm, params, SND_PCM_ACCESS_RW_INTERLEAVED));
  check(device, "format", snd_pcm_hw_params_set_format(it.pcm, params, SND_PCM_FORMAT_S32_LE));
  check(device, "channels", snd_pcm_hw_params_set_channels(it.pcm, params, 2));
  check(device, "rate", snd_pcm_hw_params_set_rate(it.pcm, params, RATE, 0));
  check(device, "period", snd_pcm_hw_params_set_period_size_near(it.pcm, params, &period, NULL));
  check(device, "buffer", snd_pcm_hw_params_set_buffer_time_near(it.pcm, params, &buffer, NULL));
  check(device, "hw_params", snd_pcm_hw_params(it.pcm, params));
  check(device, "start", snd_pcm_start(it.pcm));
  return it;
}

static void take(struct recorder *it) {
  static int frames[PERIOD * 64][2];
  snd_pcm_sframes_t count = snd_pcm_readi(it->pcm, frames, sizeof frames / sizeof *frames);
  if (count == -EAGAIN) return;
  check(it->device, "read", (int)count);
  it->frames += count;
  double first = now() - (double)it->frames / RATE;
  if (first < it->first) it->first = first;
  fwrite(frames, sizeof *frames, (size_t)count, it->file);
}

int main(int count, char **arguments) {
  if (count != 6) {
    fprintf(stderr, "usage: record_pair SECONDS DEVICE FILE DEVICE FILE\n");
    return 64;
  }
  struct recorder both[2] = {begin(arguments[2], arguments[3]), begin(arguments[4], arguments[5])};
  for (double end = now() + atof(arguments[1]); now() < end;) {
    for (int i = 0; i < 2; i++) take(&both[i]);
    nanosleep(&(struct timespec){0, 1000000}, NULL);
  }
  for (int i = 0; i < 2; i++) {
    printf("%s %.6f\n", both[i].device, both[i].first);
    fclose(both[i].file);
    snd_pcm_close(both[i].pcm);
  }
  return 0;
}
