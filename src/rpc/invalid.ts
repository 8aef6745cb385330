type Issue = {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
  readonly code?: string
  readonly expected?: string
  readonly values?: readonly unknown[]
  readonly keys?: readonly string[]
}

const EXPECTED: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  date: 'a date',
}

/** The one place that says in a sentence what a schema found wrong. It never repeats the value. */
export function sayWhatIsWrong(issues: readonly Issue[]): string {
  return issues.slice(0, 3).map(sayOne).join('; ')
}

function sayOne(issue: Issue): string {
  const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
  const subject = path || 'The input'
  if (issue.code === 'unrecognized_keys')
    return `There is no ${(issue.keys ?? []).join(', ')} in ${path || 'the input'}`
  if (issue.code === 'invalid_value' && issue.values)
    return `${subject} must be one of ${issue.values.map(String).join(', ')}`
  if (issue.code === 'invalid_type' && issue.expected)
    return `${subject} must be ${EXPECTED[issue.expected] ?? issue.expected}`
  return `${subject} ${issue.message === 'Invalid input' ? 'is not valid' : issue.message}`
}
