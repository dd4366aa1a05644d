// Separate from the schemas, so that a client that needs these texts does not load the schema library.

/** The 401 messages of the contract (oauth §9), verbatim. */
export const unauthorizedMessages = {
  invalid: 'The access token is invalid or the connection has been revoked',
  blocked: 'The connection has been blocked',
  suspended: 'The account/location has been suspended for non payment of the subscription',
} as const

/** The redirect URI of installed apps: the code is shown for copy and paste (contract, oauth §7). */
export const outOfBandUri = 'urn:ietf:wg:oauth:2.0:oob'

/** The grant for a device that a user approved (contract, extensions X5; RFC 8628). */
export const deviceGrant = 'urn:ietf:params:oauth:grant-type:device_code'
