/**
 * Dreams that nobody dreamt: words drawn by Zipf's law from a made vocabulary, the same for the same seed. What an
 * index does with them (a few words in nearly every text, most words in hardly any) is what it does with real ones.
 */

const COMMON = 'the and i was of to a in it my that we with she he then but is on were'.split(' ')
const VOCABULARY = 30_000
const DAY = 86_400_000
const LAST_NIGHT = Date.UTC(2026, 10, 20)
const YEARS = 12

/** Numbers between 0 and 1 (mulberry32). */
export function createRandom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Lines of the journal's own format, its header first. Newer nights come last, as they are written. */
export function* journalLines(count, seed = 1) {
  const random = createRandom(seed)
  const draw = zipf(vocabulary(random), random)
  yield JSON.stringify({ dreamcanvas: 'journal', format: 1 })
  for (let index = 0; index < count; index++) yield JSON.stringify(dream(index, count, random, draw))
}

function dream(index, count, random, draw) {
  const day = LAST_NIGHT - Math.floor(((count - index) / count) * YEARS * 365) * DAY
  const night = new Date(day).toISOString().slice(0, 10)
  const at = new Date(day + Math.floor(random() * DAY)).toISOString()
  const chance = (share, make) => (random() < share ? make() : null)
  return {
    type: 'dream',
    id: idAt(Date.parse(at), random),
    revision: 1,
    stamp: hex(random, 16),
    writtenAt: at,
    changedAt: at,
    title: chance(0.6, () => words(1 + Math.floor(random() * 4), draw)),
    text: text(random, draw),
    reflection: chance(0.1, () => `${words(10 + Math.floor(random() * 30), draw)}.`),
    night,
    nightId: night,
    nap: random() < 0.03,
    dreamtAt: null,
    zone: 'UTC',
    mood: chance(0.5, () => Math.floor(random() * 7) - 3),
    vividness: chance(0.5, () => 1 + Math.floor(random() * 5)),
    lucidity: chance(0.3, () => Math.floor(random() * 6)),
    technique: null,
    trigger: null,
    nightmare: random() < 0.05,
    recurring: random() < 0.04,
    fragment: random() < 0.1,
    tags: tags(random),
    deletedAt: null,
    conflict: false,
    versions: [],
  }
}

/** About 700 characters: most are shorter, a few are several times as long. */
function text(random, draw) {
  const length = Math.min(1200, Math.round(104 * Math.exp(0.65 * normal(random))))
  const sentences = []
  for (let left = Math.max(4, length); left > 0;) {
    const many = Math.min(left, 4 + Math.floor(random() * 14))
    const said = words(many, draw)
    sentences.push(`${said.charAt(0).toUpperCase()}${said.slice(1)}.`)
    left -= many
  }
  return sentences.join(' ')
}

function words(count, draw) {
  return Array.from({ length: count }, draw).join(' ')
}

/** A few tags are on many dreams, most on few. */
function tags(random) {
  const count = random() < 0.4 ? 0 : 1 + Math.floor(random() * 3)
  const chosen = Array.from({ length: count }, () => `tag${Math.floor(200 * random() ** 3)}`)
  return [...new Set(chosen)].toSorted()
}

function vocabulary(random) {
  const known = new Set(COMMON)
  while (known.size < VOCABULARY) {
    const syllables = 1 + Math.floor(random() * 2 + (known.size / VOCABULARY) * 2)
    let word = ''
    for (let index = 0; index < syllables; index++) word += syllable(random)
    if (word.length > 2) known.add(word)
  }
  return [...known]
}

function syllable(random) {
  const one = (letters) => letters[Math.floor(random() * letters.length)]
  return `${one('bcdfghjklmnprstvw')}${one('aeiou')}${random() < 0.4 ? one('lmnrst') : ''}`
}

/** Draws as English does: the commonest is a twentieth of all words, the hundred commonest are half. */
function zipf(known, random) {
  const sums = new Float64Array(known.length)
  let sum = 0
  for (let rank = 0; rank < known.length; rank++) sums[rank] = sum += (rank + 2.7) ** -1.1
  return () => {
    const wanted = random() * sum
    let low = 0
    for (let high = known.length - 1; low < high;) {
      const middle = (low + high) >> 1
      if (sums[middle] < wanted) low = middle + 1
      else high = middle
    }
    return known[low]
  }
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A uuidv7: the time, then chance. */
function idAt(at, random) {
  const time = at.toString(16).padStart(12, '0')
  const rest = hex(random, 18)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest.slice(0, 3)}-8${rest.slice(3, 6)}-${rest.slice(6)}`
}

function hex(random, length) {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
}
