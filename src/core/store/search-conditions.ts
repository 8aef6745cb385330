import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { foldTag } from './dream-tags.ts'

/** Something a dream must be, or with `not` must not be. What is not known about a dream is not. */
export type Condition = { readonly not: boolean } & (
  | { readonly tag: string }
  | { readonly column: Column; readonly from: number | null; readonly to: number | null }
  /** Both nights included; a month or a year reaches to its last day. */
  | { readonly nightFrom: string | null; readonly nightTo: string | null }
)
type Column = 'mood' | 'vividness' | 'lucidity' | 'nightmare' | 'recurring' | 'fragment' | 'nap'

/** Every group must hold; a group holds when any condition in it does. */
export type Conditions = readonly (readonly Condition[])[]

/** The conditions as SQL on `dream`, beginning with `and`; nothing where there are none. */
export function andConditions(groups: Conditions): RawBuilder<unknown> {
  if (groups.length === 0) return sql``
  const each = groups.map((group) => sql`(${sql.join(group.map(toSql), sql` or `)})`)
  return sql`and ${sql.join(each, sql` and `)}`
}

function toSql(condition: Condition): RawBuilder<SqlBool> {
  const holds = toPlainSql(condition)
  // Of an unknown mood SQL knows neither that it is -1 nor that it is not.
  return condition.not ? sql`(${holds}) is not true` : holds
}

function toPlainSql(condition: Condition): RawBuilder<SqlBool> {
  if ('tag' in condition)
    return sql`dream.seq in (
      select dream_seq from dream_tag join tag on tag.seq = dream_tag.tag_seq where tag.folded = ${foldTag(condition.tag)}
    )`
  if ('column' in condition) {
    const column = sql.ref(`dream.${condition.column}`)
    return between(column, condition)
  }
  const { nightFrom, nightTo } = condition
  const known = sql<SqlBool>`dream.night <> ''`
  const range = between(sql.ref('dream.night'), {
    from: nightFrom,
    to: nightTo === null ? null : `${nightTo}~`,
  })
  return sql`${known} and ${range}`
}

function between<T>(
  column: RawBuilder<unknown>,
  { from, to }: { from: T | null; to: T | null },
): RawBuilder<SqlBool> {
  if (from !== null && to !== null) return sql`${column} between ${from} and ${to}`
  if (from !== null) return sql`${column} >= ${from}`
  return sql`${column} <= ${to}`
}
