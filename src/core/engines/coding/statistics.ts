/** The 95 % that most tables mean. */
const Z = 1.96

export type Interval = { readonly low: number; readonly high: number }
export type Estimate = Interval & { readonly value: number }

/** A share with Wilson's interval, which stays between 0 and 1 and is honest for few. */
export function wilson(count: number, n: number): Estimate {
  const value = count / n
  const middle = value + Z ** 2 / (2 * n)
  const reach = Z * Math.sqrt((value * (1 - value)) / n + Z ** 2 / (4 * n ** 2))
  const whole = 1 + Z ** 2 / n
  return {
    value,
    low: count === 0 ? 0 : (middle - reach) / whole,
    high: count === n ? 1 : (middle + reach) / whole,
  }
}

/** How often something happens for each of n, with Byar's interval for counted events. */
export function rate(count: number, n: number): Estimate {
  const bound = (events: number, side: 1 | -1) =>
    events * (1 - 1 / (9 * events) + (side * Z) / (3 * Math.sqrt(events))) ** 3
  return {
    value: count / n,
    low: count === 0 ? 0 : Math.max(0, bound(count, -1) / n),
    high: bound(count + 1, 1) / n,
  }
}

export type Difference = Estimate & {
  /** How likely a difference at least as large is where there is none. */
  readonly p: number
}

/** Cohen's h between two shares. */
export function differenceOfShares(now: number, past: number, n: number, nPast: number): Difference {
  return difference(2 * Math.asin(Math.sqrt(now)) - 2 * Math.asin(Math.sqrt(past)), n, nPast)
}

/** The same for rates: twice the root of a counted rate varies as twice the arcsine of the root of a share does. */
export function differenceOfRates(now: number, past: number, n: number, nPast: number): Difference {
  return difference(2 * Math.sqrt(now) - 2 * Math.sqrt(past), n, nPast)
}

function difference(value: number, n: number, nPast: number): Difference {
  const error = Math.sqrt(1 / n + 1 / nPast)
  return {
    value,
    low: value - Z * error,
    high: value + Z * error,
    p: Math.min(1, 2 * (1 - normal(Math.abs(value) / error))),
  }
}

/** Benjamini and Hochberg: of those at or below a bound, so many at most are expected to be chance. In the given order. */
export function adjusted(ps: readonly number[]): number[] {
  const byRank = ps.map((p, index) => ({ p, index })).toSorted((a, b) => b.p - a.p)
  const result = Array.from({ length: ps.length }, () => 1)
  let least = 1
  for (const [down, { p, index }] of byRank.entries()) {
    least = Math.min(least, (p * ps.length) / (ps.length - down))
    result[index] = least
  }
  return result
}

/** How two coders said yes and no of the same things. */
export type Agreement = {
  readonly both: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
}

/**
 * Cohen's kappa, null where both always said the same one thing: then nothing tells agreement from habit. Its interval is
 * Wilson's for the observed agreement, seen from the same chance agreement, so that it is no point where all agree.
 */
export function kappa({ both, onlyFirst, onlySecond, neither }: Agreement): Estimate | null {
  const n = both + onlyFirst + onlySecond + neither
  if (n === 0) return null
  const [first, second] = [(both + onlyFirst) / n, (both + onlySecond) / n]
  const chance = first * second + (1 - first) * (1 - second)
  if (chance === 1) return null
  const beyond = (observed: number) => (observed - chance) / (1 - chance)
  const { value, low, high } = wilson(both + neither, n)
  return { value: beyond(value), low: Math.max(-1, beyond(low)), high: beyond(high) }
}

/** The normal distribution; Abramowitz and Stegun 7.1.26, right to seven places. */
function normal(z: number): number {
  const x = z / Math.SQRT2
  const t = 1 / (1 + 0.327_591_1 * x)
  const series =
    t *
    (0.254_829_592 + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))))
  return 0.5 * (1 + (1 - series * Math.exp(-x * x)))
}
