import { describe, expect, test } from 'vitest'
import { GivenCode } from '../../../src/contract/model/coding.ts'
import { readTypedCode, typedCode } from '../../../src/cli/coding/typed-code.ts'

describe('a code as it is typed', () => {
  test.each([
    ['AP: so scared', ['emotion', 'AP', 'D', null]],
    ['ap 1mka: so scared', ['emotion', 'AP', '1MKA', null]],
    ['1MKA: Paul', ['character', '1MKA', null, null]],
    ['2ani: dogs', ['character', '2ANI', null, null]],
    ['A7 1MSA D: hit me', ['aggression', '7>', '1MSA', 'D']],
    ['F6= D 1FTA: we hugged', ['friendliness', '6=', 'D', '1FTA']],
    ['A7* D: hit myself', ['aggression', '7*', 'D', null]],
    ['S3 1FKA D: kissed: twice', ['sexuality', '3>', '1FKA', 'D']],
    ['M4: it broke', ['misfortune', '4', 'D', null]],
    ['GF: luck', ['good fortune', '1', 'D', null]],
    ['FL 1MKA: he failed', ['failure', '1', '1MKA', null]],
    ['IF: my kitchen', ['setting', 'IF', null, null]],
  ])('%s', (typed, [category, code, from, to]) => {
    const read = readTypedCode(typed)

    expect(read).toMatchObject({ category, code, from, to })
    expect(GivenCode.safeParse(read).success).toBe(true)
    expect(readTypedCode(`${typedCode(read)}: ${read.quote}`)).toEqual(read)
  })

  test.each([
    '',
    'AP',
    'AP:',
    'XX: words',
    'A7: nobody said who',
    'A7 D: to whom',
    '1MKA D: two',
    'M9: no',
    'AP D D: x',
  ])('is refused where it is none: “%s”', (typed) => {
    expect(() => readTypedCode(typed)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  })
})
