import { AsyncLocalStorage } from 'node:async_hooks'

const actors = new AsyncLocalStorage<string>()

/** The program itself, when nobody asked. */
const nobody = 'Caisse'

/** Runs `work`, and all that it starts, in the name of `who`: a profile and its poste. */
export const actAs = <T>(who: string, work: () => T): T => actors.run(who, work)

/** Runs `work`, and all that it starts, in the name of the program, whoever's request led to it. */
export const actAsProgram = <T>(work: () => T): T => actors.exit(work)

export const currentActor = (): string => actors.getStore() ?? nobody
