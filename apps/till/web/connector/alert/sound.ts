// Generated in the browser: no file to load, and nothing from outside.
let context: AudioContext | undefined

/** Two notes of a bell, twice. Returns false when the browser lets no page make a noise before a click. */
export function ring(): boolean {
  context ??= new AudioContext()
  void context.resume()
  if (context.state !== 'running') return false
  const start = context.currentTime
  for (const round of [0, 0.7]) {
    strike(context, 880, start + round)
    strike(context, 660, start + round + 0.22)
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
