import lists from '../../../../resources/lexicon/coding/settings.json' with { type: 'json' }
import type { Draft } from './draft.ts'
import { entriesOf, Phrasebook } from './phrases.ts'
import type { Token } from './tokens.ts'

type Place = 'I' | 'O' | 'A'
const PLACES = new Phrasebook<Place>()
PLACES.addAll(entriesOf(lists.inside), 'I')
  .addAll(entriesOf(lists.outside), 'O')
  .addAll(entriesOf(lists.either), 'A')
const STRANGE = new Set(entriesOf(lists.strange).filter((word) => !word.includes(' ')))

/** It is a setting where somebody is in it or goes there; a house that is spoken of is not. */
const THERE = new Set(
  (
    'in into inside at on onto through to outside around across near by along up down under over above within toward ' +
    'towards from of'
  ).split(' '),
)
const BEFORE = 5

/** Where it takes place: in, out or either, and how well the dreamer knows it. Each kind of place once. */
export function codeSettings(tokens: readonly Token[]): Draft[] {
  const found = new Map<string, Draft>()
  for (let at = 0; at < tokens.length; at++) {
    const place = PLACES.at(tokens, at)
    if (!place) continue
    const first = startOf(tokens, at)
    if (first !== undefined) {
      const code = place.means + familiarity(tokens, first, at)
      if (!found.has(code))
        found.set(code, { category: 'setting', code, from: null, to: null, first, last: place.to })
    }
    at = place.to
  }
  return [...found.values()]
}

/** Where the words about the place begin: after the last word that says somebody is there. */
function startOf(tokens: readonly Token[], at: number): number | undefined {
  const here = tokens[at]
  if (here?.word === 'outside' || here?.word === 'outdoors' || here?.word === 'home') return at
  for (let index = at - 1; index >= Math.max(0, at - BEFORE); index--) {
    const token = tokens[index]
    if (!token || !here || token.sentence !== here.sentence || tokens[index + 1]?.paused === true)
      return undefined
    if (THERE.has(token.word)) return index + 1
  }
  return undefined
}

/** F familiar, U unfamiliar, G a place on the map, Q not said. */
function familiarity(tokens: readonly Token[], first: number, at: number): 'F' | 'U' | 'G' | 'Q' {
  if (tokens[at]?.word === 'home') return 'F'
  for (let index = first; index < at; index++) {
    const token = tokens[index]
    if (!token) continue
    if (token.word === 'my' || token.word === 'our' || token.possessive) return 'F'
    if (STRANGE.has(token.word)) return 'U'
    if (token.capital && !token.first) return 'G'
  }
  return 'Q'
}
