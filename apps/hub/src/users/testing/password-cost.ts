/** The lowest cost that argon2id accepts. At production's cost, hashing took a third of the CPU time of login tests. */
export const passwordCost = { memory: 8, passes: 1, parallelism: 1 } as const
