import { AppError } from '../../contract/errors.ts'
import type { Category, CodeContent, GivenCode } from '../../contract/model/coding.ts'

/** Letters that stand before a degree, and short names for what has none. */
const ACTS = { A: 'aggression', F: 'friendliness', S: 'sexuality' } as const
const EVENTS = { GF: 'good fortune', SU: 'success', FL: 'failure' } as const

export const GRAMMAR = `  1MKA: my friend Paul          a character: number, sex, who, age
  1ANI: the dog                 an animal
  AP: I was scared              a feeling, the dreamer's; AP 1MKA: he was scared
  A7 1MSA D: he hit me          an aggression, from whom, to whom (F friendliness, S sexuality)
  M4: the car broke down        a misfortune; GF good fortune, SU success, FL failure
  IF: in my kitchen             a setting: inside, outside or either; familiar, unfamiliar, on a map, distorted, not said`

/** A code as a person types it: `A7 1MSA D: he hit me`. */
export function readTypedCode(typed: string): GivenCode {
  const colon = typed.indexOf(':')
  const quote = typed.slice(colon + 1).trim()
  const [head = '', from, to, ...more] = typed.slice(0, Math.max(0, colon)).trim().toUpperCase().split(/\s+/)
  if (colon === -1 || quote === '' || more.length > 0) throw unclear(typed)
  const found = readHead(head)
  if (!found) throw unclear(typed)
  const { category, code, whose } = found
  if (whose === 'nobody' && from !== undefined) throw unclear(typed)
  if (whose === 'one')
    return to === undefined ? { category, code, from: from ?? 'D', to: null, quote } : fail(typed)
  if (whose === 'two') {
    const onesOwn = code.endsWith('*')
    if (from === undefined || (to === undefined) !== onesOwn) throw unclear(typed)
    return { category, code, from, to: to ?? null, quote }
  }
  return { category, code, from: null, to: null, quote }
}

type Head = { readonly category: Category; readonly code: string; readonly whose: 'nobody' | 'one' | 'two' }

function readHead(head: string): Head | undefined {
  if (/^[1-8](?:ANI|CZZ|[MFJI][A-Z][ATCB])$/.test(head))
    return { category: 'character', code: head, whose: 'nobody' }
  if (/^(?:AN|AP|SD|CO|HA)$/.test(head)) return { category: 'emotion', code: head, whose: 'one' }
  if (/^[IOA][FUGDQ]$/.test(head)) return { category: 'setting', code: head, whose: 'nobody' }
  if (/^M[1-6]$/.test(head)) return { category: 'misfortune', code: head.slice(1), whose: 'one' }
  if (head in EVENTS) return { category: EVENTS[head as keyof typeof EVENTS], code: '1', whose: 'one' } // just asked
  const act = /^(?<letter>[AFS])(?<degree>[1-8])(?<sign>[>=R*]?)$/.exec(head)?.groups
  if (!act) return undefined
  const category = ACTS[act['letter'] as keyof typeof ACTS] // one of the pattern's letters
  return { category, code: `${act['degree']}${act['sign'] || '>'}`, whose: 'two' }
}

/** The same the other way round, without the words it rests on. */
export function typedCode({
  category,
  code,
  from,
  to,
}: Pick<CodeContent, 'category' | 'code' | 'from' | 'to'>): string {
  const act = Object.entries(ACTS).find(([, name]) => name === category)?.[0] ?? ''
  const event = Object.entries(EVENTS).find(([, name]) => name === category)?.[0]
  const head = event ?? (category === 'misfortune' ? `M${code}` : `${act}${code.replace(/>$/, '')}`)
  return [head, from, to].filter((part) => part !== null).join(' ')
}

function unclear(typed: string): AppError {
  return new AppError('invalid_input', `This is not a code: ${typed.slice(0, 60)}`, {
    hint: 'Write the code, a colon, and the dream’s own words, like AP: I was scared.',
  })
}

function fail(typed: string): never {
  throw unclear(typed)
}
