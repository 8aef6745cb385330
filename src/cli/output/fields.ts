import { AppError } from '../../contract/errors.ts'

/** `--fields id,night.day`: a misspelt name would otherwise be a column of nothing. */
export function checkFields(fields: readonly string[] | undefined, known: readonly string[]): void {
  const unknown = fields?.find((field) => !known.includes(field.split('.')[0]!))
  if (unknown === undefined) return
  throw new AppError('invalid_input', `There is no field "${unknown}"`, {
    hint: `Fields: ${known.join(', ')}`,
  })
}

/** The picked fields under the names they were asked by; what a thing does not have is null. */
export function pickFields(thing: unknown, fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field, readField(thing, field)]))
}

export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  const simple = Array.isArray(value) && value.every((part) => typeof part === 'string')
  return simple ? value.join(', ') : JSON.stringify(value)
}

function readField(thing: unknown, field: string): unknown {
  let value = thing
  for (const part of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null
    value = (value as Record<string, unknown>)[part] // an object that has it, as just seen
  }
  return value ?? null
}
