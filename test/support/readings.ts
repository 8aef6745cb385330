import type { ReadingPiece } from '../../src/contract/journal/readings.ts'
import { all, type TestJournal } from './journal.ts'
import { startOllama } from './ollama/fake-ollama.ts'
import { tokens, type Step } from './ollama/saying.ts'
import type { Options } from './ollama/server.ts'

export const DREAM =
  'A ferry crossed the kitchen and I was on it. My grandmother stood at the stove and waved a yellow cloth. ' +
  'The floor was water, and I was calm. Then the door at the end would not open.'

export const ARABIC_DREAM =
  'كنت في بيت قديم وكان الماء يملأ الغرف. رأيت جدتي تفتح النافذة وتضحك. ثم مشيت على الدرج وشعرت بالهدوء.'

type Possibility = {
  text: string
  hedge: string
  confidence: string
  evidence: { quote: string }[]
  source: string | null
}

/** An answer as a good model gives it. */
export const GOOD = {
  safety: { concern: 'none', quote: null },
  withheld: null,
  offer: null,
  summary: 'A ferry crossed the kitchen, the floor was water, and the door at the end would not open.',
  elements: [
    { name: 'the ferry', quote: 'A ferry crossed the kitchen' },
    { name: 'the grandmother', quote: 'My grandmother stood at the stove' },
  ],
  readings: [
    {
      text: 'One could see it as a dream of two places, one that moves and one that stays shut.',
      hedge: 'One could see it as',
      confidence: 'some',
      evidence: [{ quote: 'A ferry crossed the kitchen' }, { quote: 'the door at the end would not open' }],
      source: null,
    },
    {
      text: 'Perhaps the calm on the water stands beside the wave of the cloth.',
      hedge: 'Perhaps',
      confidence: 'faint',
      evidence: [{ quote: 'The floor was water, and I was calm' }],
      source: null,
    },
  ] as Possibility[],
  questions: ['How was it to stand on the ferry?', 'What do you make of it yourself?'],
  emotions: [{ emotion: 'calm', quote: 'I was calm' }],
}

export const ARABIC_GOOD = {
  ...GOOD,
  summary: 'كنت في بيت قديم والماء يملأ الغرف.',
  elements: [{ name: 'البيت', quote: 'بيت قديم' }],
  readings: [
    {
      text: 'ربما كان البيت القديم مكانًا تعود إليه.',
      hedge: 'ربما',
      confidence: 'some',
      evidence: [{ quote: 'كنت في بيت قديم' }],
      source: null,
    },
    {
      text: 'قد يكون الهدوء على الدرج جوابًا عن امتلاء الغرف.',
      hedge: 'قد',
      confidence: 'faint',
      evidence: [{ quote: 'مشيت على الدرج وشعرت بالهدوء' }],
      source: null,
    },
  ],
  questions: ['ما الذي تراه أنت فيه؟'],
  emotions: [{ emotion: 'الهدوء', quote: 'شعرت بالهدوء' }],
}

export function saying(answer: object): Step[] {
  return tokens(JSON.stringify(answer))
}

/** A dream in a journal whose model says this. */
export async function readyToRead(
  { settings, dreams }: TestJournal,
  { says = saying(GOOD), text = DREAM, ...options }: Options & { text?: string } = {},
) {
  const ollama = await startOllama({ says, ...options })
  await settings.set({ modelAddress: ollama.url })
  const dream = await dreams.add({ text, title: 'Ferry' })
  return { ollama, dream }
}

/** A reading from its first piece to its last. */
export async function readThrough(
  journal: TestJournal,
  input: Parameters<TestJournal['readings']['read']>[0],
) {
  // As the contract has it in types.
  const pieces = (await all(await journal.readings.read(input))) as ReadingPiece[]
  const end = pieces.at(-1)
  const claims = pieces.flatMap((piece) => (piece.is === 'claim' ? [piece.claim] : []))
  const dropped = pieces.flatMap((piece) => (piece.is === 'dropped' ? [piece.why] : []))
  const reading = end?.is === 'done' || end?.is === 'kept' ? end.reading : null
  return { pieces, claims, dropped, reading, kinds: pieces.map(({ is }) => is) }
}
