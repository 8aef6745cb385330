import type { Dream, Version } from '../../contract/model/dream.ts'
import type { Gone } from '../../contract/model/journal-file.ts'
import type { Copy } from '../store/copies.ts'
import { canonical, contentOf, stampOf } from '../store/stamp.ts'

/**
 * Two computers' copies of one dream made one, the same whichever way round: no version is lost, and whoever merges
 * the same copies, in any order and however often, comes to the same.
 */
export function mergeCopies(mine: Copy, theirs: Copy): Copy {
  const chosen = presentOf(mine, theirs)
  const versions = new Map<string, Version>()
  const add = (version: Version) =>
    versions.set(version.stamp, joinVersions(versions.get(version.stamp), version))
  for (const { dream, versions: known } of [mine, theirs]) {
    known.forEach(add)
    // Where the other copy has it in its history, joining makes it history here too.
    add(asVersion(dream, 'conflict'))
  }
  const { changedAt = chosen.dream.changedAt } = versions.get(chosen.dream.stamp) ?? {}
  versions.delete(chosen.dream.stamp)
  const kept = [...versions.values()].toSorted(newestFirst)
  const most = Math.max(mine.versions.length, theirs.versions.length)
  const dream = {
    ...chosen.dream,
    revision: Math.max(mine.dream.revision, theirs.dream.revision, kept.length > most ? 1 + kept.length : 1),
    writtenAt: smaller(mine.dream.writtenAt, theirs.dream.writtenAt),
    changedAt,
    conflict: kept.some(({ kind }) => kind === 'conflict'),
  }
  return { dream, versions: kept }
}

/** Whether `theirs` goes on from what `mine` says now. */
export function goesOnFrom(mine: Copy, theirs: Copy): boolean {
  return knows(theirs, mine.dream.stamp) && !knows(mine, theirs.dream.stamp)
}

/** Whoever took it out for good had seen every version of this copy. */
export function coversAll({ stamp, ancestors }: Gone, { dream, versions }: Copy): boolean {
  const seen = new Set([stamp, ...ancestors])
  return seen.has(dream.stamp) && versions.every((version) => seen.has(version.stamp))
}

/**
 * It was changed in one place and taken out for good in another. It stays, and the taking out becomes the other side
 * of a conflict: the dream in the trash, as whoever took it out knew it.
 */
export function keepBesideGone(copy: Copy, gone: Gone): Copy {
  const seen = new Set([gone.stamp, ...gone.ancestors])
  const all = [asVersion(copy.dream, 'was'), ...copy.versions].toSorted(newestFirst)
  const known = all.find(({ stamp }) => seen.has(stamp)) ?? all.at(-1)
  const content = { ...contentOf(known ?? copy.dream), deletedAt: gone.at }
  const stamp = stampOf(copy.dream.id, `${gone.stamp} gone`, content)
  if (knows(copy, stamp)) return copy
  const removal: Version = { stamp, changedAt: gone.at, kind: 'conflict', ...content }
  const versions = [...copy.versions, removal].toSorted(newestFirst)
  return {
    dream: { ...copy.dream, revision: Math.max(copy.dream.revision, 1 + versions.length), conflict: true },
    versions,
  }
}

/** Taken out in two places: together they had seen what each had. */
export function mergeGone(mine: Gone, theirs: Gone): Gone {
  const last = mine.at > theirs.at || (mine.at === theirs.at && mine.stamp >= theirs.stamp) ? mine : theirs
  const seen = new Set([mine.stamp, theirs.stamp, ...mine.ancestors, ...theirs.ancestors])
  seen.delete(last.stamp)
  return { ...last, ancestors: [...seen].toSorted() }
}

/** Versions of a copy that wait to be settled. */
export function waitingOf({ versions }: Copy): string[] {
  return versions.flatMap(({ kind, stamp }) => (kind === 'conflict' ? [stamp] : [])).toSorted()
}

function presentOf(mine: Copy, theirs: Copy): Copy {
  if (mine.dream.stamp === theirs.dream.stamp || goesOnFrom(theirs, mine)) return mine
  if (goesOnFrom(mine, theirs)) return theirs
  // Nobody can know which is better; everybody must choose the same.
  return newestFirst(mine.dream, theirs.dream) <= 0 ? mine : theirs
}

function knows({ versions }: Copy, stamp: string): boolean {
  return versions.some((version) => version.stamp === stamp)
}

/** The same change made in two places has one stamp, but two times, and perhaps two spellings of a tag. */
function joinVersions(known: Version | undefined, version: Version): Version {
  if (!known) return version
  const content = canonical(known) <= canonical(version) ? contentOf(known) : contentOf(version)
  const kind = known.kind === 'was' || version.kind === 'was' ? 'was' : 'conflict'
  return { stamp: known.stamp, changedAt: larger(known.changedAt, version.changedAt), kind, ...content }
}

function asVersion(dream: Dream, kind: Version['kind']): Version {
  return { stamp: dream.stamp, changedAt: dream.changedAt, kind, ...contentOf(dream) }
}

type Timed = { readonly changedAt: string; readonly stamp: string }
function newestFirst(a: Timed, b: Timed): number {
  if (a.changedAt !== b.changedAt) return a.changedAt > b.changedAt ? -1 : 1
  return a.stamp > b.stamp ? -1 : Number(a.stamp < b.stamp)
}

function smaller(a: string, b: string): string {
  return a < b ? a : b
}

function larger(a: string, b: string): string {
  return a > b ? a : b
}
