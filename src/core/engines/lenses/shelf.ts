import { LensId, type Lens, type LensOrigin, type LensProblem } from '../../../contract/model/lens.ts'
import { hashOf } from './hash.ts'
import { readLens } from './read-lens.ts'

/** A file of a lenses folder: its text, or why there is none. */
export type LensFile = {
  /** Without `.md`. */
  readonly name: string
  /** Where it lies; null for the built-in ones. */
  readonly path: string | null
  readonly text: string | null
  /** Why it has no text, in a sentence. */
  readonly unreadable?: string
}

/** A lens where it stands: whole, or with what keeps it from being used. */
export type Shelved = {
  readonly id: string
  readonly origin: LensOrigin
  readonly path: string | null
  readonly readable: boolean
  readonly lens?: Lens
  readonly problems: readonly LensProblem[]
}

/**
 * All lenses, the plain one first. A person's own stands in the place of the built-in one with the same id, also when something in it
 * is wrong: who changed a lens must not be read through another one without a word.
 */
export function shelve({
  builtIn,
  own,
}: {
  readonly builtIn: readonly LensFile[]
  readonly own: readonly LensFile[]
}): Shelved[] {
  const mine = new Set(own.map(({ name }) => name))
  const given = new Set(builtIn.map(({ name }) => name))
  const inOrder = (files: readonly LensFile[]) => files.toSorted((a, b) => rank(a.name, b.name))
  return [
    ...inOrder([
      ...builtIn.filter(({ name }) => !mine.has(name)),
      ...own.filter(({ name }) => given.has(name)),
    ]),
    ...inOrder(own.filter(({ name }) => !given.has(name))),
  ].map((file) => shelveOne(file, originOf(file, given)))
}

export function shelveOne(file: LensFile, origin: LensOrigin): Shelved {
  const { name, path, text } = file
  if (text === null) {
    const says = file.unreadable ?? 'The file cannot be read'
    const hint = 'A lens is a text file (UTF-8) of at most 200 kB that you may read.'
    return {
      id: name,
      origin,
      path,
      readable: false,
      problems: [{ severity: 'error', line: null, says, hint }],
    }
  }
  const { content, problems } = readLens({ name, text })
  const named: LensProblem[] = LensId.safeParse(name).success
    ? []
    : [
        {
          severity: 'error',
          line: null,
          says: 'The name of the file cannot be the id of a lens',
          hint: 'Call it by 1 to 40 of a–z, 0–9 and -, and .md at the end.',
        },
      ]
  const all = [...named, ...problems]
  if (!content || named.length > 0) return { id: name, origin, path, readable: true, problems: all }
  return {
    id: name,
    origin,
    path,
    readable: true,
    lens: { ...content, origin, file: path, hash: hashOf(plain(text)) },
    problems: all,
  }
}

function originOf({ name, path }: LensFile, builtIn: ReadonlySet<string>): LensOrigin {
  if (path === null) return 'built-in'
  return builtIn.has(name) ? 'yours-in-place' : 'yours'
}

function rank(a: string, b: string): number {
  const first = Number(b === 'mirror') - Number(a === 'mirror')
  if (first !== 0) return first
  return a < b ? -1 : 1
}

/** The same words on every system. */
function plain(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
}
