/** A complete value of the answer: an item of a list it holds, or what stands under a name. */
export type Found = { readonly key: string; readonly value: unknown }

export type AnswerParser = {
  /** What became complete with this much more of the answer. */
  push(text: string): Found[]
  /** Whether the answer has been one whole object, with nothing in it that could not be read. */
  readonly whole: boolean
  /** Names that came up, whether or not they held anything. */
  readonly keys: ReadonlySet<string>
}

type State =
  | 'before'
  | 'key'
  | 'colon'
  | 'value'
  | 'in-value'
  | 'item'
  | 'in-item'
  | 'after-item'
  | 'after-value'
  | 'end'
  | 'lost'

const SPACE = /\s/
/** A bare value ends where one of these stands. */
const ENDS_BARE = /[\s,\]}]/

/**
 * Reads an object while it is being written, whatever stands before it (a fence, a polite sentence). The items of a list
 * under a name are given one by one. Never throws; where it loses the thread it stops and says that it is not whole.
 */
export function createAnswerParser(): AnswerParser {
  let state: State = 'before'
  let key = ''
  let held = ''
  let depth = 0
  let inString = false
  let escaped = false
  let sound = true
  const keys = new Set<string>()

  function begin(next: 'in-value' | 'in-item'): void {
    held = ''
    depth = 0
    inString = false
    escaped = false
    state = next
  }

  /** Takes one sign of a value; true where it is complete, and the sign belongs to it. `before` where it does not. */
  function take(sign: string): 'more' | 'complete' | 'complete-before' {
    if (depth === 0 && !inString && held !== '' && !isOpener(held[0]) && ENDS_BARE.test(sign))
      return 'complete-before'
    // Some models break a line inside a string; JSON has it written out.
    held += inString && sign < ' ' ? written(sign) : sign
    if (escaped) escaped = false
    else if (inString) {
      if (sign === '\\') escaped = true
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{' || sign === '[') depth++
    else if (sign === '}' || sign === ']') depth--
    return depth === 0 && !inString && isOpener(held[0]) ? 'complete' : 'more'
  }

  function settle(found: Found[]): void {
    try {
      found.push({ key, value: JSON.parse(held.replace(/,\s*(?=[}\]]$)/, '')) as unknown })
    } catch {
      sound = false
    }
  }

  function step(sign: string, found: Found[]): void {
    switch (state) {
      case 'before':
        if (sign === '{') state = 'key'
        return
      case 'key':
        if (held !== '' || sign === '"') return readKey(sign)
        if (sign === '}') state = 'end'
        else if (!SPACE.test(sign) && sign !== ',') lose()
        return
      case 'colon':
        if (sign === ':') state = 'value'
        else if (!SPACE.test(sign)) lose()
        return
      case 'value':
        if (SPACE.test(sign)) return
        if (sign === '[') state = 'item'
        else {
          begin('in-value')
          step(sign, found)
        }
        return
      case 'item':
        if (SPACE.test(sign) || sign === ',') return
        if (sign === ']') state = 'after-value'
        else {
          begin('in-item')
          step(sign, found)
        }
        return
      case 'in-value':
      case 'in-item': {
        const after = state === 'in-item' ? 'after-item' : 'after-value'
        const taken = take(sign)
        if (taken === 'more') return
        settle(found)
        held = ''
        state = after
        if (taken === 'complete-before') step(sign, found)
        return
      }
      case 'after-item':
        if (sign === ']') state = 'after-value'
        else if (sign === ',') state = 'item'
        else if (!SPACE.test(sign)) lose()
        return
      case 'after-value':
        if (sign === ',') state = 'key'
        else if (sign === '}') state = 'end'
        else if (!SPACE.test(sign)) lose()
        return
      case 'end':
      case 'lost':
    }
  }

  function readKey(sign: string): void {
    held += sign
    if (escaped) escaped = false
    else if (sign === '\\') escaped = true
    else if (sign === '"' && held.length > 1) {
      key = held.slice(1, -1)
      keys.add(key)
      held = ''
      state = 'colon'
    }
  }

  function lose(): void {
    sound = false
    state = 'lost'
  }

  return {
    push(text) {
      const found: Found[] = []
      for (const sign of text) step(sign, found)
      return found
    },
    get whole() {
      return sound && state === 'end'
    },
    keys,
  }
}

function isOpener(sign: string | undefined): boolean {
  return sign === '{' || sign === '[' || sign === '"'
}

function written(sign: string): string {
  return JSON.stringify(sign).slice(1, -1)
}
