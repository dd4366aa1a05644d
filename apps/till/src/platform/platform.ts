import type { FastifyInstance } from 'fastify'
import type { TillConfig } from '../config.ts'
import type { Settings } from '../settings/index.ts'
import type { Clock } from './clock.ts'
import type { Database } from './database.ts'
import type { Live } from './live.ts'

/** The services that every slice gets. */
export interface Platform {
  config: TillConfig
  clock: Clock
  database: Database
  settings: Settings
  live: Live
  http: FastifyInstance
}
