import type { CodeContent } from '../../contract/model/coding.ts'

const NUMBERS = [
  '',
  '',
  'several: ',
  'dead: ',
  'dead, several: ',
  'imaginary: ',
  'imaginary, several: ',
  'changed: ',
  'changed: ',
]
const GENDERS: Readonly<Record<string, string>> = {
  M: 'male',
  F: 'female',
  J: 'both sexes',
  I: 'sex not said',
}
const IDENTITIES: Readonly<Record<string, string>> = {
  F: 'father',
  M: 'mother',
  X: 'parents',
  B: 'brother',
  T: 'sister',
  H: 'husband',
  W: 'wife',
  A: 'son',
  D: 'daughter',
  C: 'child of the dreamer',
  I: 'infant of the dreamer',
  Y: 'family',
  R: 'relative',
  K: 'known',
  P: 'prominent',
  O: 'by occupation',
  E: 'by people',
  S: 'stranger',
  U: 'not said who',
}
const AGES: Readonly<Record<string, string>> = { T: ', teenager', C: ', child', B: ', baby' }

const DEGREES = {
  aggression: [
    'hostile feeling',
    'harsh words',
    'refusal or force',
    'accusation or threat',
    'theft or damage',
    'chase or confinement',
    'attack',
    'killing',
  ],
  friendliness: ['warm feeling', 'kind words', 'gift or loan', 'help', 'invitation', 'touch', 'lasting bond'],
  sexuality: ['fantasy', 'advance', 'kiss', 'petting', 'intercourse'],
  misfortune: ['obstacle', 'falling', 'danger around', 'accident or loss', 'injury or illness', 'death'],
} as const
const EMOTIONS: Readonly<Record<string, string>> = {
  AN: 'anger',
  AP: 'apprehension',
  SD: 'sadness',
  CO: 'confusion',
  HA: 'happiness',
}
const PLACES: Readonly<Record<string, string>> = { I: 'inside', O: 'outside', A: 'inside or outside' }
const FAMILIAR: Readonly<Record<string, string>> = {
  F: ', familiar',
  U: ', unfamiliar',
  G: ', on a map',
  D: ', distorted',
}

/** What a code says, in words. */
export function sayCode({
  category,
  code,
  from,
  to,
}: Pick<CodeContent, 'category' | 'code' | 'from' | 'to'>): string {
  switch (category) {
    case 'character':
      return sayWho(code)
    case 'aggression':
    case 'friendliness':
    case 'sexuality':
      return `${DEGREES[category][Number(code[0]) - 1] ?? category}${between(code, from, to)}`
    case 'emotion':
      return `${EMOTIONS[code] ?? code}${of(from)}`
    case 'misfortune':
      return `${DEGREES.misfortune[Number(code) - 1] ?? category}${of(from)}`
    case 'good fortune':
    case 'success':
    case 'failure':
      return `${category}${of(from)}`
    case 'setting':
      return `${PLACES[code[0] ?? ''] ?? ''}${FAMILIAR[code[1] ?? ''] ?? ''}`
  }
}

function between(code: string, from: string | null, to: string | null): string {
  if (code.endsWith('*')) return ' against oneself'
  const sign = code.endsWith('=') ? 'with' : 'to'
  return `, ${short(from)} ${sign} ${short(to)}`
}

function of(who: string | null): string {
  return who === null || who === 'D' ? '' : `, ${short(who)}`
}

function short(who: string | null): string {
  if (who === 'D') return 'the dreamer'
  return who === null || who === 'Q' ? 'somebody' : who
}

function sayWho(code: string): string {
  const number = NUMBERS[Number(code[0])] ?? ''
  if (code.endsWith('ANI')) return `${number}animal`
  if (code.endsWith('CZZ')) return `${number}creature`
  const [, gender = '', identity = '', age = ''] = code
  return `${number}${IDENTITIES[identity] ?? identity}, ${GENDERS[gender] ?? gender}${AGES[age] ?? ''}`
}
