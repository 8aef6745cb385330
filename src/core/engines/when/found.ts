/** What words can say about a time. Languages differ in words and their order, not in these. */
export interface Found {
  readonly at?: number
  readonly date?: string
  readonly year?: number
  readonly month?: number
  readonly day?: number
  /** 0 is Sunday. */
  readonly weekday?: number
  readonly daysAgo?: number
  /** 1 is last night. */
  readonly nightsAgo?: number
  readonly tonight?: true
  readonly now?: true
  readonly unknown?: true
  readonly unit?: 'minute' | 'hour' | 'day' | 'night' | 'week' | 'month' | 'year'
  readonly count?: number
  readonly ago?: true
  /** "last tuesday" */
  readonly last?: true
  /** "tomorrow", "next week": never a dream's time. */
  readonly future?: true
  readonly part?: 'morning' | 'afternoon' | 'evening' | 'night'
  readonly nap?: true
  readonly time?: ClockTime
  /** The date is the one the night ends on, as in our own "night Thu→Fri 20 Nov 2026". */
  readonly ends?: true
}

export interface ClockTime {
  readonly hour: number
  readonly minute: number
  /** May be of either half of the day, as 11:30 without am or pm in "last night 11:30". */
  readonly loose: boolean
}

/** What a word says about its neighbours. */
export interface Mark {
  /** A number not yet known to be a day, an hour or a count. */
  readonly number?: { readonly value: number; readonly padded: boolean }
  /** The word before was an hour. */
  readonly half?: 'am' | 'pm' | 'either'
  /** The number before was a day of the month ("20th"). */
  readonly ordinal?: true
  /** A number after is an hour ("at 5"). */
  readonly hourNext?: true
}

export type Meaning = Found & Mark

/** A language is data: its phrases (lower case, single spaces, no final dot) and what each says. */
export interface Language {
  readonly name: string
  readonly phrases: Readonly<Record<string, Meaning>>
}

export interface Failure {
  readonly ok: false
  readonly reason: string
  readonly hint: string
}

export function isFailure(value: object): value is Failure {
  return 'ok' in value && value.ok === false
}

export function notUnderstood(text: string): Failure {
  return {
    ok: false,
    reason: `No time that can be understood: “${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`,
    hint: 'Write 2026-11-20, "2026-11-20 04:30", 2014-03, 2014, "last night 4:30", "two nights ago", tuesday, "20 nov" or unknown.',
  }
}
