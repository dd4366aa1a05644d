const maxLength = 60
/** Dots between letters or digits make a host name, which mail programs turn into a link. */
const innerDots = /(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu

/** A name as mails show it: at most 60 characters, and nothing that a mail program makes a link of (security S18). */
export function nameInMail(name: string): string {
  const plain = name
    .replace(/:\/*|\/{2,}/g, ' ')
    .replace(innerDots, '·')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...plain]
  return characters.length <= maxLength ? plain : `${characters.slice(0, maxLength - 1).join('')}…`
}
