let context: AudioContext | undefined

/** A low, short note: something was refused. Made in the browser; nothing where the browser lets no page make a noise. */
export function beep(): void {
  context ??= new AudioContext()
  void context.resume()
  const tone = context.createOscillator()
  const volume = context.createGain()
  const start = context.currentTime
  tone.type = 'square'
  tone.frequency.value = 196
  volume.gain.setValueAtTime(0.15, start)
  volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.35)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(start + 0.4)
}
