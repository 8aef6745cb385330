import { hash } from 'node:crypto'

/** Makes ids of what dreams say, the same for the same file on every computer. */
export function dreamIds(): (date: string, title: string, text: string) => string {
  const seen = new Map<string, number>()
  return (date, title, text) => {
    const said = hash('sha256', JSON.stringify([date, title, text]))
    const before = seen.get(said.slice(0, 20)) ?? 0
    seen.set(said.slice(0, 20), before + 1)
    return idOf(before === 0 ? said : hash('sha256', `${said} ${before}`), date)
  }
}

/** A uuidv7 in form: its head is when it was dreamt, as far as that is known, so that ids sort as others do. */
function idOf(digest: string, date: string): string {
  const at = date === 'unknown' ? 0 : Math.max(0, Date.parse(date.slice(0, 10)))
  const head = at.toString(16).padStart(12, '0')
  return `${head.slice(0, 8)}-${head.slice(8)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`
}
