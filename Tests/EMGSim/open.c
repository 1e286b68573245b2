// Opening: the fields of the configuration, the files, and what the device can do.

#include "emgsim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <unistd.h>

static bool is_common_field(const char *id) {
  return !strcmp(id, "type") || !strcmp(id, "comment") || !strcmp(id, "hint");
}

// Where a field of that name goes, by type; an empty text counts as no text.
static int read_field(snd_config_t *node, const char *id, struct fields *fields) {
  const struct {
    const char *id, **value;
  } texts[] = {
      {"infile", &fields->infile},
      {"outfile", &fields->outfile},
      {"log", &fields->log},
      {"unplug", &fields->unplug},
      {"unplug_capture", &fields->unplug_capture},
      {"unplug_playback", &fields->unplug_playback},
      {"busy", &fields->busy},
      {"faults", &fields->faults},
      {"playback_faults", &fields->playback_faults},
      {"rate", &fields->rate},
      {"channels", &fields->channels},
      {"format", &fields->format},
  };
  const struct {
    const char *id;
    double *value;
  } numbers[] = {{"ppm", &fields->ppm}, {"lie", &fields->lie}, {"speed", &fields->speed}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (strcmp(id, texts[i].id) != 0) continue;
    int error = snd_config_get_string(node, texts[i].value);
    if (error >= 0 && *texts[i].value && !**texts[i].value) *texts[i].value = NULL;
    return error;
  }
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (!strcmp(id, numbers[i].id)) return snd_config_get_ireal(node, numbers[i].value);
  if (!strcmp(id, "grain")) return snd_config_get_integer(node, &fields->grain);
  return -ENOENT;
}

static int read_fields(snd_config_t *conf, struct fields *fields) {
  snd_config_iterator_t i, next;
  snd_config_for_each(i, next, conf) {
    snd_config_t *node = snd_config_iterator_entry(i);
    const char *id;
    if (snd_config_get_id(node, &id) < 0 || is_common_field(id)) continue;
    if (read_field(node, id, fields) < 0) {
      SNDERR("emgsim: unknown field %s, or not of its type", id);
      return -EINVAL;
    }
  }
  if (fields->speed > 0 && fields->lie > -1) return 0;
  SNDERR("emgsim: speed must be above 0 and lie above -1");
  return -EINVAL;
}

static int open_input(struct sim *sim, const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (file < 0) return -errno;
  if (fstat(file, &status) < 0 || status.st_size == 0) {
    close(file);
    return -EINVAL;
  }
  sim->input_bytes = (size_t)status.st_size;
  void *memory = mmap(NULL, sim->input_bytes, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
  close(file);
  if (memory == MAP_FAILED) return -ENOMEM;
  sim->input = memory;
  return 0;
}

// The played frames of one opening after the other follow each other in the file.
static int open_for_adding(const char *path, int *descriptor) {
  *descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  return *descriptor < 0 ? -errno : 0;
}

static int open_files(struct sim *sim, const struct fields *fields, snd_pcm_stream_t stream) {
  int error = 0;
  sim->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  if (sim->timer < 0) return -errno;
  if (stream == SND_PCM_STREAM_CAPTURE && fields->infile) error = open_input(sim, fields->infile);
  if (stream == SND_PCM_STREAM_PLAYBACK && fields->outfile) error = open_for_adding(fields->outfile, &sim->output);
  if (error >= 0 && fields->log) error = open_for_adding(fields->log, &sim->log);
  return error;
}

static struct sim *new_sim(const char *name, const struct fields *fields, snd_pcm_stream_t stream) {
  struct sim *sim = calloc(1, sizeof *sim);
  if (!sim) return NULL;
  bool is_capture = stream == SND_PCM_STREAM_CAPTURE;
  const char *one_way = is_capture ? fields->unplug_capture : fields->unplug_playback;
  sim->timer = sim->output = sim->log = -1;
  sim->past = emgsim_past(name ? name : "", stream); // the slave of a plug has no name
  sim->clock_factor = (1 + fields->ppm * 1e-6) * (1 + fields->lie);
  sim->speed = fields->speed;
  sim->grain_field = fields->grain;
  sim->grain = 1;
  if (fields->unplug) sim->unplug = strdup(fields->unplug);
  if (one_way) sim->unplug_one_way = strdup(one_way);
  emgsim_read_faults(sim, is_capture ? fields->faults : fields->playback_faults);
  sim->io = (snd_pcm_ioplug_t){
      .version = SND_PCM_IOPLUG_VERSION,
      .name = "EMG simulator",
      .callback = &emgsim_callbacks,
      .private_data = sim,
      .poll_fd = -1,
      .poll_events = POLLIN,
      .stream = stream,
  };
  return sim;
}

// Reads "44100,48000": the only values allowed. Without a text everything from `low` to `high` is.
static int allow_numbers(snd_pcm_ioplug_t *io, int type, const char *text, unsigned low, unsigned high) {
  unsigned values[16], count = 0;
  if (!text) return snd_pcm_ioplug_set_param_minmax(io, type, low, high);
  for (const char *at = text; at && count < 16; at = strchr(at, ',')) {
    if (*at == ',') at++;
    values[count++] = (unsigned)strtoul(at, NULL, 10);
  }
  return snd_pcm_ioplug_set_param_list(io, type, count, values);
}

// Reads "S16_LE,S32_LE".
static int allow_formats(snd_pcm_ioplug_t *io, const char *text) {
  unsigned values[16], count = 0;
  if (!text) text = "S16_LE,S24_LE,S24_3LE,S32_LE,FLOAT_LE";
  for (const char *at = text; at && count < 16; at = strchr(at, ',')) {
    char name[16];
    if (*at == ',') at++;
    size_t length = strcspn(at, ",");
    if (length >= sizeof name) return -EINVAL;
    memcpy(name, at, length);
    name[length] = 0;
    snd_pcm_format_t format = snd_pcm_format_value(name);
    if (format == SND_PCM_FORMAT_UNKNOWN) return -EINVAL;
    values[count++] = (unsigned)format;
  }
  return snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_FORMAT, count, values);
}

