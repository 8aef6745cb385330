const STRING = String.raw`"(?:[^"\\]|\\.)*"?`
const SAFETY = new RegExp(String.raw`"safety"\s*:\s*(?:\{(?:[^"{}]|${STRING})*\}?|${STRING}|[^,}\]]*)`, 'g')

const CRISIS = /"withheld"\s*:\s*"crisis"?/g
const OFFER = new RegExp(String.raw`"offer"\s*:\s*(?:\[(?:[^"\]]|${STRING})*\]?|${STRING})`, 'g')

/** A raw reply without what the model thought of the dreamer’s safety: nothing of that is kept. */
export function withoutSafety(raw: string): string {
  const left = raw.replace(SAFETY, '"safety":"not kept"')
  const without = left.replace(CRISIS, '"withheld":"not kept"')
  // What it then offers says it again.
  return without === left ? left : without.replace(OFFER, '"offer":"not kept"')
}
