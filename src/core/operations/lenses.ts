import { AppError } from '../../contract/errors.ts'
import type { lenses as contract } from '../../contract/journal/lenses.ts'
import type { ListedLens } from '../../contract/model/lens.ts'
import type { Handlers } from '../../rpc/router.ts'
import type { ReadDb } from '../db/schema.ts'
import { fillPrompt } from '../engines/lenses/fill-prompt.ts'
import { languageOf } from '../engines/lenses/language.ts'
import { renamed } from '../engines/lenses/new-lens.ts'
import { readRules } from '../engines/lenses/rules.ts'
import { shelveOne, type Shelved } from '../engines/lenses/shelf.ts'
import { getDream } from '../store/dreams.ts'
import type { LensFiles } from './hands.ts'
import { getLens, refuseReflection, shelf, unknownLens } from './lens-finding.ts'

/** What the lenses group is handed: the files, and the journal for who asks about a dream. */
export type LensHands = {
  readonly files: LensFiles
  read<T>(fn: (db: ReadDb) => Promise<T>): Promise<T>
}

type Hands = { query: LensHands; command: LensHands; stream: LensHands }

export const lenses: Handlers<typeof contract, Hands> = {
  async list({ files }) {
    return { items: (await shelf(files)).map(listed) }
  },

  async get({ files }, { id }) {
    return getLens(files, id)
  },

  async add({ files }, { id, from }) {
    const builtIn = await files.builtIn()
    const isBuiltIn = builtIn.some(({ name }) => name === id)
    // Who begins one in the place of a built-in lens begins with what stands there.
    const source = from ?? (isBuiltIn ? id : null)
    const text = source === null ? await files.template() : await textOf(files, source)
    return {
      id,
      file: files.add(id, renamed(text, id)),
      from: source,
      origin: isBuiltIn ? 'yours-in-place' : 'yours',
    }
  },

  async check({ files }, { id, text, name }) {
    const found =
      text === undefined
        ? (await shelf(files)).filter((one) => id === undefined || one.id === id)
        : [shelveOne({ name: (name ?? 'lens').replace(/\.md$/, ''), path: null, text }, 'yours')]
    if (found.length === 0) throw unknownLens(id ?? '')
    return {
      well: found.every(({ problems }) => problems.length === 0),
      items: found.map((one) => ({
        name: one.id,
        origin: text === undefined ? one.origin : null,
        file: one.path,
        readable: one.readable,
        problems: [...one.problems],
      })),
    }
  },

  async prompt({ files, read }, { lens: id, dream: dreamId, language, give, despiteDislike }) {
    const lens = await getLens(files, id)
    if (give.includes('reflection')) refuseReflection(lens)
    const { dream } = await read((db) => getDream(db, dreamId))
    return fillPrompt({
      lens,
      rules: readRules(await files.rules()),
      dream,
      reflection: give.includes('reflection') ? (dream.reflection ?? undefined) : undefined,
      language: language ?? languageOf(dream.text),
      despiteDislike,
    })
  },
}

async function textOf(files: LensFiles, id: string): Promise<string> {
  const own = (await files.own()).find(({ name }) => name === id)
  const found = own ?? (await files.builtIn()).find(({ name }) => name === id)
  if (!found) throw unknownLens(id)
  if (found.text === null)
    throw new AppError('invalid_input', `Your lens ${id} cannot be read`, {
      hint: `See \`dreamcanvas lenses check ${id}\`.`,
    })
  return found.text
}

function listed({ id, origin, path, lens }: Shelved): ListedLens {
  return {
    id,
    version: lens?.version ?? null,
    names: lens?.names ?? {},
    tradition: lens?.tradition ?? {},
    about: lens?.about ?? {},
    origin,
    file: path,
    usable: lens !== undefined,
  }
}
