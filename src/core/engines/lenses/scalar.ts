type Parsed =
  | { readonly value: string }
  | { readonly items: readonly string[] }
  | { readonly trouble: string; readonly hint: string }

const QUOTE_IT = 'Put the whole text in double quotes, like "…".'

/** One text, bare or in double quotes, or a short list in brackets. All that is taken means the same in YAML. */
export function parseScalar(text: string): Parsed {
  if (text.startsWith('"')) return quoted(text)
  if (text.startsWith('[')) return bracketed(text)
  const wrong = barewordTrouble(text)
  return wrong ?? { value: text }
}

function quoted(text: string): Parsed {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'string') return { value }
  } catch {
    // Told below.
  }
  return {
    trouble: 'The quotes do not close as they should',
    hint: 'Begin and end with ", write a quote inside as \\" and a backslash as \\\\, and nothing after the last one.',
  }
}

function bracketed(text: string): Parsed {
  const inside = /^\[(?<inside>[^[\]{}"']*)\]$/.exec(text)?.groups?.['inside']
  if (inside === undefined)
    return {
      trouble: 'The list in brackets is not understood',
      hint: 'Write [one, two], or a line with a dash for each.',
    }
  if (inside.trim() === '') return { items: [] }
  const items = inside.split(',').map((item) => item.trim())
  const wrong = items.map((item) => (item === '' ? EMPTY : barewordTrouble(item))).find(Boolean)
  return wrong ?? { items }
}

const EMPTY = { trouble: 'There is an empty place in the list', hint: 'Take one comma away.' }

function barewordTrouble(text: string): { trouble: string; hint: string } | undefined {
  if (/^[\]{},&*!|>'%@`#?]|^[-:](?: |$)/.test(text))
    return { trouble: `A text cannot begin with ${text.charAt(0)} unless it is quoted`, hint: QUOTE_IT }
  if (/: |:$/.test(text)) return { trouble: 'There is a second colon in the line', hint: QUOTE_IT }
  if (/ #/.test(text))
    return {
      trouble: 'What comes after # would be a comment',
      hint: `${QUOTE_IT} A comment has a line of its own.`,
    }
  return undefined
}
