// The device's clock: how far it has come, and when it will have come far enough to wake a program up.

#include "emgsim.h"

#include <math.h>
#include <sys/timerfd.h>
#include <time.h>

// Device time in seconds. With `speed` 10 it runs ten times as fast as the clock on the wall.
double emgsim_now(const struct sim *sim) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return ((double)time.tv_sec + (double)time.tv_nsec * 1e-9) * sim->speed;
}

static struct timespec on_the_wall(const struct sim *sim, double device_time) {
  double seconds = device_time / sim->speed, whole = floor(seconds);
  return (struct timespec){(time_t)whole, (long)((seconds - whole) * 1e9)};
}

// Moves the position to where the clock is and returns it, in frames since the latest start. It goes in steps of the
// grain, as hardware tells its position only when a period is done. A stalled clock stands, and goes on where it stood.
snd_pcm_uframes_t emgsim_advance(struct sim *sim, double now) {
  if (now < sim->stalled_until) return sim->position;
  if (sim->is_stalled) {
    sim->start = sim->stalled_until - (double)sim->position / sim->rate;
    sim->is_stalled = false;
  }
  snd_pcm_uframes_t frames = (snd_pcm_uframes_t)((now - sim->start) * sim->rate);
  frames -= frames % sim->grain;
  if (frames > sim->position) sim->position = frames;
  return sim->position;
}

static void set_timer(struct sim *sim, struct timespec at, int flags) {
  struct itimerspec once = {.it_value = at};
  timerfd_settime(sim->timer, flags, &once, NULL);
}

// Sets the timer to when avail_min frames are there to read, or fit, and a stall is over. `written_or_read` counts the
// program's frames.
void emgsim_wake_when_ready(struct sim *sim, snd_pcm_uframes_t written_or_read, double at_least_seconds) {
  double needed = (double)written_or_read + (double)sim->avail_min;
  if (!emgsim_is_capture(sim)) needed -= (double)sim->io.buffer_size;
  needed = ceil(needed / (double)sim->grain) * (double)sim->grain;
  // The position is truncated to whole frames: a moment later it has surely come that far.
  const double moment = 10e-6 * sim->speed;
  double at = sim->start + needed / sim->rate + moment;
  double earliest = emgsim_now(sim) + at_least_seconds * sim->speed;
  if (sim->is_stalled && earliest < sim->stalled_until) earliest = sim->stalled_until;
  set_timer(sim, on_the_wall(sim, at < earliest ? earliest : at), TFD_TIMER_ABSTIME);
}

// Keeps the descriptor readable: there is something to do.
void emgsim_wake_now(struct sim *sim) { set_timer(sim, (struct timespec){0, 1}, 0); }

void emgsim_sleep_until(const struct sim *sim, double device_time) {
  struct timespec until = on_the_wall(sim, device_time);
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &until, NULL) != 0) {
  }
}
