// Faults by script and by file, and what is remembered of a device between two openings.

#include "emgsim.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool emgsim_is_there(const char *path) { return path && access(path, F_OK) == 0; }

// The past of the device of that name, made when it is asked for first; null without memory.
struct past *emgsim_past(const char *name, snd_pcm_stream_t stream) {
  static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
  static struct past *first;
  pthread_mutex_lock(&lock);
  struct past *past = first;
  while (past && (past->stream != stream || strcmp(past->name, name) != 0)) past = past->next;
  if (!past && (past = calloc(1, sizeof *past))) {
    past->name = strdup(name);
    past->stream = stream;
    past->next = first;
    if (past->name) {
      first = past;
    } else {
      free(past);
      past = NULL;
    }
  }
  pthread_mutex_unlock(&lock);
  return past;
}

static bool read_kind(const char *word, enum fault_kind *kind) {
  static const char *const words[] = {"xrun", "stall", "suspend", "unplug"};
  for (int i = 0; i < 4; i++) {
    if (strcmp(word, words[i]) != 0) continue;
    *kind = (enum fault_kind)i;
    return true;
  }
  return false;
}

// Reads "2:xrun,4:stall:1.5,6:suspend:1,8:unplug:3": seconds, kind, duration (1 s when left out; a plug stays out).
void emgsim_read_faults(struct sim *sim, const char *script) {
  while (script && *script) {
    double at, duration = 1;
    char word[16] = "";
    enum fault_kind kind;
    int found = sscanf(script, "%lf:%15[a-z]:%lf", &at, word, &duration);
    if (found < 2 || !read_kind(word, &kind) || sim->fault_count == MAX_FAULTS) {
      SNDERR("emgsim: cannot read the fault at \"%s\"; expected SECONDS:xrun|stall|suspend|unplug[:SECONDS]", script);
    } else {
      if (found == 2 && kind == FAULT_UNPLUG) duration = INFINITY;
      sim->faults[sim->fault_count++] = (struct fault){at, duration, kind};
    }
    script = strchr(script, ',');
    if (script) script++;
  }
}

static void begin(struct sim *sim, const struct fault *fault, double now) {
  static const char *const events[] = {"xrun", "stall", "suspend", "unplug"};
  emgsim_log(sim, events[fault->kind], emgsim_is_capture(sim) ? sim->first_frame + sim->position : sim->played);
  switch (fault->kind) {
  case FAULT_XRUN:
    snd_pcm_ioplug_set_state(&sim->io, SND_PCM_STATE_XRUN);
    break;
  case FAULT_STALL:
    sim->stalled_until = now + fault->duration;
    sim->is_stalled = true;
    break;
  case FAULT_SUSPEND:
    sim->suspended_until = now + fault->duration;
    snd_pcm_ioplug_set_state(&sim->io, SND_PCM_STATE_SUSPENDED);
    break;
  case FAULT_UNPLUG:
    sim->past->absent_until = now + fault->duration;
    break;
  }
}

static void notice_pulled_plug(struct sim *sim, double now) {
  bool is_pulled =
      now < sim->past->absent_until || emgsim_is_there(sim->unplug) || emgsim_is_there(sim->unplug_one_way);
  if (is_pulled && !sim->is_unplugged) {
    sim->is_unplugged = true;
    emgsim_log(sim, "gone", emgsim_is_capture(sim) ? sim->first_frame + sim->position : sim->played);
  }
  // A device that was gone stays gone for who has it open, also after the plug is back.
  if (sim->is_unplugged) snd_pcm_ioplug_set_state(&sim->io, SND_PCM_STATE_DISCONNECTED);
}

// Begins the faults whose time has come, and looks for the files that pull the plug.
void emgsim_apply_faults(struct sim *sim, double now) {
  for (int i = 0; sim->past->has_started && i < sim->fault_count; i++) {
    if (sim->past->is_over[i] || now - sim->past->epoch < sim->faults[i].at) continue;
    sim->past->is_over[i] = true;
    begin(sim, &sim->faults[i], now);
  }
  notice_pulled_plug(sim, now);
}
