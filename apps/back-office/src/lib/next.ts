const authorizePath = '/oauth2/v1/authorize'

/** A `next` parameter, only when it is a path of this site: never another origin. */
export function safeNext(next: unknown): string | undefined {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return undefined
  const url = new URL(next, 'http://localhost')
  return url.host === 'localhost' ? next : undefined
}

export const isAuthorize = (next: string | undefined) => next?.startsWith(`${authorizePath}?`) ?? false

/** What the request for authorisation proposes for the sign-up forms (contract, oauth §4). */
export function proposedNames(next: string | undefined) {
  const query = new URLSearchParams(isAuthorize(next) ? next?.slice(next.indexOf('?')) : '')
  return {
    country: query.get('country')?.toUpperCase() ?? undefined,
    accountName: query.get('account_name') ?? '',
    locationName: query.get('location_name') ?? '',
  }
}

/** The same request with an account and location just created chosen; any other page is returned as it is. */
export function withChoice(next: string, accountId: string, locationId: string): string {
  if (!isAuthorize(next)) return next
  const query = new URLSearchParams(next.slice(next.indexOf('?')))
  query.set('account_id', accountId)
  query.set('location_id', locationId)
  return `${authorizePath}?${query}`
}
