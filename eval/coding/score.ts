/** Right, too much, missed. */
export type Counts = { readonly hit: number; readonly extra: number; readonly missed: number }

export const NONE: Counts = { hit: 0, extra: 0, missed: 0 }

export function sum(counts: readonly Counts[]): Counts {
  return counts.reduce(
    (all, one) => ({
      hit: all.hit + one.hit,
      extra: all.extra + one.extra,
      missed: all.missed + one.missed,
    }),
    NONE,
  )
}

export function f1({ hit, extra, missed }: Counts): number {
  return hit === 0 ? 0 : (2 * hit) / (2 * hit + extra + missed)
}

export function precision({ hit, extra }: Counts): number | null {
  return hit + extra === 0 ? null : hit / (hit + extra)
}

export function recall({ hit, missed }: Counts): number | null {
  return hit + missed === 0 ? null : hit / (hit + missed)
}

/** Labels of one dream: each is there or not. */
export function compareSets(found: ReadonlySet<string>, coded: ReadonlySet<string>): Counts {
  const hit = [...found].filter((label) => coded.has(label)).length
  return { hit, extra: found.size - hit, missed: coded.size - hit }
}

/** One label, or one yes and no. */
export function compareOne(found: boolean, coded: boolean): Counts {
  return { hit: Number(found && coded), extra: Number(found && !coded), missed: Number(!found && coded) }
}

const ATTRIBUTES = ['number', 'gender', 'identity', 'age'] as const
export type Attribute = (typeof ATTRIBUTES)[number]
type Attributes = Readonly<Partial<Record<Attribute, string>>>

/** An animal or a creature has a number and what it is. */
export function attributesOf(code: string): Attributes {
  const [number = '', gender = '', identity = '', age = ''] = code
  const kind = code.slice(1)
  if (kind === 'ANI' || kind === 'CZZ') return { number, identity: kind }
  return { number, gender, identity, age }
}

/**
 * Characters of one dream. Each found one is paired with at most one that was coded, those first that have most in
 * common; an attribute counts where it is the same in a pair. Animals pair with animals only.
 */
export function compareCharacters(
  found: readonly string[],
  coded: readonly string[],
): Readonly<Record<Attribute, Counts>> {
  const ours = found.map(attributesOf)
  const theirs = coded.map(attributesOf)
  const pairs = ours
    .flatMap((one, i) => theirs.map((other, j) => ({ i, j, common: inCommon(one, other) })))
    .filter(({ common }) => common > 0)
    .toSorted((a, b) => b.common - a.common)
  const [usedOurs, usedTheirs] = [new Set<number>(), new Set<number>()]
  const hits = new Map<Attribute, number>()
  for (const { i, j } of pairs) {
    if (usedOurs.has(i) || usedTheirs.has(j)) continue
    usedOurs.add(i)
    usedTheirs.add(j)
    for (const name of ATTRIBUTES)
      if (ours[i]?.[name] !== undefined && ours[i][name] === theirs[j]?.[name])
        hits.set(name, (hits.get(name) ?? 0) + 1)
  }
  const have = (all: readonly Attributes[], name: Attribute) =>
    all.filter((one) => one[name] !== undefined).length
  return Object.fromEntries(
    ATTRIBUTES.map((name) => {
      const hit = hits.get(name) ?? 0
      return [name, { hit, extra: have(ours, name) - hit, missed: have(theirs, name) - hit }]
    }),
  ) as Record<Attribute, Counts> // a row for each attribute
}

function inCommon(one: Attributes, other: Attributes): number {
  if ('gender' in one !== 'gender' in other) return 0
  return ATTRIBUTES.filter((name) => one[name] !== undefined && one[name] === other[name]).length
}

/** The middle 95 % of what the figure would be over other dreams like these: whole dreams are drawn, with a fixed seed. */
export function bootstrap<T>(
  dreams: readonly T[],
  figure: (drawn: readonly T[]) => number,
  { draws = 2000, seed = 20_261_120 } = {},
): { low: number; high: number } {
  const random = mulberry(seed)
  const figures = Array.from(
    { length: draws },
    () => figure(dreams.map(() => dreams[Math.floor(random() * dreams.length)]!)), // an index below its length
  ).toSorted((a, b) => a - b)
  const at = (share: number) => figures[Math.min(draws - 1, Math.floor(share * draws))] ?? 0
  return { low: at(0.025), high: at(0.975) }
}

function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
