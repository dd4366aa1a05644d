/**
 * The path that a lenient reader makes of a request line: without origin and query, decoded, slashes merged, dot
 * segments resolved, path parameters (`;x=1`) dropped, lower case. For what no route takes; routes decide by their own pattern (security S1).
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
