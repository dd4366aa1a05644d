const maxRounds = 5

/** Decodes one layer of percent-encoding; malformed sequences stay as they are. */
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
 * The text, followed by what each layer of percent-encoding decodes to.
 * @returns undefined if it has more layers than any legitimate text
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

/** Decodes base64, if the result is readable text. */
export function fromBase64(text: string): string | undefined {
  if (!/^[\w+/-]{16,}={0,2}$/.test(text)) return undefined
  const plain = Buffer.from(text, 'base64').toString('utf8')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a decoded value with control characters is not text
  return /[\x00-\x08\x0e-\x1f\ufffd]/.test(plain) ? undefined : plain
}
