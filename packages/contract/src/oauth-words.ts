// Apart from the schemas: a client that needs these words does not need the library of the schemas.

/** The 401 messages of the contract (oauth §9), word for word. */
export const unauthorizedMessages = {
  invalid: 'The access token is invalid or the connection has been revoked',
  blocked: 'The connection has been blocked',
  suspended: 'The account/location has been suspended for non payment of the subscription',
} as const

/** The redirect URI of installed apps: the code is shown for copy and paste (contract, oauth §7). */
export const outOfBandUri = 'urn:ietf:wg:oauth:2.0:oob'

/** The grant of a device that somebody approved (contract, extensions X5; RFC 8628). */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
