import { AppError } from '../../contract/errors.ts'
import type { outgoing as contract } from '../../contract/journal/outgoing.ts'
import type { Handlers } from '../../rpc/router.ts'
import { wholeName } from '../engines/models/names.ts'
import { isLoopback, plainHost } from '../lib/hosts.ts'
import { listConsents } from '../store/consents.ts'
import { listDepartures } from '../store/outgoing.ts'
import { give, takeBack } from './consenting.ts'
import type { JournalHands } from './hands.ts'

export const outgoing: Handlers<typeof contract, JournalHands> = {
  async list({ db }, { limit, cursor }) {
    // One more than asked for tells whether there is a next page.
    const found = await listDepartures(db, { limit: limit + 1, before: cursor })
    const items = found.slice(0, limit)
    return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
  },

  async consents({ db }) {
    return { items: await listConsents(db) }
  },

  async allow(hands, { host, purpose }) {
    const { name, url } = readHost(host)
    if (isLoopback(url.hostname))
      throw new AppError('invalid_input', `${name} is this machine, and needs no leave`, {
        hint: 'For a server at another port of it: `dreamcanvas config set modelAddress`, and its address.',
      })
    return give(hands, { kind: 'host', name, purpose })
  },

  async revoke(hands, { name, purpose }) {
    const host = URL.canParse(addressOf(name)) ? readHost(name).name : undefined
    const meant = (await listConsents(hands.db)).filter(
      (consent) =>
        (consent.kind === 'host' ? consent.name === host : consent.name === wholeName(name)) &&
        (purpose === undefined || consent.purpose === purpose),
    )
    if (meant.length === 0)
      throw new AppError('not_found', `${name} was not allowed`, {
        hint: 'See `dreamcanvas outgoing consents`.',
      })
    for (const consent of meant) await takeBack(hands, consent)
    return { revoked: meant }
  },
}

/** As the gate will spell it: in small letters, without port and path. */
function readHost(said: string): { name: string; url: URL } {
  const url = URL.parse(addressOf(said))
  if (!url?.hostname)
    throw new AppError('invalid_input', `${said} is not a host`, {
      hint: 'Name one like gpu.lan or 192.168.1.20.',
    })
  return { name: plainHost(url.hostname), url }
}

function addressOf(said: string): string {
  if (/^[a-z]+:\/\//i.test(said)) return said
  return said.split(':').length > 2 && !said.startsWith('[') ? `http://[${said}]` : `http://${said}`
}
