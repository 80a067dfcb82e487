let context: AudioContext | null = null

/** Two rising tones: a door is open. A machine without a loudspeaker stays silent. */
export function playDoorOpen() {
  tones([660, 880])
}

/** One low tone: that was not right. */
export function playRefused() {
  tones([220])
}

function tones(frequencies: readonly number[]) {
  try {
    context ??= new AudioContext()
    void context.resume().catch(() => undefined)
    for (const [at, frequency] of frequencies.entries()) {
      const start = context.currentTime + at * 0.16
      const tone = context.createOscillator()
      const volume = context.createGain()
      tone.frequency.value = frequency
      volume.gain.setValueAtTime(0.0001, start)
      volume.gain.exponentialRampToValueAtTime(0.25, start + 0.02)
      volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.15)
      tone.connect(volume).connect(context.destination)
      tone.start(start)
      tone.stop(start + 0.16)
    }
  } catch {
    // Sound is never what a person waits for.
  }
}
