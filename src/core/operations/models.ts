import { AppError } from '../../contract/errors.ts'
import type { models as contract } from '../../contract/journal/models.ts'
import type { TextModel } from '../../contract/model/text-model.ts'
import type { Handlers } from '../../rpc/router.ts'
import { canChat, chosenModel } from '../engines/models/choose.ts'
import { examineModels, portOf, type Facts } from '../engines/models/doctor.ts'
import { wholeName } from '../engines/models/names.ts'
import { OWN_ADDRESS } from '../engines/models/ollama/address.ts'
import type { ListedModel, TextModels } from '../engines/models/port.ts'
import { refusedRemote } from '../engines/models/refused.ts'
import { isLoopback } from '../lib/hosts.ts'
import { listConsents } from '../store/consents.ts'
import { getSettings, putSetting } from '../store/settings.ts'
import { give } from './consenting.ts'
import type { JournalHands, StreamHands } from './hands.ts'

export const models: Handlers<typeof contract, JournalHands> = {
  async *list(hands) {
    const server = await hands.models()
    const [listed, said] = [await server.list(hands), await whatWasSaid(hands)]
    const chosen = chosenModel(listed, said.setting)
    for (const model of listed) yield describe(model, { server, ...said, chosen })
  },

  async *show(hands, { name }) {
    const server = await hands.models()
    const { family, licence, settings, ...shown } = await server.show(name, hands)
    const [listed, running, said] = [
      await server.list(hands),
      await server.running(hands),
      await whatWasSaid(hands),
    ]
    const chosen = chosenModel(listed, said.setting)
    const model = named(listed, name) ?? { size: 0, digest: '', ...shown }
    const loaded = named(running, name)
    yield {
      ...describe({ ...model, ...shown, name: model.name }, { server, ...said, chosen }),
      family,
      licence,
      settings,
      loaded: loaded
        ? { size: loaded.size, onGraphicsCard: loaded.onGraphicsCard, context: loaded.context }
        : null,
    }
  },

  async *pull(hands, { name }) {
    await needsJournal(hands)
    const server = await hands.models()
    yield* server.pull(name, hands)
  },

  async *remove(hands, { name }) {
    await needsJournal(hands)
    const server = await hands.models()
    await server.remove(name, hands)
    yield { removed: name }
  },

  async *use(hands, { name }) {
    await needsJournal(hands)
    const server = await hands.models()
    const said = await whatWasSaid(hands)
    const { family: _, licence: __, settings: ___, ...model } = await server.show(name, hands)
    const listed = named(await server.list(hands), name) ?? { size: 0, digest: '', ...model }
    const described = describe(
      { ...listed, ...model, name: listed.name },
      { server, ...said, chosen: listed },
    )
    if (!described.allowed) throw refusedRemote(described.name, described.runsAt)
    if (!canChat(listed))
      throw new AppError('invalid_input', `${listed.name} cannot write, and so cannot read a dream to you`, {
        hint: 'Choose another: `dreamcanvas models list`.',
      })
    await hands.write(async ({ db, changed }) => {
      const { model: before } = await getSettings(db)
      if (before === listed.name) return
      await putSetting(db, 'model', listed.name)
      changed('setting', 'model', before === null ? null : JSON.stringify(before))
    })
    yield described
  },

  async *doctor(hands) {
    const facts = await gather(hands)
    const findings = examineModels(facts)
    yield { well: findings.every(({ level }) => level !== 'care'), address: facts.address.url, findings }
  },

  allow: (hands, { name }) => give(hands, { kind: 'model', name: wholeName(name), purpose: 'models' }),
}

/** Looking is free; what changes something is done by somebody who keeps a journal, and is kept in it. */
async function needsJournal({ read }: StreamHands): Promise<void> {
  await read(getSettings)
}

/** What the person chose and allowed. */
type Said = { readonly setting: string | null; readonly allowed: ReadonlySet<string> }

async function whatWasSaid({ read }: StreamHands): Promise<Said> {
  try {
    return await read(async (db) => {
      const consents = (await listConsents(db)).filter(({ kind }) => kind === 'model')
      return { setting: (await getSettings(db)).model, allowed: new Set(consents.map(({ name }) => name)) }
    })
  } catch (thrown) {
    // Who has no journal yet can look at models all the same.
    if (thrown instanceof AppError && thrown.code === 'absent') return { setting: null, allowed: new Set() }
    throw thrown
  }
}

type Around = Said & { readonly server: TextModels; readonly chosen: Pick<ListedModel, 'name'> | undefined }

function describe(model: ListedModel, { server, allowed, chosen }: Around): TextModel {
  const { remote, capabilities, name, ...rest } = model
  const { hostname } = new URL(server.address.url)
  const host = isLoopback(hostname) ? null : hostname
  return {
    name,
    ...rest,
    capabilities: [...capabilities],
    runsAt: remote ? remote.host : host,
    allowed: remote === null || allowed.has(wholeName(name)),
    chosen: chosen?.name === name,
  }
}

function named<M extends { readonly name: string }>(among: readonly M[], name: string): M | undefined {
  return among.find((model) => wholeName(model.name) === wholeName(name))
}

async function gather(hands: StreamHands): Promise<Facts> {
  const { machine } = hands
  const said = await whatWasSaid(hands)
  const opened = await openOrWhyNot(hands)
  const address =
    opened instanceof AppError
      ? ({ url: OWN_ADDRESS, from: 'environment', listensToAll: false } as const)
      : opened.address
  const server = opened instanceof AppError ? opened : await askServer(opened, hands)
  return {
    ...said,
    address,
    server,
    elsewhere: server instanceof AppError && address.from !== 'default' ? await askUsual(hands) : undefined,
    installed: machine.hasProgram('ollama'),
    platform: machine.platform,
    env: machine.env,
    memory: machine.memory(),
    listensToOthers: machine.listensToOthers(portOf(address.url)),
  }
}

async function openOrWhyNot(hands: StreamHands): Promise<TextModels | AppError> {
  return hands.models().catch(asFinding)
}

async function askServer(server: TextModels, hands: StreamHands): Promise<Facts['server']> {
  try {
    const version = await server.version(hands)
    const [listed, running, cloud] = [
      await server.list(hands),
      await server.running(hands),
      await server.cloud(hands),
    ]
    return { version, models: listed, running, cloud }
  } catch (thrown) {
    return asFinding(thrown)
  }
}

/** Whether Ollama answers at its usual place, where another was asked. */
async function askUsual(hands: StreamHands): Promise<string | undefined> {
  try {
    const server = await hands.models('usual')
    await server.version(hands)
    return server.address.url
  } catch (thrown) {
    asFinding(thrown)
    return undefined
  }
}

/** What may be wrong with models is what is being asked; anything else is not an answer. */
function asFinding(thrown: unknown): AppError {
  if (
    thrown instanceof AppError &&
    ['model_unavailable', 'refused', 'invalid_input', 'not_found'].includes(thrown.code)
  )
    return thrown
  throw thrown
}
