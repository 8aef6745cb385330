/** What the columns of a table are called, by what they are for us. */
const NAMES = {
  id: ['id'],
  date: ['date', 'night', 'day'],
  title: ['title'],
  text: ['text', 'dream', 'body'],
  tags: ['tags', 'tag'],
  reflection: ['reflection', 'notes'],
  mood: ['mood'],
  vividness: ['vividness', 'vivid'],
  lucidity: ['lucidity', 'lucid'],
  technique: ['technique'],
  trigger: ['trigger'],
  nightmare: ['nightmare'],
  recurring: ['recurring'],
  fragment: ['fragment'],
  nap: ['nap'],
  zone: ['zone', 'timezone'],
} as const

export type Column = keyof typeof NAMES
export type Columns = ReadonlyMap<Column, number>

const DELIMITERS = [',', ';', '\t'] as const

/** Where each known column stands; undefined where there is none for the text. The first of a name counts. */
export function readHeader(cells: readonly string[]): Columns | undefined {
  const names = cells.map((cell) => cell.trim().toLowerCase())
  const columns = new Map<Column, number>()
  for (const [column, known] of Object.entries(NAMES)) {
    const at = known.map((name) => names.indexOf(name)).find((index) => index !== -1)
    if (at !== undefined) columns.set(column as Column, at) // a key of NAMES
  }
  return columns.has('text') ? columns : undefined
}

/** What separates the cells: whatever makes the first line name most columns. */
export function findDelimiter(beginning: string): string | undefined {
  const header = beginning.trimStart().split(/\r\n|\n|\r/, 1)[0] ?? ''
  const found = DELIMITERS.map((delimiter) => ({
    delimiter,
    columns:
      readHeader(header.split(delimiter).map((cell) => cell.trim().replaceAll(/^"|"$/g, '')))?.size ?? 0,
  }))
  return found.filter(({ columns }) => columns > 0).toSorted((a, b) => b.columns - a.columns)[0]?.delimiter
}
