import Database from 'better-sqlite3'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from '../../../../src/core/lib/fold/fold.ts'
import { foldWithMap } from '../../../../src/core/engines/search/fold-with-map.ts'
import { anyText } from './any-text.ts'

describe('what is written in many ways is folded to one', () => {
  test.each([
    ['', ''],
    ['  ?! — … 🐋 ', ''],
    ['The OLD house, again.', 'the old house again'],
    ['at 4:30 I_woke (3.5 km)', 'at 4 30 i woke 3 5 km'],
    ["don't don’t donʼt don＇t", 'don t don t don t don t'],
    ['Hawaiʻi ŉ', 'hawai i n'],
    ["l'eau de l’île", 'l eau de l ile'],
    ['Crème brûlée, naïve café', 'creme brulee naive cafe'],
    ['cafe\u0301', 'cafe'],
    ['Straße STRASSE Maẞ', 'strasse strasse mass'],
    ['İstanbul ISPARTA ışık', 'istanbul isparta isik'],
    ['Łódź, đường, smørrebrød, Æble, œuvre, Þór', 'lodz duong smorrebrod aeble oeuvre thor'],
    ['giấc mơ Việt Nam', 'giac mo viet nam'],
    ['ὄνειρος ΟΝΕΙΡΟΣ όνειρος', 'ονειροσ ονειροσ ονειροσ'],
    ['Ёлка, ещё; їжак', 'елка еще іжак'],
    ['חָלוֹם חלום', 'חלום חלום'],
    ['ﬁnal ﬂight ＷＩＤＥ ① x² 𝐝𝐫𝐞𝐚𝐦', 'final flight wide 1 x2 dream'],
    ['so\u00adft ze\u200bro jo\u2060in \ufeffbom', 'soft zero join bom'],
    ['أَحْلَامٌ أحلام', 'احلام احلام'],
    ['إلى آخر ٱلبيت', 'الي اخر البيت'],
    ['مدرسة مدرسه مستشفى', 'مدرسه مدرسه مستشفي'],
    ['مسؤول رئيس سماء', 'مسوول رييس سماء'],
    ['القصـــــة', 'القصه'],
    ['٢٠٢٦ ۲۰۲۶', '2026 2026'],
    ['کتابِ من، می\u200cروم', 'كتاب من مي روم'],
    ['ﻻ ﷲ', 'لا الله'],
    ['स्वप्न में नदी', 'स्वप्न में नदी'],
    ['夢', '夢'],
    ['夢を見た。', '夢を を見 見た た'],
    ['京都でTシャツ2枚', '京都 都で で t シャ ャツ ツ 2 枚'],
    ['ﾄﾞﾘｰﾑ ド\u3099', 'ドリ リー ーム ム ド\u3099 \u3099'],
    ['か\u3099 が', 'が が'],
    ['꿈에서 깼다 ㅋㅋ', '꿈에 에서 서 깼다 다 ㅋㅋ ㅋ'],
    ['꿈', '꿈'],
    ['𠮷野家', '𠮷野 野家 家'],
    ['㍿', '株式 式会 会社 社'],
    ['ฝันดี', 'ฝั ัน นด ดี ี'],
    ['\ud83d lone \udc0b', 'lone'],
  ])('%j', (text, folded) => {
    expect(foldText(text)).toBe(folded)
  })
})

test('words are letters, digits and vowel marks, with one space between', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(foldText(text)).toMatch(/^(?:[\p{L}\p{N}\p{M}]+(?: [\p{L}\p{N}\p{M}]+)*)?$/u)
    }),
  )
})

test('equal texts of different composition fold alike', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC')))
    }),
  )
})

test('a long text folds like its parts', () => {
  const part = 'Ein Traum über das Meer ﷺ und 夢の海. '

  expect(foldText(part.repeat(2000))).toBe(Array(2000).fill(foldText(part)).join(' '))
})

test.each(['ascii', "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"])(
  'FTS5 with %s sees exactly the tokens of the fold',
  (tokenizer) => {
    const db = new Database(':memory:')
    db.exec(`CREATE VIRTUAL TABLE t USING fts5(x, content='', contentless_delete=1, tokenize="${tokenizer}")`)
    db.exec(`CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)`)
    const insert = db.prepare('INSERT INTO t(rowid, x) VALUES (1, ?)')
    const tokens = db.prepare('SELECT term FROM v ORDER BY offset').pluck()
    const samples = ['Straße, İstanbul, don’t', 'أَحْلَامٌ في المدرسة', '東京でTシャツ', 'स्वप्न ฝันดี', 'ΟΝΕΙΡΟΣ']

    for (const text of [...samples, ...fc.sample(anyText, { numRuns: 300, seed: 1 })]) {
      insert.run(foldText(text))
      expect(tokens.all()).toEqual(foldText(text).split(' ').filter(Boolean))
      db.exec('DELETE FROM t')
    }
  },
)

describe('tokens and their places', () => {
  test.each([
    [
      'Crème  brûlée!',
      [
        ['creme', 'Crème'],
        ['brulee', 'brûlée'],
      ],
    ],
    [
      'cafe\u0301 noir',
      [
        ['cafe', 'cafe\u0301'],
        ['noir', 'noir'],
      ],
    ],
    [
      'eine Straße',
      [
        ['eine', 'eine'],
        ['strasse', 'Straße'],
      ],
    ],
    ['أَحْلَامٌ', [['احلام', 'أَحْلَامٌ']]],
    [
      'a東京都',
      [
        ['a', 'a'],
        ['東京', '東京'],
        ['京都', '京都'],
        ['都', '都'],
      ],
    ],
    [
      'ﾄﾞﾘ',
      [
        ['ドリ', 'ﾄﾞﾘ'],
        ['リ', 'ﾘ'],
      ],
    ],
    [
      'x 𠮷野',
      [
        ['x', 'x'],
        ['𠮷野', '𠮷野'],
        ['野', '野'],
      ],
    ],
    [
      '한\u1112\u1161\u11ab',
      [
        ['한한', '한\u1112\u1161\u11ab'],
        ['한', '\u1112\u1161\u11ab'],
      ],
    ],
  ])('%j', (text, expected) => {
    expect(foldWithMap(text).map(({ token, start, end }) => [token, text.slice(start, end)])).toEqual(
      expected,
    )
  })

  test('are the tokens of the fold, in order, each of whole characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = foldWithMap(text)

        expect(tokens.map(({ token }) => token).join(' ')).toBe(foldText(text))
        for (const { start, end } of tokens) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(splitsPair(text, start) || splitsPair(text, end)).toBe(false)
        }
        const starts = tokens.map(({ start }) => start)
        expect(starts).toEqual(starts.toSorted((a, b) => a - b))
      }),
      { numRuns: 1000 },
    )
  })
})

function splitsPair(text: string, at: number): boolean {
  return at > 0 && /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))
}
