import { StringDecoder } from 'node:string_decoder'
import { CONTROLS, SEQUENCES, type Command } from './commands.ts'

/** `pasted` arrives as it was copied; typed text never has a control character but a line break or tab. */
export type Key = { readonly text: string; readonly pasted: boolean } | { readonly command: Command }

export interface KeyReader {
  read(bytes: Buffer): Key[]
  /** True while an escape sequence is cut off; if nothing follows soon, it was the Escape key. */
  readonly waiting: boolean
  /** Nothing more came: forgets the sequence, keeps a cut-off paste. */
  giveUp(): Key[]
}

/** Bytes of a terminal, cut anywhere, to keys. */
export function createKeyReader(): KeyReader {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let pasting = false

  function next(): Key[] | undefined {
    if (rest === '') return undefined
    if (pasting) return nextPasted()
    // oxlint-disable-next-line no-control-regex
    const typed = /^[^\x00-\x1f\x7f-\x9f]+/.exec(rest)?.[0]
    if (typed !== undefined) return take(typed.length, { text: typed, pasted: false })
    if (rest[0] !== ESC) return take(1, controlKey(rest[0]!))
    const sequence = readSequence(rest)
    if (sequence === undefined) return undefined
    pasting = sequence === PASTE_START
    return take(sequence.length, command(SEQUENCES[sequence.slice(1)]))
  }

  /** In pieces as it comes, so that a dying terminal takes nothing of it along. */
  function nextPasted(): Key[] | undefined {
    const end = rest.indexOf(PASTE_END)
    if (end !== -1) {
      pasting = false
      const text = rest.slice(0, end)
      return take(end + PASTE_END.length, { text: text.replace(LINE_ENDS, '\n'), pasted: true })
    }
    // Held back: what may be the beginning of the end, or of a \r\n.
    const held = /(?:\r|\x1b(?:\[(?:2(?:0(?:1)?)?)?)?)$/.exec(rest)?.[0].length ?? 0 // oxlint-disable-line no-control-regex
    const text = rest.slice(0, rest.length - held)
    if (text === '') return undefined
    return take(text.length, { text: text.replace(LINE_ENDS, '\n'), pasted: true })
  }

  function take(length: number, key: Key | undefined): Key[] {
    rest = rest.slice(length)
    return key && !('text' in key && key.text === '') ? [key] : []
  }

  return {
    read(bytes) {
      rest += decoder.write(bytes)
      const keys: Key[] = []
      for (let found = next(); found; found = next()) keys.push(...found)
      return keys
    },
    get waiting() {
      return rest !== '' && !pasting
    },
    giveUp() {
      const keys: Key[] =
        pasting && rest !== '' ? [{ text: rest.replace(LINE_ENDS, '\n'), pasted: true }] : []
      rest = ''
      return keys
    },
  }
}

const LINE_ENDS = /\r\n?/g
const ESC = '\x1b'
const PASTE_START = '\x1b[200~'
const PASTE_END = '\x1b[201~'

function controlKey(character: string): Key | undefined {
  if (character === '\r' || character === '\n') return { text: '\n', pasted: false }
  if (character === '\t') return { text: '\t', pasted: false }
  return command(CONTROLS[character])
}

function command(name: Command | undefined): Key | undefined {
  return name && { command: name }
}

/** The whole escape sequence, or undefined while its end has not come. */
function readSequence(text: string): string | undefined {
  if (text.length < 2) return undefined
  if (text[1] === '[') return /^.\[\[?[0-?]*[ -/]*[^ -?]/su.exec(text)?.[0]
  if (text[1] === 'O') return text.length < 3 ? undefined : text.slice(0, 3)
  // Two escapes: the first stood alone.
  if (text[1] === ESC) return ESC
  return /^../su.exec(text)?.[0]
}
