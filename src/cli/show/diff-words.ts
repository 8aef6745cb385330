export type Piece = { readonly kind: 'same' | 'gone' | 'new'; readonly text: string }

/** Past this many words that differ, the whole middle is shown as replaced: nobody reads a finer diff of that. */
const FINEST = 1500

/** What changed between two texts, word by word. */
export function diffWords(before: string, after: string): Piece[] {
  const a = split(before)
  const b = split(after)
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  )
    tail++
  const middle = compare(a.slice(head, a.length - tail), b.slice(head, b.length - tail))
  return gathered(join([...a.slice(0, head).map(same), ...middle, ...a.slice(a.length - tail).map(same)]))
}

function split(text: string): string[] {
  return text.match(/\s+|\S+/g) ?? []
}

/** The longest common run of words, by the table every textbook has. */
function compare(a: readonly string[], b: readonly string[]): Piece[] {
  if (a.length > FINEST || b.length > FINEST) return [...a.map(gone), ...b.map(fresh)]
  const width = b.length + 1
  const longest = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      pieces.push(same(a[i]!))
      i++
      j++
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) pieces.push(gone(a[i++]!))
    else pieces.push(fresh(b[j++]!))
  }
  return [...pieces, ...a.slice(i).map(gone), ...b.slice(j).map(fresh)]
}

/** Neighbours of one kind become one piece. */
function join(pieces: readonly Piece[]): Piece[] {
  const joined: { kind: Piece['kind']; text: string }[] = []
  for (const { kind, text } of pieces) {
    const last = joined.at(-1)
    if (last?.kind === kind) last.text += text
    else joined.push({ kind, text })
  }
  return joined
}

/** Words that stay, shorter than this between two changes, only make both hard to read. */
const TOO_SHORT = 12

/** Changes that are close together become one: first all that went, then all that came. */
function gathered(pieces: readonly Piece[]): Piece[] {
  const calm: Piece[] = []
  let run = { gone: '', new: '' }
  const settle = () => {
    // Blanks at the end of both are no change.
    const [blanks = ''] = /\s*$/.exec(run.new) ?? []
    const shared = run.gone !== '' && run.gone.endsWith(blanks) ? blanks.length : 0
    const [went, came] = [run.gone, run.new].map((text) => text.slice(0, text.length - shared))
    if (went) calm.push(gone(went))
    if (came) calm.push(fresh(came))
    if (shared > 0) calm.push(same(blanks))
    run = { gone: '', new: '' }
  }
  for (const [index, { kind, text }] of pieces.entries()) {
    const inside = index < pieces.length - 1 && run.gone + run.new !== ''
    if (kind !== 'same') run[kind] += text
    else if (inside && text.length < TOO_SHORT) run = { gone: run.gone + text, new: run.new + text }
    else {
      settle()
      calm.push(same(text))
    }
  }
  settle()
  return join(calm)
}

const same = (text: string): Piece => ({ kind: 'same', text })
const gone = (text: string): Piece => ({ kind: 'gone', text })
const fresh = (text: string): Piece => ({ kind: 'new', text })
