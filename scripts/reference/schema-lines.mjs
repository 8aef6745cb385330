/**
 * JSON Schema as lines a person reads: `mood?: number | null`. `names` maps a schema (as JSON) to the name under which
 * the page explains it once.
 */
export function schemaLines(schema, names) {
  if (isEmpty(schema)) return ['nothing']
  const inline = typeOf(schema, names)
  return inline === undefined ? memberLines(schema, names, '') : [inline]
}

/** The members of an object, a line each, whether it has a name or not. */
export function memberLines(schema, names, indent) {
  const required = new Set(schema.required)
  return Object.entries(schema.properties).flatMap(([name, member]) => {
    // With a default it may be left out; in an answer everything that is said to be there is there.
    const mark = required.has(name) ? '' : '?'
    const fallback = member.default === undefined ? '' : ` = ${JSON.stringify(member.default)}`
    const inline = typeOf(member, names)
    if (inline !== undefined) return [`${indent}${name}${mark}: ${inline}${fallback}`]
    const list = member.type === 'array'
    const inner = memberLines(list ? member.items : member, names, `${indent}  `)
    return [`${indent}${name}${mark}: {`, ...inner, `${indent}}${list ? '[]' : ''}`]
  })
}

/** Undefined for an object that needs lines of its own. */
function typeOf(schema, names) {
  const { $schema: _, default: __, ...shape } = schema
  const name = names.get(JSON.stringify(shape))
  if (name !== undefined) return name
  if (shape.enum) return shape.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.anyOf) return shape.anyOf.map((one) => typeOf(one, names) ?? 'object').join(' | ')
  if (Array.isArray(shape.type)) return shape.type.join(' | ')
  if (shape.type === 'array') return arrayType(shape, names)
  if (shape.type === 'object') return objectType(shape, names)
  if (shape.type === 'integer') return `integer${bounds(shape)}`
  if (shape.type === 'string') return stringType(shape)
  return shape.type ?? 'anything'
}

function arrayType({ items, prefixItems }, names) {
  if (prefixItems) return `[${prefixItems.map((one) => typeOf(one, names)).join(', ')}]`
  const inner = typeOf(items, names)
  if (inner === undefined) return undefined
  return inner.includes(' | ') ? `(${inner})[]` : `${inner}[]`
}

function objectType({ properties, additionalProperties }, names) {
  if (properties !== undefined) return undefined
  return `{ [name]: ${typeOf(additionalProperties ?? {}, names)} }`
}

function bounds({ minimum = -Infinity, maximum = Infinity }) {
  const [from, to] = [minimum, maximum].map((bound) =>
    Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? '' : bound,
  )
  return from === '' && to === '' ? '' : ` ${from}..${to}`
}

function stringType({ format, pattern = '' }) {
  if (format === 'date-time') return 'instant'
  return pattern.startsWith('^[0-9a-f]{8}-') ? 'id' : 'string'
}

function isEmpty({ type, properties = {} }) {
  return type === 'object' && Object.keys(properties).length === 0
}
