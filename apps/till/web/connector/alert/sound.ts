// Sounds are generated in the browser: no file to load, and nothing from outside.
let context: AudioContext | undefined

/** A context that may play starts within a few milliseconds; one that may not never reports it. */
const startingMs = 500

/** Distinguishable by ear (contract, counter T51, T55): a new order, a changed one, a cancelled one. */
export type Sound = 'new' | 'changed' | 'cancelled'

/** Frequency in hertz and start in seconds of each note. */
const notes: Record<Sound, [frequency: number, at: number][]> = {
  new: [
    [880, 0],
    [660, 0.22],
    [880, 0.7],
    [660, 0.92],
  ],
  changed: [
    [523, 0],
    [659, 0.18],
    [784, 0.36],
  ],
  cancelled: [
    [440, 0],
    [330, 0.35],
    [247, 0.7],
  ],
}

/** Resolves with false when the browser blocks sound before a user gesture. */
export async function ring(sound: Sound): Promise<boolean> {
  context ??= new AudioContext()
  const audio = context
  await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, startingMs))])
  if (audio.state !== 'running') return false
  const start = audio.currentTime
  for (const [frequency, at] of notes[sound]) strike(audio, frequency, start + at)
  return true
}

/** Call it from a click handler: the browser then allows the sound. */
export async function unlockSound(): Promise<void> {
  context ??= new AudioContext()
  await context.resume()
}

function strike(audio: AudioContext, frequency: number, at: number): void {
  const tone = audio.createOscillator()
  const volume = audio.createGain()
  tone.type = 'triangle'
  tone.frequency.value = frequency
  volume.gain.setValueAtTime(0.0001, at)
  volume.gain.exponentialRampToValueAtTime(0.4, at + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.6)
  tone.connect(volume).connect(audio.destination)
  tone.start(at)
  tone.stop(at + 0.65)
}
