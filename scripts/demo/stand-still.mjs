/**
 * Loaded before the command (`node --import`): the clock stands at STAND_STILL_AT and chance repeats itself, so that the
 * same command gives the same picture on every machine.
 */
import process from 'node:process'

const now = Date.parse(process.env.STAND_STILL_AT ?? '')
const Time = globalThis.Date

globalThis.Date = class extends Time {
  constructor(...parts) {
    super(...(parts.length === 0 ? [now] : parts))
  }
  static now() {
    return now
  }
}

let state = (now / 1000) % 2 ** 31
function chance() {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  return state >>> 8
}
globalThis.crypto.getRandomValues = (array) => {
  for (const index of array.keys()) array[index] = chance()
  return array
}
