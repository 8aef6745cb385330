import type { Dream, DreamContent, Version } from '../../contract/model/dream.ts'
import type { Paper } from '../output/paper.ts'
import { diffWords } from './diff-words.ts'
import { sayWhere } from './dream-lines.ts'
import { wrapped } from './dream-page.ts'
import { paintedLines } from './painted-lines.ts'
import { sayMoment, sayWhen } from './when.ts'

type History = {
  readonly dream: Dream
  readonly versions: readonly Version[]
  readonly name: string
  readonly now: Date
}

/** Every version of a dream, newest first, each with what it changed in the one before. */
export function historyPage(paper: Paper, { dream, versions, name, now }: History): string {
  const { bold, dim } = paper.style
  const earlier = versions.filter(({ kind }) => kind === 'was')
  const row = [
    { says: `Revision ${earlier.length + 1}, as it is now`, content: dream },
    ...earlier.map((version, index) => ({ says: `Revision ${earlier.length - index}`, content: version })),
  ]
  const lines = row.flatMap(({ says, content }, index) => {
    const before = row[index + 1]?.content
    return [
      `${bold(says)}${dim(` · ${sayWhen(new Date(content.changedAt), now)}`)}`,
      ...(before ? changedIn(paper, before, content) : wrapped(paper, content.text)),
      '',
    ]
  })
  for (const other of versions.filter(({ kind }) => kind === 'conflict')) {
    lines.push(...otherVersion(paper, { dream, version: other, now }), '')
  }
  return [dim(`${name} · ${sayWhere(dream)}`), '', ...lines].join('\n').trimEnd()
}

/** The other side of a conflict, by what sets it apart from the present one. */
export function otherVersion(
  paper: Paper,
  { dream, version, now }: { dream: Dream; version: Version; now: Date },
): string[] {
  const { dim, yellow } = paper.style
  const when = sayWhen(new Date(version.changedAt), now)
  return [
    `${yellow('The other version')}${dim(` · ${when} · against the present one`)}`,
    ...changedIn(paper, dream, version),
  ]
}

const FIELDS = [
  'title',
  'night',
  'nap',
  'dreamtAt',
  'zone',
  'mood',
  'vividness',
  'lucidity',
  'technique',
  'trigger',
  'nightmare',
  'recurring',
  'fragment',
  'tags',
  'deletedAt',
] as const

/** In the words of the flags that set them. */
const FIELD_NAMES: Readonly<Partial<Record<(typeof FIELDS)[number], string>>> = {
  dreamtAt: 'dreamt at',
  vividness: 'vivid',
  lucidity: 'lucid',
  deletedAt: 'in the trash',
}

function changedIn(paper: Paper, before: DreamContent, after: DreamContent): string[] {
  const { dim } = paper.style
  const fields = FIELDS.filter((field) => say(before[field], field) !== say(after[field], field)).map(
    (field) => {
      const [was, is] = [paper.text(say(before[field], field)), paper.text(say(after[field], field))]
      return `${dim(`${FIELD_NAMES[field] ?? field}:`)} ${was} → ${is}`
    },
  )
  const texts = (['text', 'reflection'] as const).flatMap((field) => {
    const [was, is] = [before[field] ?? '', after[field] ?? '']
    if (was === is) return []
    return [...(field === 'reflection' ? [dim('reflection:')] : []), ...marked(paper, was, is)]
  })
  const lines = [...fields, ...texts]
  return lines.length > 0 ? lines : [dim('nothing a person would see')]
}

/** What went in red, what came in green, and both in brackets: readable without colours too. */
function marked(paper: Paper, before: string, after: string): string[] {
  const { red, green } = paper.style
  const paints = {
    same: undefined,
    gone: (text: string) => red(`[-${text}-]`),
    new: (text: string) => green(`{+${text}+}`),
  }
  const spans = diffWords(before, after).map(({ kind, text }) => ({ text, paint: paints[kind], room: 2 }))
  return paintedLines(paper, spans)
}

function say(value: DreamContent[keyof DreamContent], field: keyof DreamContent): string {
  if (field === 'deletedAt') return value === null ? 'no' : 'yes'
  if (field === 'dreamtAt' && typeof value === 'string') return sayMoment(new Date(value))
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value)
}
