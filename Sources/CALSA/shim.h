// alsa/asoundlib.h, and what Swift cannot import of it.
#include <alsa/asoundlib.h>

// Errors come back as codes and become words of our own: the library's own lines on standard error would double them.
static inline void glutecue_say_nothing(
    const char *file, int line, const char *function, int err, const char *format, ...) {
  (void)file, (void)line, (void)function, (void)err, (void)format;
}

// Keeps the library from printing.
static inline void glutecue_quieten_alsa(void) { snd_lib_error_set_handler(glutecue_say_nothing); }
