const maxLength = 60
/** Dots between letters or digits form a host name, which mail programs turn into a link. */
const innerDots = /(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu

/**
 * A name for use in mails: at most 60 characters, without anything that a mail program turns into a link (security
 * S18).
 */
export function nameInMail(name: string): string {
  const plain = name
    .replace(/:\/*|\/{2,}/g, ' ')
    .replace(innerDots, '·')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...plain]
  return characters.length <= maxLength ? plain : `${characters.slice(0, maxLength - 1).join('')}…`
}
