import type { JournalClient } from '../cli.ts'
import type { Paper } from '../output/paper.ts'
import { table } from '../output/table.ts'
import { sayWhen } from './when.ts'

export type Deed = Awaited<ReturnType<JournalClient['changes']['list']>>['items'][number]

/** `added a dream · today at 04:12 · by dreamcanvas command` */
export function sayDeed(deed: Deed, now: Date): string {
  return [sayWhat(deed), sayWhen(new Date(deed.at), now), `by ${deed.program}`].join(' · ')
}

export function deedTable(deeds: readonly Deed[], paper: Paper, now: Date): string {
  const { dim, cyan } = paper.style
  const names = shortNames(deeds.map(({ id }) => id))
  return table(
    paper,
    [
      { paint: cyan },
      { paint: dim },
      { shrinks: 'last', least: 20 },
      { paint: dim, shrinks: 'first', least: 12 },
    ],
    deeds.map((deed) => [
      names.get(deed.id) ?? deed.id,
      sayWhen(new Date(deed.at), now),
      sayWhat(deed),
      deed.undone ? 'taken back' : `by ${deed.program}`,
    ]),
  )
}

/** What was done, by what was asked. */
const DEEDS: Readonly<Record<string, (things: string) => string>> = {
  'dreams.add': () => 'wrote a dream down',
  'dreams.edit': () => 'changed a dream',
  'dreams.more': () => 'added to a dream',
  'dreams.remove': (things) => `took out ${things}`,
  'dreams.restore': (things) => `took ${things} back out of the trash`,
  'dreams.emptyTrash': (things) => `emptied the trash of ${things}`,
  'dreams.revert': () => 'brought back an earlier version of a dream',
  'dreams.settle': () => 'settled a dream',
  'nights.noRecall': () => 'said that nothing was recalled of a night',
  'sleep.add': () => 'logged sleep',
  'sleep.remove': () => 'took sleep out of the log',
  'tags.rename': (things) => `renamed a tag on ${things}`,
  'tags.merge': (things) => `merged tags on ${things}`,
  'tags.remove': (things) => `took a tag off ${things}`,
  'settings.set': () => 'changed a setting',
  'models.use': () => 'chose the model that reads',
  'models.allow': () => 'allowed a remote model',
  'outgoing.allow': () => 'allowed a host',
  'outgoing.revoke': () => 'took back what was allowed to leave',
  'transfer.import': (things) => `imported ${things}`,
  'coding.suggest': () => 'had codes suggested',
  'coding.decide': () => 'decided about the codes of a dream',
  'coding.blind': () => 'coded a dream',
  'readings.read': () => 'had a dream read',
  'readings.answer': () => 'answered a reading',
  'readings.remove': () => 'took out a reading',
  'changes.undo': () => 'took a change back',
}

function sayWhat({ operation, touched, dream, partial }: Deed): string {
  const counts = Object.entries(touched).filter(([kind]) => kind !== 'import')
  const dreams = counts.filter(([kind]) => kind === 'dream')
  const things = (dreams.length > 0 ? dreams : counts)
    .map(([kind, count]) => sayCount(kind, count))
    .join(', ')
  const say = DEEDS[operation]
  const said = say ? say(things || 'nothing') : [operation, things].filter((part) => part !== '').join(' · ')
  const which = dream === null ? said : `${said} (${dream.slice(-SHORTEST)})`
  return partial ? `${which}, and was stopped midway` : which
}

function sayCount(kind: string, count: number): string {
  return count === 1 ? `a ${kind}` : `${count} ${kind}s`
}

const SHORTEST = 4

/** Tails, as long as it takes to tell these apart. */
function shortNames(ids: readonly string[]): Map<string, string> {
  for (let length = SHORTEST; ; length++) {
    const names = new Map(ids.map((id) => [id, id.slice(-length)]))
    if (new Set(names.values()).size === names.size || ids.every((id) => id.length <= length)) return names
  }
}
