/**
 * Normalises the path of a request line as a lenient server might read it: without origin and query, decoded, slashes
 * merged, dot segments resolved, path parameters (`;x=1`) dropped, lower case. Only for requests that match no route;
 * routes match by their own pattern (security S1).
 */
export function canonicalPath(url: string): string {
  const path = url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, '').split(/[?#]/, 1)[0] ?? ''
  const segments: string[] = []
  for (const written of decoded(path).split(/[/\\]+/)) {
    const segment = written.replace(/;.*$/s, '')
    if (segment === '..') segments.pop()
    else if (segment !== '' && segment !== '.') segments.push(segment)
  }
  return `/${segments.join('/')}`.toLowerCase()
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
