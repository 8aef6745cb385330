import { getEventIteratorSchemaDetails } from '@orpc/contract'
import { getRouter, isProcedure, unlazy } from '@orpc/server'
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { COMMON_ERRORS } from '../../src/contract/operation.ts'
import { isErrorCode } from '../../src/contract/errors.ts'
import { openTestJournal } from '../support/journal.ts'
import { OPERATIONS } from '../support/operations.ts'

describe.each(OPERATIONS)('$path', ({ path, definition }) => {
  const { meta, inputSchema, outputSchema } = definition

  test('says in one line what it does', () => {
    expect(meta.summary).toMatch(/^[A-Z].{8,110}[^.\s]$/u)
  })

  test('declares errors that exist, and only those that not every operation may answer', () => {
    const wrong = meta.errors.filter((code) => !isErrorCode(code) || COMMON_ERRORS.includes(code))

    expect(wrong).toEqual([])
  })

  test('has a handler', async () => {
    const { opened } = await openTestJournal({ make: false })

    const found = getRouter(opened.router, path.split('.'))
    const { default: procedure } = found ? await unlazy(found) : { default: undefined }

    expect(isProcedure(procedure)).toBe(true)
  })

  test('can be described to a script as JSON Schema', () => {
    const piece = meta.kind === 'stream' ? getEventIteratorSchemaDetails(outputSchema)?.yields : outputSchema

    const schemas = [
      z.toJSONSchema(inputSchema as z.ZodMiniType, { io: 'input' }),
      z.toJSONSchema(piece as z.ZodMiniType, { io: 'output' }),
    ]

    expect(schemas).toEqual([
      expect.objectContaining({ type: 'object', additionalProperties: false }),
      expect.objectContaining({ type: 'object' }),
    ])
  })

  test('refuses a property it does not know, so that a misspelt one is not lost in silence', async () => {
    const result = await inputSchema?.['~standard'].validate({ misspelt: 1 })

    expect(JSON.stringify(result?.issues)).toContain('misspelt')
  })
})
