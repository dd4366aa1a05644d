/** OWASP's recommended parameters for argon2id: 19 MiB, two passes, parallelism 1. */
export const passwordCost = { memory: 19_456, passes: 2, parallelism: 1 } as const
