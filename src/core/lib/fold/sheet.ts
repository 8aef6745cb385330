/** Folded text while it is being written: code units and, if wanted, where in the text each of them began. */
export interface Sheet {
  codes: Uint16Array
  from: Uint32Array | undefined
  length: number
}

/** Most texts fit these, and an import of a hundred thousand need not ask for memory each time. */
const spare = { map: new Uint16Array(1 << 13), pair: new Uint16Array(1 << 14) }

/** A sheet is good until the next one for the same purpose is asked for. */
export function blankSheet(purpose: 'map' | 'pair', room: number, options: { traced: boolean }): Sheet {
  const codes = room <= spare[purpose].length ? spare[purpose] : new Uint16Array(room)
  return { codes, from: options.traced ? new Uint32Array(room) : undefined, length: 0 }
}

export function widen(sheet: Sheet, room: number): void {
  const { codes, from, length } = sheet
  sheet.codes = new Uint16Array(room)
  sheet.codes.set(codes.subarray(0, length))
  if (!from) return
  sheet.from = new Uint32Array(room)
  sheet.from.set(from.subarray(0, length))
}

/** In pieces, because arguments go on the stack. */
export function sheetText({ codes, length }: Sheet): string {
  let text = ''
  for (let i = 0; i < length; i += 4096) {
    // `apply` takes anything array-like; its type does not know.
    const piece = codes.subarray(i, Math.min(i + 4096, length)) as unknown as number[]
    text += String.fromCharCode.apply(null, piece)
  }
  return text
}
