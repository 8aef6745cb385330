import type { Dream, DreamContent, Version } from '../../contract/model/dream.ts'
import type { Paper } from '../output/paper.ts'
import { diffWords } from './diff-words.ts'
import { sayWhere } from './dream-lines.ts'
import { wrapped } from './dream-page.ts'
import { sayWhen } from './when.ts'

type History = {
  readonly dream: Dream
  readonly versions: readonly Version[]
  readonly name: string
  readonly now: Date
}

/** Every version of a dream, newest first, each with what it changed in the one before. */
export function historyPage(paper: Paper, { dream, versions, name, now }: History): string {
  const { bold, dim, yellow } = paper.style
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
    const when = sayWhen(new Date(other.changedAt), now)
    lines.push(
      `${yellow('The other version')}${dim(` · ${when} · against the present one`)}`,
      ...changedIn(paper, dream, other),
      '',
    )
  }
  return [dim(`${name} · ${sayWhere(dream)}`), '', ...lines].join('\n').trimEnd()
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
  const fields = FIELDS.filter((field) => say(before[field]) !== say(after[field])).map((field) => {
    const [was, is] = [paper.text(say(before[field])), paper.text(say(after[field]))]
    return `${dim(`${FIELD_NAMES[field] ?? field}:`)} ${was} → ${is}`
  })
  const texts = (['text', 'reflection'] as const).flatMap((field) => {
    const [was, is] = [before[field] ?? '', after[field] ?? '']
    if (was === is) return []
    return [...(field === 'reflection' ? [dim('reflection:')] : []), ...marked(paper, was, is)]
  })
  const lines = [...fields, ...texts]
  return lines.length > 0 ? lines : [dim('nothing a person would see')]
}

/** While lines are broken these stand for the marks, as wide as they are; of a dream that has one itself it is shown as lost. */
const GONE = '\ue000\ue000'
const NEW = '\ue001\ue001'
const END = '\ue002\ue002'
const MARKS = /([\ue000-\ue002])/

/** What went in red, what came in green, and both in brackets: readable without colours too. */
function marked(paper: Paper, before: string, after: string): string[] {
  const text = diffWords(clean(before), clean(after))
    .map(({ kind, text: part }) => (kind === 'same' ? part : `${kind === 'gone' ? GONE : NEW}${part}${END}`))
    .join('')
  let open: string | undefined
  return wrapped(paper, text).map((line) => {
    const parts = line.split(MARKS).map((part) => {
      if (!MARKS.test(part)) return paint(paper, open, part)
      open = END.startsWith(part) ? undefined : part
      return ''
    })
    return parts.join('')
  })
}

function paint({ style }: Paper, open: string | undefined, text: string): string {
  if (open === undefined || text === '') return text
  return GONE.startsWith(open) ? style.red(`[-${text}-]`) : style.green(`{+${text}+}`)
}

function clean(text: string): string {
  return text.replaceAll(/[\ue000-\ue002]/g, '\ufffd')
}

function say(value: DreamContent[keyof DreamContent]): string {
  if (value === null) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value)
}
