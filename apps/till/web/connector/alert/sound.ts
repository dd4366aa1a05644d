// Generated in the browser: no file to load, and nothing from outside.
let context: AudioContext | undefined

/** A context that may sound runs within a few milliseconds; one that may not never says so. */
const startingMs = 500

/** Two notes of a bell, twice. Resolves with false when the browser lets no page make a noise before a click. */
export async function ring(): Promise<boolean> {
  context ??= new AudioContext()
  const audio = context
  await Promise.race([audio.resume(), new Promise((resolve) => setTimeout(resolve, startingMs))])
  if (audio.state !== 'running') return false
  const start = audio.currentTime
  for (const round of [0, 0.7]) {
    strike(audio, 880, start + round)
    strike(audio, 660, start + round + 0.22)
  }
  return true
}

/** To be called from a click: the browser then allows the sound. */
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