static int say_what_it_can(snd_pcm_ioplug_t *io, const struct fields *fields) {
  const unsigned access[] = {SND_PCM_ACCESS_RW_INTERLEAVED, SND_PCM_ACCESS_MMAP_INTERLEAVED};
  int error = snd_pcm_ioplug_set_param_list(io, SND_PCM_IOPLUG_HW_ACCESS, 2, access);
  if (error >= 0) error = allow_formats(io, fields->format);
  if (error >= 0) error = allow_numbers(io, SND_PCM_IOPLUG_HW_CHANNELS, fields->channels, 1, 32);
  if (error >= 0) error = allow_numbers(io, SND_PCM_IOPLUG_HW_RATE, fields->rate, 500, 192000);
  if (error >= 0) error = allow_numbers(io, SND_PCM_IOPLUG_HW_PERIOD_BYTES, NULL, 32, 1 << 20);
  if (error >= 0) error = allow_numbers(io, SND_PCM_IOPLUG_HW_BUFFER_BYTES, NULL, 64, 64 << 20);
  if (error >= 0) error = allow_numbers(io, SND_PCM_IOPLUG_HW_PERIODS, NULL, 2, 65536);
  return error;
}

static bool is_absent(const struct sim *sim) {
  return emgsim_is_there(sim->unplug) || emgsim_is_there(sim->unplug_one_way) ||
         emgsim_now(sim) < sim->past->absent_until;
}

static int create(struct sim *sim, const char *name, const struct fields *fields, snd_pcm_stream_t stream, int mode) {
  if (!sim->past) return -ENOMEM;
  if (is_absent(sim)) return -ENODEV;
  if (emgsim_is_there(fields->busy)) return -EBUSY;
  int error = open_files(sim, fields, stream);
  if (error < 0) return error;
  sim->io.poll_fd = sim->timer;
  return snd_pcm_ioplug_create(&sim->io, name, stream, mode);
}

SND_PCM_PLUGIN_DEFINE_FUNC(emgsim) {
  (void)root;
  struct fields fields = {.speed = 1};
  int error = read_fields(conf, &fields);
  if (error < 0) return error;
  struct sim *sim = new_sim(name, &fields, stream);
  if (!sim) return -ENOMEM;
  error = create(sim, name, &fields, stream, mode);
  if (error < 0) {
    emgsim_free(sim);
    return error;
  }
  error = say_what_it_can(&sim->io, &fields);
  if (error < 0) {
    snd_pcm_ioplug_delete(&sim->io);
    return error;
  }
  *pcmp = sim->io.pcm;
  return 0;
}
SND_PCM_PLUGIN_SYMBOL(emgsim)
