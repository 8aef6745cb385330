import type { Dream, DreamContent, Version } from '../../contract/model/dream.ts'
import type { Paper } from '../output/paper.ts'
import { diffWords } from './diff-words.ts'
import { wrapped } from './dream-page.ts'

type History = { readonly dream: Dream; readonly versions: readonly Version[]; readonly name: string }

/** Every version of a dream, newest first, each with what it changed in the one before. */
export function historyPage(paper: Paper, { dream, versions, name }: History): string {
  const { bold, dim, yellow } = paper.style
  const row: { says: string; changedAt: string; content: DreamContent }[] = [
    { says: `${name} · revision ${dream.revision} · now`, changedAt: dream.changedAt, content: dream },
    ...versions
      .filter(({ kind }) => kind === 'was')
      .map((version, index, all) => ({
        says: `revision ${all.length - index} · ${version.stamp}`,
        changedAt: version.changedAt,
        content: version,
      })),
  ]
  const lines = row.flatMap(({ says, changedAt, content }, index) => {
    const before = row[index + 1]?.content
    return [
      bold(says) + dim(` · ${changedAt.slice(0, 16).replace('T', ' ')}Z`),
      ...(before ? changedIn(paper, before, content) : wrapped(paper, content.text)),
      '',
    ]
  })
  for (const other of versions.filter(({ kind }) => kind === 'conflict')) {
    lines.push(
      yellow(`the other version · ${other.stamp} · ${other.changedAt.slice(0, 16).replace('T', ' ')}Z`),
    )
    lines.push(...changedIn(paper, dream, other), '')
  }
  return lines.join('\n').trimEnd()
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

function changedIn(paper: Paper, before: DreamContent, after: DreamContent): string[] {
  const { dim } = paper.style
  const fields = FIELDS.filter((field) => say(before[field]) !== say(after[field])).map(
    (field) => `${dim(`${field}:`)} ${paper.text(say(before[field]))} → ${paper.text(say(after[field]))}`,
  )
  const texts = (['text', 'reflection'] as const).flatMap((field) => {
    const [was, is] = [before[field] ?? '', after[field] ?? '']
    if (was === is) return []
    return [...(field === 'reflection' ? [dim('reflection:')] : []), ...marked(paper, was, is)]
  })
  const lines = [...fields, ...texts]
  return lines.length > 0 ? lines : [dim('nothing a person would see')]
}

/** What went in red and struck out by brackets, what came in green: readable without colours too. */
function marked(paper: Paper, before: string, after: string): string[] {
  const { red, green } = paper.style
  const text = diffWords(before, after)
    .map(({ kind, text: part }) => {
      const safe = paper.text(part)
      if (kind === 'same') return safe
      return kind === 'gone' ? red(`[-${safe}-]`) : green(`{+${safe}+}`)
    })
    .join('')
  return text.split('\n')
}

function say(value: DreamContent[keyof DreamContent]): string {
  if (value === null) return 'nothing'
  return Array.isArray(value) ? value.join(', ') || 'none' : String(value)
}
