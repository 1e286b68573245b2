import CALSA

/// When a stream wakes us, starts and stops, and which clock its times are of.
enum SoftwareParameters {
  /// Wakes once a period, starts when told, stops at an overrun or underrun, tells times of the monotonic clock.
  static func install(
    _ pcm: OpaquePointer, device: String, _ direction: Direction, _ format: StreamFormat
  ) throws(SoundCardError) {
    var allocated: OpaquePointer?
    guard snd_pcm_sw_params_malloc(&allocated) == 0, let set = allocated else {
      throw .failed(device: device, call: "snd_pcm_sw_params_malloc", code: -12)
    }
    defer { snd_pcm_sw_params_free(set) }
    let buffer = snd_pcm_uframes_t(format.bufferFrames)
    let steps: [(String, Int32)] = [
      ("snd_pcm_sw_params_current", snd_pcm_sw_params_current(pcm, set)),
      (
        "snd_pcm_sw_params_set_avail_min",
        snd_pcm_sw_params_set_avail_min(pcm, set, snd_pcm_uframes_t(format.periodFrames))
      ),
      // more than the buffer can hold: only snd_pcm_start starts it
      ("snd_pcm_sw_params_set_start_threshold", snd_pcm_sw_params_set_start_threshold(pcm, set, 2 * buffer)),
      ("snd_pcm_sw_params_set_stop_threshold", snd_pcm_sw_params_set_stop_threshold(pcm, set, buffer)),
      ("snd_pcm_sw_params_set_tstamp_mode", snd_pcm_sw_params_set_tstamp_mode(pcm, set, SND_PCM_TSTAMP_ENABLE)),
      (
        "snd_pcm_sw_params_set_tstamp_type",
        snd_pcm_sw_params_set_tstamp_type(pcm, set, SND_PCM_TSTAMP_TYPE_MONOTONIC)
      ),
      ("snd_pcm_sw_params", snd_pcm_sw_params(pcm, set)),
    ]
    for (call, code) in steps where code < 0 { throw SoundCardError(device, direction, call, code) }
  }
}
