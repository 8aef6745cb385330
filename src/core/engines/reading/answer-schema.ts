import { Confidence, Withheld, type ReadingPart } from '../../../contract/model/reading.ts'

const text = { type: 'string' }
const maybe = { type: ['string', 'null'] }
const quoted = (name: string) => object({ [name]: text, quote: text })

const PARTS: Readonly<Record<ReadingPart, object>> = {
  safety: object({ concern: { enum: ['none', 'gentle', 'stop'] }, quote: maybe }),
  summary: text,
  elements: list(quoted('name'), 0, 8),
  readings: list(
    object({
      text,
      hedge: text,
      confidence: { enum: Confidence.options },
      evidence: list(object({ quote: text }), 1, 3),
      source: maybe,
    }),
    0,
    4,
  ),
  questions: list(text, 1, 3),
  emotions: list(quoted('emotion'), 0, 6),
}

/**
 * What the answer must look like. Servers write the properties in this order: what stops or holds a reading back comes
 * before anything that would be shown.
 */
export function answerSchema(parts: readonly ReadingPart[]): Readonly<Record<string, unknown>> {
  const named = (Object.keys(PARTS) as ReadingPart[]).filter((part) => parts.includes(part)) // keys of the table
  const [first, ...rest] = named.map((part) => [part, PARTS[part]] as const)
  const holding = parts.includes('readings')
    ? ([
        ['withheld', { enum: [...Withheld.options, null] }],
        ['offer', { type: ['array', 'null'], items: text }],
      ] as const)
    : []
  const order =
    first?.[0] === 'safety' ? [first, ...holding, ...rest] : [...holding, ...(first ? [first] : []), ...rest]
  return object(Object.fromEntries(order))
}

function object(properties: Readonly<Record<string, object>>) {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

function list(items: object, minItems: number, maxItems: number) {
  return { type: 'array', items, minItems, maxItems }
}
