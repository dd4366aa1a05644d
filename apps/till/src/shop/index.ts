import { readFileSync } from 'node:fs'
import type { FastifyRequest } from 'fastify'
import { plainAddress } from '../platform/addresses.ts'
import type { Platform } from '../platform/platform.ts'
import { changeCompany, getCompany } from './company.ts'
import { company, isSetUp, station } from './settings.ts'
import { changeStation, getStation } from './station.ts'
import type { Shop } from './wire.ts'

export { readCompany, setCompany } from './company.ts'
export { ensureDeviceId } from './device.ts'
export { company, isSetUp, station } from './settings.ts'

export const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as {
  version: string
}

/** @param hasSales once true, the currency and the station's number can no longer change */
export function shop(platform: Platform, hasSales: () => boolean): void {
  const { http } = platform
  http.get('/api/shop', (request) => presentShop(platform, request))
  http.get('/api/company', () => getCompany(platform, hasSales()))
  http.put('/api/company', ({ body }) => {
    changeCompany(platform, body, hasSales())
    return getCompany(platform, hasSales())
  })
  http.get('/api/station', () => getStation(platform, hasSales()))
  http.put('/api/station', ({ body }) => {
    changeStation(platform, body, hasSales())
    return getStation(platform, hasSales())
  })
}

function presentShop({ settings }: Platform, { socket }: FastifyRequest): Shop {
  return {
    isSetUp: settings.get(isSetUp),
    name: settings.get(company.name),
    city: settings.get(company.city),
    agency: settings.get(company.agency),
    clientCode: settings.get(company.clientCode),
    currency: settings.get(company.currency),
    timeZone: settings.get(company.timeZone),
    site: settings.get(station.site),
    station: settings.get(station.number),
    drawer: settings.get(station.drawer),
    version,
    serverAddress: plainAddress(socket.localAddress),
    stationAddress: plainAddress(socket.remoteAddress),
  }
}
