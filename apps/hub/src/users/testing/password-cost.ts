/** The lowest that argon2id takes: at production's cost, hashing was a third of the processor time of login tests. */
export const passwordCost = { memory: 8, passes: 1, parallelism: 1 } as const
