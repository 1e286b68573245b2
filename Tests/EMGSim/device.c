// What libasound asks of the device while it is open.

#include "emgsim.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/timerfd.h>
#include <unistd.h>

static struct sim *sim_of(snd_pcm_ioplug_t *io) { return io->private_data; }

// Whether the program was too slow: nothing left to play, or no room for what is captured.
static bool is_overrun(const struct sim *sim, snd_pcm_uframes_t position) {
  snd_pcm_uframes_t program = sim->io.appl_ptr;
  return emgsim_is_capture(sim) ? position >= program + sim->io.buffer_size : position >= program;
}

// The position in the buffer. A negative result puts the stream into XRUN, so faults set the state themselves.
static snd_pcm_sframes_t pointer(snd_pcm_ioplug_t *io) {
  struct sim *sim = sim_of(io);
  double now = emgsim_now(sim);
  emgsim_apply_faults(sim, now);
  if (io->state == SND_PCM_STATE_XRUN) return -EPIPE;
  bool runs = io->state == SND_PCM_STATE_RUNNING || io->state == SND_PCM_STATE_DRAINING;
  snd_pcm_uframes_t position = runs ? emgsim_advance(sim, now) : sim->position;
  if (runs && is_overrun(sim, position)) {
    if (io->state == SND_PCM_STATE_RUNNING) {
      emgsim_log(sim, "xrun", emgsim_is_capture(sim) ? sim->first_frame + position : sim->played);
      return -EPIPE;
    }
    if (!emgsim_is_capture(sim)) position = sim->position = io->appl_ptr; // drained
  }
  return (snd_pcm_sframes_t)(position % io->buffer_size);
}

// Copies frames of the input file, which begins anew when it has ended.
static void capture(struct sim *sim, unsigned char *to, snd_pcm_uframes_t frames) {
  if (!sim->input) {
    memset(to, 0, frames * sim->frame_bytes);
    return;
  }
  size_t total = sim->input_bytes / sim->frame_bytes;
  for (snd_pcm_uframes_t done = 0; done < frames;) {
    size_t from = (sim->first_frame + sim->io.appl_ptr + done) % total;
    size_t count = frames - done < total - from ? frames - done : total - from;
    memcpy(to + done * sim->frame_bytes, sim->input + from * sim->frame_bytes, count * sim->frame_bytes);
    done += count;
  }
}

static int play(struct sim *sim, const unsigned char *from, snd_pcm_uframes_t frames) {
  sim->played += frames;
  if (sim->output < 0) return 0;
  size_t bytes = frames * sim->frame_bytes;
  while (bytes > 0) {
    ssize_t written = write(sim->output, from, bytes);
    if (written < 0) return -errno;
    from += written;
    bytes -= (size_t)written;
  }
  return 0;
}

static snd_pcm_sframes_t transfer(snd_pcm_ioplug_t *io, const snd_pcm_channel_area_t *areas, snd_pcm_uframes_t offset,
                                  snd_pcm_uframes_t frames) {
  struct sim *sim = sim_of(io);
  if (sim->is_unplugged) return -ENODEV;
  unsigned char *memory = (unsigned char *)areas[0].addr + (areas[0].first + areas[0].step * offset) / 8;
  if (emgsim_is_capture(sim)) {
    capture(sim, memory, frames);
  } else {
    int error = play(sim, memory, frames);
    if (error < 0) return error;
  }
  if (io->state == SND_PCM_STATE_RUNNING) emgsim_wake_when_ready(sim, io->appl_ptr + frames, 0);
  return (snd_pcm_sframes_t)frames;
}

static int prepare(snd_pcm_ioplug_t *io) {
  struct sim *sim = sim_of(io);
  if (sim->is_unplugged) return -ENODEV;
  if (emgsim_now(sim) < sim->suspended_until) return -EBUSY;
  sim->position = 0;
  sim->is_stalled = false;
  sim->stalled_until = 0;
  return 0;
}

// The recording has gone on since the first start: what nobody read is lost.
static int start(snd_pcm_ioplug_t *io) {
  struct sim *sim = sim_of(io);
  struct past *past = sim->past;
  if (sim->is_unplugged) return -ENODEV;
  sim->start = emgsim_now(sim);
  if (!past->has_started) {
    past->has_started = true;
    past->epoch = sim->start;
  }
  sim->first_frame = (snd_pcm_uframes_t)((sim->start - past->epoch) * sim->rate);
  sim->position = 0;
  emgsim_log(sim, "start", emgsim_is_capture(sim) ? sim->first_frame : sim->played);
  emgsim_wake_when_ready(sim, io->appl_ptr, 0);
  return 0;
}

