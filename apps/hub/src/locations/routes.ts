import { Account, Location, LocationUpdate } from '@hub/contract'
import Type from 'typebox'
import { type Api, type ApiCall, Json, pageAnswer } from '../api/index.ts'
import type { Publisher } from '../callbacks/index.ts'
import { notFound } from '../platform/errors.ts'
import { changeLocation } from './commands.ts'
import { presentLocation } from './present.ts'
import type { Resumptions } from './resumptions.ts'
import * as store from './store.ts'

const accountOf = ({ caller: { account } }: ApiCall): Account => ({
  id: account.id,
  name: account.name,
  currency: account.currency,
})

export interface LocationParts {
  publisher: Publisher
  resumptions: Resumptions
}

/** Contract, accounts §1. */
export function locationRoutes(api: Api, { publisher, resumptions }: LocationParts) {
  api.operation('location.get', { answer: Location }, async (call) => {
    const { db, caller, place } = call
    const row = await store.find(db, { accountId: caller.accountId, locationId: place.id })
    if (!row) throw notFound()
    return presentLocation(row, accountOf(call), call.nowMs)
  })

  api.operation('location.update', { answer: Location }, async (call) => {
    const input = call.read<LocationUpdate>(LocationUpdate)
    const { db, nowMs, problems, check: refuse } = call
    return changeLocation(
      { db, publisher, resumptions },
      {
        account: accountOf(call),
        locationId: call.place.id,
        clientId: call.caller.clientId,
        nowMs,
        input,
        problems,
        refuse,
      },
    )
  })

  api.operation('location.list', { answer: Type.Array(Location) }, async (call) => {
    const page = call.page()
    const rows = await store.list(call.db, {
      accountId: call.caller.accountId,
      after: Number(page.after?.[0] ?? -1),
      limit: page.count + 1,
    })
    return pageAnswer(call.reply, page, rows, {
      text: (row) => JSON.stringify(presentLocation(row, accountOf(call), call.nowMs)),
      key: ({ number }) => [number],
    })
  })

  api.operation('account.get', { answer: Account }, async (call) => accountOf(call))
  api.operation('account.list', { answer: Type.Array(Account) }, async (call) => {
    const page = call.page()
    return page.after ? new Json('[]') : [accountOf(call)]
  })
}
