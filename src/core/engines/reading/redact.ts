const STRING = String.raw`"(?:[^"\\]|\\.)*"?`
const SAFETY = new RegExp(String.raw`"safety"\s*:\s*(?:\{(?:[^"{}]|${STRING})*\}?|${STRING}|[^,}\]]*)`, 'g')

/** A raw reply without what the model thought of the dreamer’s safety: nothing of that is kept. */
export function withoutSafety(raw: string): string {
  return raw.replace(SAFETY, '"safety":"not kept"')
}
