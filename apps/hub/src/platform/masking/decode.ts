const maxRounds = 5

/** Percent-decoded as far as it goes; what is not encoded correctly stays as it is. */
function decodeOnce(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes)
    } catch {
      return bytes
    }
  })
}

/**
 * The text and what it says once percent-encoding is taken off it, layer by layer.
 * @returns undefined when it has more layers than anybody means
 */
export function decodings(text: string): string[] | undefined {
  const layers = [text]
  for (let round = 0; round < maxRounds; round++) {
    const next = decodeOnce(layers.at(-1)!)
    if (next === layers.at(-1)) return layers
    layers.push(next)
  }
  return decodeOnce(layers.at(-1)!) === layers.at(-1) ? layers : undefined
}

/** What a text in base64 says, if it says something readable. */
export function fromBase64(text: string): string | undefined {
  if (!/^[\w+/-]{16,}={0,2}$/.test(text)) return undefined
  const plain = Buffer.from(text, 'base64').toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what holds them is no text
  return /[\x00-\x08\x0e-\x1f\ufffd]/.test(plain) ? undefined : plain
}
