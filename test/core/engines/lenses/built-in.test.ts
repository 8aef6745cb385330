import { describe, expect, test } from 'vitest'
import { builtInLenses, commonRules } from '../../../support/lenses.ts'

const LENSES = await builtInLenses()

test('there are nine, the plain one first', () => {
  expect(LENSES.map(({ id }) => id)).toEqual([
    'mirror',
    'artful',
    'continuity',
    'freudian',
    'gestalt',
    'jungian',
    'nightmare-rescripting',
    'tabir',
    'threat',
  ])
})

describe.each(LENSES)('$id', (lens) => {
  test('speaks to its reader in English and in Arabic', () => {
    const shown = [
      lens.names,
      lens.tradition,
      lens.about,
      ...lens.sources.flatMap(({ says, remark }) => (remark ? [says, remark] : [says])),
    ]

    for (const words of shown) {
      expect(Object.keys(words).toSorted()).toEqual(['ar', 'en'])
      expect(words['ar']).toMatch(/\p{Script=Arabic}/u)
    }
  })

  test('says what it must and must not do, and asks for every part of a reading', () => {
    expect([lens.must.length >= 3, lens.mustNot.length >= 3, lens.parts.length]).toEqual([true, true, 6])
  })

  test('has a place for each source, and is given neither reflection nor profile unless it can use them', () => {
    expect(
      lens.sources.filter(
        ({ place, author, work }) => !place || (!author && !/^(Sahih|Jami'|Sunan)/.test(work)),
      ),
    ).toEqual([])
    const { prompt, given } = lens
    expect(given.includes('reflection') || given.includes('profile')).toBe(
      /waking words|about the dreamer|dreamer's (own |waking |state)|residue|by day|associations/i.test(
        prompt,
      ),
    )
  })

  test('offers several, hedges, and asks', () => {
    expect(lens.prompt).toMatch(/\bmay\b|might|could|perhaps/)
    expect(lens.prompt).toMatch(/\bquestions? here\b|The questions/)
    expect(lens.prompt).toMatch(/reading/)
  })

  test('claims nothing in its own voice that a reading may not', () => {
    const claims =
      /\b(will (happen|come|die|meet|marry)|you are (ill|sick|in love)|always means|stands for your|diagnos|cure[sd]?\b|heals?\b)/i

    expect(lens.prompt.match(claims)?.[0]).toBeUndefined()
  })
})

test('rewriting a nightmare has its three steps, and no promise', () => {
  const { must, mustNot, prompt } = LENSES.find(({ id }) => id === 'nightmare-rescripting')!

  expect(must.join('\n')).toContain('write it, change it, rehearse the new one 5 to 20 minutes a day')
  expect(mustNot.join('\n')).toMatch(/Promise that nightmares will stop/)
  expect(prompt).toContain('five to twenty\nminutes a day')
})

test('the common rules hold what no lens may do', async () => {
  const rules = (await commonRules()).section('Before the lens')

  for (const rule of [
    /Say nothing about what will happen/,
    /no ruling on what is permitted or forbidden/,
    /no verdict that a dream is true/,
    /no diagnosis, no advice on medicine/,
    /no accusation against anyone/,
    /hidden wish out of sexual or violent content/,
    /nothing sexual about anyone who is or may be a child/,
    /jinn, the evil eye or magic/,
    /God, a prophet or an angel is seen/,
    /no scripture, no saying of a prophet or a scholar/,
    /more than one possibility/,
    /quoted exactly/,
    /Do not suggest telling the dream to anyone/,
    /The last word is the dreamer's/,
  ])
    expect(rules).toMatch(rule)
})

test('no number and no service stands in what is said in a crisis', async () => {
  const crisis = (await commonRules()).section('Withheld: crisis')

  expect(crisis).not.toMatch(/\d/)
  expect(crisis).toContain('local emergency number')
  expect(crisis).toContain('Write no telephone number')
})
