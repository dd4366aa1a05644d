const secretParameters = /([?&](?:access_token|token|code|client_secret|password|code_verifier)=)[^&]*/gi
const secretPaths =
  /(\/(?:reset_password|password\/reset|invitations?|verify|undo_email|email-undo)\/)[^/?]+/g

/** A URL fit for a log: tokens, codes and secrets masked (contract, general §12). */
export const maskUrl = (url: string) => url.replace(secretParameters, '$1***').replace(secretPaths, '$1***')

const secretMembers = /("(?:access_token|refresh_token|client_secret|password|code_verifier)"\s*:\s*")[^"]*/gi

/** A JSON body fit for a log: tokens, secrets and passwords masked. */
export const maskBody = (text: string) => text.replace(secretMembers, '$1***')
