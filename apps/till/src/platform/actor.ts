import { AsyncLocalStorage } from 'node:async_hooks'

const actors = new AsyncLocalStorage<string>()

/** The actor outside requests: the program itself. */
const nobody = 'Caisse'

/** Runs `work`, and all that it starts, as the actor `who`: a profile and its station. */
export const actAs = <T>(who: string, work: () => T): T => actors.run(who, work)

/** Runs `work`, and all that it starts, as the program, even within a request. */
export const actAsProgram = <T>(work: () => T): T => actors.exit(work)

export const currentActor = (): string => actors.getStore() ?? nobody