static int stop(snd_pcm_ioplug_t *io) {
  struct itimerspec never = {{0, 0}, {0, 0}};
  return timerfd_settime(sim_of(io)->timer, 0, &never, NULL) < 0 ? -errno : 0;
}

static int set_hardware(snd_pcm_ioplug_t *io, snd_pcm_hw_params_t *params) {
  (void)params;
  struct sim *sim = sim_of(io);
  sim->frame_bytes = (size_t)snd_pcm_format_physical_width(io->format) / 8 * io->channels;
  sim->rate = io->rate * sim->clock_factor;
  sim->grain = sim->grain_field < 0 ? io->period_size : sim->grain_field == 0 ? 1 : (snd_pcm_uframes_t)sim->grain_field;
  if (sim->avail_min == 0) sim->avail_min = io->period_size;
  if (sim->input && sim->input_bytes < sim->frame_bytes) return -EINVAL;
  return 0;
}

static int set_software(snd_pcm_ioplug_t *io, snd_pcm_sw_params_t *params) {
  return snd_pcm_sw_params_get_avail_min(params, &sim_of(io)->avail_min);
}

static unsigned short when_ready(const struct sim *sim) { return emgsim_is_capture(sim) ? POLLIN : POLLOUT; }

// Says whether a program that polls has something to do. While the clock stalls it is not woken at all.
static int revents(snd_pcm_ioplug_t *io, struct pollfd *descriptor, unsigned count, unsigned short *events) {
  struct sim *sim = sim_of(io);
  uint64_t expirations;
  (void)count;
  *events = 0;
  if (descriptor->revents & POLLIN && read(sim->timer, &expirations, sizeof expirations) < 0 && errno != EAGAIN)
    return -errno;
  snd_pcm_sframes_t available = snd_pcm_avail_update(io->pcm);
  if (available < 0 || io->state == SND_PCM_STATE_DISCONNECTED || io->state == SND_PCM_STATE_SUSPENDED)
    *events = POLLERR | when_ready(sim);
  else if ((snd_pcm_uframes_t)available >= sim->avail_min || io->state == SND_PCM_STATE_DRAINING)
    *events = when_ready(sim);
  else if (io->state == SND_PCM_STATE_RUNNING)
    emgsim_wake_when_ready(sim, io->appl_ptr, 5e-4);
  if (*events && available >= 0) emgsim_wake_now(sim);
  return 0;
}

static int delay(snd_pcm_ioplug_t *io, snd_pcm_sframes_t *frames) {
  struct sim *sim = sim_of(io);
  snd_pcm_sframes_t ahead = (snd_pcm_sframes_t)sim->position - (snd_pcm_sframes_t)io->appl_ptr;
  if (!emgsim_is_capture(sim)) ahead = -ahead;
  *frames = ahead < 0 ? 0 : ahead;
  return 0;
}

// libasound 1.2.8 does not look at what this returns, so it waits here until the device has woken up.
static int resume(snd_pcm_ioplug_t *io) {
  struct sim *sim = sim_of(io);
  if (sim->is_unplugged) return -ENODEV;
  emgsim_sleep_until(sim, sim->suspended_until);
  return snd_pcm_prepare(io->pcm);
}

void emgsim_free(struct sim *sim) {
  if (sim->input) munmap(sim->input, sim->input_bytes);
  if (sim->timer >= 0) close(sim->timer);
  if (sim->output >= 0) close(sim->output);
  if (sim->log >= 0) close(sim->log);
  free(sim->unplug);
  free(sim->unplug_one_way);
  free(sim);
}

static int close_device(snd_pcm_ioplug_t *io) {
  emgsim_free(sim_of(io));
  return 0;
}

const snd_pcm_ioplug_callback_t emgsim_callbacks = {
    .start = start,
    .stop = stop,
    .pointer = pointer,
    .transfer = transfer,
    .close = close_device,
    .hw_params = set_hardware,
    .sw_params = set_software,
    .prepare = prepare,
    .poll_revents = revents,
    .delay = delay,
    .resume = resume,
};
